"""Readings in brackets that copying put behind characters, taken out with a ledger of what went, and where."""

import re
from typing import Final, NamedTuple

_LETTERS: Final = "a-zāáǎàōóǒòēéěèīíǐìūúǔùǖǘǚǜüńňǹḿɡ"
# The space inside belongs to the damage: 社會(huì )治理.
_READING: Final = re.compile(rf"(?<=[\u3400-\u9fff])[(（][ \u3000]*([{_LETTERS}]{{1,6}})[ \u3000]*[)）]")
_TONED: Final = re.compile(r"[^a-zɡü]")


class Repair(NamedTuple):
    """One place changed: [start, end) of the original in characters; ``sure`` from 0 to 1."""

    start: int
    end: int
    was: str
    now: str
    sure: float


class Mended(NamedTuple):
    """A text after repair; ``places[i]`` is where its character i stands in the original."""

    text: str
    places: tuple[int, ...]
    repairs: tuple[Repair, ...]


def without_readings(text: str) -> Mended:
    """The text without bracketed readings. Letters without a tone mark may be meant (an item (a)) and stay."""
    repairs = tuple(
        Repair(found.start(), found.end(), found.group(), "", 1.0)
        for found in _READING.finditer(text)
        if _TONED.search(found.group(1))
    )
    return Mended(*_kept(text, repairs), repairs)


def _kept(text: str, repairs: tuple[Repair, ...]) -> tuple[str, tuple[int, ...]]:
    gone = {place for repair in repairs for place in range(repair.start, repair.end)}
    places = tuple(place for place in range(len(text)) if place not in gone)
    return "".join(text[place] for place in places), places
