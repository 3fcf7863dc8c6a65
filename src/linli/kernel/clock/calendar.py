"""Working days with holiday swaps (R0.3)."""

import hashlib
from collections.abc import Hashable, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any, Final

from linli.kernel.clock.moments import ONE_DAY
from linli.kernel.expr import Label

# Raised when the same data would give other dates than before.
RULES_VERSION: Final = 1


class DayKind(StrEnum):
    """Why a day is a working day or not."""

    WORKING_DAY = "working_day"
    SWAP = "swap"
    WEEKEND = "weekend"
    HOLIDAY = "holiday"


@dataclass(frozen=True)
class Day:
    """What the calendar knows of a day; ``provisional`` when its year is not confirmed."""

    day: date
    kind: DayKind
    name: Label | None = None
    provisional: bool = False

    @property
    def works(self) -> bool:
        """Whether it is a working day."""
        return self.kind in (DayKind.WORKING_DAY, DayKind.SWAP)


@dataclass(frozen=True)
class YearlyDay:
    """A day named by law for every year from ``since`` on."""

    month: int
    day: int
    name: Label
    since: int = 0

    def falls_on(self, day: date) -> bool:
        """Whether ``day`` is one of them."""
        return (day.month, day.day) == (self.month, self.day) and day.year >= self.since


@dataclass(frozen=True)
class WorkCalendar:
    """Holidays and swap working days of the confirmed years, and of a region where it has its own (R0.3).

    In a year that is not confirmed Monday to Friday work, except on ``fixed`` days; moving feasts and swaps
    are unknown then, so all that rests on it is provisional. ``half_days`` of part of the people never change
    a count.
    """

    confirmed: frozenset[int] = frozenset()
    holidays: Mapping[date, Label] = field(default_factory=dict)
    swaps: Mapping[date, Label] = field(default_factory=dict)
    fixed: tuple[YearlyDay, ...] = ()
    half_days: tuple[YearlyDay, ...] = ()
    # What was counted by this calendar: many clocks start on one day for one period (``dues``).
    counted: dict[Hashable, Any] = field(default_factory=dict, compare=False, repr=False)

    def day(self, day: date) -> Day:
        """What kind of day it is, and by what name."""
        kind, name = self._kind(day)
        return Day(day, kind, name, provisional=day.year not in self.confirmed)

    def is_working(self, day: date) -> bool:
        """Whether ``day`` is a working day."""
        return self.day(day).works

    def half_day(self, day: date) -> Label | None:
        """The half-day holiday of part of the people on that day; it stays a working day (R0.3)."""
        return next((yearly.name for yearly in self.half_days if yearly.falls_on(day)), None)

    def working_days(self, after: date, until: date) -> int:
        """The number of working days after ``after`` up to and including ``until``; never negative."""
        span = range(1, (until - after).days + 1)
        return sum(self.is_working(after + ONE_DAY * step) for step in span)

    @property
    def calc_version(self) -> str:
        """A short name of rules and data, kept beside every computed date (R0.3)."""
        text = repr(
            (
                sorted(self.confirmed),
                sorted(self.holidays),
                sorted(self.swaps),
                [(yearly.month, yearly.day, yearly.since) for yearly in self.fixed],
            )
        )
        return f"{RULES_VERSION}-{hashlib.sha256(text.encode()).hexdigest()[:12]}"

    def _kind(self, day: date) -> tuple[DayKind, Label | None]:
        if day in self.swaps:
            return DayKind.SWAP, self.swaps[day]
        if day in self.holidays:
            return DayKind.HOLIDAY, self.holidays[day]
        if day.weekday() >= 5:
            return DayKind.WEEKEND, None
        if day.year not in self.confirmed:
            return self._kind_by_law(day)
        return DayKind.WORKING_DAY, None

    def _kind_by_law(self, day: date) -> tuple[DayKind, Label | None]:
        name = next((yearly.name for yearly in self.fixed if yearly.falls_on(day)), None)
        return (DayKind.HOLIDAY if name else DayKind.WORKING_DAY), name
