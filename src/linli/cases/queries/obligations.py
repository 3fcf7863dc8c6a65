"""Recurring duties as faces show them."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db.models import F, Q, QuerySet

from linli.cases.models import Case, Obligation, Occurrence
from linli.kernel.actor import Actor
from linli.kernel.clock import local_day
from linli.kernel.db.listing import Column, Filter, Listing
from linli.kernel.db.ranges import inside
from linli.kernel.errors import KernelCode, NotFound, n_

AHEAD = timedelta(days=30)
BATCH = 500


@dataclass(frozen=True)
class ObligationRow:
    """A recurring duty with its next day."""

    id: UUID
    title: str
    kind: str
    unit_name: str
    period: str
    grace: str
    counts: str
    basis: str
    last_fact: date | None
    next_due: date
    ended_on: date | None
    version: int


@dataclass(frozen=True)
class OccurrenceRow:
    """One time that it fell due."""

    seq: int
    due_on: date
    until: date
    state: str
    fact_on: date | None
    case: UUID | None


def visible(actor: Actor) -> QuerySet[Obligation]:
    """The duties of the actor's unit, and those inside the areas they oversee."""
    wanted = Q(unit=actor.unit) if actor.unit is not None else Q(pk__in=[])
    for area in actor.areas_for("cases.see_obligations"):
        wanted |= inside("area", area)
    return Obligation.objects.filter(wanted, county=actor.county)


def _row(row: Any) -> ObligationRow:
    return ObligationRow(
        row.id, row.title, row.kind, row.unit.name, row.period, row.grace, row.counts, row.basis, row.last_fact,
        row.next_due, row.ended_on, row.version,
    )  # fmt: skip


def _by_life(rows: QuerySet[Any], value: str, actor: Actor) -> QuerySet[Any]:
    today = local_day(actor.at)
    if value == "missed":
        return rows.filter(occurrences__state="missed").distinct()
    return (
        rows.filter(ended_on__isnull=True, next_due__lte=today + AHEAD)
        if value == "soon"
        else rows.exclude(ended_on=None)
    )


LIVES = (("soon", n_("Due within 30 days")), ("missed", n_("Was missed")), ("ended", n_("Ended")))
OBLIGATIONS: Listing[ObligationRow] = Listing(
    name="cases.obligations",
    title=n_("Recurring duties"),
    columns=(
        Column("title", n_("Duty"), "link"),
        Column("unit_name", n_("Unit")),
        Column("period", n_("Every")),
        Column("last_fact", n_("Last done"), "date"),
        Column("next_due", n_("Next due"), "date", sort="next_due"),
    ),
    source=lambda actor: visible(actor).select_related("unit"),
    row=_row,
    default_sort="next_due",
    filters=(Filter("life", n_("How far"), LIVES, _by_life),),
    search=lambda rows, text: rows.filter(title__contains=text),
)  # fmt: skip


def obligation_detail(actor: Actor, obligation: UUID) -> tuple[ObligationRow, tuple[OccurrenceRow, ...]]:
    """One duty with its latest 100 occurrences, the newest first; NotFound for others (two queries)."""
    row = visible(actor).filter(pk=obligation).select_related("unit").order_by("id").first()
    if row is None:
        raise NotFound(KernelCode.NOT_FOUND)
    turns = Occurrence.objects.filter(county=row.county, obligation=row).order_by("-seq")[:100]
    return _row(row), tuple(OccurrenceRow(o.seq, o.due_on, o.until, o.state, o.fact_on, o.case_id) for o in turns)


def turns_due(moment: datetime) -> Iterator[tuple[str, UUID]]:
    """(county, obligation) whose open occurrence comes within thirty days without a case, or is over."""
    today = local_day(moment)
    rows = Occurrence.objects.filter(
        Q(case__isnull=True, due_on__lte=today + AHEAD) | Q(until__lt=today), county=settings.LINLI.county,
        state="open", obligation__ended_on__isnull=True,
    )  # fmt: skip
    yield from rows.order_by("due_on", "id").values_list("county", "obligation")[:BATCH]


def duties_at(county: str, area: str) -> Iterator[UUID]:
    """The recurring duties of exactly one code that go on, in bounded memory."""
    rows = Obligation.objects.filter(county=county, area=area, ended_on__isnull=True).order_by("id")
    yield from rows.values_list("id", flat=True).iterator(chunk_size=BATCH)


def met_by(county: str, case: UUID) -> tuple[UUID, date] | None:
    """(obligation, day) that a closed case of a duty met; None for all other cases."""
    rows = Case.objects.filter(county=county, pk=case, subject_type="cases.obligation", state="closed")
    found = rows.annotate(duty=F("subject_id")).values_list("duty", "done_at").first()
    if found is None or found[0] is None or found[1] is None:
        return None
    open_ = Occurrence.objects.filter(county=county, obligation=found[0], case=case, state="open")
    return (found[0], local_day(found[1])) if open_.exists() else None
