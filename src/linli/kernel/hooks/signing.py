"""The signatures of Standard Webhooks (standardwebhooks.com): HMAC-SHA256 over ``id.timestamp.body``. Pure."""

import base64
import binascii
import hashlib
import hmac
import secrets
from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta

PREFIX, VERSION = "whsec_", "v1"
SECRET_BYTES = 32
SHORTEST, LONGEST = 24, 64
TOLERANCE = timedelta(minutes=5)


class BadSignature(Exception):
    """A message that is not what it says: ``reason`` is one word."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


def new_secret() -> str:
    """A fresh secret, 32 random bytes, as both sides write it: ``whsec_…``."""
    return PREFIX + base64.b64encode(secrets.token_bytes(SECRET_BYTES)).decode("ascii")


def key_of(secret: str) -> bytes:
    """The bytes of a secret, with or without its prefix; ValueError unless it is base64 of 24 to 64 bytes."""
    key = base64.b64decode(secret.removeprefix(PREFIX), validate=True)
    if not SHORTEST <= len(key) <= LONGEST:
        raise ValueError(f"a secret has {SHORTEST} to {LONGEST} bytes")
    return key


def _signature(secret: str, message: str, stamp: int, body: bytes) -> str:
    digest = hmac.digest(key_of(secret), f"{message}.{stamp}.".encode() + body, hashlib.sha256)
    return f"{VERSION},{base64.b64encode(digest).decode('ascii')}"


def headers(secrets_in_force: Iterable[str], message: str, stamp: int, body: bytes) -> dict[str, str]:
    """The three headers of a message; with more than one secret (while they are changed) one signature each.

    ``stamp`` is the moment of the try in seconds since 1970; ``message`` stays the same over all tries.
    """
    signatures = " ".join(_signature(secret, message, stamp, body) for secret in secrets_in_force)
    return {"webhook-id": message, "webhook-timestamp": str(stamp), "webhook-signature": signatures}


def verify(secrets_in_force: Iterable[str], given: Mapping[str, str], body: bytes, at: datetime) -> str:
    """The id of a message that came in; BadSignature unless it is whole, of one of the secrets, and of this moment.

    ``body`` must be the raw bytes, ``at`` the present moment; five minutes off are let pass.
    """
    found = {name.lower(): value for name, value in given.items()}
    message, stamp = found.get("webhook-id", ""), found.get("webhook-timestamp", "")
    if not message or not stamp or not found.get("webhook-signature"):
        raise BadSignature("no_signature")
    _check_time(stamp, at)
    offered = [item for item in found["webhook-signature"].split(" ") if item.startswith(f"{VERSION},")]
    wanted = [_signature(secret, message, int(stamp), body) for secret in secrets_in_force]
    # All are compared, so that the time tells nothing.
    if not sum(_same(one, other) for one in wanted for other in offered):
        raise BadSignature("wrong_signature")
    return message


def _check_time(stamp: str, at: datetime) -> None:
    if not stamp.isascii() or not stamp.isdigit() or len(stamp) > 11:
        raise BadSignature("bad_time")
    if abs(at.timestamp() - int(stamp)) > TOLERANCE.total_seconds():
        raise BadSignature("too_old" if int(stamp) < at.timestamp() else "too_new")


def _same(one: str, other: str) -> bool:
    return hmac.compare_digest(one.encode(), other.encode())


def is_secret(text: str) -> bool:
    """Whether a text can be a secret."""
    try:
        return bool(key_of(text))
    except (ValueError, binascii.Error):
        return False
