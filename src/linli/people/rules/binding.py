"""Binding an account to a record: the code, how long it lives, how often one may try (settled.md, Reading)."""

import secrets
from datetime import timedelta

ALPHABET = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"  # without 0, O, 1 and I, which people mix up
LENGTH = 8
LIFE = timedelta(hours=1)
TRIES, WINDOW = 5, timedelta(hours=1)


def new_code() -> str:
    """Eight characters in two groups, to be read out or copied."""
    plain = "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))
    return f"{plain[:4]}-{plain[4:]}"


def normal_code(text: str) -> str:
    """What was typed, without blanks and dashes, in capitals."""
    return "".join(char for char in text.upper() if char in ALPHABET)[: LENGTH + 1]
