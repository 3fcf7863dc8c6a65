"""Row locks in one fixed order, so that two commands never wait for each other (settled.md, machinery 9d)."""

from collections.abc import Iterable
from contextvars import ContextVar
from typing import TypeVar
from uuid import UUID

from django.db import connection, models
from django.db.models import QuerySet

from linli.kernel.errors import KernelCode, NotFound

ORDER = ("area", "person", "household", "case", "money")

_held: ContextVar[int] = ContextVar("linli_lock_rank", default=-1)

Row = TypeVar("Row", bound=models.Model)


class LockOrder(Exception):
    """A bug: rows are locked against the fixed order."""


def forget_locks() -> None:
    """Called at the start of a command: no lock is held."""
    _held.set(-1)


def lock_rows(source: type[Row] | QuerySet[Row], rank: str, ids: Iterable[UUID]) -> list[Row]:
    """Lock rows by id order and return them; ``rank`` is the place of the table in ORDER.

    Rows of a query are locked only where they are in it, which the engine looks at again once it holds the lock.
    """
    place = ORDER.index(rank)
    if place < _held.get():
        raise LockOrder(f"{rank} is locked after {ORDER[_held.get()]}")
    _held.set(place)
    rows = source if isinstance(source, QuerySet) else source._default_manager.all()
    return list(rows.filter(pk__in=sorted(ids)).order_by("pk").select_for_update(of=("self",)))


def lock_row(source: type[Row] | QuerySet[Row], rank: str, row_id: UUID) -> Row:
    """Lock one row; NotFound when there is none."""
    found = lock_rows(source, rank, [row_id])
    if not found:
        raise NotFound(KernelCode.NOT_FOUND)
    return found[0]


def one_at_a_time(name: str) -> None:
    """Until the commit nobody else passes here with ``name``, so that a count holds. SQLite has one writer anyhow."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(hashtext(%s))", [f"linli-{name}"])
