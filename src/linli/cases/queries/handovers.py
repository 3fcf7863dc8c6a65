"""Handovers as a case's page sees them, and which are due."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.conf import settings

from linli.cases.models import Case, Handover
from linli.cases.queries.access import visible
from linli.cases.queries.public_cases import ROUND
from linli.cases.queries.targets import kept_target
from linli.cases.rules.handovers import LIVE, Brief
from linli.kernel.actor import Actor
from linli.kernel.crypto.boxes import open_box
from linli.kernel.errors import KernelCode, NotFound

BATCH = 50


@dataclass(frozen=True)
class HandoverRow:
    """A case in the hands of an outside system: to whom, how it stands, how often it was tried, when due."""

    id: UUID
    target: str
    title: Mapping[str, str]
    kind: str
    state: str
    outside_id: str
    outside_state: str
    tries: int
    next_try_at: datetime | None
    last_error: str
    handed_at: datetime
    due_at: datetime
    late: bool
    live: bool


def handovers_of(actor: Actor, case: UUID) -> tuple[HandoverRow, ...]:
    """The handovers of a case that the actor may know of, the newest first (one query)."""
    rows = Handover.objects.filter(county=actor.county, case=case, case__in=visible(actor)).order_by("-handed_at", "id")
    return tuple(_row(row) for row in rows)


def handover_ledger(actor: Actor, case: UUID) -> tuple[HandoverRow, ...]:
    """The same for somebody who has not seen the case yet; NotFound when the actor may not know of it."""
    if not visible(actor).filter(pk=case).exists():
        raise NotFound(KernelCode.NOT_FOUND)
    return handovers_of(actor, case)


def _row(row: Handover) -> HandoverRow:
    return HandoverRow(
        row.id, row.target, kept_target(row.target_entry, row.county).title, row.kind, row.state, row.outside_id,
        row.outside_state, row.tries, row.next_try_at, row.last_error, row.handed_at, row.due_at,
        row.late_at is not None and row.state in LIVE, row.state in LIVE,
    )  # fmt: skip


def due_handovers(moment: datetime) -> list[tuple[str, UUID]]:
    """(county, handover) of what is due, the longest waiting first; the next sweep finds the rest."""
    rows = Handover.objects.filter(county=settings.LINLI.county, next_try_at__lte=moment)
    return list(rows.order_by("next_try_at", "id").values_list("county", "id")[:BATCH])


def brief_of(row: Handover, case: Case) -> Brief:
    """What is told of a case: of its place no more than everybody may see."""
    text = open_box(bytes(row.text), table="cases_handover", field="text", row=row.id)
    lon, lat = (None if degrees is None else round(degrees, ROUND) for degrees in (case.lon, case.lat))
    return Brief(
        row.id, case.number, case.title, text, row.service, case.place_name or case.area[:12], lon, lat, row.handed_at
    )
