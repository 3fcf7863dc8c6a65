"""The parsed form of an expression: frozen nodes."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

Scalar = int | str | bool | date


@dataclass(frozen=True)
class Literal:
    """A value written in the expression."""

    value: Scalar


@dataclass(frozen=True)
class Name:
    """A name with its dotted path (``a.b``)."""

    path: tuple[str, ...]

    @property
    def text(self) -> str:
        """The name as written."""
        return ".".join(self.path)


@dataclass(frozen=True)
class ListOf:
    """A list in square brackets."""

    items: tuple["Node", ...]


@dataclass(frozen=True)
class Not:
    """``not x``"""

    operand: "Node"


@dataclass(frozen=True)
class Minus:
    """``-x``"""

    operand: "Node"


@dataclass(frozen=True)
class Logic:
    """``and`` or ``or`` over two or more operands, flat, so that a long chain is not deep."""

    operator: str
    operands: tuple["Node", ...]


@dataclass(frozen=True)
class Compare:
    """``==``, ``!=``, ``<``, ``<=``, ``>``, ``>=``, ``in`` or ``not in``."""

    operator: str
    left: "Node"
    right: "Node"


@dataclass(frozen=True)
class Arithmetic:
    """``+``, ``-`` or ``*``."""

    operator: str
    left: "Node"
    right: "Node"


@dataclass(frozen=True)
class Call:
    """``len(x)`` or ``missing(x)``."""

    function: str
    argument: "Node"


Node = Literal | Name | ListOf | Not | Minus | Logic | Compare | Arithmetic | Call


@dataclass(frozen=True)
class Expression:
    """A parsed expression with its text."""

    text: str
    root: Node


def children(node: Node) -> tuple[Node, ...]:
    """The nodes directly below ``node``."""
    match node:
        case ListOf(items):
            return items
        case Not(operand) | Minus(operand) | Call(_, operand):
            return (operand,)
        case Logic(_, operands):
            return operands
        case Compare(_, left, right) | Arithmetic(_, left, right):
            return (left, right)
    return ()


def walk(node: Node) -> Iterator[Node]:
    """``node`` and all nodes below it."""
    yield node
    for child in children(node):
        yield from walk(child)


def depth(node: Node) -> int:
    """The number of levels, 1 for a leaf."""
    return 1 + max((depth(child) for child in children(node)), default=0)


def names_in(expression: Expression) -> frozenset[str]:
    """Every dotted name that the expression reads."""
    return frozenset(node.text for node in walk(expression.root) if isinstance(node, Name))
