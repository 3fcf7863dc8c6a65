"""Two records become one and two again."""

from datetime import date
from typing import Any
from uuid import UUID

import pytest
from django.forms.models import model_to_dict
from hypothesis import given
from hypothesis import strategies as st

from linli.kernel.db.listing import Asked, fetch
from linli.kernel.errors import Conflict, Invalid, NotAllowed, NotFound
from linli.kernel.ids import new
from linli.kernel.journal.models import JournalEntry
from linli.people.commands import correct_person, give_consent, merge_persons, reveal, unmerge_persons
from linli.people.models import Person
from linli.people.queries.consents import has_consent
from linli.people.queries.person_values import values_of
from linli.people.queries.persons import PERSONS, person_detail
from linli.people.queries.residences import persons_counted
from linli.people.rules.merging import completed, without
from linli.people.rules.person_reasons import PersonCode
from linli.people.rules.persons import Values
from tests.conftest import NOON
from tests.people.persons.records import (
    COUNTY,
    HERE,
    chief,
    make_person,
    number,
    phone,
    registrar,
    version_of,
)

pytestmark = pytest.mark.django_db


def merge(keep: UUID, double: UUID, who: Any = None) -> Any:
    return merge_persons(
        who or chief(), keep=keep, double=double, keep_version=version_of(keep), double_version=version_of(double)
    )  # fmt: skip


def unmerge(double: UUID, who: Any = None) -> Any:
    return unmerge_persons(who or chief(), double=double, expected_version=version_of(double))


def found(text: str) -> list[UUID]:
    return [row.id for row in fetch(PERSONS, registrar(), Asked(search=text)).rows]


def content(person: UUID) -> dict[str, Any]:
    row = Person.objects.get(pk=person)
    kept = ("sources", "area", "pinyin", "merged_into", "merge_took", "identity_key")
    return {**model_to_dict(row, kept), "values": values_of(row), "has_key": row.identity_key is not None}


def pair() -> tuple[UUID, UUID]:
    keep = make_person("张伟", identity="", phones=(phone(1),))
    double = make_person("张维", 4, phones=(phone(2),), hukou_address="柳巷社区1号")
    return keep, double


def test_a_merge_completes_and_hides_and_is_found_by_everything() -> None:
    keep, double = pair()
    merge(keep, double)
    assert [row.id for row in fetch(PERSONS, registrar(), Asked()).rows] == [keep]
    assert found(number(4)) == found(phone(2)) == found(phone(1)) == found("张伟") == [keep]
    assert found("张维") == []
    seen = person_detail(registrar(), double)
    assert seen.id == keep and seen.doubles == (double,) and seen.identity and seen.birth == "1980"
    assert {item.masked for item in seen.contacts} == {"139****0001", "139****0002"}
    assert persons_counted(COUNTY, HERE, date(2026, 1, 1))["living"] == 1
    numbers = reveal(registrar(), subject=double, fields=("identity", "phone"), purpose="case", case=new(COUNTY))
    assert numbers.values == {"identity": number(4), "phone": (f"+86{phone(1)}", f"+86{phone(2)}")}


def test_unmerging_restores_both() -> None:
    keep, double = pair()
    before = content(keep), content(double)
    merge(keep, double)
    unmerge(double)
    assert (content(keep), content(double)) == before
    assert found(number(4)) == found("张维") == [double] and found("张伟") == [keep]
    assert {entry.event for entry in JournalEntry.objects.filter(object_id=keep)} >= {
        "people.persons_merged", "people.persons_unmerged",
    }  # fmt: skip


def test_what_was_corrected_since_stays() -> None:
    keep, double = pair()
    merge(keep, double)
    change = {"hukou_address": "北关社区2号"}
    correct_person(registrar(), person=keep, changes=change, source="self", expected_version=version_of(keep))
    unmerge(double)
    kept = values_of(Person.objects.get(pk=keep))
    assert kept.hukou_address == "北关社区2号" and kept.identity == ""


def test_a_consent_of_the_double_counts() -> None:
    keep, double = pair()
    give_consent(
        registrar(), person=double, purpose="visit", fields=("name",), audience="x", text_version="1", way="paper",
        expires_on=date(2027, 1, 1),
    )  # fmt: skip
    assert not has_consent(COUNTY, keep, "visit", ["name"], NOON)
    merge(keep, double)
    assert has_consent(COUNTY, keep, "visit", ["name"], NOON)


def test_the_number_of_a_double_is_taken() -> None:
    keep, double = pair()
    merge(keep, double)
    with pytest.raises(Conflict):
        make_person("王五", 4)
    correct_person(
        registrar(), person=keep, changes={"identity": ""}, source="self", expected_version=version_of(keep)
    )  # fmt: skip
    with pytest.raises(Conflict):
        make_person("王五", 4)


def test_what_cannot_be_merged(writing_as_test: None) -> None:
    keep, double = pair()
    other, third = make_person("李四", 7), make_person("李四", identity="")
    with pytest.raises(Invalid):
        merge(keep, keep)
    with pytest.raises(Conflict) as numbers:
        merge(double, other)
    assert numbers.value.code is PersonCode.MERGE_NUMBERS
    merge(keep, double)
    with pytest.raises(Conflict) as chain:
        merge(third, keep)
    assert chain.value.code is PersonCode.MERGE_CHAIN
    with pytest.raises(NotFound):
        merge(other, double)
    with pytest.raises(Conflict):
        unmerge(other)
    Person.objects.filter(pk=third).update(account=new(COUNTY))
    with pytest.raises(Conflict) as account:
        merge(other, third)
    assert account.value.code is PersonCode.MERGE_ACCOUNTS


def test_who_may_merge() -> None:
    keep, double = pair()
    with pytest.raises(NotAllowed):
        merge(keep, double, registrar())
    with pytest.raises(Conflict):
        merge_persons(chief(), keep=keep, double=double, keep_version=1, double_version=9)
    merge(keep, double)
    with pytest.raises(NotAllowed):
        unmerge(double, registrar())
    with pytest.raises(NotFound):
        unmerge_persons(chief(), double=new(COUNTY), expected_version=1)
    with pytest.raises(NotFound):
        correct_person(registrar(), person=double, changes={}, source="self", expected_version=2)


def test_a_double_may_be_merged_again() -> None:
    keep, double = pair()
    for _ in range(2):
        merge(keep, double)
        unmerge(double)
    assert found(number(4)) == [double]


VALUES = st.builds(
    Values,
    st.sampled_from(["张伟", "李娜"]),
    st.sampled_from([0, 1, 2]),
    st.none(),
    st.sampled_from([None, 1957, 1980]),
    st.sampled_from(["", number(1)]),
    st.just(""),
    st.sampled_from(["", "柳巷"]),
)


@pytest.mark.pure
@given(VALUES, VALUES)
def test_giving_back_undoes_taking_over(stays: Values, rests: Values) -> None:
    merged, took = completed(stays, rests)
    assert without(merged, rests, took) == stays
