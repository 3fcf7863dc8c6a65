"""Unmasked values leave exactly one look; the auditor and the person find it."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest

from linli.kernel.db.listing import Asked, fetch
from linli.kernel.errors import Conflict, Invalid, NotAllowed, NotFound
from linli.kernel.ids import new
from linli.kernel.journal.models import JournalEntry
from linli.people.commands import export_persons, give_consent, move_person, reveal, withdraw_consent
from linli.people.models import Look, Person
from linli.people.queries.looks import WHO_LOOKED, could_see, looks_at_me, looks_of
from linli.people.queries.persons import PERSONS, person_detail
from linli.people.rules.person_reasons import PersonCode
from tests.actors import actor_with
from tests.conftest import NOON
from tests.people.people import make_colleague, make_unit
from tests.people.persons.records import (
    COUNTY,
    HERE,
    THERE,
    TOWN,
    auditor,
    chief,
    make_person,
    number,
    phone,
    registrar,
)

pytestmark = pytest.mark.django_db
ALL = ("name", "birth", "identity", "hukou_address", "phone", "mail")


def shown(person: UUID, *fields: str, purpose: str = "identify", who: Any = None, **more: Any) -> Any:
    return reveal(who or registrar(), subject=person, fields=fields, purpose=purpose, **more).values


def test_a_reveal_shows_the_values_and_writes_one_look() -> None:
    person = make_person("李小明", 5, phones=(phone(1), phone(2)), hukou_address="柳巷社区1号")
    assert shown(person, "name", "birth", "identity", "hukou_address") == {
        "name": "李小明", "birth": "1980-01-01", "identity": number(5), "hukou_address": "柳巷社区1号",
    }  # fmt: skip
    look = Look.objects.get()
    assert (look.subject, look.purpose, look.fields) == (
        person, "identify", ["name", "birth", "identity", "hukou_address"],
    )  # fmt: skip
    assert (look.account, look.post, look.stand_in_for) == (UUID(int=7), UUID(int=8), None)
    assert (look.at, look.channel, look.area, look.run, look.case) == (NOON, "desk", HERE, None, None)
    assert shown(person, "phone", purpose="contact") == {"phone": (f"+86{phone(1)}", f"+86{phone(2)}")}
    assert Look.objects.count() == 2


def test_the_journal_names_the_look_and_holds_no_value() -> None:
    person = make_person("李小明", 5)
    shown(person, "name", "identity")
    entry = JournalEntry.objects.get(command="people.reveal")
    assert entry.object_id == Look.objects.get().id and entry.purpose == "identify"
    assert entry.facts == {"person": str(person), "fields": ["name", "identity"], "case": ""}
    assert entry.commitments == {}


def test_pages_and_lists_leave_none() -> None:
    person = make_person()
    person_detail(registrar(), person)
    fetch(PERSONS, registrar(), Asked(search=number(1)))
    fetch(WHO_LOOKED, auditor(), Asked())
    assert not Look.objects.exists()


def test_the_same_key_twice_shows_once_and_leaves_one_look() -> None:
    person = make_person()
    keyed = registrar().keyed("k")
    first = reveal(keyed, subject=person, fields=("name",), purpose="identify")
    again = reveal(keyed, subject=person, fields=("name",), purpose="identify")
    assert first.values and not again.values and Look.objects.count() == 1


@pytest.mark.parametrize(
    ("fields", "purpose", "code"),
    [
        (("identity",), "contact", PersonCode.NOT_FOR_PURPOSE),
        (("phone",), "identify", PersonCode.NOT_FOR_PURPOSE),
        (("name",), "curiosity", PersonCode.PURPOSE),
        (("name",), "", PersonCode.PURPOSE),
        (("belief",), "identify", PersonCode.UNKNOWN_FIELD),
        ((), "identify", PersonCode.UNKNOWN_FIELD),
        (("name",), "case", PersonCode.NEEDS_CASE),
        (("phone",), "visit", PersonCode.NO_CONSENT),
    ],
)
def test_a_reveal_needs_a_purpose_that_may_see_it(fields: tuple[str, ...], purpose: str, code: PersonCode) -> None:
    person = make_person(phones=(phone(1),))
    with pytest.raises((Invalid, NotAllowed, Conflict)) as caught:
        reveal(registrar(), subject=person, fields=fields, purpose=purpose)
    assert caught.value.code is code and not Look.objects.exists()


def test_a_case_is_kept_with_the_look() -> None:
    person, case = make_person(), new(COUNTY)
    shown(person, "identity", purpose="case", case=case)
    assert Look.objects.get().case == case


def test_who_may_reveal_and_where() -> None:
    person = make_person()
    with pytest.raises(NotAllowed):
        shown(person, "name", who=actor_with("people.see_persons", area=HERE))
    with pytest.raises(NotFound):
        shown(person, "name", who=registrar(THERE))
    assert not Look.objects.exists()


def test_a_stand_in_is_named() -> None:
    person = make_person()
    shown(person, "name", who=replace(registrar(), stand_in_for=UUID(int=99)))
    assert Look.objects.get().stand_in_for == UUID(int=99)


def test_ones_own_data_is_not_logged(writing_as_test: None) -> None:
    person, account = make_person(), new(COUNTY)
    Person.objects.filter(pk=person).update(account=account)
    me = replace(actor_with("people.reveal", account=account), powers={"people.reveal": ()})
    assert shown(person, *ALL, purpose="", who=me)["identity"] == number(1)
    assert not Look.objects.exists()
    other = make_person("李四", 2)
    with pytest.raises(NotFound):
        shown(other, "name", who=me)


def test_an_export_writes_one_look_a_person_and_one_entry() -> None:
    persons = tuple(make_person(f"人{index}", index, phones=(phone(index),)) for index in range(1, 8))
    fields, purpose = ("name", "phone"), "contact"
    receipt = export_persons(chief(), persons=persons[::-1], fields=fields, purpose=purpose)
    rows = receipt.values["rows"]
    assert [row["id"] for row in rows] == list(persons[::-1])
    assert rows[0] == {"id": persons[-1], "name": "人7", "phone": (f"+86{phone(7)}",)}
    looks = Look.objects.filter(run=receipt.id)
    assert {look.subject for look in looks} == set(persons) and looks.count() == Look.objects.count() == 7
    entry = JournalEntry.objects.get(command="people.export_persons")
    assert entry.facts["persons"] == 7 and "人" not in str(entry.facts) and entry.purpose == "contact"


def test_an_export_has_bounds() -> None:
    person = make_person()
    with pytest.raises(NotAllowed):
        export_persons(registrar(), persons=(person,), fields=("name",), purpose="contact")
    for persons in ((), tuple(new(COUNTY) for _ in range(2001))):
        with pytest.raises(Invalid):
            export_persons(chief(), persons=persons, fields=("name",), purpose="contact")
    with pytest.raises(NotFound):
        export_persons(chief(), persons=(person, new(COUNTY)), fields=("name",), purpose="contact")
    abroad = actor_with("people.export_persons", area=THERE)
    with pytest.raises(NotFound):
        export_persons(abroad, persons=(person,), fields=("name",), purpose="contact")
    assert not Look.objects.exists()


def test_the_number_of_statements_does_not_grow_with_an_export(django_assert_max_num_queries: Any) -> None:
    persons = tuple(make_person(f"人{index}", index, phones=(phone(index),)) for index in range(30))
    with django_assert_max_num_queries(15):
        export_persons(chief(), persons=persons, fields=("name", "phone"), purpose="contact")


def test_the_auditor_finds_looks_and_nobody_else() -> None:
    person = make_person("李小明", 5)
    clerk = make_colleague("zhou", make_unit("登记处", HERE), "registrar")
    reveal(clerk.actor(), subject=person, fields=("name",), purpose="identify")
    export_persons(chief(), persons=(person,), fields=("birth",), purpose="identify")
    page = fetch(WHO_LOOKED, auditor(), Asked(filters={"way": "single"}))
    (row,) = page.rows
    assert (row.who, row.unit, row.post, row.subject_name) == ("zhou", "登记处", "岗位zhou", "李*明")
    assert row.fields == ("name",) and not row.exported
    assert fetch(WHO_LOOKED, auditor(), Asked()).count == 2 == len(looks_of(auditor(), person))
    assert fetch(WHO_LOOKED, registrar(), Asked()).rows == () == fetch(WHO_LOOKED, auditor(THERE), Asked()).rows
    assert looks_of(auditor(THERE), person) == ()


def test_everyone_may_see_who_looked_at_them(writing_as_test: None) -> None:
    person, account = make_person(), new(COUNTY)
    Person.objects.filter(pk=person).update(account=account)
    shown(person, "name")
    shown(make_person("李四", 2), "name")
    (row,) = looks_at_me(actor_with(account=account))
    assert row.subject == person and looks_at_me(actor_with(account=new(COUNTY))) == ()


def test_who_could_see_this_on_that_day() -> None:
    person = make_person(since=date(2026, 1, 1))
    move_person(
        registrar(), person=person, kind="living", area=THERE, since=date(2026, 6, 1), source="self",
        expected_version=1,
    )  # fmt: skip
    for name, unit, role in (("hang", HERE, "registrar"), ("dort", THERE, "registrar"), ("amt", COUNTY, "clerk")):
        make_colleague(name, make_unit(name, unit), role)
    make_colleague("kopf", make_unit("kopf"), "chief_registrar")
    names = {day: [(row.holders, row.unmasked) for row in could_see(auditor(), person, day)] for day in DAYS}
    chief_row = (("kopf",), True)
    assert names[DAYS[0]] == [(("hang",), True), chief_row] and names[DAYS[1]] == [(("dort",), True), chief_row]
    assert names[DAYS[2]] == [], "no one held a post yet"
    with pytest.raises(NotFound):
        could_see(auditor(TOWN + "999"), person, DAYS[0])
    with pytest.raises(NotFound):
        could_see(registrar(), person, DAYS[0])


DAYS = (date(2026, 5, 31), date(2026, 6, 1), date(2019, 12, 31))


def consent(person: UUID, **change: Any) -> Any:
    given = {
        "purpose": "visit", "fields": ("name", "phone"), "audience": "社区助老员", "text_version": "2026-1",
        "way": "paper", "expires_on": date(2027, 11, 20), **change,
    }  # fmt: skip
    return give_consent(registrar(), person=person, **given)


def test_t124_withdrawal_bites_at_the_next_request() -> None:
    person = make_person(phones=(phone(1),))
    given = consent(person)
    hour = timedelta(hours=1)
    assert shown(person, "phone", purpose="visit", who=registrar(at=NOON + hour))["phone"]
    with pytest.raises(Conflict):
        shown(person, "phone", "birth", purpose="visit"), "birth was not agreed to"
    withdraw_consent(registrar(at=NOON + 2 * hour), consent=given.id, expected_version=1)
    with pytest.raises(Conflict) as caught:
        shown(person, "phone", purpose="visit", who=registrar(at=NOON + 2 * hour))
    assert caught.value.code is PersonCode.NO_CONSENT
    assert Look.objects.count() == 1, "the earlier look stays, and stays lawful"
    assert JournalEntry.objects.filter(event="people.consent_withdrawn").count() == 1


def test_an_export_asks_each_person_for_consent() -> None:
    asked, silent = make_person(index=1), make_person("李四", 2)
    consent(asked)
    with pytest.raises(Conflict):
        export_persons(chief(), persons=(asked, silent), fields=("name",), purpose="visit")
    export_persons(chief(), persons=(asked,), fields=("name",), purpose="visit")
    assert Look.objects.count() == 1
