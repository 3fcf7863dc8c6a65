"""Deleted bytes leave the engine's own files too: free pages, dead rows, the write-ahead log."""

from collections.abc import Iterable

from django.db import connection

from linli.kernel.db.guard import writing


def clear_traces(tables: Iterable[str]) -> None:
    """Have the engine let go of what was deleted from these tables; outside a transaction.

    SQLite wipes what it deletes (``secure_delete``); here its write-ahead log is written back and emptied. PostgreSQL
    drops dead rows; their bytes are written over as the pages are used again, and old segments of its log are recycled.
    """
    names = ", ".join(connection.ops.quote_name(table) for table in tables)
    statement = f"VACUUM {names}" if connection.vendor == "postgresql" else "PRAGMA wal_checkpoint(TRUNCATE)"
    with writing("migration"), connection.cursor() as cursor:
        cursor.execute(statement)
