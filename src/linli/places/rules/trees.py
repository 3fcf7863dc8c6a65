"""The tree of areas: what lies above a code, and why another parent is refused."""

from collections.abc import Mapping

from linli.kernel.codes import parent_of
from linli.places.rules.reasons import PlacesCode


def above(code: str) -> str:
    """The code directly above; "" above a province."""
    return parent_of(code) or ""


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
