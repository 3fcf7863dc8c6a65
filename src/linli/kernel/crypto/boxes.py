"""Boxes: an encrypted value bound to its table, field and row (settled.md, machinery 7)."""

import secrets
from functools import lru_cache
from uuid import UUID

from cryptography.exceptions import InvalidTag
from django.conf import settings
from django.db import transaction

from linli.kernel.clock_port import now
from linli.kernel.crypto.keyring import KEY_BYTES, KeyProblem, keyring
from linli.kernel.crypto.models import DataKey
from linli.kernel.crypto.suites import NUMBERS, SUITES
from linli.kernel.ids import county_of_id, new

WRAP_SUITE = 1
HEAD = 1 + 16


def _bound(table: str, field: str, row: UUID) -> bytes:
    return f"{table}|{field}|{row}".encode()


def make_data_key(county: str) -> UUID:
    """Add a data key for ``county`` and return its id (called inside a command or framework context)."""
    ring = keyring()
    key_id = new(county)
    wrapped = SUITES[WRAP_SUITE].seal(ring.wrapping[ring.current], secrets.token_bytes(KEY_BYTES), key_id.bytes)
    DataKey.objects.create(id=key_id, county=county, wrapped_by=ring.current, wrapped=wrapped, created_at=now())
    return key_id


@lru_cache(maxsize=1024)
def _unwrapped(key_id: UUID) -> bytes:
    row = DataKey.objects.filter(pk=key_id, county=county_of_id(key_id)).first()
    if row is None:
        raise KeyProblem(f"Data key {key_id} is missing from the database. Restore the database from your backup.")
    return unwrap(row)


def unwrap(row: DataKey) -> bytes:
    """The plain data key; KeyProblem when the key file is of another installation."""
    ring = keyring()
    wrapping = ring.wrapping.get(row.wrapped_by)
    if wrapping is None:
        raise KeyProblem(f"Wrapping key {row.wrapped_by} is not in the key file. Restore keys/ring.json.")
    try:
        return SUITES[WRAP_SUITE].open(wrapping, bytes(row.wrapped), row.id.bytes)
    except InvalidTag as error:
        raise KeyProblem("The key file belongs to another installation. Restore keys/ring.json.") from error


_current: dict[str, UUID] = {}


def forget_keys() -> None:
    """Drop the keys that this process remembers (after a rotation or a change of database)."""
    _unwrapped.cache_clear()
    _current.clear()


def _key_for_sealing(county: str) -> UUID:
    if county in _current:
        return _current[county]
    row = DataKey.objects.filter(county=county).order_by("-created_at", "-id").first()
    found = row.id if row else make_data_key(county)
    # Remembered only once it is certain that the key's own transaction was not rolled back.
    transaction.on_commit(lambda: _current.__setitem__(county, found))
    return found


def seal_box(text: str, *, table: str, field: str, row: UUID) -> bytes:
    """Encrypt ``text`` for one field of one row; the row's county chooses the key."""
    key_id = _key_for_sealing(county_of_id(row))
    number = NUMBERS[settings.LINLI.cipher]
    box = SUITES[number].seal(_unwrapped(key_id), text.encode("utf-8"), _bound(table, field, row))
    return bytes([number]) + key_id.bytes + box


def open_box(box: bytes, *, table: str, field: str, row: UUID) -> str:
    """Decrypt a field; KeyProblem when it was moved from another row or field, or changed."""
    box = bytes(box)
    try:
        suite, key_id = SUITES[box[0]], UUID(bytes=box[1:HEAD])
        return suite.open(_unwrapped(key_id), box[HEAD:], _bound(table, field, row)).decode("utf-8")
    except (InvalidTag, IndexError, KeyError, ValueError) as error:
        raise KeyProblem(f"A value of {table}.{field} was changed or moved; row {row}.") from error
