"""Runs of ledgers as clerks see them: where each stands, who looks alike, what was refused and why."""

import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet

from linli.kernel.actor import Actor
from linli.kernel.crypto.boxes import open_box
from linli.kernel.db.listing import Asked, Column, Listing, Page, fetch
from linli.kernel.db.ranges import inside
from linli.kernel.errors import KernelCode, NotFound, n_
from linli.kernel.text import mask_identity, mask_name, mask_phone
from linli.people.models import ContactPoint, LedgerLine, LedgerRun, Person
from linli.people.queries.ledger_files import name_of
from linli.people.queries.person_values import L1, masked_contact, masked_identity
from linli.people.rules.contacts import PHONE
from linli.people.rules.ledgers.runs import FINISHED, UNDO_TIME
from linli.people.rules.ledgers.verdicts import DOUBLE

SEE = "people.see_ledgers"
MOST = 20
COMMUNITY_DIGITS = 12


@dataclass(frozen=True)
class RunRow:
    """A run. ``counts`` are lines by verdict; ``undo_until`` is None where there is nothing to undo."""

    id: UUID
    name: str
    area: str
    state: str
    reason: str
    counts: Mapping[str, int]
    sheets: tuple[Mapping[str, Any], ...]
    chunks: int
    applied: int
    version: int
    begun_at: datetime
    undo_until: datetime | None
    is_own: bool = False
    home: str = ""


@dataclass(frozen=True)
class LikeRow:
    """A record that may be the same person, masked."""

    person: UUID
    name: str
    birth: str
    identity: str
    why: tuple[str, ...]
    points: int = 0
    phones: tuple[str, ...] = ()


@dataclass(frozen=True)
class DoubleRow:
    """A line that waits for a decision, masked, with the records that it may mean, the likeliest first."""

    line: UUID
    row: int
    name: str
    birth: str
    identity: str
    likes: tuple[LikeRow, ...]
    sheet: int = 0
    phones: tuple[str, ...] = ()


def visible(actor: Actor) -> QuerySet[LedgerRun]:
    """The runs of the communities for which the actor may take ledgers in."""
    there = Q(pk__in=[])
    for area in actor.areas_for(SEE):
        there |= inside("area", area)
    return LedgerRun.objects.filter(there, county=actor.county)


def _row(run: LedgerRun, actor: Actor | None = None) -> RunRow:
    until = run.finished_at + UNDO_TIME if run.finished_at and run.state == FINISHED else None
    is_own = actor is not None and actor.account is not None and run.account == actor.account
    return RunRow(
        run.id, name_of(run), run.area, run.state, run.reason, run.counts, tuple(run.sheets), run.chunks, run.applied,
        run.version, run.begun_at, until, is_own, run.home,
    )  # fmt: skip


LEDGERS: Listing[RunRow] = Listing(
    name="people.ledgers",
    title=n_("Ledger import"),
    columns=(
        Column("name", n_("File"), "link"),
        Column("state", n_("State"), "state"),
        Column("area", n_("Community")),
        Column("begun_at", n_("Begun"), "moment", sort="begun_at"),
    ),
    source=visible,
    row=_row,
    default_sort="-begun_at",
)


def found_run(actor: Actor, run: UUID) -> LedgerRun:
    """The run; NotFound outside the areas where the actor may take ledgers in."""
    row = visible(actor).filter(pk=run).order_by("id").first()
    if row is None:
        raise NotFound(KernelCode.NOT_FOUND)
    return row


def run_detail(actor: Actor, run: UUID) -> RunRow:
    """Where a run stands."""
    return _row(found_run(actor, run), actor)


def doubles_of(actor: Actor, run: UUID) -> tuple[DoubleRow, ...]:
    """The first twenty lines that wait for a decision, side by side with the records that they may mean."""
    row = found_run(actor, run)
    waiting = LedgerLine.objects.filter(county=row.county, run=row, verdict=DOUBLE)
    return _beside(row.county, list(waiting.order_by("sheet", "row", "place")[:MOST]))


def doubles_page(actor: Actor, run: UUID, asked: Asked) -> Page[DoubleRow]:
    """The same by key, for programs."""
    row = found_run(actor, run)

    def source(_: Actor) -> QuerySet[LedgerLine]:
        return LedgerLine.objects.filter(county=row.county, run=row, verdict=DOUBLE)

    columns = (Column("row", n_("Row"), "number", sort="row"),)
    listing = Listing("people.ledger_doubles", n_("May be known already"), columns, source, lambda line: line, "row")
    found = fetch(listing, actor, asked)
    rows = _beside(row.county, found.rows)
    return Page(rows, found.next, found.previous, found.count, found.exact, found.sort)


def _beside(county: str, lines: Sequence[LedgerLine]) -> tuple[DoubleRow, ...]:
    ids = {UUID(like["person"]) for line in lines for like in line.likes}
    there = Person.objects.filter(county=county, pk__in=ids).order_by("id")
    persons, phones = {person.id: person for person in there}, _phones(county, ids)
    return tuple(_double(line, persons, phones) for line in lines)


def _phones(county: str, persons: Collection[UUID]) -> dict[UUID, tuple[str, ...]]:
    """The phone numbers of persons, masked."""
    points = ContactPoint.objects.filter(county=county, person__in=persons, kind=PHONE, until__isnull=True)
    found: dict[UUID, tuple[str, ...]] = {}
    for point in points.order_by("id"):
        found[point.person_id] = (*found.get(point.person_id, ()), masked_contact(point))
    return found


def _double(
    line: LedgerLine, persons: Mapping[UUID, Person], phones: Mapping[UUID, tuple[str, ...]]
) -> DoubleRow:  # fmt: skip
    taken, found = _opened(line), [(UUID(like["person"]), like) for like in line.likes]
    likes = tuple(_like(persons[key], like, phones.get(key, ())) for key, like in found if key in persons)
    return DoubleRow(
        line.id, line.row, mask_name(taken["name"], L1), _year(taken), mask_identity(taken["identity"], L1),
        likes, line.sheet, tuple(mask_phone(phone, L1) for phone in taken["phones"]),
    )  # fmt: skip


def _year(taken: Mapping[str, Any]) -> str:
    """The year of birth, else that of the citizen number."""
    number = taken["identity"]
    return str(taken["birth"][:4] or (number[6:10] if len(number) == 18 else ""))


def _opened(line: LedgerLine) -> Mapping[str, Any]:
    text = open_box(bytes(line.box or b""), table="people_ledgerline", field="box", row=line.id)
    found: Mapping[str, Any] = json.loads(text)["taken"]
    return found


def _like(person: Person, like: Mapping[str, Any], phones: tuple[str, ...]) -> LikeRow:
    birth = str(person.birth_year or "")
    masked = mask_name(person.name, L1), birth, masked_identity(person)
    return LikeRow(person.id, *masked, tuple(like["why"]), like["points"], phones)
