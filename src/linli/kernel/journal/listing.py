"""The journal as a list: who did what to what, narrowed to the areas that the actor may look at."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet

from linli.kernel.actor import Actor
from linli.kernel.clock_port import LOCAL
from linli.kernel.db.listing import Column, Filter, Listing
from linli.kernel.db.ranges import inside
from linli.kernel.errors import KernelCode, NotFound, n_
from linli.kernel.journal.models import JournalEntry
from linli.kernel.journal.reading import Entry, history

LOOK = "kernel.see_journal"


@dataclass(frozen=True)
class EntryRow:
    """One line of the journal: nothing personal stands in it."""

    id: UUID
    recorded_at: datetime
    command: str
    outcome: str
    account: UUID | None
    post: UUID | None
    stand_in_for: UUID | None
    object_type: str
    object_id: UUID
    area: str
    changed: tuple[str, ...]
    purpose: str


def visible(actor: Actor) -> QuerySet[JournalEntry]:
    """The entries about things inside the areas whose journal the actor may see."""
    wanted = Q(pk__in=[])
    for area in actor.areas_for(LOOK):
        wanted |= inside("area", area)
    return JournalEntry.objects.filter(wanted, county=actor.county)


def _row(entry: JournalEntry) -> EntryRow:
    return EntryRow(
        entry.id, entry.recorded_at, entry.command, entry.outcome, entry.account, entry.post, entry.stand_in_for,
        entry.object_type, entry.object_id, entry.area, tuple(entry.changed), entry.purpose,
    )  # fmt: skip


def _by_command(rows: QuerySet[Any], value: str, actor: Actor) -> QuerySet[Any]:
    return rows.filter(command=value)


def _by_type(rows: QuerySet[Any], value: str, actor: Actor) -> QuerySet[Any]:
    return rows.filter(object_type=value)


def _by_day(rows: QuerySet[Any], value: str, actor: Actor) -> QuerySet[Any]:
    start = datetime.combine(date.fromisoformat(value), time(), LOCAL)
    return rows.filter(recorded_at__gte=start, recorded_at__lt=start + timedelta(days=1))


def _by_area(rows: QuerySet[Any], value: str, actor: Actor) -> QuerySet[Any]:
    return rows.filter(inside("area", value))


Words = tuple[tuple[str, str], ...]


def journal_listing(commands: Words, types: Words, day: date | None = None, area: str = "") -> Listing[EntryRow]:
    """The list with its filters: commands and kinds of object with their words, ``day`` and ``area`` as typed."""
    days = ((day.isoformat(), day.isoformat()),) if day else ()
    return Listing(
        name="kernel.journal",
        title=n_("Journal"),
        columns=(
            Column("recorded_at", n_("When"), "moment", sort="recorded_at"),
            Column("command", n_("What was done")),
            Column("object_type", n_("On what")),
            Column("account", n_("By whom")),
            Column("changed", n_("Changed fields")),
            Column("area", n_("Place")),
        ),
        source=visible,
        row=_row,
        default_sort="-recorded_at",
        filters=(
            Filter("command", n_("What was done"), commands, _by_command),
            Filter("type", n_("On what"), types, _by_type),
            Filter("day", n_("Day"), days, _by_day),
            Filter("area", n_("Place"), ((area, area),) if area else (), _by_area),
        ),
    )


def object_history(actor: Actor, object_type: str, object_id: UUID) -> list[Entry]:
    """Every entry of one object, oldest first; NotFound unless it lies where the actor may look (two queries)."""
    if not visible(actor).filter(object_type=object_type, object_id=object_id).exists():
        raise NotFound(KernelCode.NOT_FOUND)
    return history(actor.county, object_type, object_id)
