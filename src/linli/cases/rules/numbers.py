"""Public numbers and the codes on receipts (R10.2)."""

from collections.abc import Callable
from datetime import date
from typing import Final

from linli.kernel.text import half_width

DAILY_LIMIT: Final = 99_999
# No letters and figures that look alike on paper.
KEY_ALPHABET: Final = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
KEY_LENGTH: Final = 8


def check_digit(body: str) -> str:
    """The digit after a body of digits: ISO 7064 MOD 11,10, which finds every single slip and most exchanges."""
    product = 10
    for char in body:
        total = (int(char) + product) % 10 or 10
        product = total * 2 % 11
    return str((11 - product) % 10)


def public_number(county: str, day: date, sequence: int) -> str:
    """County + day + sequence of the day + check digit: made to be quoted, not secret."""
    if not 1 <= sequence <= DAILY_LIMIT:
        raise ValueError(f"a day has 1 to {DAILY_LIMIT} numbers, not {sequence}")
    body = f"{county}{day:%Y%m%d}{sequence:05}"
    return body + check_digit(body)


def read_number(text: str) -> str | None:
    """The number in what somebody typed, with blanks and full-width digits; None when it cannot be one."""
    digits = "".join(char for char in half_width(text) if not char.isspace() and char not in "-—·")
    if len(digits) != 20 or not (digits.isascii() and digits.isdigit()):
        return None
    return digits if check_digit(digits[:-1]) == digits[-1] else None


def new_key(choose: Callable[[str], str]) -> str:
    """A code for a receipt; ``choose`` picks a character at random."""
    return "".join(choose(KEY_ALPHABET) for _ in range(KEY_LENGTH))


def read_key(text: str) -> str:
    """The code as it was given out: upper case, no blanks."""
    return "".join(char for char in half_width(text).upper() if char.isalnum())


def is_key(text: str) -> bool:
    """Whether a text has the shape of a code as we give them out."""
    return len(text) == KEY_LENGTH and all(char in KEY_ALPHABET for char in text)


def key_from(digest: bytes) -> str:
    """The code that follows from a digest, so that the same request is answered with the same code twice."""
    number = int.from_bytes(digest)
    found = ""
    for _ in range(KEY_LENGTH):
        number, place = divmod(number, len(KEY_ALPHABET))
        found += KEY_ALPHABET[place]
    return found
