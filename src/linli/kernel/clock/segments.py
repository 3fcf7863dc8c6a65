"""A clock as segments: running or paused with a reason; started, paused, resumed, extended, stopped (R0.2).

All moves are pure: each gives a new clock or raises. Moments are kept in UTC, whole seconds.
"""

from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum
from itertools import pairwise

from linli.kernel.clock.calendar import WorkCalendar
from linli.kernel.clock.counting import Line, Pause, Why, lines_of, steps
from linli.kernel.clock.dues import Due, count, counted_in
from linli.kernel.clock.moments import day_start, last_second, local_day, utc
from linli.kernel.clock.periods import Period, Unit, is_within
from linli.kernel.clock.reasons import ClockCode
from linli.kernel.errors import Conflict, Invalid, TooLate


class SegmentKind(StrEnum):
    """Whether time counts in a segment."""

    RUNNING = "running"
    PAUSED = "paused"


@dataclass(frozen=True)
class Segment:
    """A stretch of a clock, open while ``end`` is None; a paused one has a ``reason``."""

    kind: SegmentKind
    start: datetime
    end: datetime | None = None
    reason: str = ""


@dataclass(frozen=True)
class Extension:
    """More time in the clock's own unit, granted ``at`` a moment for a ``reason``."""

    period: Period
    at: datetime
    reason: str


@dataclass(frozen=True)
class Clock:
    """A period that runs in ``segments`` without gaps; stopped when the last one is closed."""

    period: Period
    segments: tuple[Segment, ...]
    extension: Extension | None = None

    def __post_init__(self) -> None:
        if not self.segments or not all(map(_is_forward, self.segments)):
            raise ValueError("a clock needs segments that do not run backwards")
        if any(first.end != second.start for first, second in pairwise(self.segments)):
            raise ValueError("the segments of a clock follow each other without gap")

    @property
    def start(self) -> datetime:
        """When it began."""
        return self.segments[0].start

    @property
    def last(self) -> Segment:
        """The segment that it is in, or was in when it stopped."""
        return self.segments[-1]

    @property
    def is_stopped(self) -> bool:
        """Whether it has stopped for good."""
        return self.last.end is not None

    @property
    def is_paused(self) -> bool:
        """Whether it stands still at present."""
        return not self.is_stopped and self.last.kind is SegmentKind.PAUSED

    @property
    def pauses(self) -> tuple[Pause, ...]:
        """The pauses in order."""
        paused = (segment for segment in self.segments if segment.kind is SegmentKind.PAUSED)
        return tuple(Pause(segment.start, segment.end, segment.reason) for segment in paused)

    @property
    def whole(self) -> Period:
        """The period with its extension."""
        more = self.extension.period.amount if self.extension else 0
        return replace(self.period, amount=self.period.amount + more)


def _is_forward(segment: Segment) -> bool:
    return segment.end is None or utc(segment.end) >= utc(segment.start)


def start_clock(at: date | datetime, period: Period) -> Clock:
    """A running clock. A day is enough for periods of days and longer; hours need a moment (``Invalid``)."""
    if isinstance(at, datetime):
        return Clock(period, (Segment(SegmentKind.RUNNING, _tidy(at)),))
    if period.unit is Unit.HOUR:
        raise Invalid(ClockCode.HOURS_NEED_MOMENT)
    return Clock(period, (Segment(SegmentKind.RUNNING, utc(day_start(at))),))


def pause(clock: Clock, at: datetime, reason: str) -> Clock:
    """Let the clock stand still; needs a reason (``Invalid``) and a running clock (``Conflict``)."""
    _refuse_without(reason)
    if clock.is_paused:
        raise Conflict(ClockCode.PAUSED)
    return _switch(clock, at, SegmentKind.PAUSED, reason)


def resume(clock: Clock, at: datetime) -> Clock:
    """Let a paused clock run on; ``Conflict`` when it is not paused."""
    if not clock.is_stopped and not clock.is_paused:
        raise Conflict(ClockCode.NOT_PAUSED)
    return _switch(clock, at, SegmentKind.RUNNING, "")


