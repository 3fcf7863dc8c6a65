"""Citizen numbers of 18 and 15 digits, and the residence permits of the same shape (R2.1, R2.2, R2.4)."""

from dataclasses import dataclass
from datetime import date
from enum import IntEnum, StrEnum
from typing import Final

from linli.kernel.codes.areas import PROVINCES, area_warnings
from linli.kernel.codes.checksums import citizen_check
from linli.kernel.codes.counties import EDITION
from linli.kernel.codes.finding import Finding
from linli.kernel.codes.plain import compact, only_digits, strangers
from linli.kernel.codes.reasons import CodesCode

_EARLIEST: Final = date(1800, 1, 1)
# 996-999 marked people who were over a hundred when numbers were first given out.
_CENTENARIANS: Final = frozenset({"996", "997", "998", "999"})


class Sex(IntEnum):
    """Sex as coded in GB/T 2261.1 (R10.5)."""

    UNKNOWN = 0
    MALE = 1
    FEMALE = 2
    UNSTATED = 9


class IdentityKind(StrEnum):
    """The document that a number belongs to."""

    CITIZEN = "citizen"
    HONG_KONG_RESIDENT = "hong_kong_resident"
    MACAU_RESIDENT = "macau_resident"
    TAIWAN_RESIDENT = "taiwan_resident"
    FOREIGN_RESIDENT = "foreign_resident"
    FOREIGN_RESIDENT_OLD = "foreign_resident_old"
    HOME_RETURN = "home_return"
    TAIWAN_TRAVEL = "taiwan_travel"


_PERMITS: Final = {
    "810000": IdentityKind.HONG_KONG_RESIDENT,
    "820000": IdentityKind.MACAU_RESIDENT,
    "830000": IdentityKind.TAIWAN_RESIDENT,
}


@dataclass(frozen=True)
class IdentityFacts:
    """What a number tells; None where its kind does not say. ``county_at_issue`` ignores later maps."""

    kind: IdentityKind
    province: str | None = None
    county_at_issue: str | None = None
    birth: date | None = None
    sex: Sex = Sex.UNKNOWN


def check_citizen(text: str, today: date) -> Finding[IdentityFacts]:
    """Check a citizen number or residence permit; ``normal`` always has 18 characters (R2.1, R2.2, R2.4).

    Order: length, characters, province, date (1800 to ``today``), check character. Full-width digits,
    blanks and a lower-case x are taken. A county no longer in use only warns. Fifteen digits are
    extended, with a warning.
    """
    number = compact(text)
    if len(number) == 15:
        return _check_fifteen(number, today)
    return _check_eighteen(number, today)


def parse_citizen(text: str, today: date) -> str:
    """The 18-character form of a citizen number; raises ``Invalid`` (R2.1)."""
    return check_citizen(text, today).require()


def embedded_date(digits: str, today: date) -> date | None:
    """The date in eight ``digits`` if it exists and lies from 1800 to ``today`` (R2.1, T008)."""
    try:
        found = date(int(digits[:4]), int(digits[4:6]), int(digits[6:]))
    except ValueError:
        return None
    return found if _EARLIEST <= found <= today else None


def _check_fifteen(number: str, today: date) -> Finding[IdentityFacts]:
    if not only_digits(number):
        return _refused(number, CodesCode.BAD_CHARACTERS, found=strangers(number, "0123456789"))
    if number[12:] in _CENTENARIANS:
        return _refused(number, CodesCode.CENTURY_UNCLEAR)
    body = f"{number[:6]}19{number[6:]}"
    finding = _check_eighteen(body + citizen_check(body), today)
    if not finding.ok:
        return finding
    warnings = (CodesCode.FIFTEEN_DIGITS, *finding.warnings)
    return Finding(finding.normal, finding.facts, warnings, data=finding.data)


def _check_eighteen(number: str, today: date) -> Finding[IdentityFacts]:
    if len(number) != 18:
        return _refused(number, CodesCode.BAD_LENGTH, length=len(number), expected=18)
    if not only_digits(number[:17]) or number[17] not in "0123456789X":
        found = strangers(number[:17], "0123456789") + strangers(number[17], "0123456789X")
        return _refused(number, CodesCode.BAD_CHARACTERS, found=found)
    if number[:2] not in PROVINCES and number[:6] not in _PERMITS:
        return _refused(number, CodesCode.UNKNOWN_PROVINCE, province=number[:2])
    birth = embedded_date(number[6:14], today)
    if birth is None:
        return _refused(number, CodesCode.BAD_DATE)
    if citizen_check(number[:17]) != number[17]:
        return _refused(number, CodesCode.BAD_CHECK)
    return _accepted(number, birth)


def _accepted(number: str, birth: date) -> Finding[IdentityFacts]:
    county = number[:6]
    kind = _PERMITS.get(county, IdentityKind.CITIZEN)
    warnings = area_warnings(county) if kind is IdentityKind.CITIZEN else ()
    # The sequence number is odd for men and even for women.
    sex = Sex.MALE if int(number[16]) % 2 else Sex.FEMALE
    facts = IdentityFacts(kind, number[:2], county, birth, sex)
    return Finding(number, facts, warnings, data={"code": county, "edition": EDITION.isoformat()})


def _refused(number: str, error: CodesCode, **data: object) -> Finding[IdentityFacts]:
    return Finding(number, error=error, data=data)
