"""Cutting an expression into tokens."""

import re
from dataclasses import dataclass
from datetime import date
from enum import Enum
from typing import Final

from linli.kernel.errors import Invalid
from linli.kernel.expr.reasons import ExprCode
from linli.kernel.expr.tree import Scalar


class TokenKind(Enum):
    """What a token is."""

    VALUE = "value"
    NAME = "name"
    OPERATOR = "operator"
    END = "end"


@dataclass(frozen=True)
class Token:
    """A piece of the text: ``at`` is its position from 1; ``value`` only for VALUE."""

    kind: TokenKind
    text: str
    at: int
    value: Scalar = 0


_WORDS: Final = frozenset({"and", "or", "not", "in"})
_TRUTHS: Final = {"true": True, "false": False}
# A day is tried before a number; 2026-01-01 is never a subtraction, which needs no leading zeros.
_PATTERN: Final = re.compile(
    r"(?P<blank>\s+)"
    r"|(?P<day>[0-9]{4}-[0-9]{2}-[0-9]{2}(?![0-9A-Za-z_]))"
    r"|(?P<number>[0-9]{1,15}(?![0-9A-Za-z_]))"
    r"|(?P<text>\"[^\"\\]*\"|'[^'\\]*')"
    r"|(?P<word>[A-Za-z_][A-Za-z0-9_]*)"
    r"|(?P<operator>==|!=|<=|>=|[<>+\-*().,\[\]])"
)


def tokenise(text: str) -> list[Token]:
    """The tokens of ``text``, ended by END; raises ``Invalid`` at a character that means nothing."""
    tokens: list[Token] = []
    place = 0
    while place < len(text):
        found = _PATTERN.match(text, place)
        if found is None:
            raise Invalid(ExprCode.BAD_CHARACTER, {"found": text[place], "at": place + 1})
        if found.lastgroup != "blank":
            tokens.append(_token(found.lastgroup or "", found.group(), place + 1))
        place = found.end()
    return [*tokens, Token(TokenKind.END, "", len(text) + 1)]


def _token(group: str, text: str, at: int) -> Token:
    if group == "word" and text in _TRUTHS:
        return Token(TokenKind.VALUE, text, at, _TRUTHS[text])
    if group == "word" and text not in _WORDS:
        return Token(TokenKind.NAME, text, at)
    if group in ("word", "operator"):
        return Token(TokenKind.OPERATOR, text, at)
    return Token(TokenKind.VALUE, text, at, _value(group, text))


def _value(group: str, text: str) -> Scalar:
    if group == "text":
        return text[1:-1]
    if group == "number":
        return int(text)
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise Invalid(ExprCode.BAD_DATE, {"found": text}) from None
