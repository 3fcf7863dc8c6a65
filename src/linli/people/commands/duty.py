"""What a post looks after and by which phone its office is reached (S-112)."""

from linli.kernel.codes import check_phone
from linli.kernel.errors import Invalid, KernelCode, Problem
from linli.people.rules.reasons import PeopleCode

LENGTHS = (2, 4, 6, 9, 12, 15, 17)


def checked_place(area: str, place: str, field: str = "place") -> str:
    """The code of an area or grid inside the unit's area, or "" for the whole of it."""
    place = place.strip()
    if place in ("", area):
        return ""
    if not (place.isascii() and place.isdigit() and len(place) in LENGTHS and place.startswith(area)):
        figures = {"place": place[:24], "area": area}
        problem = Problem(field, PeopleCode.PLACE_OUTSIDE, figures)
        raise Invalid(PeopleCode.PLACE_OUTSIDE, figures, problems=(problem,))
    return place


def checked_phone(text: str) -> str:
    """The normal form of the office's phone; empty stays empty."""
    if not text.strip():
        return ""
    found = check_phone(text)
    if found.error is not None:
        raise Invalid(KernelCode.INVALID, problems=(Problem("duty_phone", found.error, found.data),))
    return found.normal
