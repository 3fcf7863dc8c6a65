"""From text to tree: a Pratt parser, bounded in length and depth."""

from typing import Final

from linli.kernel.errors import Invalid
from linli.kernel.expr.reasons import ExprCode
from linli.kernel.expr.tokens import Token, TokenKind, tokenise
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
    depth,
)

MAX_LENGTH: Final = 500
MAX_DEPTH: Final = 20
FUNCTIONS: Final = frozenset({"len", "missing"})

_COMPARISONS: Final = frozenset({"==", "!=", "<", "<=", ">", ">=", "in", "not"})
_POWERS: Final = {"or": 1, "and": 2, **dict.fromkeys(_COMPARISONS, 4), "+": 5, "-": 5, "*": 6}
_POWER_OF_NOT: Final = 3
_POWER_OF_MINUS: Final = 7


def parse(text: str) -> Expression:
    """Parse ``text``; raises ``Invalid`` with an ``ExprCode`` when it is no expression or out of bounds."""
    if len(text) > MAX_LENGTH:
        raise Invalid(ExprCode.TOO_LONG, {"length": len(text), "limit": MAX_LENGTH})
    parser = _Parser(tokenise(text))
    root = parser.expression(0)
    if parser.token.kind is not TokenKind.END:
        raise parser.unexpected()
    if depth(root) > MAX_DEPTH:
        raise _too_deep()
    return Expression(text, root)


def _too_deep() -> Invalid:
    return Invalid(ExprCode.TOO_DEEP, {"limit": MAX_DEPTH})


class _Parser:
    def __init__(self, tokens: list[Token]) -> None:
        self._tokens = tokens
        self._place = 0
        self._level = 0

    @property
    def token(self) -> Token:
        return self._tokens[self._place]

    def unexpected(self) -> Invalid:
        if self.token.kind is TokenKind.END:
            return Invalid(ExprCode.INCOMPLETE)
        return Invalid(ExprCode.UNEXPECTED, {"found": self.token.text, "at": self.token.at})

    def expression(self, power: int) -> Node:
        """Read an expression whose operators bind more tightly than ``power``."""
        self._level += 1
        # The tree alone does not bound the stack: brackets leave no node behind.
        if self._level > MAX_DEPTH:
            raise _too_deep()
        left = self._prefix()
        while self._power() > power:
            left = self._infix(left)
        self._level -= 1
        return left

    def _advance(self) -> Token:
        token = self.token
        self._place += 1
        return token

    def _accept(self, operator: str) -> bool:
        if self.token.kind is not TokenKind.OPERATOR or self.token.text != operator:
            return False
        self._place += 1
        return True

    def _expect(self, operator: str) -> None:
        if not self._accept(operator):
            raise self.unexpected()

    def _power(self) -> int:
        return _POWERS.get(self.token.text, 0) if self.token.kind is TokenKind.OPERATOR else 0

    def _prefix(self) -> Node:
        if self.token.kind is TokenKind.VALUE:
            return Literal(self._advance().value)
        if self.token.kind is TokenKind.NAME:
            return self._name()
        if self._accept("not"):
            return Not(self.expression(_POWER_OF_NOT))
        if self._accept("-"):
            return Minus(self.expression(_POWER_OF_MINUS))
        if self._accept("["):
            return ListOf(self._items())
        self._expect("(")
        inner = self.expression(0)
        self._expect(")")
        return inner

    def _name(self) -> Node:
        first = self._advance()
        if self._accept("("):
            return self._call(first)
        path = [first.text]
        while self._accept("."):
            if self.token.kind is not TokenKind.NAME:
                raise self.unexpected()
            path.append(self._advance().text)
        return Name(tuple(path))

    def _call(self, name: Token) -> Node:
        if name.text not in FUNCTIONS:
            raise Invalid(ExprCode.UNKNOWN_FUNCTION, {"name": name.text})
        argument = self.expression(0)
        self._expect(")")
        return Call(name.text, argument)

    def _items(self) -> tuple[Node, ...]:
        items: list[Node] = []
        while not self._accept("]"):
            items.append(self.expression(0))
            if not self._accept(","):
                self._expect("]")
                break
        return tuple(items)

    def _infix(self, left: Node) -> Node:
        token = self._advance()
        power = _POWERS[token.text]
        if token.text in _COMPARISONS:
            return self._comparison(token, left)
        right = self.expression(power)
        if token.text in ("and", "or"):
            earlier = left.operands if isinstance(left, Logic) and left.operator == token.text else (left,)
            return Logic(token.text, (*earlier, right))
        return Arithmetic(token.text, left, right)

    def _comparison(self, token: Token, left: Node) -> Node:
        operator = token.text
        if operator == "not":
            self._expect("in")
            operator = "not in"
        right = self.expression(_POWERS["=="])
        if self._power() == _POWERS["=="]:
            raise Invalid(ExprCode.CHAINED, {"at": self.token.at})
        return Compare(operator, left, right)
