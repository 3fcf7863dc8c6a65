"""A whole database to a file and back, by each engine's own means."""

import os
import shutil
import sqlite3
import subprocess
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any
from urllib.parse import quote

from django.db import connection, connections, transaction


class DumpProblem(Exception):
    """The engine's tool is missing or refused; the text says what to do."""


def dump_name() -> str:
    """The name of the file of a dump."""
    return "database.sqlite3" if connection.vendor == "sqlite" else "database.dump"


def dump(target: Path) -> dict[str, int]:
    """Write the database to ``target`` while others go on; the rows of each table as they are in it."""
    if connection.vendor == "sqlite":
        return _copy_sqlite(target)
    return _dump_postgresql(target)


def load(source: Path) -> dict[str, int]:
    """Replace the database with ``source``, wholly or not at all; the rows of each table now.

    Only while nobody else works on it (``holding.hold_alone``).
    """
    if connection.vendor == "sqlite":
        _place_sqlite(source)
    else:
        _load_postgresql(source)
    return rows_by_table()


def rows_by_table() -> dict[str, int]:
    """How many rows each table holds."""
    with connection.cursor() as cursor:
        names = _ours(connection.introspection.table_names(cursor))
        return {name: _count(cursor, name) for name in names}


def _ours(names: Iterable[str]) -> list[str]:
    """Without the tables that SQLite keeps for itself."""
    return sorted(name for name in names if not name.startswith("sqlite_"))


def _count(cursor: Any, table: str) -> int:
    cursor.execute(f"SELECT COUNT(*) FROM {connection.ops.quote_name(table)}")  # noqa: S608 -- a table that is there
    return int(cursor.fetchone()[0])


def _copy_sqlite(target: Path) -> dict[str, int]:
    source = sqlite3.connect(str(connection.settings_dict["NAME"]))
    copy = sqlite3.connect(target)
    try:
        source.backup(copy)  # at once: in pieces it begins anew at every write of others
        copy.execute("PRAGMA journal_mode=DELETE")
        found = copy.execute("SELECT name FROM sqlite_master WHERE type='table'")
        names = _ours(name for (name,) in found)
        return {name: copy.execute(f'SELECT COUNT(*) FROM "{name}"').fetchone()[0] for name in names}  # noqa: S608 -- the same
    finally:
        copy.close()
        source.close()


def _place_sqlite(source: Path) -> None:
    """The new file stands beside the old one until it is whole; then it takes its place in one step."""
    place = Path(str(connection.settings_dict["NAME"]))
    connections.close_all()
    draft = place.with_name(f"{place.name}.restoring")
    shutil.copyfile(source, draft)
    with draft.open("rb+") as file:
        os.fsync(file.fileno())
    for end in ("-wal", "-shm"):
        place.with_name(f"{place.name}{end}").unlink(missing_ok=True)
    draft.replace(place)


def _dump_postgresql(target: Path) -> dict[str, int]:
    """Dump and counts see one and the same moment: pg_dump takes our snapshot."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
        cursor.execute("SELECT pg_export_snapshot()")
        snapshot = str(cursor.fetchone()[0])
        counts = rows_by_table()
        _run(
            "pg_dump",
            "--format=custom",
            "--no-owner",
            f"--snapshot={snapshot}",
            f"--file={target}",
            f"--dbname={_url()}",
        )
    return counts


def _load_postgresql(source: Path) -> None:
    connections.close_all()
    words = ("--clean", "--if-exists", "--no-owner", "--single-transaction", "--exit-on-error")
    _run("pg_restore", *words, f"--dbname={_url()}", str(source))


def _url() -> str:
    given = connection.settings_dict
    host, port = quote(str(given["HOST"]), safe=""), str(given["PORT"])
    user = quote(str(given["USER"]), safe="")
    return f"postgresql:///{quote(str(given['NAME']))}?host={host}&port={port}&user={user}"


def _run(tool: str, *words: str) -> None:
    found = _tool(tool)
    secret: Mapping[str, str] = {"PGPASSWORD": str(connection.settings_dict["PASSWORD"] or "")}
    done = subprocess.run(  # noqa: S603 -- the engine's own tool, with our own words
        [found, *words], env={**os.environ, **secret}, capture_output=True, text=True, check=False
    )
    if done.returncode:
        reason = (done.stderr.strip().splitlines() or [str(done.returncode)])[-1]
        raise DumpProblem(f"{tool}: {reason}")


def _tool(name: str) -> str:
    """The newest of the engine's tools that this machine has: an older one refuses a newer server."""
    installed = sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{name}"), key=lambda path: int(path.parts[4]))
    found = str(installed[-1]) if installed else shutil.which(name)
    if not found:
        raise DumpProblem(f"{name} is not on this machine; install postgresql-client of the server's version")
    return found
