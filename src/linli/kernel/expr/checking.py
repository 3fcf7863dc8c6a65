"""Finding mistakes in an expression before any facts are at hand."""

from collections.abc import Collection, Mapping
from datetime import date
from enum import StrEnum
from typing import Final

from linli.kernel.errors import Problem
from linli.kernel.expr.reasons import ExprCode
from linli.kernel.expr.tree import (
    Arithmetic,
    Call,
    Compare,
    Expression,
    ListOf,
    Literal,
    Logic,
    Minus,
    Name,
    Node,
    Not,
    names_in,
    walk,
)


class Kind(StrEnum):
    """What a name or part of an expression stands for; ANY is not checked."""

    INTEGER = "integer"
    TEXT = "text"
    TRUTH = "truth"
    DATE = "date"
    LIST = "list"
    ANY = "any"


_KINDS: Final = {int: Kind.INTEGER, str: Kind.TEXT, bool: Kind.TRUTH, date: Kind.DATE}
_ORDERED: Final = frozenset({Kind.INTEGER, Kind.DATE, Kind.ANY})
_NUMBERS: Final = frozenset({Kind.INTEGER, Kind.ANY})
_LISTS: Final = frozenset({Kind.LIST, Kind.ANY})
_MEASURED: Final = frozenset({Kind.TEXT, Kind.LIST, Kind.ANY})
_TRUTHS: Final = frozenset({Kind.TRUTH, Kind.ANY})


def check(expression: Expression, names: Collection[str] | Mapping[str, Kind], path: str = "") -> list[Problem]:
    """Every unknown name; with a mapping of kinds also operators used on kinds they cannot work on.

    ``names`` are dotted (``actor.area``). An empty list means that all is well.
    """
    unknown = sorted(names_in(expression) - set(names))
    if unknown or not isinstance(names, Mapping):
        return [Problem(path, ExprCode.UNKNOWN_NAME, {"name": name}) for name in unknown]
    return [problem for node in walk(expression.root) for problem in _misused(node, names, path)] or _as_truth(
        expression.root, names, path
    )


def _as_truth(root: Node, names: Mapping[str, Kind], path: str) -> list[Problem]:
    kind = kind_of(root, names)
    return [] if kind in _TRUTHS else [_wrong(path, "if", kind, kind)]


def kind_of(node: Node, names: Mapping[str, Kind]) -> Kind:
    """The kind of the value that ``node`` yields."""
    match node:
        case Literal(value):
            return _KINDS[type(value)]
        case Name():
            return names[node.text]
        case ListOf():
            return Kind.LIST
        case Call("len", _) | Arithmetic() | Minus():
            return Kind.INTEGER
    return Kind.TRUTH


def _misused(node: Node, names: Mapping[str, Kind], path: str) -> list[Problem]:
    match node:
        case Not(operand):
            return _all_in(_TRUTHS, "not", (operand,), names, path)
        case Logic(operator, operands):
            return _all_in(_TRUTHS, operator, operands, names, path)
        case Minus(operand):
            return _all_in(_NUMBERS, "-", (operand,), names, path)
        case Arithmetic(operator, left, right):
            return _all_in(_NUMBERS, operator, (left, right), names, path)
        case Call("len", argument):
            return _all_in(_MEASURED, "len", (argument,), names, path)
        case Compare(operator, left, right):
            return _misused_comparison(operator, left, right, names, path)
    return []


def _misused_comparison(operator: str, left: Node, right: Node, names: Mapping[str, Kind], path: str) -> list[Problem]:
    first, second = kind_of(left, names), kind_of(right, names)
    if not _may_compare(operator, first, second):
        return [_wrong(path, operator, first, second)]
    # Of a list that is written out the members are known too.
    members = right.items if isinstance(right, ListOf) else ()
    kinds = [kind_of(member, names) for member in members]
    return [_wrong(path, operator, first, kind) for kind in kinds if not _may_compare("==", first, kind)]


def _may_compare(operator: str, left: Kind, right: Kind) -> bool:
    if operator in ("in", "not in"):
        return right in _LISTS and left is not Kind.LIST
    alike = left is right or Kind.ANY in (left, right)
    if operator in ("==", "!="):
        return alike
    return alike and left in _ORDERED and right in _ORDERED


def _all_in(
    allowed: frozenset[Kind], operator: str, nodes: tuple[Node, ...], names: Mapping[str, Kind], path: str
) -> list[Problem]:
    kinds = [kind_of(node, names) for node in nodes]
    return [_wrong(path, operator, kind, kinds[0]) for kind in kinds if kind not in allowed]


def _wrong(path: str, operator: str, left: Kind, right: Kind) -> Problem:
    return Problem(path, ExprCode.WRONG_KIND, {"operator": operator, "left": left.value, "right": right.value})
