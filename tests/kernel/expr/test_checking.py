"""Mistakes found before any facts are at hand."""

import pytest

from linli.kernel.expr import ExprCode, Kind, check, kind_of, parse

pytestmark = pytest.mark.pure
KINDS = {
    "amount": Kind.INTEGER,
    "kind": Kind.TEXT,
    "done": Kind.TRUTH,
    "since": Kind.DATE,
    "tags": Kind.LIST,
    "anything": Kind.ANY,
    "place.area": Kind.TEXT,
}


def test_unknown_names_are_named() -> None:
    problems = check(parse("amont > 1 and place.street == kind"), set(KINDS), "show_if")
    assert [(problem.path, problem.code, problem.data["name"]) for problem in problems] == [
        ("show_if", ExprCode.UNKNOWN_NAME, "amont"),
        ("show_if", ExprCode.UNKNOWN_NAME, "place.street"),
    ]
    assert check(parse("amount > 1"), ["amount"]) == []
    # With names alone the kinds are not looked at.
    assert check(parse("amount > 'x'"), ["amount"]) == []


@pytest.mark.parametrize(
    "text",
    [
        "amount > 1", "amount == 1 + 2 * 3", "kind == 'x'", "kind in ['x', 'y']", "since < 2026-01-01", "done",
        "not done", "done and missing(kind)", "len(kind) > 2", "len(tags) == 0", "'x' in tags", "anything > 1",
        "anything == kind", "anything", "kind in anything", "len(anything) > -1", "missing(tags) or done == true",
        "place.area == '1'", "amount in []", "kind not in [place.area]",
    ],
)  # fmt: skip
def test_sound_conditions_pass(text: str) -> None:
    assert check(parse(text), KINDS) == []


@pytest.mark.parametrize(
    "text",
    [
        "amount > 'x'", "kind > 'x'", "done > true", "amount == '1'", "since == '2026-01-01'", "not amount", "amount",
        "kind and done", "-kind > 1", "since + 1 > 2026-01-01", "len(amount) > 1", "len(done) == 1", "kind in 'abc'",
        "amount in ['1']", "tags in tags", "tags == kind", "kind + 'x' == 'ax'", "[1]", "missing(kind) + 1 == 1",
    ],
)  # fmt: skip
def test_operators_on_the_wrong_kinds_are_found(text: str) -> None:
    problems = check(parse(text), KINDS, "here")
    assert problems and all(problem.code is ExprCode.WRONG_KIND for problem in problems)


def test_kinds_of_parts() -> None:
    assert kind_of(parse("amount + 1").root, KINDS) is Kind.INTEGER
    assert kind_of(parse("since").root, KINDS) is Kind.DATE
    assert kind_of(parse("missing(amount)").root, KINDS) is Kind.TRUTH
    assert kind_of(parse("[1]").root, KINDS) is Kind.LIST
