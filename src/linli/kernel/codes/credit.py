"""Unified social credit codes (GB 32100-2015), with the N department of village collectives (R2.3)."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from linli.kernel.codes.areas import PROVINCES
from linli.kernel.codes.checksums import CREDIT_ALPHABET, credit_check, organisation_check
from linli.kernel.codes.finding import Finding
from linli.kernel.codes.plain import compact, strangers
from linli.kernel.codes.reasons import CodesCode

# Divisions of authorities of the nation itself.
_NATIONAL: Final = "10"


class CreditCategory(StrEnum):
    """Registration department and category: the first two characters.

    54 and 55 are committees as special legal persons; which of village or residents is not said by the code.
    """

    ORGAN = "11"
    PUBLIC_INSTITUTION = "12"
    MASS_ORGANISATION = "13"
    LAW_FIRM = "31"
    NOTARY = "32"
    FORENSIC = "34"
    SOCIAL_GROUP = "51"
    SOCIAL_SERVICE = "52"
    FOUNDATION = "53"
    COMMITTEE_54 = "54"
    COMMITTEE_55 = "55"
    OTHER_CIVIL_AFFAIRS = "59"
    RELIGIOUS_VENUE = "71"
    GRASS_ROOTS_UNION = "81"
    COMPANY = "91"
    INDIVIDUAL_BUSINESS = "92"
    FARMERS_COOPERATIVE = "93"
    ARMY = "A1"
    COLLECTIVE_OF_GROUP = "N1"
    COLLECTIVE_OF_VILLAGE = "N2"
    COLLECTIVE_OF_TOWN = "N3"
    OTHER = "Y1"

    @property
    def is_committee(self) -> bool:
        """Whether the code belongs to a village or residents' committee."""
        return self in (CreditCategory.COMMITTEE_54, CreditCategory.COMMITTEE_55)


@dataclass(frozen=True)
class CreditFacts:
    """The parts of a code. ``division`` is the registration authority's, not the seat."""

    department: str
    category: CreditCategory | None
    division: str
    organisation_code: str


def check_credit(text: str, today: date | None = None) -> Finding[CreditFacts]:
    """Check a unified social credit code: length, characters, check character (R2.3, T017-T020).

    A wrong check of the organisation part, an unknown category or division only warn. The code holds no date;
    ``today`` is taken so that all checks can be called alike.
    """
    code = compact(text)
    if len(code) != 18:
        return Finding(code, error=CodesCode.BAD_LENGTH, data={"length": len(code), "expected": 18})
    found = strangers(code, CREDIT_ALPHABET) or strangers(code[2:8], "0123456789")
    if found:
        return Finding(code, error=CodesCode.BAD_CHARACTERS, data={"found": found})
    if credit_check(code[:17]) != code[17]:
        return Finding(code, error=CodesCode.BAD_CHECK)
    facts = CreditFacts(code[0], _category(code[:2]), code[2:8], code[8:17])
    return Finding(code, facts, _warnings(facts))


def parse_credit(text: str, today: date | None = None) -> str:
    """The normal form of a unified social credit code; raises ``Invalid`` (R2.3)."""
    return check_credit(text, today).require()


def _category(pair: str) -> CreditCategory | None:
    return CreditCategory(pair) if pair in set(CreditCategory) else None


def _warnings(facts: CreditFacts) -> tuple[CodesCode, ...]:
    found = []
    if facts.category is None:
        found.append(CodesCode.UNKNOWN_CATEGORY)
    if facts.division[:2] not in PROVINCES | {_NATIONAL}:
        found.append(CodesCode.UNUSUAL_PART)
    if organisation_check(facts.organisation_code[:8]) != facts.organisation_code[8]:
        found.append(CodesCode.ORGANISATION_CHECK)
    return tuple(found)
