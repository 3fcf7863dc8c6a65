"""What a line of a ledger says about where a known person lives or is registered. Pure."""

from dataclasses import dataclass
from datetime import date
from typing import Final

from linli.kernel.text import fold

FILLED: Final = "filled"
MOVED: Final = "moved"


@dataclass(frozen=True)
class Home:
    """The open residence of a record: a dwelling of the register, or an address as somebody wrote it, or neither."""

    dwelling: object
    address: str
    since: date
    in_household: bool = False


@dataclass(frozen=True)
class Place:
    """What a line says: its address as written, the dwelling that it means if one is known, and since when."""

    dwelling: object
    address: str
    since: str = ""

    def starts(self, day: date) -> date:
        """The day from which it holds: the ledger's own date, else the day on which the ledger is taken in."""
        return min(date.fromisoformat(self.since), day) if self.since else day


def step_to(home: Home | None, place: Place, day: date) -> str:
    """``FILLED`` in place, ``MOVED`` from a day on, or nothing.

    Nothing where no residence of the kind is open, where it is a household's (all of it moves, and a person says so),
    and where the ledger's date lies before the register's: the register knows what came later.
    """
    if home is None or home.in_household or not _differs(home, place):
        return ""
    start = place.starts(day)
    if not home.dwelling and (not home.address or _same(home.address, place.address)):
        return FILLED
    return MOVED if start > home.since else FILLED if start == home.since else ""


def _differs(home: Home, place: Place) -> bool:
    """Whether the line says otherwise; words alone say nothing against a dwelling that is known."""
    if place.dwelling is not None:
        return home.dwelling != place.dwelling
    return bool(place.address) and home.dwelling is None and not _same(home.address, place.address)


def _same(one: str, other: str) -> bool:
    return fold(one) == fold(other)
