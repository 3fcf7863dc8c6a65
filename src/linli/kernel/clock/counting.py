"""Counting from a start to a due day, line by line, with pauses left out (R0.2).

A day belongs to a pause when the clock stands still at its 24:00. So the day of pausing is not counted and
the day of resuming is, a pause within one day changes nothing, and a pause of k counted days moves the end by
k.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from itertools import groupby
from typing import Final

from linli.kernel.clock.calendar import DayKind, WorkCalendar
from linli.kernel.clock.moments import ONE_DAY, day_end, whole_seconds
from linli.kernel.expr import Label


class Counted(StrEnum):
    """What the lines of an explanation count."""

    WORKING_DAY = "working_day"
    CALENDAR_DAY = "calendar_day"
    SECOND = "second"


class Why(StrEnum):
    """Why the days of a line count or not."""

    START_DAY = "start_day"
    WORKING_DAY = "working_day"
    SWAP = "swap"
    CALENDAR_DAY = "calendar_day"
    WEEKEND = "weekend"
    HOLIDAY = "holiday"
    PAUSED = "paused"
    MOVED_HERE = "moved_here"
    RUNNING = "running"


@dataclass(frozen=True)
class Line:
    """Days ``start`` to ``end`` (inclusive), or moments when seconds are counted, and how many of them count.

    ``name`` is the holiday's or swap's, ``reason`` that of a pause. MOVED_HERE is the first working day after
    a last day of rest; it and the rest days before it count nothing.
    """

    start: date
    end: date
    count: int
    why: Why
    name: Label | None = None
    reason: str = ""

    @property
    def counted(self) -> bool:
        """Whether the line's days count."""
        return self.count > 0


@dataclass(frozen=True)
class Pause:
    """A time in which a clock stands still, for a reason; open while ``end`` is None."""

    start: datetime
    end: datetime | None
    reason: str


@dataclass(frozen=True)
class Step:
    """One day judged: does it count, and why?

    ``provisional`` when that rests on a year that is not confirmed, ``endless`` in a pause still open.
    """

    day: date
    count: int
    why: Why
    name: Label | None = None
    reason: str = ""
    provisional: bool = False
    endless: bool = False


_WHY: Final = {
    DayKind.WORKING_DAY: Why.WORKING_DAY,
    DayKind.SWAP: Why.SWAP,
    DayKind.WEEKEND: Why.WEEKEND,
    DayKind.HOLIDAY: Why.HOLIDAY,
}


def steps(first: date, unit: Counted, calendar: WorkCalendar, pauses: Sequence[Pause]) -> Iterator[Step]:
    """Every day after ``first``, judged, without end; an open pause lasts for ever."""
    day = first
    while True:
        day += ONE_DAY
        yield _judged(day, unit, calendar, pauses)


def lines_of(judged: Sequence[Step]) -> tuple[Line, ...]:
    """Steps of the same kind gathered into lines."""
    groups = (list(group) for _, group in groupby(judged, key=lambda step: (step.why, step.name, step.reason)))
    return tuple(
        Line(
            group[0].day,
            group[-1].day,
            sum(step.count for step in group),
            group[0].why,
            group[0].name,
            group[0].reason,
        )
        for group in groups
    )


def seconds_run(start: datetime, until: datetime, pauses: Sequence[Pause]) -> int:
    """The seconds from ``start`` to ``until`` outside of all pauses."""
    still = sum(
        ((min(pause.end or until, until) - pause.start) for pause in pauses if pause.start < until),
        timedelta(),
    )
    return max(0, whole_seconds(until - start - still))


def paused_through(day: date, pauses: Sequence[Pause]) -> Pause | None:
    """The pause that holds at 24:00 of ``day``."""
    end = day_end(day)
    return next((pause for pause in pauses if pause.start < end and (pause.end is None or pause.end >= end)), None)


def _judged(day: date, unit: Counted, calendar: WorkCalendar, pauses: Sequence[Pause]) -> Step:
    pause = paused_through(day, pauses) if pauses else None
    if pause is not None:
        return Step(day, 0, Why.PAUSED, reason=pause.reason, endless=pause.end is None)
    if unit is Counted.CALENDAR_DAY:
        return Step(day, 1, Why.CALENDAR_DAY)
    found = calendar.day(day)
    return Step(day, int(found.works), _WHY[found.kind], found.name, provisional=found.provisional)


def nth_day(first: date, number: int, unit: Counted, calendar: WorkCalendar, pauses: Sequence[Pause]) -> date | None:
    """The day that counts as number ``number`` (from 1); None when an open pause comes before."""
    counted = 0
    for step in steps(first, unit, calendar, pauses):
        if step.endless:
            return None
        counted += step.count
        if counted == number:
            return step.day
    raise AssertionError("steps never end")
