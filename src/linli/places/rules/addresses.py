"""One form for addresses that mean the same door: for look-up, never shown."""

import re
from collections.abc import Iterable
from typing import Final

from linli.kernel.text import fold, tidy

LENGTH: Final = 200
_NUMERALS: Final = {**{char: number for number, char in enumerate("零一二三四五六七八九")}, "〇": 0, "两": 2}
_COUNTED: Final = re.compile(r"([零〇一二两三四五六七八九十百]+)(?=号楼|号院|栋|幢|座|单元|门|室|房|户|号|弄|组|层)")
_PUNCTUATION: Final = re.compile(r"[^\w#-]|_")
# 12号楼3单元301室, 12幢3-301 and 12#3-301 name one door.
_BUILDING: Final = re.compile(r"([0-9a-z]+)(?:#楼?|号楼|栋楼?|幢楼?|座)")
_UNIT: Final = re.compile(r"([0-9a-z]+)(?:单元|门)(?=[0-9a-z]|$)")
_ROOM: Final = re.compile(r"([0-9a-z]+)(?:室|房|户|号房)$")
_DASHES: Final = re.compile(r"-+")


def canonical_address(text: str) -> str:
    """The form to store and show: tidy, without blanks between Chinese characters and digits."""
    return re.sub(r"(?<=[^\x00-\x7f]) | (?=[^\x00-\x7f])", "", tidy(text))


def chinese_number(text: str) -> int | None:
    """The number of Chinese numerals below 1,000 (``二十三`` = 23, ``三〇一`` = 301); None for a misuse."""
    if not set(text) & set("十百"):
        return int("".join(str(_NUMERALS[char]) for char in text))
    hundreds, found, rest = text.rpartition("百")
    tens, ten, ones = rest.partition("十")
    parts = [(hundreds or "零", 100 if found else 0), ((tens.lstrip("零〇") or "一") if ten else "零", 10)]
    last = (ones if ten else rest).lstrip("零〇") or "零"
    if any(len(part) != 1 or part not in _NUMERALS for part in (parts[0][0], parts[1][0], last)):
        return None
    return sum(_NUMERALS[part] * weight for part, weight in parts) + _NUMERALS[last]


def address_key(text: str, names: Iterable[str] = ()) -> str:
    """The key of an address: width, script, numerals and words for building, unit and room made equal.

    ``names`` are those of province, prefecture and county, which people write or leave out. "" when nothing
    is left to look up.
    """
    key = _PUNCTUATION.sub("", fold(text))
    for name in names:
        start = _PUNCTUATION.sub("", fold(name))
        key = key.removeprefix(start) if start else key
    key = _COUNTED.sub(_as_digits, key)
    for pattern, form in ((_BUILDING, r"\1-"), (_UNIT, r"\1-"), (_ROOM, r"\1")):
        key = pattern.sub(form, key)
    return _DASHES.sub("-", key).strip("-")[:LENGTH]


def _as_digits(found: re.Match[str]) -> str:
    number = chinese_number(found[1])
    return found[1] if number is None else str(number)
