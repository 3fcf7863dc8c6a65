"""Duties that come again: the next one follows from the last fact, what was missed stays missed (E47, R11.4)."""

from dataclasses import dataclass
from datetime import date

from linli.kernel.clock import Unit, WorkCalendar, add_months, due, parse_period

FROM_FACT, FROM_CALENDAR = "fact", "calendar"
COUNTS = (FROM_FACT, FROM_CALENDAR)


@dataclass(frozen=True)
class Turn:
    """One occurrence: the day it falls due, and the last day on which it still counts."""

    due_on: date
    until: date


def day_after(start: date, period: str, calendar: WorkCalendar) -> date:
    """The day a period after ``start``, unrolled: drills and reports keep their own day (R0.2 ``due_internal``)."""
    length = parse_period(period, roll=False)
    if length.unit is Unit.MONTH:
        return add_months(start, length.amount)
    if length.unit is Unit.YEAR:
        return add_months(start, 12 * length.amount)
    return due(start, length, calendar).day


def turn_after(start: date, period: str, grace: str, calendar: WorkCalendar) -> Turn:
    """The occurrence a period after ``start``, with its grace."""
    on = day_after(start, period, calendar)
    return Turn(on, day_after(on, grace, calendar) if grace else on)


def next_turn(counts: str, due_on: date, fact: date | None, period: str, grace: str, calendar: WorkCalendar) -> Turn:
    """The occurrence after one that was due on ``due_on``: counted from its fact, or from the calendar.

    Without a fact (missed) it counts from the day it was due, so that nothing moves by being missed.
    """
    start = fact if fact is not None and counts == FROM_FACT else due_on
    return turn_after(start, period, grace, calendar)


def standing_of(turn: Turn, fact: date | None, today: date) -> str:
    """done: in time; late: within the grace; missed: after it, and for ever; open: still to come."""
    if fact is not None:
        if fact <= turn.due_on:
            return "done"
        return "late" if fact <= turn.until else "missed"
    return "missed" if today > turn.until else "open"
