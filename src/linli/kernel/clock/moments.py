"""Days and moments in China's one time zone."""

from datetime import UTC, date, datetime, time, timedelta
from typing import Final
from zoneinfo import ZoneInfo

LOCAL: Final = ZoneInfo("Asia/Shanghai")
ONE_DAY: Final = timedelta(days=1)


def day_start(day: date) -> datetime:
    """00:00 local of ``day``."""
    return datetime.combine(day, time.min, LOCAL)


def day_end(day: date) -> datetime:
    """24:00 local of ``day``, which is 00:00 of the next (R0.2)."""
    return day_start(day + ONE_DAY)


def local_day(at: date | datetime) -> date:
    """The local day of a moment; a day is its own. A moment without time zone is a bug (ValueError)."""
    if not isinstance(at, datetime):
        return at
    return utc(at).astimezone(LOCAL).date()


def utc(at: datetime) -> datetime:
    """The moment in UTC, where subtraction counts real time."""
    if at.tzinfo is None:
        raise ValueError("a moment needs its time zone")
    return at.astimezone(UTC)


def last_second(at: date | datetime) -> datetime:
    """The moment itself, or the last second of a day, in UTC."""
    if isinstance(at, datetime):
        return utc(at)
    return utc(day_end(at)) - timedelta(seconds=1)


def whole_seconds(span: timedelta) -> int:
    """A span in whole seconds, rounded down."""
    return span // timedelta(seconds=1)
