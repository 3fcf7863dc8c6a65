"""From text to tree."""

from datetime import date

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from linli.kernel.errors import Invalid
from linli.kernel.expr import (
    MAX_DEPTH,
    MAX_LENGTH,
    Arithmetic,
    Call,
    Compare,
    ExprCode,
    ListOf,
    Literal,
    Logic,
    Minus,
    Name,
    Node,
    Not,
    names_in,
    parse,
)
from tests.kernel.expr.samples import TREES, written

pytestmark = pytest.mark.pure
A, B, C = Name(("a",)), Name(("b",)), Name(("c",))
ONE = Literal(1)


@pytest.mark.parametrize(
    ("text", "tree"),
    [
        ("a", A),
        ("a.b", Name(("a", "b"))),
        ("'x'", Literal("x")),
        ('"it\'s"', Literal("it's")),
        ("true", Literal(True)),
        ("2026-02-28", Literal(date(2026, 2, 28))),
        ("2026 - 2 - 28", Arithmetic("-", Arithmetic("-", Literal(2026), Literal(2)), Literal(28))),
        ("1 + 1 * 1", Arithmetic("+", ONE, Arithmetic("*", ONE, ONE))),
        ("(1 + 1) * 1", Arithmetic("*", Arithmetic("+", ONE, ONE), ONE)),
        ("-a * b", Arithmetic("*", Minus(A), B)),
        ("a - -1", Arithmetic("-", A, Minus(ONE))),
        ("not a == b", Not(Compare("==", A, B))),
        ("not a and b", Logic("and", (Not(A), B))),
        ("a or b and c", Logic("or", (A, Logic("and", (B, C))))),
        ("a and b and c", Logic("and", (A, B, C))),
        ("a and (b and c)", Logic("and", (A, Logic("and", (B, C))))),
        ("a + 1 < b", Compare("<", Arithmetic("+", A, ONE), B)),
        ("a not in [1, b,]", Compare("not in", A, ListOf((ONE, B)))),
        ("a in []", Compare("in", A, ListOf(()))),
        ("len(a.b) >= 1", Compare(">=", Call("len", Name(("a", "b"))), ONE)),
        ("missing(a) or b", Logic("or", (Call("missing", A), B))),
        ("\n a\t", A),
    ],
)
def test_trees(text: str, tree: Node) -> None:
    assert parse(text).root == tree


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", ExprCode.INCOMPLETE),
        ("a and", ExprCode.INCOMPLETE),
        ("(a", ExprCode.INCOMPLETE),
        ("[1", ExprCode.INCOMPLETE),
        ("a b", ExprCode.UNEXPECTED),
        ("a)", ExprCode.UNEXPECTED),
        ("and a", ExprCode.UNEXPECTED),
        ("a.1", ExprCode.UNEXPECTED),
        ("a.'b'", ExprCode.UNEXPECTED),
        ("a.in", ExprCode.UNEXPECTED),
        ("a.len()", ExprCode.UNEXPECTED),
        ("a not b", ExprCode.UNEXPECTED),
        ("[1 2]", ExprCode.UNEXPECTED),
        ("len()", ExprCode.UNEXPECTED),
        ("len(a, b)", ExprCode.UNEXPECTED),
        ("len", None),
        ("a < b < c", ExprCode.CHAINED),
        ("a == b in c", ExprCode.CHAINED),
        ("a = b", ExprCode.BAD_CHARACTER),
        ("a / b", ExprCode.BAD_CHARACTER),
        ("1.5", ExprCode.UNEXPECTED),
        ("1a", ExprCode.BAD_CHARACTER),
        ("'a", ExprCode.BAD_CHARACTER),
        (r"'a\n'", ExprCode.BAD_CHARACTER),
        ("金额 > 1", ExprCode.BAD_CHARACTER),
        ("１", ExprCode.BAD_CHARACTER),
        ("1234567890123456", ExprCode.BAD_CHARACTER),
        ("2026-02-30", ExprCode.BAD_DATE),
        ("open('x')", ExprCode.UNKNOWN_FUNCTION),
        ("__import__('os')", ExprCode.UNKNOWN_FUNCTION),
        ("a.b('x')", ExprCode.UNEXPECTED),
        ("a[0]", ExprCode.UNEXPECTED),
        ("lambda: 1", ExprCode.BAD_CHARACTER),
    ],
)
def test_what_is_no_expression_is_refused(text: str, code: ExprCode | None) -> None:
    if code is None:
        assert parse(text).root == Name((text,))
        return
    with pytest.raises(Invalid) as caught:
        parse(text)
    assert caught.value.code is code


def test_the_place_of_the_mistake_is_told() -> None:
    with pytest.raises(Invalid) as caught:
        parse("amount > > 1")
    assert caught.value.data == {"found": ">", "at": 10}


def test_length_and_depth_are_bounded() -> None:
    assert parse(" and ".join(["a"] * 83)).root == Logic("and", (A,) * 83)
    assert parse("a" * MAX_LENGTH)
    for text, code in [
        ("a" * (MAX_LENGTH + 1), ExprCode.TOO_LONG),
        ("(" * 249 + "a" + ")" * 249, ExprCode.TOO_DEEP),
        ("[" * 250, ExprCode.TOO_DEEP),
        ("not " * 120 + "a", ExprCode.TOO_DEEP),
        ("-" * 499 + "1", ExprCode.TOO_DEEP),
        ("1" + "+1" * MAX_DEPTH, ExprCode.TOO_DEEP),
        ("len(" * 99 + "a" + ")" * 99, ExprCode.TOO_DEEP),
    ]:
        with pytest.raises(Invalid) as caught:
            parse(text)
        assert caught.value.code is code
    assert parse("1" + "+1" * (MAX_DEPTH - 1))
    assert parse("(" * (MAX_DEPTH - 1) + "a" + ")" * (MAX_DEPTH - 1)).root == A


def test_names_are_gathered() -> None:
    assert names_in(parse("a.b > 1 and missing(c) or a in [a.b, d]")) == {"a.b", "c", "a", "d"}


@settings(max_examples=200, deadline=None)
@given(TREES)
def test_what_is_written_is_read_again(tree: Node) -> None:
    text = written(tree)
    assume(len(text) <= MAX_LENGTH)
    try:
        assert parse(text).root == tree
    except Invalid as refusal:
        assert refusal.code is ExprCode.TOO_DEEP


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=60) | st.text("ab1 ()[].,'\"<>=!+-*notandrilem0", max_size=60))
def test_any_text_is_parsed_or_refused(text: str) -> None:
    try:
        assert parse(text).text == text
    except Invalid as refusal:
        assert isinstance(refusal.code, ExprCode)
