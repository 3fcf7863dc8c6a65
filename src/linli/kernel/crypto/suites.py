"""The two authenticated ciphers: AES-256-GCM and SM4-GCM (R9.9). Each box begins with the number of its suite."""

import secrets
from dataclasses import dataclass
from functools import lru_cache
from typing import Protocol

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers import Cipher
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.ciphers.algorithms import SM4
from cryptography.hazmat.primitives.ciphers.modes import GCM

NONCE = 12
TAG = 16


class Suite(Protocol):
    """An authenticated cipher under a 32-byte key."""

    def seal(self, key: bytes, plain: bytes, bound: bytes) -> bytes:
        """nonce + ciphertext + tag; ``bound`` is authenticated but not kept."""

    def open(self, key: bytes, box: bytes, bound: bytes) -> bytes:
        """The plain bytes; InvalidTag when key, box or ``bound`` is another."""


@lru_cache(maxsize=64)
def _aes(key: bytes) -> AESGCM:
    return AESGCM(key)


@dataclass(frozen=True)
class AesGcm:
    """AES-256-GCM."""

    def seal(self, key: bytes, plain: bytes, bound: bytes) -> bytes:
        """See Suite."""
        nonce = secrets.token_bytes(NONCE)
        return nonce + _aes(key).encrypt(nonce, plain, bound)

    def open(self, key: bytes, box: bytes, bound: bytes) -> bytes:
        """See Suite."""
        return _aes(key).decrypt(box[:NONCE], box[NONCE:], bound)


@dataclass(frozen=True)
class Sm4Gcm:
    """SM4-GCM under the first 16 bytes of the key (SM4 keys have 128 bits)."""

    def seal(self, key: bytes, plain: bytes, bound: bytes) -> bytes:
        """See Suite."""
        nonce = secrets.token_bytes(NONCE)
        encryptor = Cipher(SM4(key[:16]), GCM(nonce)).encryptor()
        encryptor.authenticate_additional_data(bound)
        return nonce + encryptor.update(plain) + encryptor.finalize() + encryptor.tag

    def open(self, key: bytes, box: bytes, bound: bytes) -> bytes:
        """See Suite."""
        if len(box) < NONCE + TAG:
            raise InvalidTag
        decryptor = Cipher(SM4(key[:16]), GCM(box[:NONCE], box[-TAG:])).decryptor()
        decryptor.authenticate_additional_data(bound)
        return decryptor.update(box[NONCE:-TAG]) + decryptor.finalize()


SUITES: dict[int, Suite] = {1: AesGcm(), 2: Sm4Gcm()}
NUMBERS = {"aes-256-gcm": 1, "sm4-gcm": 2}
