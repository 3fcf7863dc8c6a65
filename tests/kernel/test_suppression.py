"""Small counts are hidden, and no arithmetic over everything published gives one back (S-282)."""

from collections.abc import Iterator, Mapping
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from linli.kernel.suppression import LEAST, Count, Tree, hidden_counts

pytestmark = [pytest.mark.pure, pytest.mark.serves("S-282", boundary="differences give no small count back")]

PARENTS = {"c": "", "t1": "c", "t2": "c", "a": "t1", "b": "t1", "d": "t2", "e": "t2"}
LOWEST = ("a", "b", "d", "e")


def tree(rows: Mapping[str, tuple[int, ...]]) -> Tree:
    names = tuple("xyz"[: len(rows["a"])])
    return Tree(PARENTS, {area: dict(zip(names, row, strict=True)) for area, row in rows.items()}, names)


def moved(found: Tree, moves: tuple[int, ...]) -> Tree:
    step = iter(moves)
    rows = {area: tuple(number + next(step) for number in row.values()) for area, row in found.lowest.items()}
    return tree(rows)


def published(found: Tree, cells: frozenset[tuple[str, str]], totals: frozenset[str]) -> dict[object, int]:
    shown: dict[object, int] = {area: number for area, number in found.totals.items() if area not in totals}
    for area, row in found.counts.items():
        shown.update({(area, name): number for name, number in row.items() if (area, name) not in cells})
    return shown


def others(found: Tree) -> Iterator[Tree]:
    """Every table that differs by at most one person in each count and tells the same."""
    cells, totals = found.hidden_cells(), found.hidden_totals()
    told = published(found, cells, totals)
    fixed = [(area, name) not in cells for area in LOWEST for name in found.categories]
    for moves in product(*((0,) if still else (-1, 0, 1) for still in fixed)):
        other = moved(found, moves)
        if min(min(row.values()) for row in other.lowest.values()) >= 0 and published(other, cells, totals) == told:
            yield other


def small(found: Tree) -> set[tuple[str, str]]:
    return {(a, n) for a, row in found.counts.items() for n, number in row.items() if 0 < number < LEAST}


def unsafe(found: Tree) -> set[tuple[str, str]]:
    """Small counts that are the same in all tables that would tell the same."""
    same = small(found)
    for other in others(found):
        same = {(area, name) for area, name in same if other.counts[area][name] == found.counts[area][name]}
    return same


def test_a_lone_small_count_takes_others_with_it() -> None:
    found = tree({"a": (3, 40), "b": (50, 60), "d": (70, 80), "e": (90, 100)})
    cells = found.hidden_cells()
    assert {("a", "x"), ("a", "y"), ("b", "x"), ("b", "y")} == cells
    assert not unsafe(found)


def test_nothing_small_hides_nothing() -> None:
    found = tree(dict.fromkeys(LOWEST, (LEAST, 20)))
    assert found.hidden_cells() == found.hidden_totals() == frozenset()


def test_nobody_is_told_but_hidden_where_nothing_else_protects() -> None:
    """Without the count of nobody the sums of both lines would give the 3."""
    found = tree({"a": (3, 40), "b": (50, 0), "d": (70, 80), "e": (90, 100)})
    assert ("b", "x") in found.hidden_cells()
    assert not unsafe(found)


def test_an_area_with_few_people_shows_nothing_and_its_neighbour_not_its_total() -> None:
    found = tree({"a": (4, 2), "b": (50, 60), "d": (70, 80), "e": (90, 100)})
    assert found.hidden_totals() == {"a", "b"}
    assert {("a", "x"), ("a", "y")} <= found.hidden_cells()
    assert not unsafe(found)


def test_a_county_with_few_people_shows_nothing() -> None:
    found = tree({"a": (1, 0), "b": (1, 1), "d": (0, 0), "e": (2, 1)})
    assert {"c", "t1", "t2"} & found.hidden_totals()
    assert not unsafe(found)


NUMBERS = st.sampled_from([0, 0, 1, 3, 9, 10, 11, 25, 60])


@settings(max_examples=200, deadline=None)
@given(st.lists(st.tuples(NUMBERS, NUMBERS), min_size=4, max_size=4))
def test_no_small_count_can_be_computed(rows: list[tuple[int, int]]) -> None:
    found = tree(dict(zip(LOWEST, rows, strict=True)))
    assert small(found) <= found.hidden_cells()
    assert not unsafe(found)


def test_a_count_without_any_way_round_is_hidden_with_all_there_is() -> None:
    assert hidden_counts([Count("only", "", "end", 5)]) == {"only"}
