"""Rows of a batch of persons, and what must agree inside it (E12, E13, R10.5)."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from linli.kernel.errors import Problem
from linli.people.rules.contacts import FREE
from linli.people.rules.person_reasons import PersonCode
from linli.people.rules.residences import (
    AWAY,
    HEAD,
    KINDS,
    LIVING,
    REGISTERED,
    RELATIONS,
    Span,
    first_meeting,
)

COMMUNITY_DIGITS = 12


class NewResidence(NamedTuple):
    """Where a person is registered, lives or is away from. ``household`` is a key inside the batch."""

    kind: str
    area: str
    since: date
    dwelling: object = None
    household: str = ""
    relation: str = ""
    until: date | None = None


class NewContact(NamedTuple):
    """A phone number or mail address as written, with wishes; hours in minutes of the day."""

    kind: str
    value: str
    channels: tuple[str, ...] | None = None
    quiet: tuple[int, int] | None = None
    setting: str = FREE
    safe: tuple[int, int] | None = None


class NewPerson(NamedTuple):
    """A person: texts of name, sex, birth, identity, hukou_address, then residences and contact points."""

    values: Mapping[str, str]
    residences: tuple[NewResidence, ...]
    contacts: tuple[NewContact, ...] = ()


def area_of(residences: Iterable[NewResidence]) -> str:
    """Where the person belongs: where they live, else where they are registered; "" when neither is said."""
    places = {home.kind: home.area for home in residences if home.until is None}
    return places.get(LIVING) or places.get(REGISTERED) or ""


def fault_of_residences(residences: Sequence[NewResidence], county: str, today: date) -> Problem | None:
    """What is wrong with the residences of one person."""
    for place, home in enumerate(residences):
        code = _fault(home, county, today)
        if code is None and first_meeting(Span(home.since, home.until), _of_kind(residences[:place], home.kind)):
            code = PersonCode.RESIDENCE_OVERLAPS
        if code is not None:
            return Problem(f"residences[{place}]", code, {"kind": home.kind, "area": home.area, "since": home.since})
    if not any(home.kind != AWAY and home.until is None for home in residences):
        return Problem("residences", PersonCode.NO_RESIDENCE)
    return None


def _of_kind(residences: Iterable[NewResidence], kind: str) -> list[Span]:
    return [Span(home.since, home.until) for home in residences if home.kind == kind]


def _fault(home: NewResidence, county: str, today: date) -> PersonCode | None:
    if home.kind not in KINDS:
        return PersonCode.RESIDENCE_KIND
    if len(home.area) < COMMUNITY_DIGITS or not home.area.isdigit() or not home.area.startswith(county):
        return PersonCode.NEEDS_COMMUNITY
    if home.since > today or (home.until is not None and home.until < home.since):
        return PersonCode.RESIDENCE_DATES
    if home.household and (home.kind != REGISTERED or home.relation not in RELATIONS):
        return PersonCode.RELATION
    return None


def households_without_one_head(persons: Mapping[int, NewPerson]) -> set[str]:
    """The households of a batch that have no householder, or two."""
    heads: dict[str, int] = {}
    for person in persons.values():
        for home in person.residences:
            if home.household and home.until is None:
                heads[home.household] = heads.get(home.household, 0) + (home.relation == HEAD)
    return {key for key, count in heads.items() if count != 1}
