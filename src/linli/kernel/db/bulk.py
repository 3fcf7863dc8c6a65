"""Bulk loading: COPY on PostgreSQL, executemany on SQLite; the only caller of COPY (settled.md, machinery 1)."""

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from functools import partial
from itertools import islice
from typing import Any
from uuid import UUID

from django.db import DEFAULT_DB_ALIAS, connection, connections, models

from linli.kernel.db.guard import check_write
from linli.kernel.db.inserting import send_waiting
from linli.kernel.db.standing import before_write

BATCH = 2_000
# Kinds of field whose values the engines take as they are.
PLAIN: tuple[tuple[type[models.Field[Any, Any]], tuple[type, ...]], ...] = (
    (models.CharField, (str,)),
    (models.IntegerField, (int, type(None))),
    (models.UUIDField, (UUID, type(None))),
    (models.BinaryField, (bytes, type(None))),
)
NOTHING = (type(None),)
_ENCODE = json.JSONEncoder().encode  # as Django's field writes it; made once, not once a value


class Json(str):
    """A JSON text that stands ready: the same for many rows, it need not be made for each."""

    __slots__ = ()


def load_rows(model: type[models.Model], columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> int:
    """Insert ``rows`` (values in the order of ``columns``, as Python values); return how many."""
    check_write(frozenset({model._meta.db_table}))
    send_waiting()  # COPY does not pass the guard that does it
    fields = [model._meta.get_field(name) for name in columns]
    prepare = [_preparer(field) for field in fields]  # type: ignore[arg-type]  # columns only, no relations back
    prepared = ([step(value) for step, value in zip(prepare, row, strict=True)] for row in rows)
    names = [str(f.column) for f in fields]  # type: ignore[union-attr]  # columns only, no relations back
    if connection.vendor == "postgresql":
        return _copy(model._meta.db_table, names, prepared)
    return _many(model._meta.db_table, names, prepared)


def _preparer(field: models.Field[Any, Any]) -> Callable[[Any], Any]:
    """What makes a value of ``field`` ready for the engine: for plain values at once, else as Django does it."""
    # The connection itself: behind Django's proxy each of a million look-ups costs more than the conversion.
    here = connections[DEFAULT_DB_ALIAS]
    stored = getattr(field, "target_field", field)
    if isinstance(stored, models.UUIDField) and not here.features.has_native_uuid_field:
        return lambda value: value.hex if type(value) is UUID else field.get_db_prep_save(value, here)
    if isinstance(stored, models.JSONField):
        return partial(_json, field, here, stored.encoder is None and here.vendor == "postgresql")
    plain = next((kinds for family, kinds in PLAIN if isinstance(stored, family)), NOTHING)
    if here.vendor == "postgresql" and type(stored) is models.DateField:
        plain = (date, type(None))
    return lambda value: value if type(value) in plain else field.get_db_prep_save(value, here)


def _json(field: models.Field[Any, Any], here: Any, plain: bool, value: Any) -> Any:
    if type(value) is Json:
        return str(value)
    return _ENCODE(value) if plain and type(value) in (list, dict) else field.get_db_prep_save(value, here)


def _copy(table: str, names: Sequence[str], rows: Iterable[Sequence[Any]]) -> int:
    quoted = ", ".join(connection.ops.quote_name(name) for name in names)
    count = 0
    with connection.cursor() as cursor:
        stamping = before_write(frozenset({table}))
        if stamping is not None:
            cursor.execute(*stamping)
        statement = f"COPY {connection.ops.quote_name(table)} ({quoted}) FROM STDIN"
        # Past Django's cursor, so its errors must be made Django's here.
        with connection.wrap_database_errors, cursor.cursor.copy(statement) as copy:
            for row in rows:
                copy.write_row(row)
                count += 1
    return count


def _batches(rows: Iterable[Sequence[Any]]) -> Iterator[list[Sequence[Any]]]:
    iterator = iter(rows)
    while batch := list(islice(iterator, BATCH)):
        yield batch


def _many(table: str, names: Sequence[str], rows: Iterable[Sequence[Any]]) -> int:
    quoted = ", ".join(connection.ops.quote_name(name) for name in names)
    marks = ", ".join("%s" for _ in names)
    statement = f"INSERT INTO {connection.ops.quote_name(table)} ({quoted}) VALUES ({marks})"  # noqa: S608 -- names are our own
    count = 0
    with connection.cursor() as cursor:
        for batch in _batches(rows):
            cursor.executemany(statement, batch)
            count += len(batch)
    return count


def refresh_statistics() -> None:
    """Let the planner know of rows that came in bulk; without it PostgreSQL plans for empty tables."""
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
