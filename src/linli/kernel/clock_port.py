"""The one clock of the house: the present moment, shifted in a demo (settled.md, Reading)."""

from datetime import UTC, datetime, timedelta

from linli.kernel.clock import LOCAL

__all__ = ["LOCAL", "now", "set_offset"]

_offset = timedelta(0)


def now() -> datetime:
    """The present moment in UTC, plus the demo's offset."""
    return datetime.now(UTC) + _offset


def set_offset(offset: timedelta) -> None:
    """Shift the clock of this process (demo mode only; kept in the database by ``kernel.jobs.demo_clock``)."""
    global _offset
    _offset = offset
