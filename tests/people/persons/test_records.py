"""Registering, correcting, masking, searching."""

import re
from datetime import date
from typing import Any
from uuid import UUID

import pytest
from django.db import IntegrityError, transaction
from hypothesis import given
from hypothesis import strategies as st

from linli.kernel.codes import CodesCode
from linli.kernel.db.listing import Asked, fetch
from linli.kernel.errors import Conflict, Invalid, KernelCode, NotAllowed, NotFound
from linli.kernel.ids import new
from linli.kernel.journal.models import JournalEntry
from linli.people.commands import correct_person, register_person
from linli.people.models import Look, NameToken, Person
from linli.people.queries.persons import PERSONS, person_detail
from linli.people.rules.person_reasons import PersonCode
from linli.people.rules.persons import changed_fields, parse_birth, read_values
from tests.actors import actor_with
from tests.people.persons.records import (
    HERE,
    THERE,
    TOWN,
    chief,
    make_person,
    number,
    phone,
    registrar,
    version_of,
)

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 20)


def found(text: str, who: Any = None) -> set[UUID]:
    return {row.id for row in fetch(PERSONS, who or registrar(), Asked(search=text)).rows}


def test_a_person_is_registered_and_shown_masked() -> None:
    person = make_person("欧阳娜娜", 3, phones=(phone(1),), hukou_address="清和县北关街道柳巷社区3号楼2单元501室")
    seen = person_detail(registrar(), person)
    assert (seen.name, seen.birth, seen.sex) == ("欧**娜", "1980", 1)
    assert seen.identity == number(3)[:6] + "********" + number(3)[-4:]
    assert seen.hukou_address == "清和县北关街道柳巷社区**"
    assert [item.masked for item in seen.contacts] == ["139****0001"]
    assert seen.sources["identity"] == {"source": "document", "on": "2026-11-20"}
    assert [(home.kind, home.area, home.since) for home in seen.residences] == [("living", HERE, date(2020, 1, 1))]


def test_the_list_is_masked_and_leaves_no_look() -> None:
    make_person("李小明", 5)
    (row,) = fetch(PERSONS, registrar(), Asked()).rows
    assert row.name == "李*明" and number(5)[6:14] not in str(row)
    assert not Look.objects.exists()


def test_values_are_encrypted_at_rest() -> None:
    row = Person.objects.get(pk=make_person(index=7, hukou_address="柳巷"))
    assert row.identity and row.identity_key and row.hukou_address
    assert number(7).encode() not in bytes(row.identity) and "柳巷".encode() not in bytes(row.hukou_address)
    assert number(7).encode() not in bytes(row.identity_key)


def test_the_journal_has_names_of_fields_only() -> None:
    person = make_person("王桂芳", 8)
    entry = JournalEntry.objects.get(object_id=person)
    assert set(entry.changed) == {"name", "sex", "birth", "identity", "residence"}
    text = str([entry.facts, entry.changed, entry.purpose])
    assert "王桂芳" not in text and number(8) not in text and "1980" not in text
    # 64 digits of a hash may hold "1980" by chance; that they are digits of a hash says more.
    assert all(re.fullmatch("[0-9a-f]{64}", sealed) for sealed in entry.commitments.values())


def test_the_same_number_twice_is_refused_in_any_spelling() -> None:
    make_person(index=1)
    lower = number(1).lower()
    for text in (number(1), f" {lower} ", "".join(chr(ord(c) + 0xFEE0) for c in number(1))):
        with pytest.raises(Conflict) as caught:
            make_person("他人", identity=text)
        assert caught.value.code is PersonCode.NUMBER_TAKEN
        assert number(1) not in str([caught.value.data, caught.value.args, caught.value.problems])
    assert Person.objects.count() == 1


def test_the_database_holds_one_live_record_a_number(writing_as_test: None) -> None:
    row = Person.objects.get(pk=make_person())
    with pytest.raises(IntegrityError), transaction.atomic():
        Person.objects.create(
            id=new("329921"), county="329921", area=HERE, name="x", sources={}, pinyin="x", initials="x",
            sort_key="x", identity=b"x", identity_key=row.identity_key,
        )  # fmt: skip


def test_two_who_register_one_number_at_the_same_moment(monkeypatch: pytest.MonkeyPatch) -> None:
    make_person()
    other = make_person("李四", 2)
    # Both have looked and found nothing; the database decides.
    monkeypatch.setattr("linli.people.commands.persons.refuse_known_number", lambda *_: None)
    with pytest.raises(Conflict) as caught:
        make_person("他人")
    assert caught.value.code is PersonCode.NUMBER_TAKEN
    with pytest.raises(Conflict):
        correct_person(
            registrar(), person=other, changes={"identity": number(1)}, source="document", expected_version=1
        )  # fmt: skip
    assert Person.objects.count() == 2 and version_of(other) == 1


