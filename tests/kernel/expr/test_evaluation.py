"""Values of expressions."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from linli.kernel.expr import Expression, Logic, Node, Not, evaluate, holds, is_missing, parse
from tests.kernel.expr.samples import FACTS, TREES, VALUES, written

pytestmark = pytest.mark.pure
FACTS_OF_A_LAMP: dict[str, Any] = {
    "amount": 120,
    "kind": "lamp",
    "done": True,
    "tags": ["dark", "crossing"],
    "since": date(2026, 2, 1),
    "empty": "",
    "none": None,
    "place": {"area": "329921", "depth": {"x": 1}},
}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('amount > 100 and kind == "lamp"', True),
        ("amount > 120", False),
        ("amount >= 120 and amount <= 120 and not amount < 120", True),
        ("amount + 5 * 2 - 10 == 120", True),
        ("-amount < 0", True),
        ("done", True),
        ("not done", False),
        ("kind in ['road', 'lamp']", True),
        ("kind not in ['road', 'lamp']", False),
        ("'dark' in tags and 'light' not in tags", True),
        ("len(tags) == 2 and len(kind) == 4", True),
        ("since < 2026-03-01 and since != 2026-03-01", True),
        ("since == 2026-02-01", True),
        ("place.area == '329921' and place.depth.x == 1", True),
        ("missing(empty) and missing(none) and missing(nowhere) and missing(place.street)", True),
        ("missing(kind)", False),
        ("len(none) == 0 and len(nowhere) < 1", True),
    ],
)
def test_values(text: str, expected: bool) -> None:
    assert holds(parse(text), FACTS_OF_A_LAMP) is expected
    assert evaluate(parse(text), FACTS_OF_A_LAMP) is expected


@pytest.mark.parametrize("operator", ["==", "!=", "<", "<=", ">", ">=", "in", "not in"])
def test_a_comparison_with_something_missing_is_false(operator: str) -> None:
    for text in (f"none {operator} amount", f"tags {operator} nowhere", f"none {operator} nowhere"):
        assert evaluate(parse(text), FACTS_OF_A_LAMP) is False
        assert evaluate(parse(f"not ({text})"), FACTS_OF_A_LAMP) is True


@pytest.mark.parametrize(
    "text",
    [
        "done == 1", "1 in [done]", "kind > 'a'", "amount > '1'", "since > 5", "done > false", "'a' in kind",
        "kind", "amount", "tags", "amount and done", "kind.area == 'x'", "amount + kind > 0", "done * 1 == 1",
        "-kind == 0", "len(amount) == 0",
    ],
)  # fmt: skip
def test_what_does_not_fit_together_is_not_true(text: str) -> None:
    assert holds(parse(text), FACTS_OF_A_LAMP) is False


def test_arithmetic_with_something_missing_is_missing() -> None:
    for text in ("none + 1", "kind * 2", "since - 1", "-none", "done + 1"):
        assert evaluate(parse(text), FACTS_OF_A_LAMP) is None


def test_unlike_kinds_are_unequal() -> None:
    assert holds(parse("done != 1 and kind != 5"), FACTS_OF_A_LAMP)


@settings(max_examples=200, deadline=None)
@given(TREES, FACTS)
def test_it_never_raises(tree: Node, facts: dict[str, Any]) -> None:
    assert holds(Expression(written(tree), tree), facts) in (True, False)


@settings(max_examples=200, deadline=None)
@given(TREES, TREES, FACTS)
def test_the_laws_of_logic_hold(left: Node, right: Node, facts: dict[str, Any]) -> None:
    def value(text: str) -> bool:
        return holds(Expression(text, _joined(text, left, right)), facts)

    assert value("not both") is (not (value("left") and value("right")))
    assert value("either") is (value("left") or value("right"))


def _joined(text: str, left: Node, right: Node) -> Node:
    trees: dict[str, Node] = {
        "left": left,
        "right": right,
        "not both": Not(Logic("and", (left, right))),
        "either": Logic("or", (left, right)),
    }
    return trees[text]


@settings(max_examples=200, deadline=None)
@given(st.integers(-50, 50), st.integers(-50, 50), st.integers(-50, 50), st.sampled_from("+-*"), st.sampled_from("+-*"))
def test_arithmetic_is_that_of_whole_numbers(a: int, b: int, c: int, first: str, second: str) -> None:
    text = f"a {first} b {second} c"
    expected = eval(text, {}, {"a": a, "b": b, "c": c})
    assert evaluate(parse(text), {"a": a, "b": b, "c": c}) == expected


@settings(max_examples=100, deadline=None)
@given(VALUES)
def test_missing_is_none_empty_text_or_empty_list(value: Any) -> None:
    assert is_missing(value) is (value is None or value in ("", []))
