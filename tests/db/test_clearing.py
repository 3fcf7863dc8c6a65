"""What was deleted leaves the engine's own files: tables, indexes, freed pages, the write-ahead log."""

import sqlite3
from pathlib import Path

import pytest

from linli.kernel.db.engine import SQLITE_SETUP

SECRET = "欧阳朝霞"


def holds(folder: Path) -> bool:
    """Whether any file of a database holds the secret."""
    return any(SECRET.encode() in path.read_bytes() for path in folder.iterdir())


@pytest.mark.pure
@pytest.mark.parametrize("rows", [1, 3000], ids=["a row of a page", "whole pages"])
def test_sqlite_wipes_what_it_deletes(rows: int, tmp_path: Path) -> None:
    engine = sqlite3.connect(tmp_path / "x.sqlite3", isolation_level=None)
    engine.executescript(SQLITE_SETUP)
    engine.executescript("CREATE TABLE t (id INTEGER PRIMARY KEY, v TEXT); CREATE INDEX i ON t (v)")
    engine.executemany("INSERT INTO t (v) VALUES (?)", [(f"other {n}",) for n in range(50)])
    engine.executemany("INSERT INTO t (v) VALUES (?)", [(f"{SECRET} {n}",) for n in range(rows)])
    assert holds(tmp_path)
    engine.execute("DELETE FROM t WHERE v LIKE ?", (f"{SECRET}%",))
    engine.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    assert not holds(tmp_path)
    engine.close()
