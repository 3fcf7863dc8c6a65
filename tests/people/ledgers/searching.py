"""Everything that an installation has written, as text to be searched."""

import io
import os
from pathlib import Path
from typing import Any

import psycopg
from django.conf import settings
from django.db import connection


def dump() -> str:
    """Every table as text, boxes as they lie there."""
    out = io.StringIO()
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            if table.startswith(("kernel_pack", "django_migrations")):
                continue
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
            out.writelines(_text(value) for row in cursor.fetchall() for value in row)
    return out.getvalue()


def _text(value: Any) -> str:
    if isinstance(value, memoryview | bytes):
        return bytes(value).decode("utf-8", "replace") + "\n"
    text = str(value)
    return (text.encode().decode("unicode_escape", "replace") if "\\u" in text else text) + "\n"


def files() -> str:
    """Every file of the data folder."""
    found = []
    for folder, _, names in os.walk(settings.LINLI.data):
        found += [(Path(folder) / name).read_bytes().decode("utf-8", "replace") for name in names]
    return "\n".join(found)


def database() -> list[bytes]:
    """The engine's own pages, as a backup of its files takes them: tables, indexes, freed pages, journal and log."""
    if connection.vendor == "sqlite":
        return [connection.connection.serialize()]
    given = connection.get_connection_params()
    folder = Path(given["host"])  # the cluster of this run of the tests, see tests/cluster.py
    with psycopg.connect(host=given["host"], dbname=given["dbname"], user="postgres", autocommit=True) as chief:
        chief.execute("CHECKPOINT")
        (place,) = chief.execute("SELECT oid FROM pg_database WHERE datname = current_database()").fetchone() or ("",)
    folders = folder / "data/base" / str(place), folder / "data/pg_wal"
    paths = [folder / "log", *(path for one in folders for path in one.iterdir() if path.is_file())]
    return [path.read_bytes() for path in paths]


def holding(values: list[str], blocks: list[bytes]) -> list[str]:
    """The values that stand somewhere, as text or as a JSON string may write it."""
    forms = {value: {value.encode(), value.encode("unicode_escape")} for value in values}
    return [value for value, ways in forms.items() if any(way in block for way in ways for block in blocks)]
