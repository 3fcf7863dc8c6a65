"""Hiding small counts, and as many others as it takes that no difference gives them back (S-282).

A table by area and category, with the sums of its areas and its categories, is a flow: each community sends its people
through the categories up to the county. What is hidden may vary as long as every published figure stays true, and a
hidden count is safe when it can, by a way round through other hidden counts. This holds over all levels at once, so
that a town's page and the county's page together tell no more than each alone.
"""

import heapq
from collections.abc import Collection, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

LEAST = 10
# A count of nobody gives little room when hidden: it goes after another lowest count, but before the sums of a place.
_NOBODY = 100


@dataclass(frozen=True)
class Count:
    """A count that would be published, as a flow from ``start`` to ``end``.

    At every node but the one ground, what comes in goes out: a sum and its parts.
    """

    key: Hashable
    start: Hashable
    end: Hashable
    number: int

    @property
    def price(self) -> int:
        """What hiding it costs: the people that it is about."""
        return 1 + (self.number or _NOBODY)


@dataclass(frozen=True)
class _Step:
    to: Hashable
    count: Count


class _Ways:
    """Where a change of one count can be made good: up along a count always, down along one that has somebody."""

    def __init__(self, counts: Iterable[Count]) -> None:
        self.steps: dict[Hashable, list[_Step]] = {}
        for count in counts:
            self.steps.setdefault(count.start, []).append(_Step(count.end, count))
            if count.number:
                self.steps.setdefault(count.end, []).append(_Step(count.start, count))

    def cheapest(
        self, start: Hashable, end: Hashable, hidden: Collection[Hashable], without: Hashable
    ) -> list[Count] | None:
        """The counts on the way that hides the fewest people beyond the hidden; None when there is none."""
        reached: dict[Hashable, tuple[int, _Step | None, Hashable]] = {start: (0, None, None)}
        waiting: list[tuple[int, int, Hashable]] = [(0, 0, start)]
        number = 0
        while waiting:
            cost, _, node = heapq.heappop(waiting)
            if node == end:
                return list(_back(reached, end))
            if cost > reached[node][0]:
                continue
            for step in self.steps.get(node, ()):
                if step.count.key == without:
                    continue
                price = cost + (0 if step.count.key in hidden else step.count.price)
                if step.to not in reached or price < reached[step.to][0]:
                    number += 1
                    reached[step.to] = (price, step, node)
                    heapq.heappush(waiting, (price, number, step.to))
        return None


def _back(reached: Mapping[Hashable, tuple[int, _Step | None, Hashable]], end: Hashable) -> Iterator[Count]:
    node = end
    while (step := reached[node][1]) is not None:
        yield step.count
        node = reached[node][2]


def hidden_counts(
    counts: Sequence[Count], already: Collection[Hashable] = (), least: int = LEAST
) -> frozenset[Hashable]:
    """The keys of all counts that may not be published: those of 1 to ``least`` - 1 people and what protects them.

    ``already`` are hidden for another reason and need no protection here. A count that no other can protect (the only
    one of its sums) takes all its sums with it.
    """
    small = [count for count in counts if 0 < count.number < least]
    hidden = {count.key for count in small} | set(already)
    ways = _Ways(counts)
    for count in sorted(small, key=lambda one: -one.number):
        if count.key not in already:
            hidden |= {other.key for other in _protecting(ways, count, hidden)}
    return frozenset(hidden)


def _protecting(ways: _Ways, count: Count, hidden: Collection[Hashable]) -> list[Count]:
    more = ways.cheapest(count.end, count.start, hidden, count.key)
    fewer = ways.cheapest(count.start, count.end, hidden, count.key)
    found = [way for way in (more, fewer) if way is not None]
    return min(found, key=lambda way: sum(one.price for one in way if one.key not in hidden), default=[])


@dataclass(frozen=True)
class Tree:
    """Areas by their parent (the top has none) and the counts of the lowest: ``{area: {category: people}}``."""

    parents: Mapping[str, str]
    lowest: Mapping[str, Mapping[str, int]]
    categories: Sequence[str]

    @cached_property
    def counts(self) -> dict[str, dict[str, int]]:
        """The counts of every area, sums included."""
        found = {area: dict.fromkeys(self.categories, 0) for area in {*self.parents, *self.parents.values()} if area}
        for area, row in self.lowest.items():
            for above in self._upward(area):
                for category, number in row.items():
                    found[above][category] += number
        return found

    @cached_property
    def totals(self) -> dict[str, int]:
        """The people of every area in all categories."""
        return {area: sum(row.values()) for area, row in self.counts.items()}

    def _upward(self, area: str) -> Iterator[str]:
        while area:
            yield area
            area = self.parents.get(area, "")

    def _place(self, area: str, category: str) -> tuple[Hashable, Hashable]:
        """Where the count of an area flows from and to; everything ends in the one ground "" above the top."""
        start: Hashable = ("row", area) if area in self.lowest else ("sum", area, category)
        above = self.parents.get(area, "")
        return start, ("sum", above, category) if above else ""

    def hidden_totals(self, least: int = LEAST) -> frozenset[str]:
        """Areas whose total may not be published, whatever it is divided by."""
        found = []
        for area, number in self.totals.items():
            start, end = self._place(area, "")
            found.append(Count(area, "" if area in self.lowest else start, end, number))
        return frozenset(str(key) for key in hidden_counts(found, least=least))

    def hidden_cells(self, least: int = LEAST) -> frozenset[tuple[str, str]]:
        """(area, category) that may not be published. An area without a total shows nothing at all."""
        gone = self.hidden_totals(least)
        found = [
            Count((area, category), *self._place(area, category), number)
            for area, row in self.counts.items()
            for category, number in row.items()
        ]
        already = {(area, category) for area in gone for category in self.categories}
        return frozenset(hidden_counts(found, already, least))  # type: ignore[arg-type]  # the keys given above
