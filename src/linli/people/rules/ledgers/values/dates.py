"""Dates in every spelling that ledgers have; the result says no more than the cell did (``1987``, ``1987-03``)."""

import re
from dataclasses import dataclass
from datetime import date
from typing import Final

from linli.kernel.sheets.formats import date_of_serial
from linli.kernel.sheets.grids import Cell
from linli.people.rules.ledgers.reasons import LedgerCode
from linli.people.rules.ledgers.values.reads import Found, Read, bad, narrow, normalised, noted, text_of

_ISO: Final = re.compile(r"[12][0-9]{3}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12][0-9]|3[01])")
_PARTS: Final = re.compile(r"([0-9]{4}|[0-9]{2})[年.\-/、,](?:([0-9]{1,2})[月.\-/、,]?(?:([0-9]{1,2})[日号]?)?)?")
_SPACED: Final = re.compile(r"([0-9]{4})\s+([0-9]{1,2})(?:\s+([0-9]{1,2}))?")
_COMPACT: Final = re.compile(r"([12][0-9]{3})([01][0-9])([0-3][0-9])?")
_AMERICAN: Final = re.compile(r"([0-9]{1,2})[/\-.]([0-9]{1,2})[/\-.]([12][0-9]{3})")
_CLOCK: Final = re.compile(r"[T\s]*[0-9]{1,2}:[0-9]{2}(:[0-9]{2}(\.[0-9]+)?)?$")
_TAIL: Final = re.compile(r"[.\-/日]$|(出生|生|起|止|参加|入党)$|^(公历|阳历|公元)|左右$|[(（].*[)）]$")
_HAN_DIGITS: Final = str.maketrans("〇零○一二三四五六七八九", "000123456789")
_DIGIT: Final = "[〇零○一二三四五六七八九]"
_UP_TO_31: Final = "([一二三四五六七八九十]{1,3})"
_HAN_DATE: Final = re.compile(f"({_DIGIT}{{4}}|{_DIGIT}{{2}})年(?:{_UP_TO_31}月)?(?:{_UP_TO_31}[日号]?)?")
_MONTHS: Final = re.compile(r"([0-9]{1,2})-([A-Z][a-z]{2})-([0-9]{2,4})")
_MONTH_NAMES: Final = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_OPEN: Final = frozenset({"至今", "长期", "永久", "无固定期限", "长期有效", "今", "现在", "在职"})
_SERIALS: Final = range(3_000, 60_000)


@dataclass(frozen=True)
class DateReader:
    """Reads dates. ``latest`` is the last day that may be meant (None: any), ``earliest_year`` the first year."""

    today: date
    since_1904: bool = False
    latest: date | None = None
    earliest_year: int = 1880
    may_be_open: bool = False

    def __call__(self, cell: Cell) -> Read:
        """The date of a cell as ISO text."""
        if isinstance(cell, date):
            return self._sound(cell.isoformat()[:10], ())
        if isinstance(cell, str) and _ISO.fullmatch(cell):
            return self._sound(cell, ()) if exists(cell) else bad(LedgerCode.DATE_BAD)
        if isinstance(cell, int | float) and not isinstance(cell, bool):
            return self._number(cell)
        return self._text(text_of(cell))

    def _number(self, number: float) -> Read:
        text = f"{number:.10g}"
        if number in _SERIALS and not (1900 <= number <= 2100):
            return self._serial(int(number))
        if "." in text and 1880 <= number < 2200:
            return self._month_of_float(text)
        if "." in text and number > 3_000:
            return self._serial(int(number))
        return self._text(text)

    def _serial(self, number: int) -> Read:
        day = date_of_serial(number, since_1904=self.since_1904)
        if day is None:
            return bad(LedgerCode.DATE_BAD)
        return self._sound(day.isoformat(), (normalised(LedgerCode.DATE_SERIAL, value=day.isoformat()),))

    def _month_of_float(self, text: str) -> Read:
        """1987.3 is March; 1992.1 may be January or an October that lost its zero."""
        year, _, month = text.partition(".")
        if month == "1":
            return bad(LedgerCode.DATE_UNCLEAR, raw=text)
        return self._made(year, month, None, text)

    def _text(self, text: str) -> Read:
        plain = narrow(_CLOCK.sub("", text.strip()))
        if plain in _OPEN:
            return plain, ()
        plain = _TAIL.sub("", plain.replace("年年", "年"))
        for shape in (_COMPACT, _PARTS):
            if found := shape.fullmatch(plain):
                return self._made(found[1], found[2], found[3], text)
        if plain.isdigit() and len(plain) == 4 and 1880 <= int(plain) <= 2100:
            return self._sound(plain, ())
        if plain.isdigit() and len(plain) == 5 and int(plain) in _SERIALS:
            return self._serial(int(plain))
        return self._rare(text, plain)

    def _rare(self, text: str, plain: str) -> Read:
        if found := _SPACED.fullmatch(text.strip()):
            return self._made(found[1], found[2], found[3], text)
        if found := _HAN_DATE.fullmatch(plain):
            return self._made(found[1].translate(_HAN_DIGITS), _han(found[2]), _han(found[3]), text)
        if found := _AMERICAN.fullmatch(plain):
            month, day = (found[1], found[2]) if int(found[1]) <= 12 else (found[2], found[1])
            return self._made(found[3], month, day, text)
        if (found := _MONTHS.fullmatch(plain)) and found[2] in _MONTH_NAMES:
            return self._made(found[3][-4:], str(_MONTH_NAMES.index(found[2]) + 1), found[1], text)
        return bad(LedgerCode.DATE_BAD)

    def _made(self, year: str, month: str | None, day: str | None, text: str) -> Read:
        number = int(year)
        if len(year) == 2:
            number += 1900 if number > self.today.year % 100 else 2000
        value = "-".join([f"{number:04}", *(f"{int(part):02}" for part in (month, day) if part)])
        if not exists(value):
            return bad(LedgerCode.DATE_BAD)
        return self._sound(value, () if value == text else (normalised(LedgerCode.DATE_WRITTEN, value=value),))

    def _sound(self, value: str, found: tuple[Found, ...]) -> Read:
        if self.latest is not None and value > self.latest.isoformat()[: len(value)]:
            return bad(LedgerCode.DATE_FUTURE)
        if int(value[:4]) < self.earliest_year:
            return bad(LedgerCode.DATE_EARLY)
        if self.latest is not None and value > self.today.isoformat()[: len(value)]:
            return value, (*found, noted(LedgerCode.DATE_AHEAD))
        return value, found


def exists(value: str) -> bool:
    """Whether a date of one to three parts exists."""
    parts = [int(part) for part in value.split("-")]
    try:
        date(parts[0], *[*parts[1:], 1, 1][:2])
    except ValueError:
        return False
    return True


def _han(text: str | None) -> str | None:
    """三 → 3, 十二 → 12, 三十一 → 31."""
    if not text:
        return None
    tens, ten, ones = text.rpartition("十")
    digits = (tens or ones).translate(_HAN_DIGITS)
    if not ten:
        return digits
    return str((int(tens.translate(_HAN_DIGITS)) if tens else 1) * 10 + int(ones.translate(_HAN_DIGITS) or 0))
