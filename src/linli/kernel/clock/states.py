"""How a clock stands at a moment (R10.3)."""

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Final

from linli.kernel.clock.calendar import WorkCalendar
from linli.kernel.clock.counting import Counted, nth_day, seconds_run, steps
from linli.kernel.clock.dues import Due, counted_in, total_of
from linli.kernel.clock.moments import LOCAL, day_start, last_second, local_day, utc, whole_seconds
from linli.kernel.clock.segments import Clock, Extension, Segment, SegmentKind, clock_due, is_late

# The share of the time after which a clock warns (R10.3).
WARNING: Final = (8, 10)


class StateKind(StrEnum):
    """How a clock stands."""

    RUNNING = "running"
    WARNING = "warning"
    OVERDUE = "overdue"
    PAUSED = "paused"
    STOPPED = "stopped"


@dataclass(frozen=True)
class ClockState:
    """How a clock stands; ``overdue_by`` counts ``unit`` (begun ones), also for one that stopped too late."""

    kind: StateKind
    unit: Counted
    overdue_by: int = 0
    reason: str = ""


def elapsed(clock: Clock, calendar: WorkCalendar, at: date | datetime) -> int:
    """Working days, days or seconds that have run up to and with ``at``, pauses left out."""
    until = last_second(at)
    if clock.last.end is not None:
        until = min(until, utc(clock.last.end))
    # Stopped while paused, it ran no more on that day: its last segment counts as open.
    pauses = replace(clock, segments=(*clock.segments[:-1], replace(clock.last, end=None))).pauses
    unit = counted_in(clock.period)
    if unit is Counted.SECOND:
        return seconds_run(clock.start, until, pauses)
    last, counted = local_day(until), 0
    for step in steps(local_day(clock.start), unit, calendar, pauses):
        if step.day > last:
            break
        counted += step.count
    return counted


def warning_moment(clock: Clock, calendar: WorkCalendar) -> datetime | None:
    """The first moment at which 80 % of the time has passed (R10.3); None while a pause is open before it.

    For days it is 00:00 of the counted day after 80 % of them, rounded down, so that it never comes late:
    of 5 working days at the beginning of the fifth, of 1 at its own beginning.
    """
    share = total_of(clock.start, clock.whole) * WARNING[0] // WARNING[1]
    unit = counted_in(clock.period)
    if unit is Counted.SECOND:
        return _moment_after(clock, share)
    day = nth_day(local_day(clock.start), share + 1, unit, calendar, clock.pauses)
    return None if day is None else day_start(day)


def _moment_after(clock: Clock, seconds: int) -> datetime | None:
    left = seconds
    for segment in clock.segments:
        if segment.kind is SegmentKind.PAUSED:
            continue
        run = None if segment.end is None else whole_seconds(utc(segment.end) - utc(segment.start))
        if run is None or run >= left:
            return (utc(segment.start) + timedelta(seconds=left)).astimezone(LOCAL)
        left -= run
    return None


def as_of(clock: Clock, at: date | datetime) -> Clock:
    """The clock as it was known at ``at``: later pauses, stops and extensions left out."""
    now = last_second(at)
    known = tuple(_known(segment, now) for segment in clock.segments if utc(segment.start) <= now)
    begun = known or (replace(clock.segments[0], end=None),)
    return replace(clock, segments=begun, extension=_known_extension(clock.extension, now))


def _known(segment: Segment, now: datetime) -> Segment:
    return segment if segment.end is None or utc(segment.end) <= now else replace(segment, end=None)


def _known_extension(extension: Extension | None, now: datetime) -> Extension | None:
    return extension if extension is not None and utc(extension.at) <= now else None


def state_of(clock: Clock, calendar: WorkCalendar, at: date | datetime) -> ClockState:
    """How the clock stood at ``at``; for a day, at its end, with that day's due moment still in time."""
    known = as_of(clock, at)
    end = clock_due(known, calendar)
    unit = counted_in(known.period)
    if known.last.end is not None:
        return ClockState(StateKind.STOPPED, unit, _late_by(known, end, known.last.end, calendar))
    late = _late_by(known, end, at, calendar)
    if late:
        return ClockState(StateKind.OVERDUE, unit, late)
    if known.is_paused:
        return ClockState(StateKind.PAUSED, unit, reason=known.last.reason)
    warning = warning_moment(known, calendar)
    warned = warning is not None and last_second(at) >= utc(warning)
    return ClockState(StateKind.WARNING if warned else StateKind.RUNNING, unit)


def _late_by(clock: Clock, end: Due | None, at: date | datetime, calendar: WorkCalendar) -> int:
    if end is None or not is_late(clock, end, at):
        return 0
    return overdue_by(end, at, calendar)


def overdue_by(end: Due, at: date | datetime, calendar: WorkCalendar) -> int:
    """Begun working days, days or seconds after the due day or moment; at least 1."""
    if end.unit is Counted.SECOND:
        return max(1, whole_seconds(last_second(at) - utc(end.moment)))
    last = local_day(at)
    if end.unit is Counted.WORKING_DAY:
        return max(1, calendar.working_days(end.day, last))
    return max(1, (last - end.day).days)
