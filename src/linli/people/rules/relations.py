"""Relations between units: no circle on any day, nobody supervised by whom they supervise (E15)."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

KINDS = ("leads", "guides", "supervises", "entrusts", "answers_for")
BETWEEN_UNITS = ("leads", "guides", "supervises", "entrusts")
NEEDS_BASIS = ("entrusts",)
# Who supervises may not be led by the object, and the other way round.
AGAINST = {"supervises": "leads", "leads": "supervises"}


@dataclass(frozen=True)
class Edge:
    """``upper`` stands over ``lower`` from one day through another (open when ``until`` is None)."""

    upper: UUID
    lower: UUID
    since: date
    until: date | None = None

    def meets(self, other: "Edge") -> bool:
        """Whether the two share a day."""
        return self.since <= (other.until or date.max) and other.since <= (self.until or date.max)

    def holds_on(self, day: date) -> bool:
        """Whether it is in force on ``day``."""
        return self.since <= day <= (self.until or date.max)


def circle_day(edges: Iterable[Edge], new: Edge) -> date | None:
    """The first day on which ``new`` would close a circle with edges of its kind, or None.

    A circle begins on the day its last edge begins, so only those days need a look.
    """
    near = [edge for edge in edges if edge.meets(new)]
    if not _reaches(near, new.lower, new.upper):
        return None
    days = sorted({new.since, *(edge.since for edge in near if edge.since > new.since)})
    return next((d for d in days if _reaches([e for e in near if e.holds_on(d)], new.lower, new.upper)), None)


def _reaches(edges: Iterable[Edge], start: UUID, goal: UUID) -> bool:
    below = defaultdict(list)
    for edge in edges:
        below[edge.upper].append(edge.lower)
    seen, waiting = {start}, [start]
    while waiting:
        for unit in below[waiting.pop()]:
            if unit not in seen:
                seen.add(unit)
                waiting.append(unit)
    return goal in seen


def is_turned_round(edges: Iterable[Edge], new: Edge) -> bool:
    """Whether one of ``edges`` (of the kind that ``AGAINST`` names) leads from the lower to the upper on a day."""
    return any(edge.upper == new.lower and edge.lower == new.upper and edge.meets(new) for edge in edges)
