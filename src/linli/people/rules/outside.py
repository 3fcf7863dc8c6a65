"""What an outside provider says about somebody, and how much of it counts (OpenID Connect Core 1.0, R9.8)."""

from collections.abc import Collection, Mapping
from typing import Any

LONGEST_SUBJECT = 255
# Clocks of two machines may differ by so much.
SKEW_SECONDS = 60
# A log-in that was begun must come back within so many minutes.
BEGUN_MINUTES = 10
# Kinds of proof by their names in RFC 8176. What a text message or a call brings is possession, but no cryptography.
KNOWS = frozenset({"pwd", "pin", "kba"})
HOLDS = frozenset({"otp", "hwk", "swk", "sc", "pop", "fido", "sms", "tel"})
IS = frozenset({"face", "fpt", "iris", "retina", "vbm"})
CRYPTOGRAPHIC = frozenset({"otp", "hwk", "swk", "sc", "pop", "fido"})


def subject_of_claims(claims: Mapping[str, Any], claim: str) -> str | None:
    """What names the person there; None when it is missing, no text, too long, or a mail that nobody checked."""
    value = claims.get(claim)
    if claim == "email" and claims.get("email_verified") is not True:
        return None
    return normal_subject(value) if isinstance(value, str) else None


def normal_subject(text: str) -> str | None:
    """A subject without blanks around it; None when nothing is left or it is too long. Case counts."""
    plain = text.strip()
    return plain if 0 < len(plain) <= LONGEST_SUBJECT and plain.isprintable() else None


def proves_two_factors(claims: Mapping[str, Any], acr: Collection[str]) -> bool:
    """Whether ``acr`` is one of the agreed values, or ``amr`` names "mfa" or two kinds, one of them cryptographic."""
    if claims.get("acr") in acr:
        return True
    given = claims.get("amr")
    if not isinstance(given, list):
        return False
    named = {item for item in given if isinstance(item, str)}
    kinds = sum(bool(named & kind) for kind in (KNOWS, HOLDS, IS))
    return "mfa" in named or (kinds >= 2 and bool(named & CRYPTOGRAPHIC))


def is_fresh(claims: Mapping[str, Any], seconds: int, patience: int) -> bool:
    """Whether the person proved it there at most ``patience`` seconds ago; ``seconds`` is now, since 1970."""
    proved = claims.get("auth_time")
    return (
        isinstance(proved, int | float) and not isinstance(proved, bool) and seconds - proved <= patience + SKEW_SECONDS
    )


def masked_subject(subject: str) -> str:
    """Enough to tell two apart, not enough to use: the first two and the last two characters, the rest hidden."""
    return f"{subject[:2]}***{subject[-2:]}" if len(subject) >= 8 else f"{subject[:1]}***"
