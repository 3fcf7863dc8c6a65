"""Foreign permanent resident cards, travel permits, and one door for all identity numbers (R2.4, R2.5)."""

import re
from datetime import date
from typing import Final

from linli.kernel.codes.areas import PROVINCES
from linli.kernel.codes.checksums import citizen_check
from linli.kernel.codes.finding import Finding
from linli.kernel.codes.identity import IdentityFacts, IdentityKind, check_citizen, embedded_date
from linli.kernel.codes.plain import compact
from linli.kernel.codes.reasons import CodesCode

_FOREIGN_NEW: Final = re.compile(r"9[0-9]{16}[0-9X]")
_FOREIGN_OLD: Final = re.compile(r"[A-Z]{3}[0-9]{12}")
_HOME_RETURN: Final = re.compile(r"[HM][0-9]{8}([0-9]{2})?")
_TAIWAN_TRAVEL: Final = re.compile(r"[0-9]{8}")


def check_foreign_card(text: str, today: date) -> Finding[IdentityFacts]:
    """Check a foreign permanent resident card, the 18-digit card of 2023 or the old 15 characters (R2.5, T016).

    The new card begins with 9, holds a birth date and ends with the check character of citizen numbers.
    The place of its province digits is not certain, so an unknown province there only warns.
    """
    number = compact(text)
    if _FOREIGN_OLD.fullmatch(number):
        return Finding(number, IdentityFacts(IdentityKind.FOREIGN_RESIDENT_OLD))
    if len(number) not in (15, 18):
        return _refused(number, CodesCode.BAD_LENGTH, length=len(number), expected="18, 15")
    if not _FOREIGN_NEW.fullmatch(number):
        return _refused(number, CodesCode.BAD_SHAPE)
    birth = embedded_date(number[6:14], today)
    if birth is None:
        return _refused(number, CodesCode.BAD_DATE)
    if citizen_check(number[:17]) != number[17]:
        return _refused(number, CodesCode.BAD_CHECK)
    warnings = () if number[1:3] in PROVINCES else (CodesCode.UNUSUAL_PART,)
    return Finding(number, IdentityFacts(IdentityKind.FOREIGN_RESIDENT, number[1:3], birth=birth), warnings)


def parse_foreign_card(text: str, today: date) -> str:
    """The normal form of a foreign permanent resident card; raises ``Invalid`` (R2.5)."""
    return check_foreign_card(text, today).require()


def check_travel_permit(text: str, today: date | None = None) -> Finding[IdentityFacts]:
    """Check the shape of a travel permit: H or M + 8 or 10 digits, or 8 digits for Taiwan (R2.4).

    These numbers hold no date and no check character; ``today`` is taken so that all checks can be called
    alike.
    """
    number = compact(text)
    if _HOME_RETURN.fullmatch(number):
        province = "81" if number.startswith("H") else "82"
        return Finding(number, IdentityFacts(IdentityKind.HOME_RETURN, province))
    if _TAIWAN_TRAVEL.fullmatch(number):
        return Finding(number, IdentityFacts(IdentityKind.TAIWAN_TRAVEL, "71"))
    return _refused(number, CodesCode.BAD_SHAPE)


def parse_travel_permit(text: str, today: date | None = None) -> str:
    """The normal form of a travel permit; raises ``Invalid`` (R2.4)."""
    return check_travel_permit(text, today).require()


def check_identity(text: str, today: date) -> Finding[IdentityFacts]:
    """Check a number of any kind known here; its shape decides the kind, in doubt it is a citizen number."""
    number = compact(text)
    if _FOREIGN_OLD.fullmatch(number) or (len(number) == 18 and number.startswith("9")):
        return check_foreign_card(number, today)
    if _HOME_RETURN.fullmatch(number) or _TAIWAN_TRAVEL.fullmatch(number):
        return check_travel_permit(number, today)
    return check_citizen(number, today)


def parse_identity(text: str, today: date) -> str:
    """The normal form of a number of any kind; raises ``Invalid``."""
    return check_identity(text, today).require()


def _refused(number: str, error: CodesCode, **data: object) -> Finding[IdentityFacts]:
    return Finding(number, error=error, data=data)
