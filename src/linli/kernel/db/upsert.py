"""Insert unless it is there: the one statement that settles who came first, on both engines."""

from functools import cache
from typing import Any

from django.db import connection, connections, models

from linli.kernel.db.inserting import past_waiting


def insert_if_absent(*rows: models.Model) -> bool:
    """Insert rows of one model; False when a unique constraint holds the like of any (a rival's commit is waited for).

    Those that were absent are inserted all the same.
    """
    statement, fields = _insert(type(rows[0]), len(rows))
    with connection.cursor() as cursor:
        cursor.execute(f"{statement} ON CONFLICT DO NOTHING", _values(rows, fields))
        return bool(cursor.rowcount == len(rows))


def count_up(row: models.Model, counter: str, unique: tuple[str, ...]) -> int:
    """Insert ``row``, or add one to the ``counter`` of its like, which is held until the commit; returns it.

    Rows of ``insert_row`` that wait need not be there first.
    """
    statement, fields = _count_up(type(row), counter, unique)
    with past_waiting(), connection.cursor() as cursor:
        cursor.execute(statement, _values((row,), fields))
        return int(cursor.fetchone()[0])


def _values(rows: tuple[models.Model, ...], fields: tuple[Any, ...]) -> list[Any]:
    engine = connections[connection.alias]  # the proxy before it looks it up for each value
    return [field.get_db_prep_save(getattr(row, field.attname), engine) for row in rows for field in fields]


@cache
def _count_up(model: type[models.Model], counter: str, unique: tuple[str, ...]) -> tuple[str, tuple[Any, ...]]:
    statement, fields = _insert(model, 1)
    quote = connection.ops.quote_name
    table, column = quote(model._meta.db_table), quote(counter)
    keys = ", ".join(map(quote, unique))
    more = f"ON CONFLICT ({keys}) DO UPDATE SET {column} = {table}.{column} + 1 RETURNING {column}"
    return f"{statement} {more}", fields


def _insert(model: type[models.Model], rows: int) -> tuple[str, tuple[Any, ...]]:
    fields = tuple(model._meta.concrete_fields)
    quote = connection.ops.quote_name
    columns = ", ".join(quote(str(field.column)) for field in fields)
    marks = ", ".join([f"({', '.join('%s' for _ in fields)})"] * rows)
    return f"INSERT INTO {quote(model._meta.db_table)} ({columns}) VALUES {marks}", fields  # noqa: S608 -- our own names
