"""Reading a calendar from the sections of a pack (R0.3)."""

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType
from typing import Any, Final

from linli.kernel.clock.calendar import WorkCalendar, YearlyDay
from linli.kernel.clock.moments import ONE_DAY
from linli.kernel.clock.reasons import ClockCode
from linli.kernel.expr import ENTRY_KEYS, Declared, DeclaredCode, Faults, Label

SECTIONS: Final = ("calendar_years", "statutory_days", "half_days", "calendar_regions")
# A leap year, so that 29 February may be named.
_ANY_YEAR: Final = 2024
_LONGEST: Final = 31

_Days = dict[date, Label]


class _Table:
    """Holidays and swaps being gathered."""

    def __init__(self) -> None:
        self.holidays: _Days = {}
        self.swaps: _Days = {}

    def lay_over(self, other: "_Table") -> None:
        """Let the days of ``other`` win."""
        for day, name in other.holidays.items():
            self.holidays[day] = name
            self.swaps.pop(day, None)
        for day, name in other.swaps.items():
            self.swaps[day] = name
            self.holidays.pop(day, None)


def parse_calendar(sections: Mapping[str, Any], area: str = "") -> WorkCalendar:
    """The calendar that holds in ``area`` (an area code; empty: the nation's).

    ``sections`` maps each of ``SECTIONS`` to its list of entries, dates as dates or ISO texts. Every entry,
    holiday and swap names its basis. Raises ``Invalid`` with every fault. The days of a year that is not
    confirmed are checked but not used.
    """
    faults = Faults()
    top = Declared(sections, faults)
    table = _Table()
    confirmed = _years(top, table)
    _regions(top, table, area)
    fixed, half_days = _yearly(top, "statutory_days"), _yearly(top, "half_days")
    top.done()
    faults.raise_if_any()
    return WorkCalendar(
        frozenset(confirmed),
        MappingProxyType(table.holidays),
        MappingProxyType(table.swaps),
        fixed,
        half_days,
    )


def _years(top: Declared, table: _Table) -> set[int]:
    confirmed: set[int] = set()
    seen: set[int] = set()
    for entry in top.children("calendar_years", required=False):
        year = entry.whole("year", 1949, 2200)
        if year in seen:
            entry.fault(ClockCode.YEAR_TWICE, year=year)
        seen.add(year)
        own = _days(entry, year)
        if entry.flag("confirmed", default=None):
            confirmed.add(year)
            table.lay_over(own)
        _finish(entry)
    return confirmed


def _regions(top: Declared, table: _Table, area: str) -> None:
    for entry in top.children("calendar_regions", required=False):
        prefix = entry.text("area", limit=12)
        own = _days(entry, None)
        if area.startswith(prefix):
            table.lay_over(own)
        _finish(entry)


def _days(entry: Declared, year: int | None) -> _Table:
    table = _Table()
    for row in entry.children("holidays", required=False):
        first, last = row.day("first"), row.day("last")
        if first is not None and last is not None and _is_span(row, first, last):
            _put(row, table, table.holidays, first, last, year)
        _finish_row(row)
    for row in entry.children("swaps", required=False):
        day = row.day("day")
        if day is not None and day.weekday() < 5:
            row.fault(ClockCode.SWAP_ON_WEEKDAY, day=day.isoformat())
        elif day is not None:
            _put(row, table, table.swaps, day, day, year)
        _finish_row(row)
    return table


def _is_span(row: Declared, first: date, last: date) -> bool:
    if last < first:
        row.fault(ClockCode.BACKWARDS)
    elif (last - first).days >= _LONGEST:
        row.fault(DeclaredCode.OUT_OF_RANGE, "last", least=1, most=_LONGEST)
    return first <= last


def _put(row: Declared, table: _Table, days: _Days, first: date, last: date, year: int | None) -> None:
    name = row.label("name") or Label("")
    for step in range(min((last - first).days, _LONGEST) + 1):
        day = first + step * ONE_DAY
        if year is not None and not _belongs(day, year):
            row.fault(ClockCode.OUTSIDE_YEAR, day=day.isoformat(), year=year)
        if day in table.holidays or day in table.swaps:
            row.fault(ClockCode.DAY_TWICE, day=day.isoformat())
        days[day] = name


def _belongs(day: date, year: int) -> bool:
    # The order for a year may begin its New Year holiday in the last days of December before.
    return day.year == year or (day.year == year - 1 and day.month == 12)


def _yearly(top: Declared, section: str) -> tuple[YearlyDay, ...]:
    found: list[YearlyDay] = []
    for entry in top.children(section, required=False):
        month, day = entry.whole("month", 1, 12), entry.whole("day", 1, 31)
        since = entry.day("from") if entry.has("from") else None
        name = entry.label("name") or Label("")
        if not _exists(month, day):
            entry.fault(ClockCode.NO_SUCH_DAY)
        found.append(YearlyDay(month, day, name, since.year if since else 0))
        _finish(entry)
    return tuple(found)


def _exists(month: int, day: int) -> bool:
    try:
        date(_ANY_YEAR, month, day)
    except ValueError:
        return False
    return True


def _finish_row(row: Declared) -> None:
    _basis(row)
    row.ignore("name")
    row.done()


def _finish(entry: Declared) -> None:
    _basis(entry)
    entry.ignore(*ENTRY_KEYS)
    entry.done()


def _basis(entry: Declared) -> None:
    # A date without its ground is refused: nobody could check it later.
    if not isinstance(entry.raw("basis"), Mapping) or not entry.raw("basis"):
        entry.missing("basis")
