"""Check characters of citizen numbers, credit codes and organisation codes."""

from operator import mul
from typing import Final

_MOD_11_2_WEIGHTS: Final = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_MOD_11_2_CHECKS: Final = "10X98765432"
CREDIT_ALPHABET: Final = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_CREDIT_WEIGHTS: Final = tuple(pow(3, place, 31) for place in range(17))
_ORGANISATION_ALPHABET: Final = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_ORGANISATION_WEIGHTS: Final = (3, 7, 9, 10, 5, 8, 4, 2)
_ORGANISATION_CHECKS: Final = "0X987654321"


def _weighted(body: str, alphabet: str, weights: tuple[int, ...]) -> int:
    if len(body) != len(weights):
        raise ValueError(f"{len(weights)} characters are weighted, not {len(body)}")
    return sum(map(mul, map(alphabet.index, body), weights))


def citizen_check(body: str) -> str:
    """The 18th character for 17 digits: ISO 7064 MOD 11-2 as in GB 11643 (R2.1, T004)."""
    return _MOD_11_2_CHECKS[_weighted(body, "0123456789", _MOD_11_2_WEIGHTS) % 11]


def credit_check(body: str) -> str:
    """The 18th character for 17 characters of a unified social credit code (GB 32100, R2.3)."""
    return CREDIT_ALPHABET[-_weighted(body, CREDIT_ALPHABET, _CREDIT_WEIGHTS) % 31]


def organisation_check(body: str) -> str:
    """The ninth character for eight characters of an organisation code (GB 11714, R2.3)."""
    return _ORGANISATION_CHECKS[_weighted(body, _ORGANISATION_ALPHABET, _ORGANISATION_WEIGHTS) % 11]
