"""The nation's calendar, moments, and what properties are tried on."""

from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any, Final

import yaml
from hypothesis import strategies as st

import linli.packs
from linli.kernel.clock import LOCAL, Period, Unit, WorkCalendar, parse_calendar

FILE: Final = Path(linli.packs.__file__).parent / "nation" / "calendar.yaml"
SECTIONS_OF_NATION: Final[dict[str, Any]] = yaml.safe_load(FILE.read_text(encoding="utf-8"))
NATION: Final[WorkCalendar] = parse_calendar(SECTIONS_OF_NATION)


def moment(text: str) -> datetime:
    """``2026-02-14 20:00`` in Shanghai."""
    return datetime.fromisoformat(text).replace(tzinfo=LOCAL)


def day(text: str) -> date:
    """An ISO date."""
    return date.fromisoformat(text)


def days_of(*years: int) -> list[date]:
    """Every day of some years."""
    first, last = date(min(years), 1, 1), date(max(years), 12, 31)
    return [first + timedelta(days=step) for step in range((last - first).days + 1)]


DAYS: Final = st.dates(date(2024, 11, 1), date(2027, 6, 30))
WORKING: Final = st.builds(Period, st.integers(1, 60), st.just(Unit.WORKING_DAY))
DAILY: Final = st.builds(
    Period, st.integers(1, 60), st.sampled_from([Unit.WORKING_DAY, Unit.CALENDAR_DAY]), st.booleans()
)
MONTHLY: Final = st.builds(Period, st.integers(1, 14), st.just(Unit.MONTH), st.booleans())
HOURLY: Final = st.builds(Period, st.integers(1, 100), st.just(Unit.HOUR))
