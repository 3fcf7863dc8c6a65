"""The value of an expression. Total: it never raises, whatever the facts hold."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from operator import ge, gt, le, lt
from typing import Any, Final

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
)

_ORDERS: Final[Mapping[str, Callable[[Any, Any], bool]]] = {"<": lt, "<=": le, ">": gt, ">=": ge}


def holds(expression: Expression, facts: Mapping[str, Any]) -> bool:
    """Whether it is true. A comparison with a missing value is false, so ``not`` of it is true."""
    return _value(expression.root, facts) is True


def evaluate(expression: Expression, facts: Mapping[str, Any]) -> Any:
    """The value; None where it rests on a missing value or on operands of the wrong kind."""
    return _value(expression.root, facts)


def is_missing(value: Any) -> bool:
    """Whether ``value`` counts as not given: None, an empty text or an empty list."""
    return value is None or (isinstance(value, str | list | tuple) and not value)


def _value(node: Node, facts: Mapping[str, Any]) -> Any:
    match node:
        case Literal(value):
            return value
        case Name(path):
            return _look_up(path, facts)
        case ListOf(items):
            return [_value(item, facts) for item in items]
        case Not(operand):
            return _value(operand, facts) is not True
        case Logic(operator, operands):
            found = (_value(operand, facts) is True for operand in operands)
            return all(found) if operator == "and" else any(found)
    return _calculated(node, facts)


def _calculated(node: Node, facts: Mapping[str, Any]) -> Any:
    match node:
        case Minus(operand):
            return _arithmetic("-", 0, _value(operand, facts))
        case Compare(operator, left, right):
            return _compare(operator, _value(left, facts), _value(right, facts))
        case Arithmetic(operator, left, right):
            return _arithmetic(operator, _value(left, facts), _value(right, facts))
        case Call(function, argument):
            return _call(function, _value(argument, facts))
    raise TypeError(f"no such node: {node!r}")


def _look_up(path: tuple[str, ...], facts: Mapping[str, Any]) -> Any:
    value: Any = facts
    for part in path:
        value = value.get(part) if isinstance(value, Mapping) else None
    return value


def _compare(operator: str, left: Any, right: Any) -> bool:
    if left is None or right is None:
        return False
    if operator in ("in", "not in"):
        return _contained(left, right, inside=operator == "in")
    if operator in ("==", "!="):
        return _same(left, right) == (operator == "==")
    return _comparable(left, right) and _ORDERS[operator](left, right)


def _same(left: Any, right: Any) -> bool:
    # True == 1 in Python; here a truth is never a number.
    return type(left) is type(right) and bool(left == right)


def _contained(item: Any, items: Any, *, inside: bool) -> bool:
    if not isinstance(items, Sequence) or isinstance(items, str):
        return False
    return any(_same(item, other) for other in items) == inside


def _comparable(left: Any, right: Any) -> bool:
    return type(left) is type(right) and type(left) in (int, date)


def _arithmetic(operator: str, left: Any, right: Any) -> int | None:
    if type(left) is not int or type(right) is not int:
        return None
    if operator == "*":
        return left * right
    return left + right if operator == "+" else left - right


def _call(function: str, value: Any) -> Any:
    if function == "missing":
        return is_missing(value)
    if value is None:
        return 0
    return len(value) if isinstance(value, str | list | tuple) else None
