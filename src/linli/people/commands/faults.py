"""Refusals that name the field at fault."""

from typing import TypeVar

from linli.kernel.errors import ErrorCode, Problem, Refusal

Kind = TypeVar("Kind", bound=Refusal)


def at_field(kind: type[Kind], path: str, code: ErrorCode, /, **data: object) -> Kind:
    """A refusal of ``kind`` for ``code``, with the field ``path`` where it lies."""
    return kind(code, data, problems=(Problem(path, code, data),))
