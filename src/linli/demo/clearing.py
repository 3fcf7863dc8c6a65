"""Takes the demo away: its tables on PostgreSQL, its folder on both engines."""

import shutil
from pathlib import Path

from django.apps import apps
from django.db import connection

from linli.kernel.crypto.boxes import forget_keys
from linli.kernel.db.guard import writing
from linli.kernel.packs.lookup import forget_packs
from linli.people.queries.demo_remains import strangers

MARKS = ("django_migrations",)


class NotOurDemo(Exception):
    """The database holds accounts that the demo did not make."""


def clear_demo(data: Path) -> None:
    """Drop our own tables (PostgreSQL) and remove the data folder; NotOurDemo before anything is touched."""
    if connection.vendor == "postgresql":
        _drop_tables()
    connection.close()
    forget_keys()
    forget_packs()
    shutil.rmtree(data, ignore_errors=True)


def _drop_tables() -> None:
    there = set(connection.introspection.table_names())
    if "people_account" in there and strangers():
        raise NotOurDemo(", ".join(strangers()))
    ours = [model._meta.db_table for model in apps.get_models(include_auto_created=True)]
    with writing("migration"), connection.cursor() as cursor:
        for table in (*ours, *MARKS):
            if table in there:
                cursor.execute(f"DROP TABLE {connection.ops.quote_name(table)} CASCADE")
