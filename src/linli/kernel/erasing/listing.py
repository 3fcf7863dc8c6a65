"""Proposals and holds as lists."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet

from linli.kernel.actor import Actor
from linli.kernel.db.listing import Column, Filter, Listing
from linli.kernel.db.ranges import inside
from linli.kernel.erasing.models import DONE, DROPPED, PROPOSED, Erasure, Hold
from linli.kernel.errors import KernelCode, NotFound, n_

SEE = "kernel.see_erasures"
STATES = ((PROPOSED, n_("Proposed")), (DONE, n_("Erased")), (DROPPED, n_("Dropped")))


@dataclass(frozen=True)
class ErasureRow:
    """A proposal; ``by_sweep`` when no person proposed it, ``own`` when the reader did."""

    id: UUID
    subject_type: str
    subject_id: UUID
    area: str
    cause: str
    state: str
    proposed_at: datetime
    proposed_by: UUID | None
    decided_at: datetime | None
    decided_by: UUID | None
    gone: dict[str, int]
    version: int


@dataclass(frozen=True)
class HoldRow:
    """A legal hold."""

    id: UUID
    subject_type: str
    subject_id: UUID
    area: str
    cause: str
    reference: str
    set_at: datetime
    lifted_at: datetime | None


def settled_lately(county: str, kind: str, since: datetime) -> frozenset[UUID]:
    """The things of a kind that are not to be proposed: waiting, erased, or dropped since a moment."""
    told = Q(state__in=(PROPOSED, DONE)) | Q(state=DROPPED, decided_at__gte=since)
    rows = Erasure.objects.filter(told, county=county, subject_type=kind).order_by("id")
    return frozenset(rows.values_list("subject_id", flat=True))


def held_among(county: str, kind: str, things: Iterable[UUID]) -> bool:
    """Whether a legal hold stands on any of these things."""
    rows = Hold.objects.filter(county=county, subject_type=kind, subject_id__in=list(things), lifted_at__isnull=True)
    return rows.exists()


def _within(actor: Actor) -> Q:
    wanted = Q(pk__in=[])
    for area in actor.areas_for(SEE):
        wanted |= inside("area", area)
    return wanted


def _erasures(actor: Actor) -> QuerySet[Erasure]:
    return Erasure.objects.filter(_within(actor), county=actor.county)


def _holds(actor: Actor) -> QuerySet[Hold]:
    return Hold.objects.filter(_within(actor), county=actor.county)


def _erasure(row: Erasure) -> ErasureRow:
    return ErasureRow(
        row.id, row.subject_type, row.subject_id, row.area, row.cause, row.state, row.proposed_at, row.proposed_by,
        row.decided_at, row.decided_by, row.gone, row.version,
    )  # fmt: skip


def _hold(row: Hold) -> HoldRow:
    return HoldRow(
        row.id, row.subject_type, row.subject_id, row.area, row.cause, row.reference, row.set_at, row.lifted_at
    )


def erasure_row(actor: Actor, erasure: UUID) -> ErasureRow:
    """One proposal that the actor may see; NotFound for others."""
    row = _erasures(actor).filter(pk=erasure).order_by("id").first()
    if row is None:
        raise NotFound(KernelCode.NOT_FOUND)
    return _erasure(row)


def hold_row(actor: Actor, hold: UUID) -> HoldRow:
    """One hold that the actor may see; NotFound for others."""
    row = _holds(actor).filter(pk=hold).order_by("id").first()
    if row is None:
        raise NotFound(KernelCode.NOT_FOUND)
    return _hold(row)


def _in_state(rows: QuerySet[Any], value: str, actor: Actor) -> QuerySet[Any]:
    return rows.filter(state=value)


ERASURES: Listing[ErasureRow] = Listing(
    name="kernel.erasures",
    title=n_("Erasures"),
    columns=(
        Column("proposed_at", n_("Proposed on"), "moment", sort="proposed_at"),
        Column("subject_type", n_("Of what")),
        Column("cause", n_("Cause")),
        Column("state", n_("State")),
    ),
    source=_erasures,
    row=_erasure,
    default_sort="-proposed_at",
    filters=(Filter("state", n_("State"), STATES, _in_state),),
)
HOLDS: Listing[HoldRow] = Listing(
    name="kernel.holds",
    title=n_("Legal holds"),
    columns=(Column("set_at", n_("Since"), "moment", sort="set_at"), Column("reference", n_("Paper"))),
    source=_holds,
    row=_hold,
    default_sort="-set_at",
)
