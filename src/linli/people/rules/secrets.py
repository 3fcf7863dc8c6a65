"""What is kept of a random secret."""

import hashlib


def digest_of(secret: str) -> bytes:
    """SHA-256 of a random secret of 256 bits (no slow hash is needed for such a secret)."""
    return hashlib.sha256(secret.encode("utf-8")).digest()
