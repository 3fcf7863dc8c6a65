"""Conditions of a form as JSON Schema 2020-12, where they can be said in it.

A schema made here accepts a mapping exactly when the condition is true for it. Comparing two fields, and
arithmetic with fields, cannot be said; neither can anything that reads a field whose own condition cannot.
"""

from collections.abc import Mapping
from datetime import date
from typing import Any, Final

from linli.kernel.expr import (
    Call,
    Compare,
    Expression,
    ListOf,
    Literal,
    Logic,
    Name,
    Node,
    Not,
    evaluate,
    names_in,
)
from linli.kernel.form.days import not_after, not_before
from linli.kernel.form.fields import Field, FieldKind

Schema = dict[str, Any]
_MIRRORED: Final = {"<": ">", "<=": ">=", ">": "<", ">=": "<=", "==": "==", "!=": "!="}
_BOUNDS: Final = {"<": "exclusiveMaximum", "<=": "maximum", ">": "exclusiveMinimum", ">=": "minimum"}
_NEVER: Final[Schema] = {"not": {}}


class Inexpressible(Exception):
    """The condition cannot be said in JSON Schema."""


def condition_schema(expression: Expression, fields: Mapping[str, Field], shown: Mapping[str, Schema]) -> Schema:
    """The schema of a condition; ``shown`` has the schema of being shown for each field that may be read.

    Raises Inexpressible.
    """
    return _Writer(fields, shown).truth(expression.root)


class _Writer:
    def __init__(self, fields: Mapping[str, Field], shown: Mapping[str, Schema]) -> None:
        self._fields = fields
        self._shown = shown

    def truth(self, node: Node) -> Schema:
        """The schema of ``node`` being true."""
        if not names_in(Expression("", node)):
            return {} if evaluate(Expression("", node), {}) is True else _NEVER
        match node:
            case Name():
                return self._given(node, {"const": True})
            case Not(operand):
                return {"not": self.truth(operand)}
            case Logic(operator, operands):
                return {"allOf" if operator == "and" else "anyOf": [self.truth(operand) for operand in operands]}
            case Call("missing", Name() as name):
                return {"not": self._given(name, {})}
            case Compare(operator, left, right):
                return self._compare(operator, left, right)
        raise Inexpressible

    def _given(self, name: Name, value: Schema) -> Schema:
        """The field is shown and given, and its value is as ``value`` says."""
        if name.text not in self._shown:
            raise Inexpressible
        given: Schema = {"required": [name.text], "properties": {name.text: value}}
        shown = self._shown[name.text]
        return {"allOf": [shown, given]} if shown else given

    def _compare(self, operator: str, left: Node, right: Node) -> Schema:
        if operator in ("in", "not in"):
            return self._contained(left, right, inside=operator == "in")
        if _is_constant(left):
            return self._compare_with(_MIRRORED[operator], right, _constant(left))
        if _is_constant(right):
            return self._compare_with(operator, left, _constant(right))
        raise Inexpressible

    def _contained(self, left: Node, right: Node, *, inside: bool) -> Schema:
        if isinstance(left, Name) and isinstance(right, ListOf) and all(map(_is_constant, right.items)):
            allowed: Schema = {"enum": [_plain(_constant(item)) for item in right.items]}
            # An enum of nothing is no schema.
            listed = allowed if right.items else _NEVER
            return self._given(left, listed if inside else {"not": listed})
        if _is_constant(left) and isinstance(right, Name):
            item = _constant(left)
            if item is None:
                return _NEVER
            holding: Schema = {"contains": {"const": item}}
            return self._given(right, holding if inside else {"not": holding})
        raise Inexpressible

    def _compare_with(self, operator: str, node: Node, value: Any) -> Schema:
        if value is None:
            return _NEVER
        if isinstance(node, Call) and isinstance(node.argument, Name):
            return self._compare_call(operator, node.function, node.argument, value)
        if not isinstance(node, Name):
            raise Inexpressible
        if operator in ("==", "!="):
            same: Schema = {"const": _plain(value)}
            return self._given(node, same if operator == "==" else {"not": same})
        return self._given(node, _ordered(operator, value))

    def _compare_call(self, operator: str, function: str, name: Name, value: Any) -> Schema:
        if function == "missing":
            wanted = value if operator == "==" else not value
            missing = self.truth(Call("missing", name))
            return missing if wanted is True else {"not": missing}
        if type(value) is not int:
            raise Inexpressible
        kind = self._fields[name.text].kind if name.text in self._fields else FieldKind.STRING
        word = "Items" if kind in (FieldKind.MULTI_ENUM, FieldKind.GROUP) else "Length"
        of_given = self._given(name, _length(operator, value, word))
        # What is missing has the length 0.
        return {"anyOf": [of_given, {"not": self._given(name, {})}]} if _holds(operator, 0, value) else of_given


def _is_constant(node: Node) -> bool:
    return not names_in(Expression("", node))


def _constant(node: Node) -> Any:
    return node.value if isinstance(node, Literal) else evaluate(Expression("", node), {})


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value


def _holds(operator: str, left: int, right: int) -> bool:
    return evaluate(Expression("", Compare(operator, Literal(left), Literal(right))), {}) is True


def _ordered(operator: str, value: Any) -> Schema:
    if type(value) is int:
        return {"type": "integer", _BOUNDS[operator]: value}
    if type(value) is not date:
        return _NEVER
    if operator in (">=", "<"):
        pattern: Schema = {"type": "string", "pattern": not_before(value)}
        return pattern if operator == ">=" else {"not": pattern}
    pattern = {"type": "string", "pattern": not_after(value)}
    return pattern if operator == "<=" else {"not": pattern}


def _length(operator: str, value: int, word: str) -> Schema:
    least, most = f"min{word}", f"max{word}"
    match operator:
        case "==":
            return _between(least, most, value, value)
        case "!=":
            return {"not": _between(least, most, value, value)}
        case "<" | "<=":
            return _between(least, most, 0, value - (operator == "<"))
    return {least: max(0, value + (operator == ">"))}


def _between(least: str, most: str, low: int, high: int) -> Schema:
    return {least: low, most: high} if 0 <= low <= high else _NEVER
