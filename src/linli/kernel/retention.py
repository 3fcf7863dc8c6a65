"""How long a file is kept (R13.3): for ever, or so many years from 1 January after the year of its closing. Pure."""

from dataclasses import dataclass
from datetime import date

PERMANENT = "permanent"


@dataclass(frozen=True)
class Keeping:
    """A span of keeping, both days included; without a last day it is kept for ever."""

    first: date
    last: date | None

    def is_over(self, day: date) -> bool:
        """Whether the file may go on ``day``, as far as its time is concerned."""
        return self.last is not None and day > self.last


def keeping(years: int | str, closed: date) -> Keeping:
    """The span for a class of ``years`` ("permanent" for ever) of a file that was closed on a day (R13.3)."""
    first = date(closed.year + 1, 1, 1)
    return Keeping(first, None if years == PERMANENT else date(closed.year + int(years), 12, 31))


def ends_after(last: date, years: int) -> date:
    """The last day of keeping personal values ``years`` after their ground ended: the same day of that year."""
    try:
        return last.replace(year=last.year + years)
    except ValueError:  # 29 February
        return date(last.year + years, 3, 1)
