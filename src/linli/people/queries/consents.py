"""Consents as pages see them, and the question that every request asks anew."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from linli.kernel.actor import Actor
from linli.kernel.clock import local_day
from linli.people.models import Consent
from linli.people.queries.person_values import group_of
from linli.people.queries.persons import SEE, live_person
from linli.people.rules.consents import Given, covered_fields, is_in_force


@dataclass(frozen=True)
class ConsentRow:
    """A consent of a person. ``live`` says whether it holds at this moment."""

    id: UUID
    purpose: str
    fields: tuple[str, ...]
    audience: str
    text_version: str
    way: str
    guardian: UUID | None
    given_at: datetime
    expires_on: date
    withdrawn_at: datetime | None
    live: bool
    version: int


def _given(row: Consent) -> Given:
    return Given(row.purpose, tuple(row.fields), row.audience, row.given_at, row.expires_on, row.withdrawn_at)


def consents_by_person(county: str, persons: Iterable[UUID]) -> dict[UUID, list[Given]]:
    """Every consent of the persons and of the records merged into them (two queries)."""
    owners = group_of(county, persons)
    found: dict[UUID, list[Given]] = {}
    for row in Consent.objects.filter(county=county, person__in=owners).order_by("given_at", "id"):
        found.setdefault(owners[row.person_id], []).append(_given(row))
    return found


def has_consent(county: str, person: UUID, purpose: str, fields: Iterable[str], at: datetime) -> bool:
    """Whether consents in force cover all ``fields`` for ``purpose`` at ``at``: asked anew at each request (T124)."""
    day = local_day(at)
    given = consents_by_person(county, [person]).get(person, [])
    return set(fields) <= covered_fields(given, purpose, at, day)


def consents_of(actor: Actor, person: UUID) -> tuple[ConsentRow, ...]:
    """A person's consents, the latest first; NotFound when the actor may not know of the person."""
    row = live_person(actor, person, SEE)
    owners = group_of(row.county, [row.id])
    day = local_day(actor.at)
    rows = Consent.objects.filter(county=row.county, person__in=owners).order_by("-given_at", "-id")
    return tuple(
        ConsentRow(
            item.id, item.purpose, tuple(item.fields), item.audience, item.text_version, item.way, item.guardian_id,
            item.given_at, item.expires_on, item.withdrawn_at, is_in_force(_given(item), actor.at, day), item.version,
        )
        for item in rows
    )  # fmt: skip
