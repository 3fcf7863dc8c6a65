"""The base of every error code enum. A package that refuses declares its own subclass beside its rules."""

from enum import Enum


def n_(text: str) -> str:
    """Mark a text for the message catalogue without translating it here (Babel extracts ``n_``)."""
    return text


class Term(str):
    """A word among the figures of a refusal that faces translate like the message around it; mark it with ``n_``."""

    __slots__ = ()


class ErrorCode(Enum):
    """A reason for a refusal: a stable code, a message and a hint.

    ``message`` says what happened, ``hint`` what to do; both are English catalogue keys whose ``{names}`` are
    filled from the refusal's data. Codes are stable: other systems rely on them.
    """

    def __init__(self, code: str, message: str, hint: str) -> None:
        self.code = code
        self.message = message
        self.hint = hint

    def __str__(self) -> str:
        return self.code


def all_codes() -> list[ErrorCode]:
    """Every code of every imported package, ordered by code."""
    found: list[ErrorCode] = []
    for enum in ErrorCode.__subclasses__():
        found.extend(enum)
    return sorted(found, key=lambda code: code.code)
