"""The kinds of refusal and the HTTP status that faces give them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, ClassVar

from linli.kernel.errors.codes import ErrorCode


@dataclass(frozen=True)
class Problem:
    """One thing wrong with one field: ``path`` is where (``rows[3].phone``), ``code`` why, ``data`` the figures."""

    path: str
    code: ErrorCode
    data: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Keep:
    """What must survive a refusal although its transaction rolls back (settled.md, machinery 9b).

    ``command`` names the command that is run in a second transaction, with ``arguments``.
    """

    command: str
    arguments: Mapping[str, Any]


class Refusal(Exception):
    """A clear no. ``code`` says why, ``data`` holds what the message names, ``problems`` the fields at fault."""

    status: ClassVar[int] = 409

    def __init__(
        self,
        code: ErrorCode,
        data: Mapping[str, Any] | None = None,
        *,
        problems: tuple[Problem, ...] = (),
        keep: Keep | None = None,
    ) -> None:
        super().__init__(code.code)
        self.code = code
        self.data: Mapping[str, Any] = dict(data or {})
        self.problems = problems
        self.keep = keep


class NotAllowed(Refusal):
    """The actor may not do this (403)."""

    status = 403


class NotFound(Refusal):
    """No such thing, or none that the actor may know of (404)."""

    status = 404


class Invalid(Refusal):
    """The input is wrong (422); ``problems`` names each field."""

    status = 422


class Conflict(Refusal):
    """The thing changed meanwhile, or its state does not allow this (409)."""

    status = 409


class TooLate(Conflict):
    """A date has passed (409)."""


class TooMany(Refusal):
    """Too much at once (429); ``data["retry_after"]`` gives the seconds to wait."""

    status = 429


class Outage(Refusal):
    """An outside system or the store does not answer (503)."""

    status = 503
