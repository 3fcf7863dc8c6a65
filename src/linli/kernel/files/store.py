"""The store: bytes under their digest in the data folder, rows beside them, written by the command in hand.

``take_in`` checks, re-encodes and writes the bytes before any transaction; ``own`` writes the rows inside the command.
Bytes without a row (a refused or broken command) are orphans for the collector.
"""

import hashlib
import os
import tempfile
from collections.abc import Collection, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any, Final
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.db.models import Sum

from linli.kernel.db.upsert import insert_if_absent
from linli.kernel.errors import Invalid, NotFound, Outage
from linli.kernel.files.images import reencoded, thumbnail
from linli.kernel.files.kinds import kind_of
from linli.kernel.files.models import FileOwner, StoredFile
from linli.kernel.files.reasons import FileCode
from linli.kernel.ids import new

MEGABYTE: Final = 1_000_000
LARGEST: Final = 20 * MEGABYTE


@dataclass(frozen=True)
class TakenIn:
    """Bytes that are in the store and wait for an owner."""

    sha256: str
    size: int
    type: str
    ending: str

    def as_data(self) -> dict[str, Any]:
        """As a mapping, for drafts and command arguments."""
        return asdict(self)


@dataclass(frozen=True)
class Opened:
    """A stored file for a download."""

    data: bytes
    type: str
    ending: str


def take_in(data: bytes) -> TakenIn:
    """Check a file by its content, re-encode a picture, write the bytes; Invalid tells why not (20 MB at most)."""
    if len(data) > LARGEST:
        megabytes = -(-len(data) // MEGABYTE)
        raise Invalid(FileCode.TOO_LARGE, {"megabytes": megabytes, "limit": LARGEST // MEGABYTE})
    kind = kind_of(data)
    if kind.is_image:
        data, kind = reencoded(data)
    digest = hashlib.sha256(data).hexdigest()
    _write(digest, data)
    return TakenIn(digest, len(data), kind.type, kind.ending)


def path_of(sha256: str) -> Path:
    """Where the bytes of a digest lie."""
    folder: Path = settings.LINLI.folder("files")
    return folder / sha256[:2] / sha256[2:4] / sha256


def _write(digest: str, data: bytes) -> None:
    path = path_of(digest)
    if path.exists():
        return
    _refuse_full(len(data))
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        with tempfile.NamedTemporaryFile(dir=path.parent, delete=False) as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        Path(file.name).replace(path)
    except OSError as error:
        raise Outage(FileCode.FULL) from error


def _refuse_full(size: int) -> None:
    quota: int = settings.LINLI.file_quota_mb
    if quota and used_bytes() + size > quota * MEGABYTE:
        raise Outage(FileCode.FULL)


def used_bytes() -> int:
    """The bytes that the store's rows account for."""
    found: int | None = StoredFile.objects.aggregate(total=Sum("size"))["total"]
    return found or 0


def own(county: str, given: Sequence[Mapping[str, Any]], owner: tuple[str, UUID], at: datetime) -> list[UUID]:
    """Give taken-in bytes an owner, inside a command; returns the files' ids in the same order.

    The types of new ones are read from the bytes again. Three statements however many files there are; two where all of
    the bytes are in the store already.
    """
    if not given:
        return []
    wanted = [_digest(item) for item in given]
    ids = _known(county, wanted)
    rows = {digest: _row(county, digest, at) for digest in wanted if digest not in ids}
    if rows:
        # A rival may have stored the same bytes in between.
        fresh = insert_if_absent(*rows.values())
        ids = ids | {digest: row.id for digest, row in rows.items()} if fresh else _known(county, wanted)
    insert_if_absent(*(
        FileOwner(id=new(county), county=county, file_id=file, owner_type=owner[0], owner_id=owner[1], since=at)
        for file in ids.values()
    ))  # fmt: skip
    return [ids[digest] for digest in wanted]


def _row(county: str, digest: str, at: datetime) -> StoredFile:
    path = path_of(digest)
    if not path.exists():
        raise Invalid(FileCode.MISSING)
    data = path.read_bytes()
    kind = kind_of(data)
    return StoredFile(
        id=new(county), county=county, sha256=digest, size=len(data), type=kind.type, ending=kind.ending, stored_at=at
    )


def _known(county: str, digests: Sequence[str]) -> dict[str, UUID]:
    rows = StoredFile.objects.filter(county=county, sha256__in=digests)
    return dict(rows.values_list("sha256", "id"))


def _digest(given: Mapping[str, Any]) -> str:
    digest = str(given.get("sha256", ""))
    if len(digest) != 64 or not all(char in "0123456789abcdef" for char in digest):
        raise Invalid(FileCode.MISSING)
    return digest


def disown(county: str, file: UUID, owner: tuple[str, UUID]) -> None:
    """Take an owner away, inside a command; bytes that nobody owns any more are gone with its commit."""
    FileOwner.objects.filter(county=county, file=file, owner_type=owner[0], owner_id=owner[1]).delete()
    _forget(county, [file])


def disown_all(county: str, owner_type: str, owners: Collection[UUID], digests: Collection[str] | None = None) -> None:
    """Take away all files of some owners, or those of these digests only; the same otherwise."""
    given = FileOwner.objects.filter(county=county, owner_type=owner_type, owner_id__in=owners)
    if digests is not None:
        given = given.filter(file__sha256__in=digests)
    files = list(given.order_by("id").values_list("file_id", flat=True))
    if files:
        given.filter(file_id__in=files).delete()
        _forget(county, files)


def _forget(county: str, files: Collection[UUID]) -> None:
    rows = list(StoredFile.objects.select_for_update().filter(county=county, pk__in=files).order_by("id"))
    kept = set(FileOwner.objects.filter(county=county, file__in=rows).order_by("id").values_list("file_id", flat=True))
    gone = [row for row in rows if row.id not in kept]
    StoredFile.objects.filter(county=county, pk__in=[row.id for row in gone]).delete()
    for row in gone:
        transaction.on_commit(partial(_unlink, row.sha256))


def _unlink(sha256: str) -> None:
    # Another county may keep the same bytes.
    if not StoredFile.objects.filter(sha256=sha256).exists():
        path_of(sha256).unlink(missing_ok=True)


def open_stored(county: str, file: UUID, *, small: bool = False) -> Opened:
    """The bytes of a file, or a small JPEG of a picture; who may is for the caller to know."""
    row = StoredFile.objects.filter(county=county, pk=file).order_by("id").first()
    if row is None:
        raise NotFound(FileCode.MISSING)
    try:
        data = path_of(row.sha256).read_bytes()
    except OSError as error:
        raise NotFound(FileCode.MISSING) from error
    if small and row.type.startswith("image/"):
        return Opened(thumbnail(data), "image/jpeg", "jpg")
    return Opened(data, row.type, row.ending)


def owned(county: str, file: UUID, owner: tuple[str, UUID]) -> bool:
    """Whether a file belongs to an object."""
    return FileOwner.objects.filter(county=county, file=file, owner_type=owner[0], owner_id=owner[1]).exists()
