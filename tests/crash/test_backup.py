"""Acceptance 2 of part 7: backup, wipe, restore give the same data and the same seal; a flipped bit is found first."""

import random
import shutil
import subprocess
import sys
from pathlib import Path

import psycopg
import pytest

from linli.faces.cli.backups import BackupProblem, checked_list
from tests.crash.installation import Place, wait_for

pytestmark = [pytest.mark.crash, pytest.mark.slow]
FLIPS = 20

CONTENT = """
import hashlib
from django.db import connection
whole = hashlib.sha256()
with connection.cursor() as cursor:
    names = sorted(connection.introspection.table_names(cursor))
    for name in names:
        cursor.execute(f'SELECT * FROM "{name}"')
        rows = sorted(repr([bytes(v) if isinstance(v, memoryview) else v for v in row]) for row in cursor.fetchall())
        whole.update(repr((name, rows)).encode())
print(len(names), whole.hexdigest())
"""


def content(place: Place) -> str:
    """A digest of every row of every table."""
    return place.script(CONTENT).splitlines()[-1]


def files(place: Place) -> dict[str, bytes]:
    """The file store, byte for byte."""
    folder = place.data / "files"
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def wipe(place: Place) -> None:
    """The disk is lost; the keys lie elsewhere."""
    for name in ("files", "seals"):
        shutil.rmtree(place.data / name, ignore_errors=True)
    url = place.environment["LINLI_DATABASE_URL"]
    if url:
        with psycopg.connect(url, autocommit=True) as connection:
            connection.execute("DROP SCHEMA public CASCADE")
            connection.execute("CREATE SCHEMA public")
        return
    for path in place.data.glob("linli.sqlite3*"):
        path.unlink()


def refused(place: Place, *words: str) -> str:
    """What a command says that does not do it: never a traceback."""
    done = subprocess.run(
        [sys.executable, "-m", "linli", *words], env=place.environment, capture_output=True, text=True, check=False
    )
    assert done.returncode != 0
    assert "Traceback" not in done.stderr
    return done.stderr


def test_what_was_lost_is_back_with_the_same_seal(place: Place, tmp_path: Path) -> None:
    place.linli("journal", "seal")
    before, stored = content(place), files(place)
    assert stored, "the demo keeps photos"
    said = place.linli("backup", str(tmp_path / "copy"))
    assert "keep the key file elsewhere" in said
    assert not list((tmp_path / "copy").rglob("ring.json")), "the keys are not in it"
    wipe(place)
    assert "The journal is true." in place.linli("restore", str(tmp_path / "copy"))
    assert (content(place), files(place)) == (before, stored)
    assert (place.data / "seals").is_dir()


def test_a_flipped_bit_anywhere_is_found_before_anything_is_replaced(place: Place, tmp_path: Path) -> None:
    copy, before = tmp_path / "copy", content(place)
    place.linli("backup", str(copy))
    assert "as they were written" in place.linli("restore", str(copy), "--check")
    parts, chance = sorted(path for path in copy.rglob("*") if path.is_file()), random.Random(7)
    for turn in range(FLIPS):
        # Each kind of file once, then any.
        path = parts[turn * len(parts) // FLIPS] if turn % 2 else chance.choice(parts)
        whole = path.read_bytes()
        place_of_bit = chance.randrange(len(whole) * 8)
        flipped = bytearray(whole)
        flipped[place_of_bit // 8] ^= 1 << place_of_bit % 8
        path.write_bytes(flipped)
        with pytest.raises(BackupProblem) as told:
            checked_list(copy, lambda _: None)
        assert path.name in str(told.value) or "nothing of this backup" in str(told.value)
        path.write_bytes(whole)
    database = next(copy.glob("database.*"))
    whole = database.read_bytes()
    database.write_bytes(whole[:-1] + bytes([whole[-1] ^ 1]))
    assert database.name in refused(place, "restore", str(copy), "--replace")
    assert content(place) == before
    database.write_bytes(whole)
    (copy / "stranger").write_text("x")
    assert "does not belong" in refused(place, "restore", str(copy), "--check")
    (copy / "stranger").unlink()
    database.unlink()
    assert "missing" in refused(place, "restore", str(copy), "--check")


def test_what_must_not_be_replaced_is_refused_in_a_sentence(place: Place, tmp_path: Path) -> None:
    copy, before = tmp_path / "copy", content(place)
    place.linli("backup", str(copy))
    assert "is not empty" in refused(place, "backup", str(copy))
    assert "--replace" in refused(place, "restore", str(copy))
    assert "no backup" in refused(place, "restore", str(tmp_path / "nowhere"))
    ring = place.data / "keys" / "ring.json"
    kept = ring.read_text()
    changed = kept.replace('"lookup": "', '"lookup": "AAAAAAAAAAAAAAAA', 1)
    ring.write_text(changed[: changed.index('"lookup": "') + 27] + kept[kept.index('"lookup": "') + 27 :])
    assert "keys" in refused(place, "restore", str(copy), "--replace")
    ring.write_text(kept)
    assert content(place) == before
    stored = files(place)
    name = sorted(stored)[0]
    damaged = place.data / "files" / name
    damaged.write_bytes(bytes(len(stored[name])))
    assert "was damaged in the store" in place.linli("backup", str(tmp_path / "second"))
    place.linli("restore", str(copy), "--replace")
    assert (content(place), files(place)) == (before, stored)


def test_a_restore_refuses_while_processes_of_the_installation_run(place: Place, tmp_path: Path) -> None:
    copy = tmp_path / "copy"
    place.linli("backup", str(copy))
    for name, start in (("web", place.start_web), ("worker", place.start_worker)):
        start()
        # The server is there once it answers, the worker a moment after it was started.
        wait_for(lambda: "stop 'linli run'" in refused(place, "restore", str(copy)), name, 30)
        place.kill(name)
    place.linli("restore", str(copy), "--replace")
