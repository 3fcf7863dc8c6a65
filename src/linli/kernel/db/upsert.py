"""Insert unless it is there: the one statement that settles who came first, on both engines."""

from django.db import connection, models


def insert_if_absent(row: models.Model) -> bool:
    """Insert ``row``; False when a unique constraint already holds its like (a rival's commit is waited for)."""
    fields = row._meta.concrete_fields
    values = [field.get_db_prep_save(getattr(row, field.attname), connection) for field in fields]
    quote = connection.ops.quote_name
    columns = ", ".join(quote(str(field.column)) for field in fields)
    marks = ", ".join("%s" for _ in fields)
    statement = f"INSERT INTO {quote(row._meta.db_table)} ({columns}) VALUES ({marks}) ON CONFLICT DO NOTHING"  # noqa: S608 -- names are our own
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return bool(cursor.rowcount == 1)
