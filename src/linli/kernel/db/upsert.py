"""Insert unless it is there: the one statement that settles who came first, on both engines."""

from typing import Any

from django.db import connection, models


def insert_if_absent(*rows: models.Model) -> bool:
    """Insert rows of one model; False when a unique constraint holds the like of any (a rival's commit is waited for).

    Those that were absent are inserted all the same.
    """
    statement, values = _insert(*rows)
    with connection.cursor() as cursor:
        cursor.execute(f"{statement} ON CONFLICT DO NOTHING", values)
        return bool(cursor.rowcount == len(rows))


def count_up(row: models.Model, counter: str, unique: tuple[str, ...]) -> int:
    """Insert ``row``, or add one to the ``counter`` of its like, which is held until the commit; returns it."""
    statement, values = _insert(row)
    quote = connection.ops.quote_name
    table, column = quote(row._meta.db_table), quote(counter)
    keys = ", ".join(map(quote, unique))
    more = f"ON CONFLICT ({keys}) DO UPDATE SET {column} = {table}.{column} + 1 RETURNING {column}"
    with connection.cursor() as cursor:
        cursor.execute(f"{statement} {more}", values)
        return int(cursor.fetchone()[0])


def _insert(*rows: models.Model) -> tuple[str, list[Any]]:
    row, fields = rows[0], rows[0]._meta.concrete_fields
    values = [field.get_db_prep_save(getattr(one, field.attname), connection) for one in rows for field in fields]
    quote = connection.ops.quote_name
    columns = ", ".join(quote(str(field.column)) for field in fields)
    marks = ", ".join([f"({', '.join('%s' for _ in fields)})"] * len(rows))
    statement = f"INSERT INTO {quote(row._meta.db_table)} ({columns}) VALUES {marks}"  # noqa: S608 -- names are our own
    return statement, values
