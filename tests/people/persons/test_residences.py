"""Residence by day, households, counts by kind (E13)."""

from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest
from django.db import IntegrityError, transaction
from hypothesis import given
from hypothesis import strategies as st

from linli.kernel.db.listing import Asked, fetch
from linli.kernel.errors import Conflict, Invalid, NotAllowed, NotFound
from linli.kernel.ids import new
from linli.kernel.journal.models import JournalEntry
from linli.people.commands import add_contact, end_residence, move_person, set_household
from linli.people.models import ContactPoint, Household, Person, Residence
from linli.people.queries.persons import PERSONS, person_detail
from linli.people.queries.residences import household_detail, persons_counted
from linli.people.rules.person_reasons import PersonCode
from linli.people.rules.residences import Span, first_meeting, is_household, meets
from tests.actors import actor_with
from tests.people.persons.records import (
    COUNTY,
    HERE,
    THERE,
    TOWN,
    chief,
    make_person,
    phone,
    registrar,
    version_of,
)

pytestmark = pytest.mark.django_db


def move(person: UUID, area: str, since: date, kind: str = "living", who: Any = None) -> Any:
    return move_person(
        who or registrar(TOWN), person=person, kind=kind, area=area, since=since, source="self",
        expected_version=version_of(person),
    )  # fmt: skip


def homes(person: UUID) -> list[tuple[str, str, date, date | None]]:
    rows = Residence.objects.filter(person=person).order_by("since", "kind")
    return [(row.kind, row.area, row.since, row.until) for row in rows]


def test_moving_ends_the_old_home_the_day_before() -> None:
    person = make_person()
    add_contact(registrar(), person=person, kind="phone", value=phone(1), source="self")
    move(person, THERE, date(2026, 6, 1))
    assert homes(person) == [
        ("living", HERE, date(2020, 1, 1), date(2026, 5, 31)),
        ("living", THERE, date(2026, 6, 1), None),
    ]
    assert Person.objects.get(pk=person).area == THERE == ContactPoint.objects.get().area
    assert fetch(PERSONS, registrar(HERE), Asked()).rows == ()
    assert [row.id for row in fetch(PERSONS, registrar(THERE), Asked()).rows] == [person]
    entry = JournalEntry.objects.get(command="people.move_person")
    assert THERE not in str(entry.facts) and entry.event == "people.person_moved"


def test_both_communities_see_who_is_registered_here_and_lives_there() -> None:
    person = make_person(kind="registered")
    move(person, THERE, date(2026, 6, 1), who=registrar(HERE))
    assert person_detail(registrar(HERE), person).area == THERE == person_detail(registrar(THERE), person).area
    day = date(2026, 11, 20)
    assert persons_counted(COUNTY, HERE, day) == {"registered": 1, "living": 0, "away": 0}
    assert persons_counted(COUNTY, TOWN, day) == {"registered": 1, "living": 1, "away": 0}
    assert persons_counted(COUNTY, TOWN, date(2026, 5, 31)) == {"registered": 1, "living": 0, "away": 0}


@pytest.mark.parametrize("since", [date(2020, 1, 1), date(2019, 12, 31)])
def test_two_homes_of_one_kind_on_a_day_are_refused(since: date) -> None:
    person = make_person()
    with pytest.raises(Conflict) as caught:
        move(person, THERE, since)
    assert caught.value.code is PersonCode.RESIDENCE_OVERLAPS and caught.value.data == {"since": "2020-01-01"}
    assert len(homes(person)) == 1


def test_the_database_knows_one_open_home_a_kind(writing_as_test: None) -> None:
    person = make_person()
    with pytest.raises(IntegrityError), transaction.atomic():
        Residence.objects.create(
            id=new(COUNTY), county=COUNTY, area=HERE, person_id=person, kind="living", source="self",
            since=date(2026, 1, 1),
        )  # fmt: skip


def test_wrong_moves_are_refused() -> None:
    person = make_person()
    for change in ({"kind": "visiting"}, {"since": date(2026, 11, 21)}, {"area": TOWN}, {"source": "x"}):
        call: dict[str, Any] = {"kind": "living", "since": date(2026, 6, 1), "area": THERE, "source": "self", **change}
        with pytest.raises(Invalid):
            move_person(registrar(), person=person, expected_version=1, **call)
    with pytest.raises(Conflict):
        move_person(
            registrar(), person=person, kind="living", area=THERE, since=date(2026, 6, 1), source="self",
            expected_version=5,
        )  # fmt: skip
    with pytest.raises(NotFound):
        move(person, THERE, date(2026, 6, 1), who=registrar(THERE))
    with pytest.raises(NotAllowed):
        move(person, THERE, date(2026, 6, 1), who=actor_with("people.see_persons", area=HERE))
    assert len(homes(person)) == 1


def test_who_left_the_county_is_known_to_the_county_only() -> None:
    person = make_person()
    who = {"person": person, "kind": "living", "expected_version": 1}
    with pytest.raises(Invalid):
        end_residence(registrar(), until=date(2019, 1, 1), **who)  # type: ignore[arg-type]  # one mapping serves several commands
    with pytest.raises(NotFound):
        end_residence(registrar(THERE), until=date(2026, 1, 1), **who)  # type: ignore[arg-type]  # one mapping serves several commands
    end_residence(registrar(), until=date(2026, 11, 19), **who)  # type: ignore[arg-type]  # one mapping serves several commands
    assert fetch(PERSONS, registrar(), Asked()).rows == ()
    assert len(fetch(PERSONS, chief(), Asked()).rows) == 1
    with pytest.raises(NotFound):
        end_residence(chief(), person=person, kind="living", until=date(2026, 11, 19), expected_version=2)