def test_without_a_number_two_of_one_name_may_be() -> None:
    first, second = make_person(identity=""), make_person(identity="")
    assert found("张伟") == {first, second}


@pytest.mark.parametrize(
    ("values", "paths"),
    [
        ({"name": ""}, ["name"]),
        ({"name": "甲" * 61}, ["name"]),
        ({"name": "甲", "sex": "3"}, ["sex"]),
        ({"name": "甲", "birth": "2027-01-01"}, ["birth"]),
        ({"name": "甲", "birth": "1799"}, ["birth"]),
        ({"name": "甲", "birth": "gestern", "sex": "x"}, ["sex", "birth"]),
        ({"name": "甲", "identity": "110105194912310021"}, ["identity"]),
        ({"name": "甲", "identity": number(1), "birth": "1981"}, ["birth"]),
        ({"name": "甲", "identity": number(1), "birth": "1980-01-02", "sex": "2"}, ["birth", "sex"]),
        ({"name": "甲", "belief": "x"}, ["belief"]),
        ({"name": "甲", "nation": "x", "note": "y"}, ["nation", "note"]),
        ({"name": "甲", "hukou_address": "路" * 201}, ["hukou_address"]),
    ],
)
def test_wrong_values_are_named_each(values: dict[str, str], paths: list[str]) -> None:
    with pytest.raises(Invalid) as caught:
        register_person(registrar(), area=HERE, values=values, source="document")
    assert sorted(problem.path for problem in caught.value.problems) == sorted(paths)
    assert not Person.objects.exists()


def test_the_number_fills_birth_and_sex_and_a_year_is_enough_without() -> None:
    row = Person.objects.get(pk=make_person(index=2, identity=number(2, "19491231", male=False)))
    assert (row.birth, row.birth_year, row.sex) == (date(1949, 12, 31), 1949, 2)
    old = Person.objects.get(pk=make_person("陈氏", identity="", birth="1931"))
    assert (old.birth, old.birth_year, old.sex) == (None, 1931, 0)
    assert person_detail(registrar(), old.id).birth == "1931"


def test_fifteen_digits_and_eighteen_are_one_number() -> None:
    make_person(identity="11010519491231002X")
    with pytest.raises(Conflict):
        make_person(identity="110105491231002")


@pytest.mark.parametrize("area", ["329921001", "329922001001", "", "x", "330100001001"])
def test_a_person_belongs_to_a_community_of_the_county(area: str) -> None:
    with pytest.raises((Invalid, NotFound)):
        register_person(chief(), area=area, values={"name": "甲"}, source="document")


def test_wrong_source_kind_and_dates_are_refused() -> None:
    values = {"name": "甲"}
    for change in ({"source": "hearsay"}, {"residence": "away"}, {"since": date(2026, 11, 21)}):
        with pytest.raises(Invalid):
            register_person(registrar(), **{"area": HERE, "values": values, "source": "document", **change})  # type: ignore[arg-type]  # bad values are what is tried
    assert not Person.objects.exists()


def test_who_may_register_and_where() -> None:
    values = {"name": "甲"}
    with pytest.raises(NotAllowed):
        register_person(actor_with("people.see_persons", area=HERE), area=HERE, values=values, source="self")
    with pytest.raises(NotFound):
        register_person(registrar(THERE), area=HERE, values=values, source="self")
    assert register_person(registrar(TOWN), area=HERE, values=values, source="self").status == "registered"


def test_another_area_does_not_know_of_the_person() -> None:
    person = make_person()
    with pytest.raises(NotFound):
        person_detail(registrar(THERE), person)
    with pytest.raises(NotFound):
        correct_person(
            registrar(THERE), person=person, changes={"name": "乙"}, source="self", expected_version=1
        )  # fmt: skip
    assert fetch(PERSONS, registrar(THERE), Asked()).rows == ()
    assert found("张伟", registrar(THERE)) == set() and found(number(1), registrar(THERE)) == set()
    assert found("张伟", registrar(TOWN)) == found("张伟", chief()) == {person}


def test_a_correction_writes_what_changed_with_its_source() -> None:
    person = make_person("张卫", 4, birth="1980")
    change = {"name": "张伟", "hukou_address": "柳巷社区1号"}
    receipt = correct_person(registrar(), person=person, changes=change, source="self", expected_version=1)
    seen = person_detail(registrar(), person)
    assert receipt.version == seen.version == 2 and seen.sources["name"]["source"] == "self"
    assert seen.sources["identity"]["source"] == "document"
    entry = JournalEntry.objects.get(object_id=person, command="people.correct_person")
    assert entry.changed == ["hukou_address", "name"] and set(entry.commitments) == {"hukou_address", "name"}
    assert found("张伟") == {person} and found("张卫") == set()


