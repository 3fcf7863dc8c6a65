"""Texts and days that people enter, checked before anything is written."""

from datetime import date
from typing import Any

from linli.kernel.actor import Actor
from linli.kernel.clock import local_day
from linli.kernel.errors import ErrorCode, Invalid, KernelCode, Problem
from linli.kernel.text import tidy
from linli.places.rules.reasons import PlacesCode


def _fault(path: str, text: str, limit: int) -> Problem | None:
    if not text:
        return Problem(path, KernelCode.REQUIRED)
    if len(text) > limit:
        return Problem(path, KernelCode.TOO_LONG, {"length": len(text), "limit": limit})
    return None


def tidied(*given: tuple[str, str, int]) -> list[str]:
    """The tidy texts of (field, text, longest); Invalid names every field that is empty or too long."""
    clean = [(path, tidy(text.replace("\x00", "")), limit) for path, text, limit in given]
    problems = tuple(p for path, text, limit in clean if (p := _fault(path, text, limit)))
    if problems:
        raise Invalid(KernelCode.INVALID, problems=problems)
    return [text for _, text, _ in clean]


def refused(field: str, reason: ErrorCode, /, **data: Any) -> Invalid:
    """A refusal because of one field."""
    return Invalid(reason, data, problems=(Problem(field, reason, data),))


def past_day(actor: Actor, field: str, day: date) -> date:
    """``day``, which must not lie ahead of the actor's own."""
    if day > local_day(actor.at):
        raise refused(field, PlacesCode.FUTURE_DAY, day=str(day))
    return day
