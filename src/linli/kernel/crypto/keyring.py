"""The keys of an installation: one file in the data folder, mode 0600, outside the database."""

import base64
import json
import os
import secrets
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from django.conf import settings

KEY_BYTES = 32


class KeyProblem(Exception):
    """The key file is missing, unreadable, weak or of another installation; the text says what to do."""


@dataclass(frozen=True)
class Keyring:
    """``wrapping`` maps a name to a key that wraps data keys; the newest (``current``) is used for new ones."""

    current: str
    wrapping: dict[str, bytes]
    lookup: bytes
    django: str


def keyring_path(data: Path) -> Path:
    """Where the key file of ``data`` stands."""
    return data / "keys" / "ring.json"


def make_keyring(data: Path) -> Keyring:
    """Create the key file once; refuse to replace one. Written whole or not at all."""
    path = keyring_path(data)
    if path.exists():
        raise KeyProblem(f"{path} exists already; keys are never replaced, only rotated")
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    content = {
        "current": "w1",
        "wrapping": {"w1": _encode(secrets.token_bytes(KEY_BYTES))},
        "lookup": _encode(secrets.token_bytes(KEY_BYTES)),
        "django": secrets.token_urlsafe(64),
    }
    _write_private(path, json.dumps(content, indent=1))
    return read_keyring(path)


def _write_private(path: Path, text: str) -> None:
    draft = path.with_suffix(".new")
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    draft.rename(path)


def _encode(key: bytes) -> str:
    return base64.b64encode(key).decode("ascii")


def read_keyring(path: Path) -> Keyring:
    """Read and check a key file; KeyProblem says what is wrong and what to do."""
    try:
        raw = json.loads(path.read_text(encoding="utf-8"))
        ring = Keyring(
            current=raw["current"],
            wrapping={name: base64.b64decode(key) for name, key in raw["wrapping"].items()},
            lookup=base64.b64decode(raw["lookup"]),
            django=raw["django"],
        )
    except FileNotFoundError as error:
        raise KeyProblem(f"No key file at {path}. Run 'linli init', or restore the file from your backup.") from error
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise KeyProblem(f"The key file {path} cannot be read. Restore it from your backup.") from error
    _refuse_weak(ring, path)
    return ring


def _refuse_weak(ring: Keyring, path: Path) -> None:
    keys = [*ring.wrapping.values(), ring.lookup]
    if any(len(key) != KEY_BYTES or len(set(key)) < 8 for key in keys) or ring.current not in ring.wrapping:
        raise KeyProblem(f"The key file {path} holds a weak or missing key. Restore it from your backup.")


def readable_by_others(path: Path) -> bool:
    """Whether the file's mode lets anyone but its owner read it."""
    return bool(path.stat().st_mode & 0o077)


@lru_cache(maxsize=4)
def _read_once(data: Path) -> Keyring:
    return read_keyring(keyring_path(data))


def keyring() -> Keyring:
    """The keys of this installation."""
    return _read_once(settings.LINLI.data)
