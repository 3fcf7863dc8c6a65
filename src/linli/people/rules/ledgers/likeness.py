"""How alike two records are where no number tells: points for what agrees, and why (a person decides)."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final, NamedTuple

# Points are tenths of the log2 of how much rarer an agreement is among strangers than among records of one person:
# two strangers of a county share a name once in some thousands, a day of birth once in 25,000, a phone hardly ever.
POINTS: Final = {
    "name": 70, "birth": 110, "year": 45, "phone": 100, "home": 60,
    "name_differs": -60, "birth_differs": -120, "sex_differs": -80, "number_differs": -400,
}  # fmt: skip
ALIKE: Final = 115
MOST_SHOWN: Final = 5


@dataclass(frozen=True)
class Known:
    """What two records are compared by; keys are digests."""

    name: str
    sex: int = 0
    birth: str = ""
    year: int | None = None
    number: bytes = b""
    phones: frozenset[bytes] = frozenset()
    dwelling: object = None


class Likeness(NamedTuple):
    """The points and the names of what agrees or differs."""

    points: int
    why: tuple[str, ...]


def likeness(one: Known, other: Known) -> Likeness:
    """Compare two records; the same number is not asked for here, it settles the matter before."""
    why = tuple(_reasons(one, other))
    return Likeness(sum(POINTS[reason] for reason in why), why)


def _reasons(one: Known, other: Known) -> Iterable[str]:
    yield "name" if one.name == other.name else "name_differs"
    if one.birth and other.birth:
        yield "birth" if one.birth == other.birth else "birth_differs"
    elif one.year and other.year:
        yield "year" if one.year == other.year else "birth_differs"
    if {one.sex, other.sex} == {1, 2}:
        yield "sex_differs"
    if one.phones & other.phones:
        yield "phone"
    if one.dwelling is not None and one.dwelling == other.dwelling:
        yield "home"
    if one.number and other.number and one.number != other.number:
        yield "number_differs"
