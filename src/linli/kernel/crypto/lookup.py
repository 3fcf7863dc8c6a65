"""Keyed digests: exact look-up, salted commitments, digests of requests."""

import hashlib
import hmac
import json
import secrets
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any
from uuid import UUID

from linli.kernel.crypto.keyring import keyring


def _keyed(purpose: str, text: str) -> bytes:
    return hmac.digest(keyring().lookup, f"{purpose}\0{text}".encode(), "sha256")


def lookup_key(kind: str, normal: str) -> bytes:
    """The digest under which an exact value is found again; ``kind`` keeps phones apart from numbers."""
    return _keyed(f"lookup:{kind}", normal)


def new_salt() -> bytes:
    """A random salt for one commitment; whoever lacks it can never test a guess."""
    return secrets.token_bytes(16)


def commitment(salt: bytes, field: str, value: str) -> str:
    """A salted commitment of a personal value: the journal keeps this, never the value (settled.md, machinery 4)."""
    return hmac.digest(salt, f"{field}\0{value}".encode(), hashlib.sha256).hex()


def _plain(value: object) -> object:
    if isinstance(value, UUID | date | datetime):
        return str(value)
    if isinstance(value, bytes):
        return value.hex()
    if isinstance(value, set | frozenset):
        return sorted(str(item) for item in value)
    raise TypeError(f"{type(value).__name__} cannot be part of a request's digest")


def request_digest(arguments: Mapping[str, Any]) -> str:
    """A keyed digest of a command's arguments, to tell a repeat from a new request under an old key."""
    text = json.dumps(arguments, sort_keys=True, default=_plain, ensure_ascii=False)
    return _keyed("request", text).hex()