def test_a_correction_can_clear_and_can_change_nothing() -> None:
    person = make_person(index=4)
    same = correct_person(registrar(), person=person, changes={"name": "张伟"}, source="self", expected_version=1)
    assert same.unchanged and same.version == 1
    correct_person(registrar(), person=person, changes={"identity": ""}, source="self", expected_version=1)
    row = Person.objects.get(pk=person)
    assert row.identity is None and row.identity_key is None and "identity" not in row.sources
    assert row.birth == date(1980, 1, 1), "what the number told stays"


def test_a_stale_correction_is_told_what_changed() -> None:
    person = make_person()
    correct_person(registrar(), person=person, changes={"name": "张巍"}, source="self", expected_version=1)
    with pytest.raises(Conflict) as caught:
        correct_person(registrar(), person=person, changes={"name": "张威"}, source="self", expected_version=1)
    assert caught.value.code is KernelCode.STALE
    assert caught.value.data["changes"][0]["fields"] == ["name"] and "张巍" not in str(caught.value.data)


def test_a_correction_to_a_known_number_is_refused() -> None:
    make_person(index=1)
    other = make_person("李四", 2)
    with pytest.raises(Conflict):
        correct_person(
            registrar(), person=other, changes={"identity": number(1)}, source="document", expected_version=1
        )  # fmt: skip
    assert version_of(other) == 1


def test_the_same_key_registers_once() -> None:
    keyed = registrar().keyed("a")
    values = {"name": "甲", "identity": number(9)}
    first = register_person(keyed, area=HERE, values=values, source="self")
    again = register_person(keyed, area=HERE, values=values, source="self")
    assert again.repeated and first.id == again.id and Person.objects.count() == 1


@pytest.mark.parametrize(
    ("text", "hit"),
    [
        ("张", True), ("伟", True), ("张伟", True), ("張偉", True), (" 张 伟", True), ("伟张", False), ("王", False),
        ("zw", True), ("ZW", True), ("zhangw", True), ("zhangwei", True), ("zx", False), ("，", False),
        (number(1), True), (number(2), False), ("139-0000-0001", True), ("+86 13900000001", True),
        (phone(2), False), ("000001", False), (number(1)[:-1], False), ("wei@example.org", False),
    ],
)  # fmt: skip
def test_search(text: str, hit: bool) -> None:
    person = make_person("张伟", 1, phones=(phone(1),))
    make_person("王芳", 11)
    assert (person in found(text)) is hit


def test_surnames_are_read_as_surnames() -> None:
    person = make_person("单雄信", 12)
    assert found("sxx") == {person} == found("shanx") and found("dxx") == set()


def test_pages_follow_pinyin() -> None:
    for index, name in enumerate(("张伟", "李娜", "阿依古丽·买买提", "陈静", "欧阳娜娜")):
        make_person(name, index + 20)
    first = fetch(PERSONS, registrar(), Asked(size=2))
    second = fetch(PERSONS, registrar(), Asked(size=2, after=first.next))
    names = [row.name[0] for row in (*first.rows, *second.rows)]
    assert names == ["阿", "陈", "李", "欧"] and first.count == 5


def test_filter_by_sex() -> None:
    person = make_person(index=1, identity=number(1, male=False))
    make_person("李四", 2)
    rows = fetch(PERSONS, registrar(), Asked(filters={"sex": "2"})).rows
    assert [row.id for row in rows] == [person]


def test_tokens_are_written_once() -> None:
    person = make_person("张张张")
    assert set(NameToken.objects.filter(person=person).values_list("token", flat=True)) == {"张", "张张"}


@pytest.mark.pure
@given(st.text(max_size=12))
def test_birth_is_read_or_refused(text: str) -> None:
    read = parse_birth(text, TODAY)
    if read is not None:
        day, year = read
        assert day is None or (day <= TODAY and day.year == year)


@pytest.mark.pure
@given(
    st.text("张王李a·é ", min_size=1, max_size=8).filter(str.strip),
    st.sampled_from(["", "1957", "1957-03-04"]),
    st.integers(0, 499),
)
def test_reading_is_stable(name: str, birth: str, index: int) -> None:
    identity = "" if birth else number(index)
    once = read_values({"name": name, "birth": birth, "identity": identity}, TODAY)
    again = read_values(once.as_texts(), TODAY)
    assert once == again and changed_fields(once, again) == ()


@pytest.mark.pure
@given(st.integers(0, 499), st.integers(0, 17), st.sampled_from("0123456789X"))
def test_one_changed_digit_is_never_taken(index: int, place: int, digit: str) -> None:
    right = number(index)
    wrong = right[:place] + digit + right[place + 1 :]
    if wrong == right or wrong[0] == "9":
        return
    with pytest.raises(Invalid) as caught:
        read_values({"name": "甲", "identity": wrong}, TODAY)
    assert isinstance(caught.value.problems[0].code, CodesCode)
