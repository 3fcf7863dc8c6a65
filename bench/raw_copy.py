"""The same finished rows by COPY alone, from a file of the server's, into tables with and without indexes."""

import time
from uuid import UUID

from bench import world  # noqa: F401 -- sets the settings up

from django.db import connection  # isort: skip -- after the world's settings

TABLES = {
    "people_person": "run = %s", "people_residence": "run = %s", "people_household": "run = %s",
    "people_contactpoint": "run = %s",
    "people_nametoken": "person_id IN (SELECT id FROM people_person WHERE run = %s)",
}  # fmt: skip


def raw_copy(run: UUID, count: int, seconds: float) -> str:
    """Both times, and what the import is of them."""
    bare = sum(_copied(table, run, "") for table in TABLES)
    whole = sum(_copied(table, run, "INCLUDING ALL") for table in TABLES)
    return "\n".join(
        f"  COPY of the same rows {kind}: {took:.1f} s, {count / took:,.0f} rows/s; the import is {took / seconds:.0%}"
        for kind, took in (("without indexes", bare), ("with indexes and constraints", whole))
    )


def _copied(table: str, run: UUID, like: str) -> float:
    rows: list[bytes] = []
    with connection.cursor() as cursor:
        where = TABLES[table].replace("%s", f"'{run}'")
        wanted = f"COPY (SELECT * FROM {table} WHERE {where}) TO STDOUT"  # noqa: S608 -- names of our own tables
        with cursor.cursor.copy(wanted) as source:
            rows.extend(bytes(block) for block in source)
        cursor.execute(f"CREATE TEMP TABLE raw_copy (LIKE {table} {like})")
        started = time.perf_counter()
        with cursor.cursor.copy("COPY raw_copy FROM STDIN") as sink:
            for start in range(0, len(rows), 1_000):
                sink.write(b"".join(rows[start : start + 1_000]))
        took = time.perf_counter() - started
        cursor.execute("DROP TABLE raw_copy")
    return took
