"""A backup: the database, its files, the seals outside it, and a list of all that by which every bit is checked."""

import hashlib
import json
import os
import shutil
from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from django.conf import settings

from linli.kernel.clock_port import now
from linli.kernel.crypto.keyring import keyring
from linli.kernel.db.dumps import DumpProblem, dump, dump_name, load, rows_by_table
from linli.kernel.db.holding import InUse, hold_alone

FORMAT = 1
LIST, LIST_DIGEST = "manifest.json", "manifest.sha256"
FILES, SEALS = "files", "seals"
BLOCK = 1 << 20
Say = Callable[[str], None]


class BackupProblem(Exception):
    """What is wrong, each a sentence; nothing was replaced."""

    def __init__(self, *wrong: str) -> None:
        super().__init__("; ".join(wrong))
        self.wrong = wrong


@dataclass(frozen=True)
class Part:
    """A file of a backup."""

    path: str
    size: int
    sha256: str


def make_backup(folder: Path, say: Say) -> Mapping[str, Any]:
    """Write a backup into an empty folder; its list."""
    if folder.exists() and any(folder.iterdir()):
        raise BackupProblem(f"{folder} is not empty; a backup takes a folder of its own")
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    # Files before and after: what the database names by then is there, whatever came or went meanwhile.
    _copy_files(folder, say)
    say("database …")
    try:
        counts = dump(folder / dump_name())
    except DumpProblem as problem:
        raise BackupProblem(str(problem)) from problem
    _copy_files(folder, say)
    _copy_tree(_seals(), folder / SEALS)
    parts = [_part(path, folder) for path in _all_files(folder)]
    for part in parts:
        if part.path.startswith(f"{FILES}/") and part.sha256 != Path(part.path).name:
            say(f"{part.path} was damaged in the store before this backup: its bytes are not those that were taken in")
    listed = {
        "format": FORMAT, "made_at": now().isoformat(), "county": settings.LINLI.county, "engine": dump_name(),
        "keys": _fingerprints(), "rows": counts, "parts": [asdict(part) for part in parts],
    }  # fmt: skip
    text = json.dumps(listed, ensure_ascii=False, indent=1, sort_keys=True)
    os.sync()  # every part lies on the disk before the list that vouches for it
    _write(folder / LIST, text)
    _write(folder / LIST_DIGEST, f"{hashlib.sha256(text.encode()).hexdigest()}\n")
    return listed


def checked_list(folder: Path, say: Say) -> Mapping[str, Any]:
    """The list of a backup, once every bit of it was compared. BackupProblem names each part that is not as it was."""
    text = _read(folder / LIST)
    if hashlib.sha256(text).hexdigest() != _read(folder / LIST_DIGEST).decode("ascii", "replace").strip():
        raise BackupProblem(f"{LIST} is not as it was written: nothing of this backup can be trusted")
    listed: Mapping[str, Any] = json.loads(text)
    if listed["format"] != FORMAT:
        raise BackupProblem(f"this backup has format {listed['format']}; this version reads {FORMAT}")
    wrong = list(_wrong_parts(folder, [Part(**part) for part in listed["parts"]], say))
    if wrong:
        raise BackupProblem(*wrong)
    return listed


def restore(folder: Path, *, replace: bool, say: Say) -> Mapping[str, int]:
    """Check a backup, then put it in the place of database and files; the rows of each table.

    Nothing is touched before every bit was compared, the keys are the ones it was made with, and the database is
    empty or ``replace`` says that it may go.
    """
    listed = checked_list(folder, say)
    try:
        hold_alone()
    except InUse as problem:
        raise BackupProblem(str(problem)) from problem
    _refuse_other(listed, replace=replace)
    say("database …")
    try:
        counts = load(folder / listed["engine"])
    except DumpProblem as problem:
        raise BackupProblem(str(problem)) from problem
    told = listed["rows"]
    differ = [
        f"{name}: {told.get(name)} rows listed, {counts.get(name)} restored"
        for name in sorted({*told, *counts})
        if told.get(name) != counts.get(name)
    ]
    if differ:
        raise BackupProblem(*differ)
    say("files …")
    _copy_tree(folder / FILES, settings.LINLI.folder("files"))
    if not _seals().exists() or not any(_seals().iterdir()):
        _copy_tree(folder / SEALS, _seals())
    return counts


def _refuse_other(listed: Mapping[str, Any], *, replace: bool) -> None:
    wrong = []
    if listed["engine"] != dump_name():
        wrong.append(f"the backup is {listed['engine']}, this installation keeps its data in {dump_name()}")
    if listed["county"] != settings.LINLI.county:
        wrong.append(f"the backup is of county {listed['county']}, this installation serves {settings.LINLI.county}")
    ours = _fingerprints()
    missing = [name for name, mark in listed["keys"].items() if ours.get(name) != mark]
    if missing:
        wrong.append(
            f"these keys are not the ones it was made with: {', '.join(missing)}; put its key file in place first"
        )
    if not replace and not wrong and _holds_anything():
        wrong.append("the database holds data; say --replace if all of it may go")
    if wrong:
        raise BackupProblem(*wrong)


def _holds_anything() -> bool:
    return any(count for name, count in rows_by_table().items() if name == "kernel_journal")


def _fingerprints() -> dict[str, str]:
    """A mark of each key: it tells whether it is the same, and nothing of it."""
    ring = keyring()
    keys = {**ring.wrapping, "lookup": ring.lookup}
    return {name: hashlib.sha256(b"linli backup" + key).hexdigest()[:16] for name, key in sorted(keys.items())}


def _seals() -> Path:
    return Path(settings.LINLI.seal_folder) if settings.LINLI.seal_folder else settings.LINLI.data / "seals"


def _copy_files(folder: Path, say: Say) -> None:
    say("files …")
    _copy_tree(settings.LINLI.folder("files"), folder / FILES)


def _copy_tree(source: Path, target: Path) -> None:
    """Copy what is missing or not the same; each file whole under its name or not at all."""
    for path in _all_files(source):
        place = target / path.relative_to(source)
        if place.exists() and place.stat().st_size == path.stat().st_size and _digest(place) == _digest(path):
            continue
        place.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        draft = place.with_name(f"{place.name}.new")
        try:
            shutil.copyfile(path, draft)
        except FileNotFoundError:
            continue  # nobody owned it any more
        draft.replace(place)


def _all_files(folder: Path) -> Iterator[Path]:
    if folder.exists():
        yield from sorted(path for path in folder.rglob("*") if path.is_file())


def _part(path: Path, folder: Path) -> Part:
    return Part(path.relative_to(folder).as_posix(), path.stat().st_size, _digest(path))


def _digest(path: Path) -> str:
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while block := file.read(BLOCK):
            digest.update(block)
    return digest.hexdigest()


def _wrong_parts(folder: Path, parts: list[Part], say: Say) -> Iterator[str]:
    listed = {part.path for part in parts} | {LIST, LIST_DIGEST}
    for place, part in enumerate(parts, 1):
        path = folder / part.path
        if place % 1_000 == 0:
            say(f"{place} of {len(parts)} parts compared")
        if not path.is_file():
            yield f"{part.path} is missing"
        elif path.stat().st_size != part.size or _digest(path) != part.sha256:
            yield f"{part.path} is not as it was written"
    for path in _all_files(folder):
        if path.relative_to(folder).as_posix() not in listed:
            yield f"{path.relative_to(folder).as_posix()} does not belong to the backup"


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise BackupProblem(f"{path} cannot be read: this is no backup of Linli") from error


def _write(path: Path, text: str) -> None:
    with path.open("w", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
