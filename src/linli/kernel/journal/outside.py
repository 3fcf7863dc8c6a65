"""The seals outside the database: without this copy nobody can tell a journal that was rebuilt as a whole.

In the folder of a county ``roots.jsonl`` holds the head of each seal, a line each, and ``places/<number>.txt`` which
entry with which digest stood at each place. Places are written first, under another name, then the line is appended;
a torn last line is cut off by the next copy.
"""

import fcntl
import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, Final
from uuid import UUID

from django.conf import settings

from linli.kernel.journal.heads import Head, Placed, head_of, stored_places, tree_root
from linli.kernel.journal.models import Seal

Line = tuple[int, Head | None]
# Several heads long.
TAIL: Final = 4096


class SealsDisagree(Exception):
    """The database and its copy tell different things: nothing is appended, ``linli journal verify`` says more."""


def folder_of(county: str) -> Path:
    """Where the copy of a county lies."""
    base = Path(settings.LINLI.seal_folder) if settings.LINLI.seal_folder else settings.LINLI.folder("seals")
    return base / county


def roots_file(county: str) -> Path:
    """The file of heads."""
    return folder_of(county) / "roots.jsonl"


def copied_heads(county: str) -> Iterator[Line]:
    """The number of each seal with its head, in the order of the lines; None for a line that is none.

    What is appended after the first was asked for is left out: it may be newer than what the reader knows otherwise.
    """
    path, number = roots_file(county), 0
    if not path.exists():
        return
    with path.open("rb") as file:
        for line in _lines(file, path.stat().st_size):
            head = _head(line)
            number = max(number + 1, head.number if head else 0)
            if line.endswith(b"\n"):  # a torn last line was never acknowledged
                yield number, head


def _lines(file: BinaryIO, size: int) -> Iterator[bytes]:
    while size > 0 and (line := file.readline(size)):
        size -= len(line)
        yield line


def _head(line: bytes) -> Head | None:
    try:
        told = json.loads(line)
        digest = told.pop("digest")
        head = Head(**told)
    except (ValueError, TypeError, KeyError, AttributeError):
        return None
    return head if head.digest == digest else None


def copied_places(county: str, number: int) -> list[Placed] | None:
    """The places of a seal as copied; None when the file is missing or is none."""
    try:
        lines = _places_file(county, number).read_text("ascii").splitlines()
        return [_placed(line) for line in lines]
    except (OSError, ValueError):
        return None


def _placed(line: str) -> Placed:
    place, entry, digest = line.split(" ")
    return Placed(int(place), UUID(entry), digest)


def _places_file(county: str, number: int) -> Path:
    return folder_of(county) / "places" / f"{number:010d}.txt"


def lacks(county: str) -> int:
    """How many seals of the database the copy lacks; they follow within an interval while the worker runs."""
    copied = max((number for number, head in copied_heads(county) if head), default=0)
    return Seal.objects.filter(county=county, number__gt=copied).count()


def copy_out(county: str) -> int:
    """Write the seals that the copy lacks; returns how many. SealsDisagree when the two do not fit together."""
    with _alone(county):
        last = _last_copied(county)
        _check_same(county, last)
        rows = Seal.objects.filter(county=county, number__gt=last.number if last else 0).order_by("number")
        copied = 0
        for row in rows.iterator(chunk_size=100):
            last = _copy(head_of(row), last)
            copied += 1
        return copied


@contextmanager
def _alone(county: str) -> Iterator[None]:
    folder = folder_of(county)
    (folder / "places").mkdir(parents=True, exist_ok=True)
    with (folder / "lock").open("a") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _last_copied(county: str) -> Head | None:
    """The head of the last line, after a torn one was cut off."""
    path = roots_file(county)
    if not path.exists():
        return None
    with path.open("rb+") as file:
        tail = _tail(file)
        torn = len(tail) - (tail.rfind(b"\n") + 1)
        if torn:
            file.truncate(file.seek(0, os.SEEK_END) - torn)
    lines = tail[: len(tail) - torn].splitlines()
    if not lines:
        return None
    head = _head(lines[-1])
    if head is None:
        raise SealsDisagree(f"the last line of {path.name} is damaged")
    return head


def _tail(file: BinaryIO) -> bytes:
    file.seek(max(0, file.seek(0, os.SEEK_END) - TAIL))
    return file.read()


def _check_same(county: str, last: Head | None) -> None:
    if last is None:
        return
    row = Seal.objects.filter(county=county, number=last.number).first()
    if row is None or head_of(row) != last or row.digest != last.digest:
        raise SealsDisagree(f"seal {last.number} of {county} is another one outside the database")


def _copy(head: Head, before: Head | None) -> Head:
    places = stored_places(head.county, head.first, head.last)
    chained = (head.number, head.previous) == ((before.number + 1, before.digest) if before else (1, ""))
    if not chained or tree_root(places) != head.root:
        raise SealsDisagree(f"seal {head.number} of {head.county} does not fit its entries or the seal before")
    _write_places(_places_file(head.county, head.number), places)
    _append(roots_file(head.county), json.dumps(head.told(), sort_keys=True) + "\n")
    return head


def _write_places(path: Path, places: list[Placed]) -> None:
    draft = path.with_suffix(".new")
    with draft.open("w", encoding="ascii") as file:
        file.writelines(f"{placed.place} {placed.entry} {placed.digest}\n" for placed in places)
        file.flush()
        os.fsync(file.fileno())
    draft.replace(path)
    _sync_folder(path.parent)


def _append(path: Path, line: str) -> None:
    fresh = not path.exists()
    with path.open("a", encoding="ascii") as file:
        file.write(line)
        file.flush()
        os.fsync(file.fileno())
    if fresh:
        _sync_folder(path.parent)


def _sync_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
