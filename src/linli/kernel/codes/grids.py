"""Grid, micro-grid, building and room codes inside a community, and the size check of grids (R1.4, R1.5)."""

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from linli.kernel.codes.areas import AreaLevel
from linli.kernel.codes.plain import compact, only_digits
from linli.kernel.codes.reasons import CodesCode
from linli.kernel.errors import Invalid

_BUILDING_DIGITS: Final = 5
_ROOM: Final = re.compile(
    r"(?P<building>\d{17})(?P<unit>\d{2})(?P<floor>(?!00)\d{2}|B[1-9])(?P<room>[0-9A-Z]{2,4})", re.ASCII
)


class SizeVerdict(StrEnum):
    """How the average size of a community's grids compares with the band."""

    OK = "ok"
    TOO_LARGE = "too_large"
    TOO_SMALL = "too_small"
    NOT_APPLICABLE = "not_applicable"


@dataclass(frozen=True)
class GridSize:
    """The fraction ``households / grids``, the verdict, and the number of grids suggested."""

    households: int
    grids: int
    verdict: SizeVerdict
    suggested: int

    @property
    def average(self) -> int:
        """Households per grid, rounded down; 0 without grids."""
        return self.households // self.grids if self.grids else 0


@dataclass(frozen=True)
class RoomParts:
    """A room code taken apart; ``floor`` is negative under ground (``B1`` is -1, there is no floor 0)."""

    building: str
    unit: int
    floor: int
    room: str


def grid_code(community: str, number: int) -> str:
    """The code of grid ``number`` (1-999) in a community of 12 digits; raises ``Invalid`` (R1.4)."""
    return _require_community(community) + _sequence(number, 3)


def microgrid_code(grid: str, number: int) -> str:
    """The code of micro-grid ``number`` (1-99) in a grid of 15 digits; raises ``Invalid`` (R1.4)."""
    if len(grid) != AreaLevel.GRID or not only_digits(grid):
        raise Invalid(CodesCode.BAD_LENGTH, {"length": len(grid), "expected": AreaLevel.GRID.value})
    return grid + _sequence(number, 2)


def community_of(code: str) -> str:
    """The 12-digit community that a grid, micro-grid, building or room code begins with."""
    return code[: AreaLevel.COMMUNITY]


def check_grid_size(households: int, grids: int, *, smallest: int = 300, largest: int = 500) -> GridSize:
    """Compare the average grid with the urban band (R1.4, T031); outside it is a warning, never an error.

    Defaults are the usual urban band; callers pass the parameters of the place and date. The suggestion
    is the least number of grids that keeps each within ``largest``. Without households the check does not
    apply.
    """
    suggested = -(-households // largest)
    if households <= 0:
        verdict = SizeVerdict.NOT_APPLICABLE
    elif households > largest * grids:
        verdict = SizeVerdict.TOO_LARGE
    elif households < smallest * grids:
        verdict = SizeVerdict.TOO_SMALL
    else:
        verdict = SizeVerdict.OK
    return GridSize(households, grids, verdict, suggested)


def building_code(community: str, number: int) -> str:
    """The code of building ``number`` (1-99999) in a community; raises ``Invalid`` (R1.5)."""
    return _require_community(community) + _sequence(number, _BUILDING_DIGITS)


def room_code(building: str, unit: int, floor: int, room: str) -> str:
    """Building + unit (00 = none) + floor (``03``, ``B1``) + room of 2-4; raises ``Invalid`` (R1.5)."""
    if floor == 0 or not -9 <= floor <= 99:
        raise Invalid(CodesCode.BAD_SEQUENCE, {"number": floor, "limit": 99})
    if not 0 <= unit <= 99:
        raise Invalid(CodesCode.BAD_SEQUENCE, {"number": unit, "limit": 99})
    storey = f"B{-floor}" if floor < 0 else f"{floor:02d}"
    code = f"{building}{unit:02d}{storey}{compact(room).zfill(2)}"
    split_room(code)
    return code


def split_room(code: str) -> RoomParts:
    """Take a room code apart; raises ``Invalid`` (R1.5)."""
    found = _ROOM.fullmatch(code)
    if found is None:
        raise Invalid(CodesCode.BAD_SHAPE)
    storey = found["floor"]
    floor = -int(storey[1:]) if storey.startswith("B") else int(storey)
    return RoomParts(found["building"], int(found["unit"]), floor, found["room"])


def _require_community(code: str) -> str:
    if len(code) != AreaLevel.COMMUNITY or not only_digits(code) or code.endswith("000"):
        raise Invalid(CodesCode.NOT_A_COMMUNITY, {"code": code})
    return code


def _sequence(number: int, digits: int) -> str:
    limit = 10**digits - 1
    if not 1 <= number <= limit:
        raise Invalid(CodesCode.BAD_SEQUENCE, {"number": number, "limit": limit})
    return str(number).zfill(digits)
