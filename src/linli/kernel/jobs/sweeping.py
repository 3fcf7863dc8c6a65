"""Sweeps: many small commands in one job, of which one that fails never stops the others."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import TypeVar
from uuid import UUID

import structlog
from django.db import InterfaceError, OperationalError

from linli.kernel.errors import Outage, Refusal

log = structlog.get_logger("linli.jobs")
Thing = TypeVar("Thing")
# Without a database nothing of the rest would succeed either: the job is tried again as a whole.
AWAY = (Outage, OperationalError, InterfaceError)


class LeftUndone(Exception):
    """Some things of a sweep failed; all the others are done. The message counts them by reason."""


def reason_of(error: Exception) -> str:
    """Why something failed, in words that hold nothing personal: the kind of error and a refusal's code."""
    return f"{type(error).__name__}: {error.code}" if isinstance(error, Refusal) else type(error).__name__


class Sweep:
    """How far a sweep came: how many things it looked at, and how many of them failed for which reason."""

    def __init__(self, name: str) -> None:
        self.name, self.seen, self.failed = name, 0, Counter[str]()

    def each(self, things: Iterable[Thing], act: Callable[[Thing], object]) -> None:
        """Do ``act`` with every thing. What is refused or fails is logged and counted; the next one has its turn."""
        for thing in things:
            self.seen += 1
            try:
                act(thing)
            except AWAY:
                raise
            except Exception as error:  # noqa: BLE001 -- whatever is wrong with one thing, the others have their turn
                self._note(thing, error)

    def _note(self, thing: object, error: Exception) -> None:
        reason = reason_of(error)
        self.failed[reason] += 1
        log.warning("sweep_left_one", sweep=self.name, thing=_marked(thing), reason=reason)


def _marked(thing: object) -> str:
    """The ids and area codes that name a thing; of anything else only its kind, for it may hold what is personal."""
    parts = thing if isinstance(thing, tuple) else (thing,)
    return "/".join(str(part) if _names(part) else type(part).__name__ for part in parts)


def _names(part: object) -> bool:
    return isinstance(part, UUID) or (isinstance(part, str) and part.isdigit())


@contextmanager
def sweeping(name: str) -> Iterator[Sweep]:
    """A sweep; LeftUndone at its end when something failed."""
    sweep = Sweep(name)
    yield sweep
    if sweep.failed:
        reasons = ", ".join(f"{reason} ×{count}" for reason, count in sorted(sweep.failed.items()))
        raise LeftUndone(f"{sweep.failed.total()} of {sweep.seen} left undone ({reasons})")
