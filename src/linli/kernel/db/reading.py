"""Reading with a statement written out: for the few hot look-ups where building a query costs more than running it."""

from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID

from django.db import connection


def read_rows(statement: str, values: Sequence[Any]) -> list[tuple[Any, ...]]:
    """The rows of a SELECT that both engines understand; days go in through ``day_value``."""
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return list(cursor.fetchall())


def day_value(day: date) -> Any:
    """A day as the engine compares it."""
    return connection.ops.adapt_datefield_value(day)


def id_of(value: Any) -> UUID | None:
    """An id as the engine gives it: SQLite keeps text."""
    return value if value is None or isinstance(value, UUID) else UUID(value)


def day_of(value: Any) -> date | None:
    """A day as the engine gives it."""
    return date.fromisoformat(value) if isinstance(value, str) else value