def stop(clock: Clock, at: datetime) -> Clock:
    """Stop the clock for good, running or paused; ``Conflict`` when it has stopped before."""
    return replace(clock, segments=(*clock.segments[:-1], _closed(clock, at)))


def extend(
    clock: Clock, by: Period, at: datetime, reason: str, calendar: WorkCalendar, at_most: Period | None = None
) -> Clock:
    """Grant more time: once, before the due moment, in the clock's unit, for a reason (R3.1, R10.3).

    ``Conflict`` when it was extended before, ``TooLate`` after the due moment, ``Invalid`` for a missing
    reason, another unit, or more than ``at_most``.
    """
    _refuse_without(reason)
    if clock.extension is not None:
        raise Conflict(ClockCode.EXTENDED_ALREADY)
    _refuse_earlier(clock, at)
    if by.unit is not clock.period.unit:
        raise Invalid(ClockCode.EXTENSION_UNIT, {"unit": clock.period.unit.value})
    if at_most is not None and not is_within(by, at_most):
        raise Invalid(ClockCode.EXTENSION_TOO_LONG, {"limit": str(at_most)})
    end = clock_due(clock, calendar)
    if end is not None and is_late(clock, end, at):
        raise TooLate(ClockCode.EXTENSION_TOO_LATE, {"due": end.day.isoformat()})
    return replace(clock, extension=Extension(by, _tidy(at), reason))


def clock_due(clock: Clock, calendar: WorkCalendar) -> Due | None:
    """When the clock runs out with its pauses and extension; None while an open pause keeps that unknown."""
    return count(clock.start, clock.whole, calendar, clock.pauses)


def is_late(clock: Clock, end: Due, at: date | datetime) -> bool:
    """Whether ``at`` lies after the due moment; the last second of the due day is in time (R0.1, R0.2)."""
    if clock.period.unit is Unit.HOUR:
        return last_second(at) > utc(end.moment)
    return local_day(at) > end.day


def explain(clock: Clock, calendar: WorkCalendar, until: date) -> tuple[Line, ...]:
    """Why it is due that day, line by line; while paused, how the days up to ``until`` were counted."""
    end = clock_due(clock, calendar)
    if end is not None:
        return end.lines
    if clock.period.unit is Unit.HOUR:
        return _explain_hours(clock)
    return _explain_days(clock, calendar, until)


def _explain_days(clock: Clock, calendar: WorkCalendar, until: date) -> tuple[Line, ...]:
    first = local_day(clock.start)
    judged = []
    for step in steps(first, counted_in(clock.period), calendar, clock.pauses):
        if step.day > until:
            break
        judged.append(step)
    return (Line(first, first, 0, Why.START_DAY), *lines_of(judged))


def _explain_hours(clock: Clock) -> tuple[Line, ...]:
    return tuple(
        Line(
            segment.start,
            segment.end or segment.start,
            0 if segment.kind is SegmentKind.PAUSED or segment.end is None else _seconds(segment.start, segment.end),
            Why.PAUSED if segment.kind is SegmentKind.PAUSED else Why.RUNNING,
            reason=segment.reason,
        )
        for segment in clock.segments
    )


def _seconds(start: datetime, end: datetime) -> int:
    return int((utc(end) - utc(start)).total_seconds())


def _switch(clock: Clock, at: datetime, kind: SegmentKind, reason: str) -> Clock:
    begun = Segment(kind, _tidy(at), reason=reason)
    return replace(clock, segments=(*clock.segments[:-1], _closed(clock, at), begun))


def _closed(clock: Clock, at: datetime) -> Segment:
    if clock.is_stopped:
        raise Conflict(ClockCode.STOPPED)
    _refuse_earlier(clock, at)
    return replace(clock.last, end=_tidy(at))


def _refuse_earlier(clock: Clock, at: datetime) -> None:
    if clock.is_stopped:
        raise Conflict(ClockCode.STOPPED)
    if _tidy(at) < utc(clock.last.start):
        raise Conflict(ClockCode.OUT_OF_ORDER)


def _refuse_without(reason: str) -> None:
    if not reason.strip():
        raise Invalid(ClockCode.REASON_NEEDED)


def _tidy(at: datetime) -> datetime:
    return utc(at).replace(microsecond=0)
