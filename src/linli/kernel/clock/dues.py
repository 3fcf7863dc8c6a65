"""When a period ends, with the explanation line by line (R0.2)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

from linli.kernel.clock.calendar import WorkCalendar
from linli.kernel.clock.counting import Counted, Line, Pause, Step, Why, lines_of, steps
from linli.kernel.clock.moments import LOCAL, day_end, local_day, utc, whole_seconds
from linli.kernel.clock.periods import Period, Unit, add_months
from linli.kernel.clock.reasons import ClockCode
from linli.kernel.errors import Invalid

MOST_COUNTED: Final = 4_096
_COUNTED: Final = {Unit.WORKING_DAY: Counted.WORKING_DAY, Unit.HOUR: Counted.SECOND}


@dataclass(frozen=True)
class Due:
    """When a period ends (R0.2).

    ``day`` is the legal day, ``raw`` the one before rolling (for early warning), ``moment`` 24:00 local of
    ``day`` (for hours the moment itself). The counts of ``lines`` sum to ``total`` in ``unit``; months and
    years are counted in their days. ``provisional`` when a year that is not confirmed was looked at.
    """

    day: date
    raw: date
    moment: datetime
    provisional: bool
    lines: tuple[Line, ...]
    unit: Counted
    total: int
    calc_version: str


def due(start: date | datetime, period: Period, calendar: WorkCalendar) -> Due:
    """When ``period`` ends if it starts at ``start``; the start day itself is not counted (R0.2).

    Hours run from the moment itself, day and night; they need a moment (``Invalid``).
    """
    found = count(start, period, calendar)
    if found is None:
        raise AssertionError("without a pause a period always ends")
    return found


def count(
    start: date | datetime,
    period: Period,
    calendar: WorkCalendar,
    pauses: Sequence[Pause] = (),
) -> Due | None:
    """As ``due`` with pauses in order; None while an open one keeps the period from ending."""
    total = total_of(start, period)
    if period.unit is Unit.HOUR:
        return _count_seconds(_moment(start), total, calendar, pauses)
    if pauses:
        return _count_days(local_day(start), total, period, calendar, pauses)
    return _counted_before(local_day(start), total, period, calendar)


def _counted_before(first: date, total: int, period: Period, calendar: WorkCalendar) -> Due | None:
    """What depends on the day alone is counted once for the calendar."""
    key = (first, total, period)
    if key not in calendar.counted:
        if len(calendar.counted) >= MOST_COUNTED:
            calendar.counted.clear()
        calendar.counted[key] = _count_days(first, total, period, calendar, ())
    return calendar.counted[key]  # type: ignore[no-any-return]  # put there above


def total_of(start: date | datetime, period: Period) -> int:
    """The number of working days, days or seconds that must pass."""
    first = local_day(start)
    match period.unit:
        case Unit.HOUR:
            return period.amount * 3600
        case Unit.MONTH:
            return (add_months(first, period.amount) - first).days
        case Unit.YEAR:
            return (add_months(first, period.amount * 12) - first).days
    return period.amount


def counted_in(period: Period) -> Counted:
    """What a period is counted in: months and years in days, hours in seconds."""
    return _COUNTED.get(period.unit, Counted.CALENDAR_DAY)


def _moment(start: date | datetime) -> datetime:
    if not isinstance(start, datetime):
        raise Invalid(ClockCode.HOURS_NEED_MOMENT)
    return utc(start)


def _count_days(first: date, total: int, period: Period, calendar: WorkCalendar, pauses: Sequence[Pause]) -> Due | None:
    unit = counted_in(period)
    judged = [Step(first, 0, Why.START_DAY)]
    left = total
    for step in steps(first, unit, calendar, pauses):
        if step.endless:
            return None
        judged.append(step)
        left -= step.count
        if left == 0:
            break
    raw = judged[-1].day
    provisional = any(step.provisional for step in judged)
    if period.rolls:
        moved = _moved(raw, calendar, pauses)
        if moved is None:
            return None
        provisional = calendar.day(raw).provisional or any(step.provisional for step in moved)
        judged += moved
    day = judged[-1].day
    return Due(day, raw, day_end(day), provisional, lines_of(judged), unit, total, calendar.calc_version)


def _moved(raw: date, calendar: WorkCalendar, pauses: Sequence[Pause]) -> list[Step] | None:
    """The days from a last day of rest to the next working day; None while a pause is open."""
    moved: list[Step] = []
    if calendar.is_working(raw):
        return moved
    for step in steps(raw, Counted.WORKING_DAY, calendar, pauses):
        if step.endless:
            return None
        if step.count:
            return [*moved, Step(step.day, 0, Why.MOVED_HERE, provisional=step.provisional)]
        moved.append(step)
    raise AssertionError("a calendar always has a next working day")


def _count_seconds(start: datetime, total: int, calendar: WorkCalendar, pauses: Sequence[Pause]) -> Due | None:
    at, left, lines = start, total, list[Line]()
    for pause in pauses:
        run = whole_seconds(utc(pause.start) - at)
        if run >= left:
            break
        lines += [_running(at, run)] if run else []
        if pause.end is None:
            return None
        lines.append(Line(_local(pause.start), _local(pause.end), 0, Why.PAUSED, reason=pause.reason))
        at, left = utc(pause.end), left - run
    moment = _local(at + timedelta(seconds=left))
    lines.append(_running(at, left))
    day = moment.date()
    return Due(day, day, moment, False, tuple(lines), Counted.SECOND, total, calendar.calc_version)


def _running(at: datetime, seconds: int) -> Line:
    return Line(_local(at), _local(at + timedelta(seconds=seconds)), seconds, Why.RUNNING)


def _local(at: datetime) -> datetime:
    return at.astimezone(LOCAL)
