"""Clocks of cases as faces show them: how they stand, why they are due that day, whose alarm is next."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.conf import settings

from linli.cases.models import CaseClock, CaseQuestion
from linli.cases.rules.types import CaseType
from linli.kernel.clock import (
    Clock,
    ClockState,
    Extension,
    Line,
    Segment,
    SegmentKind,
    explain,
    local_day,
    parse_period,
    state_of,
)
from linli.kernel.packs.calendars import calendar_at
from linli.kernel.packs.parameters import parameter

BATCH = 500


@dataclass(frozen=True)
class ClockRow:
    """A clock with how it stands at a moment, and its lines: why it is due that day."""

    id: UUID
    key: str
    label: dict[str, str]
    period: str
    source: str
    assignment: UUID | None
    due_on: date | None
    due_at: datetime | None
    provisional: bool
    stopped_at: datetime | None
    late: bool
    rung: int
    stage: bool
    main: bool
    state: ClockState
    extended: str
    lines: tuple[Line, ...]
    version: int


def clock_in(row: CaseClock) -> Clock:
    """The clock that a row holds."""
    segments = tuple(
        Segment(SegmentKind(kind), datetime.fromisoformat(start), datetime.fromisoformat(end) if end else None, reason)
        for kind, start, end, reason in row.segments
    )
    more = row.extension
    extension = Extension(parse_period(more[0]), datetime.fromisoformat(more[1]), more[2]) if more else None
    return Clock(parse_period(row.period, roll=row.roll), segments, extension)


def clock_rows(rows: list[CaseClock], case_type: CaseType, at: datetime) -> tuple[ClockRow, ...]:
    """The clocks of a case at ``at``, in the order of the type, then by their beginning."""
    order = list(case_type.clocks)
    ordered = sorted(rows, key=lambda row: (order.index(row.key) if row.key in order else 99, row.segments[0][1]))
    return tuple(_row(row, case_type, at) for row in ordered)


def _row(row: CaseClock, case_type: CaseType, at: datetime) -> ClockRow:
    rule, clock, calendar = case_type.clocks.get(row.key), clock_in(row), calendar_at(row.area)
    label = dict(rule.label) if rule else {"zh-Hans": "签收", "en": "Sign for it"}
    return ClockRow(
        row.id, row.key, label, row.period, row.source, row.assignment_id, row.due_on, row.due_at, row.provisional,
        row.stopped_at, row.late, row.rung, bool(rule and rule.stage), bool(rule and rule.main),
        state_of(clock, calendar, at), row.extension[0] if row.extension else "",
        explain(clock, calendar, local_day(at)), row.version,
    )  # fmt: skip


def clocks_due(moment: datetime) -> Iterator[tuple[str, UUID]]:
    """(county, clock) of the clocks whose alarm has come, the oldest first; at most 500 at a time."""
    rows = CaseClock.objects.filter(county=settings.LINLI.county, next_alarm_at__lte=moment)
    yield from rows.order_by("next_alarm_at", "id").values_list("county", "id")[:BATCH]


def clocks_running(county: str) -> Iterator[UUID]:
    """Every clock of a county that is not stopped, in bounded memory."""
    rows = CaseClock.objects.filter(county=county, stopped_at__isnull=True)
    yield from rows.order_by("id").values_list("id", flat=True).iterator(chunk_size=BATCH)


def questions_over(moment: datetime) -> Iterator[tuple[str, UUID]]:
    """(county, question) of the questions that nobody answered in time."""
    rows = CaseQuestion.objects.filter(county=settings.LINLI.county, answered_at__isnull=True, expires_at__lt=moment)
    yield from rows.order_by("expires_at", "id").values_list("county", "id")[:BATCH]


def pause_reasons(area: str, at: datetime) -> list[str]:
    """For what a clock may stand still at a place (R3.1 art. 45 and the place's own list)."""
    reasons: list[str] = parameter("case.pause.reasons", area, local_day(at)).value
    return reasons
