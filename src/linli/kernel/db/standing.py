"""Answers read from tables that hardly ever change (areas, units), kept until one of these tables is written.

The guard gives the tables a new stamp in the same transaction as the write. Whoever asks with the stamp that a
request read at its start gets what was kept under it; a command that itself writes to them asks the tables.
Random and not counted up: a stamp of a transaction that was rolled back never comes again.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import lru_cache, wraps
from typing import ParamSpec, TypeVar
from uuid import uuid4

from django.conf import settings

Given = ParamSpec("Given")
Made = TypeVar("Made")

_watched: set[str] = set()
_seen: ContextVar[str] = ContextVar("linli_stamp_seen", default="")
_NEW = (
    "INSERT INTO kernel_tablestamp (id, county, value) VALUES (%s, %s, %s) "
    "ON CONFLICT (county) DO UPDATE SET value = excluded.value"
)


def watch(*tables: str) -> None:
    """Answers of ``kept_while_standing`` are read from these tables."""
    _watched.update(tables)


@contextmanager
def standing(stamp: str) -> Iterator[None]:
    """Inside, answers kept under ``stamp`` hold; with an empty one every question goes to the tables."""
    token = _seen.set(stamp)
    try:
        yield
    finally:
        _seen.reset(token)


def kept_while_standing(derive: Callable[Given, Made]) -> Callable[Given, Made]:
    """Keep the answers of a question that reads watched tables alone; its arguments must hash."""
    kept = lru_cache(maxsize=4096)(lambda stamp, *given, **named: derive(*given, **named))

    @wraps(derive)
    def ask(*given: Given.args, **named: Given.kwargs) -> Made:
        stamp = _seen.get()
        if not stamp:
            return derive(*given, **named)
        return kept(stamp, *given, **named)  # type: ignore[arg-type]  # arguments that hash

    return ask


def before_write(tables: frozenset[str]) -> tuple[str, tuple[str, str, str]] | None:
    """The statement that stamps anew, with its values, to go before a write to ``tables``; None for unwatched ones."""
    if _watched.isdisjoint(tables):
        return None
    _seen.set("")
    return _NEW, (uuid4().hex, settings.LINLI.county, uuid4().hex)
