"""Consents: what they must say, who gives them, when they end (R9.1, R9.2)."""

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linli.kernel.errors import Conflict, Invalid, NotAllowed, NotFound
from linli.kernel.journal.models import JournalEntry
from linli.people.commands import give_consent, withdraw_consent
from linli.people.models import Consent
from linli.people.queries.consents import consents_of, has_consent
from linli.people.rules.consents import Given, covered_fields, is_bundled, is_in_force, needs_guardian
from linli.people.rules.person_reasons import PersonCode
from tests.actors import actor_with
from tests.conftest import NOON
from tests.people.persons.records import COUNTY, HERE, THERE, make_person, number, registrar

pytestmark = pytest.mark.django_db
TERMS: dict[str, Any] = {
    "purpose": "visit", "fields": ("name", "phone"), "audience": "社区助老员", "text_version": "2026-1",
    "way": "spoken", "expires_on": date(2026, 12, 31),
}  # fmt: skip


def test_a_consent_is_given_shown_and_withdrawn_as_easily() -> None:
    person = make_person()
    given = give_consent(registrar(), person=person, **TERMS)
    (row,) = consents_of(registrar(), person)
    assert row.live and row.fields == ("name", "phone") and row.given_at == NOON
    assert has_consent(COUNTY, person, "visit", ["name"], NOON)
    assert not has_consent(COUNTY, person, "visit", ["name", "birth"], NOON)
    assert not has_consent(COUNTY, person, "contact", ["name"], NOON), "a consent is for one purpose"
    assert not has_consent(COUNTY, person, "visit", ["name"], NOON - timedelta(seconds=1))
    withdraw_consent(registrar(), consent=given.id, expected_version=1)
    assert not has_consent(COUNTY, person, "visit", ["name"], NOON)
    assert [item.live for item in consents_of(registrar(), person)] == [False]
    with pytest.raises(Conflict) as caught:
        withdraw_consent(registrar(), consent=given.id, expected_version=2)
    assert caught.value.code is PersonCode.CONSENT_ENDED
    assert JournalEntry.objects.filter(object_id=given.id).count() == 2


def test_a_consent_expires_after_its_last_day() -> None:
    person = make_person()
    give_consent(registrar(), person=person, **TERMS)
    assert has_consent(COUNTY, person, "visit", ["name"], NOON + timedelta(days=41))
    assert not has_consent(COUNTY, person, "visit", ["name"], NOON + timedelta(days=42))


@pytest.mark.parametrize(
    "change",
    [
        {"purpose": "research"}, {"purpose": ""}, {"fields": ()}, {"fields": ("identity",)}, {"fields": ("belief",)},
        {"audience": " "}, {"text_version": ""}, {"way": "assumed"}, {"expires_on": date(2026, 11, 20)},
    ],
)  # fmt: skip
def test_a_consent_must_say_all(change: dict[str, Any]) -> None:
    person = make_person()
    with pytest.raises(Invalid):
        give_consent(registrar(), person=person, **{**TERMS, **change})
    assert not Consent.objects.exists()


def test_for_a_child_a_grown_guardian_consents() -> None:
    child = make_person("小宝", identity=number(1, "20130101"))
    sister = make_person("小妹", identity=number(2, "20150101"))
    mother = make_person("妈妈", identity=number(3))
    for guardian in (None, child, sister):
        with pytest.raises(Invalid) as caught:
            give_consent(registrar(), person=child, **TERMS, guardian=guardian)
        assert caught.value.code is PersonCode.CONSENT_GUARDIAN
    give_consent(registrar(), person=child, **TERMS, guardian=mother)
    assert consents_of(registrar(), child)[0].guardian == mother


def test_who_may_note_and_withdraw() -> None:
    person = make_person()
    with pytest.raises(NotAllowed):
        give_consent(actor_with("people.see_persons", area=HERE), person=person, **TERMS)
    with pytest.raises(NotFound):
        give_consent(registrar(THERE), person=person, **TERMS)
    given = give_consent(registrar(), person=person, **TERMS)
    with pytest.raises(NotFound):
        withdraw_consent(registrar(THERE), consent=given.id, expected_version=1)
    with pytest.raises(NotFound):
        consents_of(registrar(THERE), person)


@pytest.mark.pure
@pytest.mark.parametrize(
    ("birth", "year", "day", "needed"),
    [
        (date(2012, 11, 20), 2012, date(2026, 11, 20), False),
        (date(2012, 11, 21), 2012, date(2026, 11, 20), True),
        (None, 2012, date(2026, 11, 20), True),
        (None, 2011, date(2026, 11, 20), False),
        (None, None, date(2026, 11, 20), False),
    ],
)
def test_fourteen_years(birth: date | None, year: int | None, day: date, needed: bool) -> None:
    assert needs_guardian(birth, year, day) is needed


@pytest.mark.pure
def test_sensitive_fields_stand_alone() -> None:
    assert is_bundled(("health", "name"), {"health"})
    assert not is_bundled(("health", "bank"), {"health", "bank"}) and not is_bundled(("name",), {"health"})


HOURS = st.integers(0, 2000).map(lambda hours: NOON + timedelta(hours=hours))


@pytest.mark.pure
@given(HOURS, HOURS, HOURS)
def test_a_withdrawn_consent_never_comes_back(start: Any, withdrawn: Any, asked: Any) -> None:
    row = Given("visit", ("name",), "x", start, date(2099, 1, 1), withdrawn)
    holds = is_in_force(row, asked, asked.date())
    assert holds is (start <= asked < withdrawn)
    assert covered_fields([row], "visit", asked, asked.date()) == (frozenset({"name"}) if holds else frozenset())
