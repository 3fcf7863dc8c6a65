"""Stricter or looser: exact, and only between numbers of one kind."""

from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linli.kernel.packs.parameters import is_tighter_or_equal, strictness

pytestmark = pytest.mark.pure
COUNTS = st.integers(1, 999)
PERIODS = st.builds("{}{}".format, COUNTS, st.sampled_from(["h", "d", "wd", "m", "y"]))
THRESHOLDS = st.builds("{}{}/{}".format, st.sampled_from([">", ">="]), COUNTS, COUNTS)
RATIOS = st.builds(lambda a, b: [a, b], st.integers(-999, 999), COUNTS)
VALUES = st.one_of(
    *(
        st.tuples(st.just(kind), values, values, values)
        for kind, values in (
            ("integer", st.integers(-(10**12), 10**12)), ("period", PERIODS), ("threshold", THRESHOLDS),
            ("ratio", RATIOS),
        )
    )
)  # fmt: skip


def amount(kind: str, value: Any) -> Fraction:
    """The value as an exact number."""
    return Fraction(*strictness(kind, value)[1])


def comparable(kind: str, *values: Any) -> bool:
    """Whether all are counted in the same unit."""
    return len({strictness(kind, value)[0] for value in values}) == 1


@given(VALUES)
def test_it_agrees_with_exact_numbers(given_values: tuple[str, Any, Any, Any]) -> None:
    kind, a, b, _ = given_values
    smaller, larger = is_tighter_or_equal(kind, a, b, "smaller"), is_tighter_or_equal(kind, a, b, "larger")
    if not comparable(kind, a, b):
        assert smaller is None and larger is None
        return
    assert smaller == (amount(kind, a) <= amount(kind, b))
    assert larger == (amount(kind, a) >= amount(kind, b))


@given(VALUES)
def test_it_is_an_order(given_values: tuple[str, Any, Any, Any]) -> None:
    kind, a, b, c = given_values
    for way in ("smaller", "larger"):
        assert is_tighter_or_equal(kind, a, a, way) is True
        if is_tighter_or_equal(kind, a, b, way) and is_tighter_or_equal(kind, b, c, way):
            assert is_tighter_or_equal(kind, a, c, way)
        if comparable(kind, a, b):
            assert is_tighter_or_equal(kind, a, b, way) or is_tighter_or_equal(kind, b, a, way)


SAME = [("ratio", [1, 2], [50, 100]), ("threshold", ">=2/3", ">=4/6"), ("period", "5wd", "5wd"), ("integer", 3, 3)]


@pytest.mark.parametrize(("kind", "a", "b"), SAME)
def test_equal_is_tight_enough_both_ways(kind: str, a: Any, b: Any) -> None:
    assert all(is_tighter_or_equal(kind, x, y, way) for x, y in ((a, b), (b, a)) for way in ("smaller", "larger"))


APART = [("period", "5d", "5wd"), ("period", "24h", "1d"), ("period", "12m", "1y"), ("threshold", ">1/2", ">=1/2")]


@pytest.mark.parametrize(("kind", "a", "b"), APART)
def test_other_units_cannot_be_compared(kind: str, a: str, b: str) -> None:
    assert is_tighter_or_equal(kind, a, b, "smaller") is is_tighter_or_equal(kind, b, a, "larger") is None
