"""Insert unless it is there: the one statement that settles who came first, on both engines."""

from typing import Any

from django.db import connection, models


def insert_if_absent(row: models.Model) -> bool:
    """Insert ``row``; False when a unique constraint already holds its like (a rival's commit is waited for)."""
    statement, values = _insert(row)
    with connection.cursor() as cursor:
        cursor.execute(f"{statement} ON CONFLICT DO NOTHING", values)
        return bool(cursor.rowcount == 1)


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


def _insert(row: models.Model) -> tuple[str, list[Any]]:
    fields = row._meta.concrete_fields
    values = [field.get_db_prep_save(getattr(row, field.attname), connection) for field in fields]
    quote = connection.ops.quote_name
    columns = ", ".join(quote(str(field.column)) for field in fields)
    marks = ", ".join("%s" for _ in fields)
    statement = f"INSERT INTO {quote(row._meta.db_table)} ({columns}) VALUES ({marks})"  # noqa: S608 -- names are our own
    return statement, values
