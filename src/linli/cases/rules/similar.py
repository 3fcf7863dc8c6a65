"""Which reports may be about the same thing: distance, time and words (suggested while somebody types)."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from math import asin, cos, radians, sin, sqrt

EARTH = 6_371_000
MOST_DAYS = 30
LEAST_SCORE = 40


@dataclass(frozen=True)
class Report:
    """What is compared: where, when, which sort, which words."""

    sort: str
    lon: float | None
    lat: float | None
    at: datetime
    words: str


def metres_between(a: Report, b: Report) -> float | None:
    """The distance over ground; None when one of the two has no point."""
    if a.lon is None or a.lat is None or b.lon is None or b.lat is None:
        return None
    north, east = radians(b.lat - a.lat), radians(b.lon - a.lon)
    half = sin(north / 2) ** 2 + cos(radians(a.lat)) * cos(radians(b.lat)) * sin(east / 2) ** 2
    return 2 * EARTH * asin(sqrt(half))


def _pairs(words: str) -> set[str]:
    plain = "".join(char for char in words if char.isalnum())
    return {plain[place : place + 2] for place in range(len(plain) - 1)} or ({plain} if plain else set())


def likeness(a: str, b: str) -> int:
    """How many of the neighbouring characters two texts share, in per cent of the shorter one."""
    one, other = _pairs(a), _pairs(b)
    if not one or not other:
        return 0
    return round(100 * len(one & other) / min(len(one), len(other)))


def score(new: Report, known: Report, radius: int) -> int:
    """0–100: half for nearness (100 at the same spot, 0 at twice the radius), the rest for words and time.

    Another sort, or more than 30 days apart, is another matter: 0.
    """
    apart = abs(new.at - known.at)
    if new.sort != known.sort or apart > timedelta(days=MOST_DAYS):
        return 0
    metres = metres_between(new, known)
    near = 50 if metres is None else max(0, round(100 * (1 - metres / (2 * radius))))
    if metres is not None and near == 0:
        return 0
    fresh = round(100 * (1 - apart / timedelta(days=MOST_DAYS)))
    return round(near * 0.5 + likeness(new.words, known.words) * 0.35 + fresh * 0.15)
