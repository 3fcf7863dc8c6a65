"""The tree of areas: what lies above a code, and why another parent is refused."""

from collections.abc import Mapping
from typing import Final

from linli.kernel.codes import PROVINCES, AreaLevel, parent_of
from linli.places.rules.reasons import PlacesCode

_LAST_PART: Final = {
    AreaLevel.PROVINCE.value: 2,
    AreaLevel.PREFECTURE.value: 2,
    AreaLevel.COUNTY.value: 2,
    AreaLevel.TOWN.value: 3,
    AreaLevel.COMMUNITY.value: 3,
}


def above(code: str) -> str:
    """The code directly above; "" above a province."""
    return parent_of(code) or ""


def significant(statistical: str) -> str:
    """The digits that count of a checked 12-digit code (R1.2)."""
    for length in (12, 9, 6, 4):
        if statistical[length - _LAST_PART[length] : length].strip("0"):
            return statistical[:length]
    return statistical[:2]


def is_area_code(code: str) -> bool:
    """Whether ``code`` is the significant code of an area from the province down to the community."""
    if len(code) not in _LAST_PART or not (code.isascii() and code.isdigit()):
        return False
    return code[:2] in PROVINCES and bool(code[-_LAST_PART[len(code)] :].strip("0"))


def parent_fault(code: str, parent: str, odd: Mapping[str, str] | None = None) -> PlacesCode | None:
    """Why ``parent`` cannot be the parent of ``code``: None, WRONG_PARENT or CYCLE.

    A code names its parent by its own digits. ``odd`` holds parents claimed elsewhere against that rule, so
    that a ring of several claims is told apart from a slip.
    """
    if parent == above(code):
        return None
    claims, seen, place = odd or {}, {code}, parent
    while place and place not in seen:
        seen.add(place)
        place = claims.get(place, above(place))
    return PlacesCode.CYCLE if place == code else PlacesCode.WRONG_PARENT
