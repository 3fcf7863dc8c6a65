"""Many rows brought up to date by one statement, where ``bulk_update`` would build one CASE a row and column."""

from collections.abc import Iterable, Sequence
from itertools import islice
from typing import Any

from django.db import DEFAULT_DB_ALIAS, connection, connections, models

BATCH = 1_000


def update_rows(rows: Iterable[models.Model], columns: Sequence[str]) -> int:
    """Write ``columns`` of rows of one model that are there, found by county and id; returns how many were."""
    iterator, count = iter(rows), 0
    while batch := list(islice(iterator, BATCH)):
        count += _update(batch, columns)
    return count


def _update(rows: Sequence[models.Model], columns: Sequence[str]) -> int:
    here, model = connections[DEFAULT_DB_ALIAS], type(rows[0])
    names = ("id", "county", *columns)
    fields: list[Any] = [model._meta.get_field(name) for name in names]
    values = [[field.get_db_prep_save(getattr(row, field.attname), here) for field in fields] for row in rows]
    table = here.ops.quote_name(model._meta.db_table)
    marks = [here.ops.quote_name(field.column) for field in fields]
    if here.vendor == "postgresql":
        return _from_arrays(table, marks, [field.db_type(here) for field in fields], values)
    return _one_by_one(table, marks, values)


def _from_arrays(table: str, marks: Sequence[str], types: Sequence[str], values: Sequence[Sequence[Any]]) -> int:
    arrays = ", ".join(f"%s::{kind}[]" for kind in types)
    changes = ", ".join(f"{mark} = given.{mark}" for mark in marks[2:])
    same = " AND ".join(f"{table}.{mark} = given.{mark}" for mark in marks[:2])
    sql = f"UPDATE {table} SET {changes} FROM unnest({arrays}) AS given ({', '.join(marks)}) WHERE {same}"  # noqa: S608 -- our own names
    with connection.cursor() as cursor:
        cursor.execute(sql, [list(column) for column in zip(*values, strict=True)])
        return int(cursor.rowcount)


def _one_by_one(table: str, marks: Sequence[str], values: Sequence[Sequence[Any]]) -> int:
    changes = ", ".join(f"{mark} = %s" for mark in marks[2:])
    sql = f"UPDATE {table} SET {changes} WHERE {marks[0]} = %s AND {marks[1]} = %s"  # noqa: S608 -- our own names
    with connection.cursor() as cursor:
        cursor.executemany(sql, [(*row[2:], *row[:2]) for row in values])
        return int(cursor.rowcount)
