"""Random expression trees and facts."""

from datetime import date
from typing import Any, Final

from hypothesis import strategies as st

from linli.kernel.expr import Arithmetic, Call, Compare, ListOf, Literal, Logic, Minus, Name, Node, Not

NAMES: Final = ("a", "b", "kind", "place.area")
COMPARISONS: Final = ("==", "!=", "<", "<=", ">", ">=", "in", "not in")
LETTERS: Final = st.text("abxyz 区'", max_size=4)
SCALARS: Final = st.integers(0, 10**6) | LETTERS | st.booleans() | st.dates(date(1900, 1, 1), date(2100, 1, 1))
LEAVES: Final = st.builds(Literal, SCALARS) | st.sampled_from(NAMES).map(lambda name: Name(tuple(name.split("."))))


def _logic(operator: str, operands: tuple[Node, ...]) -> Node:
    # The parser flattens a chain of the same operator.
    first = operands[0]
    head = first.operands if isinstance(first, Logic) and first.operator == operator else (first,)
    return Logic(operator, (*head, *operands[1:]))


def _branches(below: st.SearchStrategy[Node]) -> st.SearchStrategy[Node]:
    pair = st.tuples(below, below)
    return st.one_of(
        st.builds(Not, below),
        st.builds(Minus, below),
        st.builds(lambda operator, both: _logic(operator, both), st.sampled_from(["and", "or"]), pair),
        st.builds(lambda operator, both: Compare(operator, *both), st.sampled_from(COMPARISONS), pair),
        st.builds(lambda operator, both: Arithmetic(operator, *both), st.sampled_from("+-*"), pair),
        st.builds(Call, st.sampled_from(["len", "missing"]), below),
        st.lists(below, max_size=3).map(lambda items: ListOf(tuple(items))),
    )


TREES: Final[st.SearchStrategy[Node]] = st.recursive(LEAVES, _branches, max_leaves=8)
VALUES: Final = st.recursive(
    st.none() | SCALARS | st.floats(allow_nan=True),
    lambda below: st.lists(below, max_size=3) | st.dictionaries(st.sampled_from(["area", "x"]), below, max_size=2),
    max_leaves=4,
)
FACTS: Final[st.SearchStrategy[dict[str, Any]]] = st.dictionaries(
    st.sampled_from(["a", "b", "kind", "place"]), VALUES, max_size=4
)


def written(node: Node) -> str:
    """The node as text, with every bracket there can be."""
    match node:
        case Literal(value):
            return _written_value(value)
        case Name():
            return node.text
        case ListOf(items):
            return f"[{', '.join(map(written, items))}]"
        case Not(operand):
            return f"(not {written(operand)})"
        case Minus(operand):
            return f"(-{written(operand)})"
        case Logic(operator, operands):
            return "(" + f" {operator} ".join(map(written, operands)) + ")"
        case Call(function, argument):
            return f"{function}({written(argument)})"
        case Compare(operator, left, right) | Arithmetic(operator, left, right):
            return f"({written(left)} {operator} {written(right)})"
    raise TypeError(node)


def _written_value(value: object) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, str):
        return f'"{value}"'
    return value.isoformat() if isinstance(value, date) else str(value)
