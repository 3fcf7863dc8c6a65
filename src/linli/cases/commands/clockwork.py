"""Clock rows inside a command: begun, paused, resumed, stopped, with the alarm that comes next."""

from collections.abc import Sequence
from datetime import date, datetime

from linli.cases.models import Assignment, Case, CaseClock
from linli.cases.queries.clocks import clock_in
from linli.cases.rules.ladder import end_only, next_alarm
from linli.cases.rules.types import CaseType
from linli.kernel.clock import (
    Clock,
    Period,
    SegmentKind,
    WorkCalendar,
    clock_due,
    is_late,
    local_day,
    parse_period,
    pause,
    resume,
    start_clock,
    stop,
)
from linli.kernel.db.inserting import insert_row
from linli.kernel.ids import new
from linli.kernel.packs.calendars import calendar_at
from linli.kernel.packs.parameters import parameter


def ladder_steps(area: str, at: datetime) -> Sequence[str]:
    """The periods after the due moment at which an alarm climbs, as the place has them."""
    steps: Sequence[str] = parameter("case.ladder", area, local_day(at)).value
    return steps


def begin(row: Case, case_type: CaseType, key: str, at: datetime, share: Assignment | None = None) -> CaseClock:
    """Start a clock of the type; a promise counts instead of the longer legal period."""
    rule = case_type.clocks[key]
    named = rule.promise or case_type.period_of(key, row.sort)
    period = parse_period(parameter(named, row.area, _day(row.received_at)).value, roll=rule.roll)
    begun = {"receipt": row.received_at, "acceptance": row.accepted_at or at}.get(rule.since, at)
    return begin_period(row, key, period, named, begun, share, ladder=rule.ladder)


def begin_period(
    row: Case, key: str, period: Period, source: str, at: datetime, share: Assignment | None = None, *,
    ladder: bool = True,
) -> CaseClock:  # fmt: skip
    """Start a clock of any period."""
    clock = CaseClock(
        id=new(row.county), county=row.county, area=row.area, case=row, assignment=share, key=key, period=str(period),
        roll=period.roll, source=source, segments=[], ladder=ladder,
    )  # fmt: skip
    keep(clock, start_clock(at, period))
    insert_row(clock)
    return clock


def _day(at: datetime) -> date:
    return local_day(at)


def keep(row: CaseClock, clock: Clock) -> None:
    """Write a clock into its row, with its due moment and next alarm."""
    calendar = calendar_at(row.area)
    row.segments = [
        [s.kind.value, s.start.isoformat(), s.end.isoformat() if s.end else None, s.reason] for s in clock.segments
    ]
    more = clock.extension
    row.extension = [str(more.period), more.at.isoformat(), more.reason] if more else None
    end = clock_due(clock, calendar)
    row.due_at, row.due_on = (end.moment, end.day) if end else (None, None)
    row.provisional, row.calc_version = (end.provisional, end.calc_version) if end else (False, calendar.calc_version)
    row.stopped_at = clock.last.end
    row.late = bool(end and clock.last.end and is_late(clock, end, clock.last.end))
    row.next_alarm_at = _alarm_at(row, clock, calendar)


def _alarm_at(row: CaseClock, clock: Clock, calendar: WorkCalendar) -> datetime | None:
    if row.ladder:
        alarm = next_alarm(clock, calendar, row.rung, ladder_steps(row.area, clock.start))
    else:
        alarm = end_only(clock, calendar, row.rung)
    return alarm.at if alarm else None


def change(row: CaseClock, clock: Clock) -> None:
    """Keep a changed clock."""
    keep(row, clock)
    row.version += 1
    row.save()


def pause_row(row: CaseClock, at: datetime, reason: str) -> None:
    """Let it stand still."""
    change(row, pause(clock_in(row), at, reason))


def resume_row(row: CaseClock, at: datetime) -> None:
    """Let it run on."""
    change(row, resume(clock_in(row), at))


def stop_row(row: CaseClock, at: datetime) -> None:
    """Stop it for good."""
    change(row, stop(clock_in(row), at))


def is_paused(row: CaseClock) -> bool:
    """Whether it stands still."""
    return bool(row.segments) and row.segments[-1][0] == SegmentKind.PAUSED.value
