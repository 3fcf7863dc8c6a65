"""Rules of consent (R9.1, R9.2, T124): what it must say, who gives it, whether it holds."""

from collections.abc import Iterable, Set
from dataclasses import dataclass
from datetime import date, datetime

from linli.kernel.clock import age
from linli.people.rules.person_reasons import PersonCode

WAYS = ("paper", "spoken", "online")
CHILD_YEARS = 14


@dataclass(frozen=True)
class Terms:
    """What is agreed to: one purpose, fields, one audience, the text's version, the way and the last day."""

    purpose: str
    fields: tuple[str, ...]
    audience: str
    text_version: str
    way: str
    expires_on: date


@dataclass(frozen=True)
class Given:
    """A consent as it stands."""

    purpose: str
    fields: tuple[str, ...]
    audience: str
    given_at: datetime
    expires_on: date
    withdrawn_at: datetime | None


def fault_of(terms: Terms, today: date) -> PersonCode | None:
    """Why the terms are none: something missing, an unknown way, or a last day that is not after today."""
    said = (terms.purpose, terms.fields, terms.audience.strip(), terms.text_version.strip())
    whole = all(said) and terms.way in WAYS and terms.expires_on > today
    return None if whole else PersonCode.CONSENT_TERMS


def is_bundled(fields: Iterable[str], sensitive: Set[str]) -> bool:
    """Whether sensitive fields stand together with others in one consent (R9.1, article 29)."""
    return len({field in sensitive for field in fields}) > 1


def needs_guardian(birth: date | None, birth_year: int | None, day: date) -> bool:
    """Whether the person is, or may be, under 14 (R9.2); with only a year known the later birthday is assumed."""
    if birth is not None:
        return age(birth, day) < CHILD_YEARS
    return birth_year is not None and day.year - birth_year <= CHILD_YEARS


def is_in_force(consent: Given, at: datetime, day: date) -> bool:
    """Whether a consent holds at a moment whose local day is ``day``; withdrawal bites from its own moment on."""
    if consent.withdrawn_at is not None and consent.withdrawn_at <= at:
        return False
    return consent.given_at <= at and day <= consent.expires_on


def covered_fields(consents: Iterable[Given], purpose: str, at: datetime, day: date) -> frozenset[str]:
    """The fields that consents in force allow for ``purpose``."""
    live = (consent for consent in consents if consent.purpose == purpose and is_in_force(consent, at, day))
    return frozenset(field for consent in live for field in consent.fields)
