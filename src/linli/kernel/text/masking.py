"""Masking of personal values for lists inside the house (L1) and public notices (L2), as in R9.10.

What L2 omits is returned as ``""``. A value of unexpected shape is hidden altogether: masking never fails
and never shows more than the table allows.
"""

import re
from collections.abc import Callable, Mapping
from datetime import date
from enum import StrEnum
from typing import Final

from linli.kernel.codes import PhoneKind, check_phone
from linli.kernel.text.folding import tidy

STAR: Final = "*"
_DOTS: Final = "·•‧・"
_HAN_GAP: Final = re.compile(r"(?<=[^\W\da-zA-Z_]) +(?=[^\W\da-zA-Z_])")
_TOWN: Final = re.compile(r"街道(?:办事处)?|镇|乡|苏木")
_COUNTY: Final = re.compile(r"(?<![小社园片])区|县|旗|市")
_NOT_A_ROAD: Final = r"(?!镇|乡|大[街道]|[东西南北中一二三四五六七八九十]?[路街巷道])"
_COMMUNITY: Final = re.compile(rf"(?:社区|村)?(?:居民委员会|村民委员会|居委会|村委会)|社区|嘎查|村{_NOT_A_ROAD}")
# From here on a text names a house: a word like 村 behind it belongs to the house, not to a community.
_HOUSE: Final = re.compile(r"[0-9A-Z一二三四五六七八九十]+ *(?:号|栋|幢|座|单元|室|楼|弄)|(?<=[路街巷道弄])[0-9]")
_ROAD: Final = re.compile(r"[^0-9]{1,2}(?:路|街(?!道)|大道|巷|胡同)")
_BANDS: Final = (0, 18, 30, 40, 50, 60, 70, 80, 90)


class MaskLevel(StrEnum):
    """Who will read: staff in a list, or everybody."""

    INTERNAL = "L1"
    PUBLIC = "L2"


def mask_name(name: str, level: MaskLevel) -> str:
    """张伟 -> 张*; L1 李小明 -> 李*明, L2 李**. A dot counts as a character and stays visible (T119)."""
    plain = _HAN_GAP.sub("", tidy(name))
    if len(plain) < 2:
        return STAR * len(plain)
    shows_last = level is MaskLevel.INTERNAL and len(plain) > 2
    hidden = plain[1:-1] if shows_last else plain[1:]
    last = plain[-1] if shows_last else ""
    return plain[0] + "".join(char if char in _DOTS else STAR for char in hidden) + last


def mask_identity(number: str, level: MaskLevel, *, namesakes: bool = False) -> str:
    """L1: 18 characters show 6 + 4, 15 show 6 + 3 (T121). L2: nothing, among namesakes the last four."""
    plain = "".join(tidy(number).split())
    known = len(plain) in (15, 18) and plain.isascii() and plain.isalnum()
    if level is MaskLevel.PUBLIC:
        return plain[-4:] if namesakes and known else ""
    if not known:
        return STAR * len(plain)
    tail = 4 if len(plain) == 18 else 3
    return plain[:6] + STAR * (len(plain) - 6 - tail) + plain[-tail:]


def mask_phone(number: str, level: MaskLevel) -> str:
    """L1: 138****8000, 0571-****5432 without extension (T122). L2: nothing. Service numbers belong to nobody."""
    finding = check_phone(number)
    facts = finding.facts
    if facts is not None and facts.kind in (PhoneKind.SHORT, PhoneKind.SERVICE):
        return finding.normal
    if level is MaskLevel.PUBLIC:
        return ""
    if facts is None:
        return STAR * len(finding.normal)
    if facts.kind is PhoneKind.MOBILE:
        return f"{facts.local[:3]}****{facts.local[-4:]}"
    prefix = facts.area_code or "+852"
    return f"{prefix}-****{facts.local[-4:]}"


def mask_address(address: str, level: MaskLevel) -> str:
    """L1: up to the community, then ``**``; L2: up to the community.

    Where no community can be told for sure the address ends with the town, else the county; if there is
    neither, nothing is shown.
    """
    plain = tidy(address)
    shown = plain[: _community_end(plain)]
    return shown + STAR * 2 if level is MaskLevel.INTERNAL and shown != plain else shown


def mask_bank_card(number: str, level: MaskLevel) -> str:
    """L1: the last four digits; L2: nothing."""
    plain = "".join(tidy(number).replace("-", "").split())
    if level is MaskLevel.PUBLIC:
        return ""
    return plain[-4:] if len(plain) >= 12 else STAR * len(plain)


def mask_email(address: str, level: MaskLevel) -> str:
    """L1: first character + ``***@`` + domain; L2: nothing."""
    plain = tidy(address)
    local, at, domain = plain.rpartition("@")
    if level is MaskLevel.PUBLIC:
        return ""
    return f"{local[0]}***@{domain}" if local and at and domain else STAR * len(plain)


def mask_birth(birth: date, level: MaskLevel, on: date) -> str:
    """L1: the year; L2: the age band on a day (0-17, 18-29, then by ten years, 90+)."""
    if level is MaskLevel.INTERNAL:
        return f"{birth.year:04d}"
    age = on.year - birth.year - ((on.month, on.day) < (birth.month, birth.day))
    return _band(max(age, 0))


MASKS: Final[Mapping[str, Callable[[str, MaskLevel], str]]] = {
    "name": mask_name,
    "identity": mask_identity,
    "phone": mask_phone,
    "address": mask_address,
    "bank_card": mask_bank_card,
    "email": mask_email,
}
"""Masks by kind of field, for declared lists; birth needs a day besides and is not among them."""


def _band(age: int) -> str:
    starts = [start for start in _BANDS if start <= age]
    following = _BANDS[len(starts) :][:1]
    return f"{starts[-1]}-{following[0] - 1}" if following else f"{starts[-1]}+"


def _community_end(address: str) -> int:
    house = _first_start(_HOUSE, address)
    community = _COMMUNITY.search(address)
    if community and community.end() <= house:
        return community.end()
    # Road names hold words like 镇 too (镇江路).
    before = address[: min(house, _first_start(_ROAD, address))]
    return _last_end(_TOWN, before) or _last_end(_COUNTY, before)


def _first_start(pattern: re.Pattern[str], text: str) -> int:
    found = pattern.search(text)
    return found.start() if found else len(text)


def _last_end(pattern: re.Pattern[str], text: str) -> int:
    return max((found.end() for found in pattern.finditer(text)), default=0)
