"""Bulk loading: COPY on PostgreSQL, executemany on SQLite; the only caller of COPY (settled.md, machinery 1)."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import Any

from django.db import connection, models

from linli.kernel.db.guard import check_write

BATCH = 2_000


def load_rows(model: type[models.Model], columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> int:
    """Insert ``rows`` (values in the order of ``columns``, as Python values); return how many."""
    check_write(frozenset({model._meta.db_table}))
    fields = [model._meta.get_field(name) for name in columns]
    prepared = ([f.get_db_prep_save(v, connection) for f, v in zip(fields, row, strict=True)] for row in rows)  # type: ignore[union-attr]
    names = [str(f.column) for f in fields]  # type: ignore[union-attr]
    if connection.vendor == "postgresql":
        return _copy(model._meta.db_table, names, prepared)
    return _many(model._meta.db_table, names, prepared)


def _copy(table: str, names: Sequence[str], rows: Iterable[Sequence[Any]]) -> int:
    quoted = ", ".join(connection.ops.quote_name(name) for name in names)
    count = 0
    with connection.cursor() as cursor:
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
