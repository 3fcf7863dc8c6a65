"""Row locks in one fixed order, so that two commands never wait for each other (settled.md, machinery 9d)."""

from collections.abc import Iterable
from contextvars import ContextVar
from typing import TypeVar
from uuid import UUID

from django.db import connection, models

from linli.kernel.errors import KernelCode, NotFound

ORDER = ("area", "person", "household", "case", "money")

_held: ContextVar[int] = ContextVar("linli_lock_rank", default=-1)

Row = TypeVar("Row", bound=models.Model)


class LockOrder(Exception):
    """A bug: rows are locked against the fixed order."""


def forget_locks() -> None:
    """Called at the start of a command: no lock is held."""
    _held.set(-1)


def lock_rows(model: type[Row], rank: str, ids: Iterable[UUID]) -> list[Row]:
    """Lock rows by id order and return them; ``rank`` is the place of the table in ORDER."""
    place = ORDER.index(rank)
    if place < _held.get():
        raise LockOrder(f"{rank} is locked after {ORDER[_held.get()]}")
    _held.set(place)
    query = model._default_manager.filter(pk__in=sorted(ids)).order_by("pk")
    return list(query.select_for_update())


def lock_row(model: type[Row], rank: str, row_id: UUID) -> Row:
    """Lock one row; NotFound when there is none."""
    found = lock_rows(model, rank, [row_id])
    if not found:
        raise NotFound(KernelCode.NOT_FOUND)
    return found[0]


def one_at_a_time(name: str) -> None:
    """Until the commit nobody else passes here with ``name``, so that a count holds. SQLite has one writer anyhow."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(hashtext(%s))", [f"linli-{name}"])
