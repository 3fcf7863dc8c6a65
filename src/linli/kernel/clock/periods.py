"""Periods as laws and promises state them (R0.2)."""

import calendar as months
import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from linli.kernel.clock.reasons import ClockCode
from linli.kernel.errors import Invalid


class Unit(StrEnum):
    """What a period is counted in."""

    HOUR = "hour"
    CALENDAR_DAY = "calendar_day"
    WORKING_DAY = "working_day"
    MONTH = "month"
    YEAR = "year"


_LETTERS: Final = {
    "h": Unit.HOUR,
    "d": Unit.CALENDAR_DAY,
    "wd": Unit.WORKING_DAY,
    "m": Unit.MONTH,
    "y": Unit.YEAR,
}
_SHORT: Final = {unit: letters for letters, unit in _LETTERS.items()}
_TEXT: Final = re.compile(r"(?P<amount>[1-9][0-9]{0,5})(?P<unit>h|d|wd|m|y)")
_LIMITS: Final = {
    Unit.HOUR: 876_000,
    Unit.CALENDAR_DAY: 36_500,
    Unit.WORKING_DAY: 25_000,
    Unit.MONTH: 1_200,
    Unit.YEAR: 100,
}


@dataclass(frozen=True)
class Period:
    """``amount`` of ``unit``; with ``roll`` a last day of rest moves to the next working day (R0.2).

    ``roll`` means nothing for hours and working days. Up to a hundred years; raises ``Invalid`` otherwise.
    """

    amount: int
    unit: Unit
    roll: bool = True

    def __post_init__(self) -> None:
        if not 1 <= self.amount <= _LIMITS[self.unit]:
            raise Invalid(ClockCode.BAD_PERIOD, {"text": f"{self.amount}{_SHORT[self.unit]}"})

    def __str__(self) -> str:
        return f"{self.amount}{_SHORT[self.unit]}"

    @property
    def rolls(self) -> bool:
        """Whether the last day may move."""
        return self.roll and self.unit in (Unit.CALENDAR_DAY, Unit.MONTH, Unit.YEAR)


def parse_period(text: str, *, roll: bool = True) -> Period:
    """Read ``20wd``, ``60d``, ``2h``, ``1m`` or ``1y``; raises ``Invalid``."""
    found = _TEXT.fullmatch(text.strip())
    if found is None:
        raise Invalid(ClockCode.BAD_PERIOD, {"text": text[:40]})
    return Period(int(found["amount"]), _LETTERS[found["unit"]], roll)


def add_months(day: date, count: int) -> date:
    """The same-numbered day ``count`` months later, or earlier, else that month's last day (R0.2)."""
    year, month = divmod(day.year * 12 + day.month - 1 + count, 12)
    last = months.monthrange(year, month + 1)[1]
    return date(year, month + 1, min(day.day, last))


def is_within(promised: Period, legal: Period) -> bool:
    """Whether a promise can never end after the legal period, whatever the day it starts (T056).

    Units that cannot be compared without a calendar (3 working days, 5 days) give False: a promise that may
    break the law is no promise.
    """
    if promised.rolls and not legal.rolls and legal.unit is not Unit.WORKING_DAY:
        return False
    if promised.unit is legal.unit:
        return promised.amount <= legal.amount
    if promised.unit in _IN_MONTHS and legal.unit in _IN_MONTHS:
        return promised.amount * _IN_MONTHS[promised.unit] <= legal.amount * _IN_MONTHS[legal.unit]
    longest = _most_days(promised)
    return longest is not None and longest <= _LEAST_DAYS[legal.unit] * legal.amount


_IN_MONTHS: Final = {Unit.MONTH: 1, Unit.YEAR: 12}
# A working day is never shorter than a day; months and years count at their shortest.
_LEAST_DAYS: Final = {
    Unit.HOUR: 0,
    Unit.CALENDAR_DAY: 1,
    Unit.WORKING_DAY: 1,
    Unit.MONTH: 28,
    Unit.YEAR: 365,
}
_MOST_DAYS: Final = {Unit.CALENDAR_DAY: 1, Unit.MONTH: 31, Unit.YEAR: 366}


def _most_days(period: Period) -> int | None:
    """Days after which the period has surely ended; None for working days, which holidays stretch."""
    if period.unit is Unit.HOUR:
        return -(-period.amount // 24)
    factor = _MOST_DAYS.get(period.unit)
    return factor * period.amount if factor else None
