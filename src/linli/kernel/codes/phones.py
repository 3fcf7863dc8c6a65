"""Phone numbers and the form in which they are stored (R2.6)."""

import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from linli.kernel.codes.finding import Finding
from linli.kernel.codes.plain import compact
from linli.kernel.codes.reasons import CodesCode

_MAINLAND: Final = "+86"
_HONG_KONG: Final = "+852"
_DASHES: Final = str.maketrans(dict.fromkeys("‐‑‒–—―−~", "-"))
_PREFIX: Final = re.compile(r"^(?:\+|00)86-?")
_MOBILE: Final = re.compile(r"1[3-9][0-9]{9}")
_EXTENSION: Final = r"(?:(?:-|转|X|EXT\.?|;EXT=|#)(?P<ext>[0-9]{1,6}))?"
_AREA: Final = r"\(?(?P<area>0?(?:10|2[0-9]|[3-9][0-9]{2}))(?:\)-?|-)?"
_LANDLINE: Final = re.compile(_AREA + r"(?P<local>[0-9]{7,8})" + _EXTENSION)
_LOCAL_ONLY: Final = re.compile(r"[2-8][0-9]{6,7}" + _EXTENSION)
_SERVICE: Final = re.compile(r"(?:400|800)[0-9]{7}")
_HONG_KONG_NUMBER: Final = re.compile(r"(?:\+|00)852-?(?P<local>[0-9]{8})")
SHORT_NUMBERS: Final = frozenset(
    {"110", "119", "120", "122", "12345", "12348", "12355", "12356", "12379", "12393"},
)


class PhoneKind(StrEnum):
    """What a number reaches. Only MOBILE takes text messages for sure."""

    MOBILE = "mobile"
    LANDLINE = "landline"
    SERVICE = "service"
    SHORT = "short"
    HONG_KONG = "hong_kong"


@dataclass(frozen=True)
class PhoneFacts:
    """The parts of a number: ``area_code`` as dialled (``0571``), ``local`` without it."""

    kind: PhoneKind
    local: str
    area_code: str = ""
    extension: str = ""


def check_phone(text: str, today: date | None = None) -> Finding[PhoneFacts]:
    """Check a phone number; ``normal`` is E.164, with ``;ext=`` for an extension (R2.6, T022).

    Short and 400/800 numbers cannot be dialled from abroad and stay as they are. A landline without its
    area code is refused with ``AREA_CODE_MISSING``, so that the face can ask. The same number may belong
    to several people. ``today`` is taken so that all checks can be called alike.
    """
    number = compact(text).translate(_DASHES)
    if found := _HONG_KONG_NUMBER.fullmatch(number):
        return Finding(_HONG_KONG + found["local"], PhoneFacts(PhoneKind.HONG_KONG, found["local"]))
    national = _PREFIX.sub("", number)
    abroad = national != number
    bare = national.replace("-", "")
    if _MOBILE.fullmatch(bare):
        return Finding(_MAINLAND + bare, PhoneFacts(PhoneKind.MOBILE, bare))
    if not abroad and (kind := _unreachable_from_abroad(bare)):
        return Finding(bare, PhoneFacts(kind, bare))
    return _check_landline(number, national, abroad=abroad)


def parse_phone(text: str, today: date | None = None) -> str:
    """The form to store; raises ``Invalid`` (R2.6)."""
    return check_phone(text, today).require()


def _unreachable_from_abroad(number: str) -> PhoneKind | None:
    if number in SHORT_NUMBERS:
        return PhoneKind.SHORT
    return PhoneKind.SERVICE if _SERVICE.fullmatch(number) else None


def _check_landline(number: str, national: str, *, abroad: bool) -> Finding[PhoneFacts]:
    found = _LANDLINE.fullmatch(national)
    # Only behind +86 may the trunk 0 be missing: without it seven or eight digits could be anywhere.
    if found is None or (not abroad and not found["area"].startswith("0")):
        missing = not abroad and _LOCAL_ONLY.fullmatch(national) is not None
        return Finding(number, error=CodesCode.AREA_CODE_MISSING if missing else CodesCode.BAD_PHONE)
    area, extension = found["area"].lstrip("0"), found["ext"] or ""
    suffix = f";ext={extension}" if extension else ""
    facts = PhoneFacts(PhoneKind.LANDLINE, found["local"], f"0{area}", extension)
    return Finding(f"{_MAINLAND}{area}{found['local']}{suffix}", facts)
