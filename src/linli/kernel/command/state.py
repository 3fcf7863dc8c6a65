"""The command that runs in this thread of work: only the machinery in this package reads it."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass


@dataclass
class Running:
    """The command in hand and how many journal entries it has written."""

    name: str
    entries: int = 0


_running: ContextVar[Running | None] = ContextVar("linli_running_command", default=None)


def running() -> Running | None:
    """The command in hand, or None outside one."""
    return _running.get()


@contextmanager
def running_as(name: str) -> Iterator[Running]:
    """Mark ``name`` as the command in hand."""
    state = Running(name)
    token = _running.set(state)
    try:
        yield state
    finally:
        _running.reset(token)