def test_back_after_a_while() -> None:
    person = make_person(kind="registered")
    move(person, HERE, date(2026, 1, 1), "away")
    end_residence(registrar(), person=person, kind="away", until=date(2026, 3, 1), expected_version=2)
    with pytest.raises(Conflict):
        move(person, HERE, date(2026, 3, 1), "away")
    move(person, HERE, date(2026, 3, 2), "away")
    assert [home[0] for home in homes(person)] == ["registered", "away", "away"]


def family() -> tuple[UUID, UUID, UUID]:
    return (
        make_person("张伟", 1, kind="registered"),
        make_person("李娜", 2, kind="registered"),
        make_person("张小宝", 3, kind="registered"),
    )


def household(members: tuple[tuple[UUID, str], ...], since: date, **more: Any) -> Any:
    return set_household(registrar(), members=members, since=since, **more)


def members_on(row: UUID, day: date) -> dict[UUID, str]:
    return {item.person: item.relation for item in household_detail(registrar(), row, day).members}


def test_a_household_on_any_day() -> None:
    father, mother, child = family()
    first = household(((father, "head"), (mother, "spouse")), date(2020, 1, 1))
    household(
        ((mother, "head"), (child, "child")), date(2025, 1, 1), household=first.id, expected_version=1
    )  # fmt: skip
    assert members_on(first.id, date(2024, 12, 31)) == {father: "head", mother: "spouse"}
    assert members_on(first.id, date(2025, 1, 1)) == {mother: "head", child: "child"}
    assert [home[2:] for home in homes(father)] == [
        (date(2020, 1, 1), date(2024, 12, 31)), (date(2025, 1, 1), None),
    ]  # fmt: skip
    assert persons_counted(COUNTY, HERE, date(2026, 1, 1))["registered"] == 3
    names = {item.name for item in household_detail(registrar(), first.id, date(2026, 1, 1)).members}
    assert names == {"李*", "张*宝"}


def test_moving_on_the_same_day_changes_in_place() -> None:
    father, mother, _ = family()
    first = household(((father, "head"), (mother, "spouse")), date(2020, 1, 1))
    household(((mother, "head"), (father, "spouse")), date(2020, 1, 1), household=first.id, expected_version=1)
    assert members_on(first.id, date(2020, 1, 1)) == {father: "spouse", mother: "head"}


def test_wrong_households_are_refused() -> None:
    father, mother, child = family()
    outsider = make_person("王五", 9)
    day = date(2025, 1, 1)
    wrong = (
        (), ((father, "spouse"),), ((father, "head"), (mother, "head")), ((father, "head"), (father, "child")),
        ((father, "king"),),
    )  # fmt: skip
    for members in wrong:
        with pytest.raises(Invalid):
            household(members, day)
    with pytest.raises(Invalid):
        household(((father, "head"),), date(2026, 11, 21))
    with pytest.raises(Conflict) as caught:
        household(((father, "head"), (outsider, "other")), day)
    assert caught.value.code is PersonCode.NO_RESIDENCE
    with pytest.raises(Conflict):
        household(((father, "head"),), date(2019, 1, 1))
    with pytest.raises(NotFound):
        household(((father, "head"), (new(COUNTY), "child")), day)
    with pytest.raises(NotFound):
        set_household(registrar(THERE), members=((father, "head"),), since=day)
    with pytest.raises(NotAllowed):
        set_household(actor_with("people.see_persons", area=HERE), members=((child, "head"),), since=day)
    assert not Household.objects.exists()


def test_the_database_knows_one_householder(writing_as_test: None) -> None:
    father, mother, _ = family()
    first = household(((father, "head"), (mother, "spouse")), date(2020, 1, 1))
    with pytest.raises(IntegrityError), transaction.atomic():
        Residence.objects.filter(person=mother, household=first.id).update(relation="head")


def test_another_community_sees_no_household() -> None:
    father, mother, _ = family()
    first = household(((father, "head"), (mother, "spouse")), date(2020, 1, 1))
    with pytest.raises(NotFound):
        household_detail(registrar(THERE), first.id, date(2025, 1, 1))


DAYS = st.integers(0, 60).map(lambda days: date(2026, 1, 1) + timedelta(days=days))
SPANS = st.tuples(DAYS, st.one_of(st.none(), DAYS)).map(
    lambda pair: Span(pair[0], max(pair) if pair[1] else None)  # type: ignore[type-var]  # dates compare where both are there
)


@pytest.mark.pure
@given(SPANS, SPANS)
def test_spans_meet_exactly_when_they_share_a_day(one: Span, other: Span) -> None:
    days = [date(2026, 1, 1) + timedelta(days=days) for days in range(62)]
    shared = any(one.holds(day) and other.holds(day) for day in days)
    assert meets(one, other) is meets(other, one) is shared
    assert (first_meeting(one, [other]) is not None) is shared


@pytest.mark.pure
def test_households_have_one_head_and_each_member_once() -> None:
    one, two = UUID(int=1), UUID(int=2)
    assert is_household([(one, "head"), (two, "child")])
    assert not is_household([]) and not is_household([(one, "child")])
    assert not is_household([(one, "head"), (two, "head")]) and not is_household([(one, "head"), (one, "child")])
