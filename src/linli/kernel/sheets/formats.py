"""Number formats and serial dates of spreadsheets."""

import re
from datetime import date, timedelta
from typing import Final

_BUILT_IN_DATES: Final = frozenset({*range(14, 18), 22, *range(27, 37), *range(50, 59)})
_NOT_THE_FORMAT: Final = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]|_.')
_ZEROS: Final = re.compile(r"0{2,}")
_LAST_SERIAL: Final = 2_958_465  # 9999-12-31


def is_date_format(number: int, code: str) -> bool:
    """Whether a number format shows a calendar date; formats of the clock alone do not."""
    if number in _BUILT_IN_DATES:
        return True
    plain = _NOT_THE_FORMAT.sub("", code.partition(";")[0]).lower()
    return "y" in plain or ("d" in plain and "m" in plain) or "年" in plain


def padding_of(code: str) -> int:
    """The digits to which a format like ``000`` fills a number up; 0 for other formats."""
    return len(code) if _ZEROS.fullmatch(code) else 0


def date_of_serial(serial: float, *, since_1904: bool = False) -> date | None:
    """The day of a serial number in either epoch (Excel's own day 60, 1900-02-29, never was); None outside."""
    days = int(serial)
    if since_1904:
        return date(1904, 1, 1) + timedelta(days) if 0 <= days <= _LAST_SERIAL - 1_462 else None
    if not 1 <= days <= _LAST_SERIAL:
        return None
    return date(1899, 12, 31 if days < 60 else 30) + timedelta(days)
