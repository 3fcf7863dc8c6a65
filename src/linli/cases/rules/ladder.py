"""Alarms of a clock: a warning at 80 % of the time, the due moment, then the rungs up the line (R10.3)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from linli.kernel.clock import (
    Clock,
    Period,
    Unit,
    WorkCalendar,
    clock_due,
    due,
    parse_period,
    warning_moment,
)

WARNED, OVERDUE = 1, 2


@dataclass(frozen=True)
class NextAlarm:
    """The next rung of a clock and its moment."""

    rung: int
    at: datetime


def next_alarm(clock: Clock, calendar: WorkCalendar, reached: int, steps: Sequence[str]) -> NextAlarm | None:
    """The alarm after rung ``reached``; None when there is no other, or while the clock stands still.

    ``steps`` are periods after the due moment, one a rung above "overdue".
    """
    if clock.is_stopped or clock.is_paused:
        return None
    rung = reached + 1
    if rung == WARNED:
        at = warning_moment(clock, calendar)
        return NextAlarm(rung, at) if at else None
    end = clock_due(clock, calendar)
    if end is None or rung - OVERDUE > len(steps):
        return None
    if rung == OVERDUE:
        return NextAlarm(rung, end.moment)
    return NextAlarm(rung, _after(end.moment, parse_period(steps[rung - OVERDUE - 1]), calendar))


def end_only(clock: Clock, calendar: WorkCalendar, reached: int) -> NextAlarm | None:
    """The one alarm of a clock without a ladder: its end."""
    if clock.is_stopped or clock.is_paused or reached >= OVERDUE:
        return None
    end = clock_due(clock, calendar)
    return NextAlarm(OVERDUE, end.moment) if end else None


def _after(moment: datetime, period: Period, calendar: WorkCalendar) -> datetime:
    # 24:00 of the due day is 00:00 of the next: days are counted from the due day itself.
    if period.unit is Unit.HOUR:
        return due(moment, period, calendar).moment
    return due((moment - _TICK), period, calendar).moment


def rung_reached(clock: Clock, calendar: WorkCalendar, at: datetime, steps: Sequence[str]) -> int:
    """How high a clock stands at ``at``: 0 calm, 1 warned, 2 overdue, 3 … up the line."""
    rung = 0
    while (alarm := next_alarm(clock, calendar, rung, steps)) is not None and alarm.at <= at:
        rung = alarm.rung
    return rung


_TICK = datetime.resolution
