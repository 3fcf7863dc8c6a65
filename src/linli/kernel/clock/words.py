"""The time that is left, as structure: faces put it into words of their language."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from linli.kernel.clock.calendar import WorkCalendar
from linli.kernel.clock.counting import Counted
from linli.kernel.clock.dues import Due, counted_in, total_of
from linli.kernel.clock.moments import last_second, local_day, utc, whole_seconds
from linli.kernel.clock.segments import Clock, clock_due
from linli.kernel.clock.states import StateKind, as_of, elapsed, overdue_by, state_of


class RemainingKind(StrEnum):
    """What is to be said."""

    LEFT = "left"
    TODAY = "today"
    OVERDUE = "overdue"
    PAUSED = "paused"
    STOPPED = "stopped"
    STOPPED_LATE = "stopped_late"


class RemainingUnit(StrEnum):
    """What ``amount`` counts."""

    WORKING_DAY = "working_day"
    CALENDAR_DAY = "calendar_day"
    HOUR = "hour"
    MINUTE = "minute"


@dataclass(frozen=True)
class Remaining:
    """``kind`` with ``amount`` of ``unit``: left, overdue by, or for PAUSED left when it runs again.

    TODAY and STOPPED have the amount 0. Hours are rounded down (up when overdue), below one they are minutes.
    """

    kind: RemainingKind
    amount: int
    unit: RemainingUnit
    reason: str = ""


def remaining_until(end: Due, at: date | datetime, calendar: WorkCalendar) -> Remaining:
    """The time from ``at`` to a due day or moment, or since."""
    if end.unit is Counted.SECOND:
        return _seconds_until(end, at)
    unit, today = RemainingUnit(end.unit.value), local_day(at)
    if today > end.day:
        return Remaining(RemainingKind.OVERDUE, overdue_by(end, today, calendar), unit)
    if today == end.day:
        return Remaining(RemainingKind.TODAY, 0, unit)
    working = end.unit is Counted.WORKING_DAY
    days = calendar.working_days(today, end.day) if working else (end.day - today).days
    return Remaining(RemainingKind.LEFT, days, unit)


def remaining(clock: Clock, calendar: WorkCalendar, at: date | datetime) -> Remaining:
    """What to say about a clock at ``at``."""
    state = state_of(clock, calendar, at)
    known = as_of(clock, at)
    if state.kind is StateKind.STOPPED:
        kind = RemainingKind.STOPPED_LATE if state.overdue_by else RemainingKind.STOPPED
        return _of(kind, state.overdue_by, state.unit, up=True)
    end = clock_due(known, calendar)
    if state.kind is StateKind.PAUSED or end is None:
        left = total_of(known.start, known.whole) - elapsed(known, calendar, at)
        return _of(RemainingKind.PAUSED, max(0, left), counted_in(known.period), reason=state.reason)
    return remaining_until(end, at, calendar)


def _seconds_until(end: Due, at: date | datetime) -> Remaining:
    left = whole_seconds(utc(end.moment) - last_second(at))
    if left < 0:
        return _of(RemainingKind.OVERDUE, -left, Counted.SECOND, up=True)
    return _of(RemainingKind.LEFT, left, Counted.SECOND)


def _of(kind: RemainingKind, amount: int, unit: Counted, *, up: bool = False, reason: str = "") -> Remaining:
    if unit is not Counted.SECOND:
        return Remaining(kind, amount, RemainingUnit(unit.value), reason)
    size, shown = (3600, RemainingUnit.HOUR) if amount >= 3600 else (60, RemainingUnit.MINUTE)
    return Remaining(kind, -(-amount // size) if up else amount // size, shown, reason)
