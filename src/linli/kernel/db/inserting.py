"""One new row, by a statement that is built once for each table.

Every act of a case writes five rows, and building an INSERT costs the processor more than sending it
(bench/intake_rate.py). The same as ``save(force_insert=True)`` for a model without parents and without columns that the
database fills.
"""

from functools import cache
from typing import Any, TypeVar

from django.db import connection
from django.db.models import Model

Row = TypeVar("Row", bound=Model)


def insert_row(row: Row) -> Row:
    """Write a new row. Raises ``IntegrityError`` as ``save`` does."""
    sql, fields = _statement(type(row), connection.vendor)
    values = [field.get_db_prep_save(field.pre_save(row, True), connection) for field in fields]
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
    row._state.adding, row._state.db = False, connection.alias
    return row


@cache
def _statement(model: type[Model], vendor: str) -> tuple[str, tuple[Any, ...]]:
    fields = model._meta.local_concrete_fields
    quote = connection.ops.quote_name
    names = ", ".join(quote(str(field.column)) for field in fields)
    places = ", ".join(["%s"] * len(fields))
    return f"INSERT INTO {quote(model._meta.db_table)} ({names}) VALUES ({places})", tuple(fields)  # noqa: S608 -- our own names
