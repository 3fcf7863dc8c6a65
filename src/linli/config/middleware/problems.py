"""Refusals become pages or problem+json, once for all faces."""

from collections.abc import Callable
from typing import Any

import structlog
from django.core.exceptions import BadRequest, PermissionDenied, RequestDataTooBig, SuspiciousOperation
from django.db import DatabaseError, InterfaceError
from django.http import Http404, HttpResponse

from linli.kernel.crypto.keyring import KeyProblem
from linli.kernel.db.engine import meaning_of
from linli.kernel.errors import Invalid, KernelCode, NotAllowed, NotFound, Outage, Refusal, TooMany
from linli.ui.web.answers import problem_response
from linli.ui.web.requests import LinliRequest

log = structlog.get_logger("linli.web")


class BadInput(Refusal):
    """A request that cannot be read (400)."""

    status = 400


class TooLarge(Refusal):
    """A request over the size limit (413)."""

    status = 413


class BadCsrf(Refusal):
    """A form without its token (403)."""

    status = 403


class Problems:
    """Turns what a view raises into an answer; what is no refusal goes up and is logged as a bug."""

    def __init__(self, get_response: Callable[[LinliRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: LinliRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: LinliRequest, error: Exception) -> HttpResponse | None:
        """Answer a refusal; None lets a bug go on to the 500 page."""
        refusal = as_refusal(error)
        return problem_response(request, refusal) if refusal else None


def as_refusal(error: BaseException) -> Refusal | None:
    """What a raised error says to the person in front of the screen; None for a bug."""
    if isinstance(error, Refusal):
        return error
    if isinstance(error, DatabaseError | InterfaceError):
        return _of_database(error)
    if isinstance(error, KeyProblem):
        log.error("key_problem", reason=str(error))
        return None
    return _of_django(error)


def _of_database(error: DatabaseError | InterfaceError) -> Refusal | None:
    meaning = meaning_of(error)
    if meaning in ("busy", "retry"):
        return TooMany(KernelCode.BUSY, {"retry_after": 2})
    return Outage(KernelCode.DATABASE_AWAY) if meaning == "away" else None


def _of_django(error: BaseException) -> Refusal | None:
    if isinstance(error, Http404):
        return NotFound(KernelCode.NOT_FOUND)
    if isinstance(error, PermissionDenied):
        return NotAllowed(KernelCode.NOT_ALLOWED)
    if isinstance(error, RequestDataTooBig):
        return TooLarge(KernelCode.TOO_LARGE, {"limit": "2.5 MB"})
    if isinstance(error, UnicodeError):
        return Invalid(KernelCode.BAD_REQUEST)
    if isinstance(error, BadRequest | SuspiciousOperation):
        return BadInput(KernelCode.BAD_REQUEST)
    return None


def csrf_failure(request: LinliRequest, reason: str = "") -> HttpResponse:
    """The page for a form whose token does not fit."""
    return problem_response(request, BadCsrf(KernelCode.BAD_CSRF))


def bad_request(request: LinliRequest, exception: Any) -> HttpResponse:
    """handler400, for what is refused before a view runs."""
    return problem_response(request, as_refusal(exception) or BadInput(KernelCode.BAD_REQUEST))


def forbidden(request: LinliRequest, exception: Any) -> HttpResponse:
    """handler403."""
    return problem_response(request, NotAllowed(KernelCode.NOT_ALLOWED))


def not_found(request: LinliRequest, exception: Any) -> HttpResponse:
    """handler404."""
    return problem_response(request, NotFound(KernelCode.NOT_FOUND))
