"""Numbers that name something: identity, phone, account."""

import re
from collections.abc import Callable
from datetime import date
from functools import partial
from operator import mul
from typing import Final

from linli.kernel.codes import CodesCode, check_citizen, check_phone, parse_foreign_card, parse_travel_permit
from linli.kernel.codes.phones import PhoneKind
from linli.kernel.errors import Invalid
from linli.kernel.sheets.grids import Cell
from linli.people.rules.ledgers.reasons import LedgerCode
from linli.people.rules.ledgers.values.reads import Found, Read, Reader, bad, narrow, normalised, noted, text_of

_WEIGHTS: Final = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
# The weighted sum of ASCII codes is that of the digits and 48 times the weights.
_SHIFT: Final = 48 * sum(_WEIGHTS)
_CHECKS: Final = b"10X98765432"
_SHAPE: Final = re.compile(
    r"(?:1[1-5]|2[1-3]|3[1-7]|4[1-6]|5[0-4]|6[1-5])[0-9]{4}(?:19|20)[0-9]{2}"
    r"(?:(?:0[13578]|1[02])(?:0[1-9]|[12][0-9]|3[01])|(?:0[469]|11)(?:0[1-9]|[12][0-9]|30)|02(?:0[1-9]|1[0-9]|2[0-8]))"
    r"[0-9]{3}[0-9X]"
)
_SCIENTIFIC: Final = re.compile(r"[0-9]\.[0-9]+E\+?[0-9]{1,2}", re.IGNORECASE)
_TRAILING: Final = re.compile(r"\.0+$")
_QUOTES: Final = "'‘’`＇´\"“”"
_MASK: Final = re.compile(r"[*＊×xX·•]{3,}|[*＊]")
_MOBILE: Final = re.compile(r"1[3-9][0-9]{9}")
_MOBILE_INSIDE: Final = re.compile(r"(?<![0-9])(?:\+?86)?(1[3-9][0-9]{9})(?![0-9])")
_SPLIT: Final = re.compile(r"[/、,，;；|\n或]|\s{2,}|(?<=[0-9])\s(?=1[3-9]|0[1-9])")
_BESIDE: Final = re.compile(r"[(（][^)）0-9]*[)）]|[^0-9+*\-()（）转#/、,，;；|\s]+")
_LOCAL: Final = re.compile(r"[2-9][0-9]{6,7}")
_ACCOUNT: Final = re.compile(r"[0-9]{8,30}|[0-9A-Z\-]{8,34}")
_LONG: Final = 10**15


def identity_reader(today: date) -> Reader:
    """Reads citizen numbers into 18 characters; other documents are kept when their own shape fits."""
    return partial(_identity, today=today, this_day=f"{today:%Y%m%d}")


def fits(number: str) -> bool:
    """Whether a number of the right shape has the right last character (R2.1)."""
    plain = number.encode()
    total: int = sum(map(mul, _WEIGHTS, plain))
    return _CHECKS[(total - _SHIFT) % 11] == plain[17]


def _identity(cell: Cell, today: date, this_day: str) -> Read:
    if isinstance(cell, str) and _SHAPE.fullmatch(cell) and cell[6:14] <= this_day:
        return (cell, ()) if fits(cell) else bad(LedgerCode.ID_CHECK)
    if isinstance(cell, float) or (isinstance(cell, int) and cell >= 10**17 and not fits(f"{cell:018d}"[:18])):
        return bad(LedgerCode.ID_LOST_DIGITS)
    return _written_identity(text_of(cell), today)


def _written_identity(text: str, today: date) -> Read:
    number, found = _plain_number(text)
    if _SCIENTIFIC.fullmatch(number):
        return bad(LedgerCode.ID_LOST_DIGITS)
    if "*" in number or _MASK.search(number[:-1]):
        return bad(LedgerCode.ID_MASKED)
    finding = check_citizen(number, today)
    if finding.ok:
        if len(number) == 15:
            found.append(normalised(LedgerCode.ID_FIFTEEN))
        return finding.normal, tuple(found)
    return _other_document(number, today) or _refused_identity(number, finding.error)


def _plain_number(text: str) -> tuple[str, list[Found]]:
    """A number without what surrounds it, and what was taken off."""
    found: list[Found] = []
    bare = text.strip().strip(_QUOTES).strip()
    if bare != text.strip():
        found.append(normalised(LedgerCode.ID_APOSTROPHE))
    number = narrow(bare).lstrip("'").replace("-", "").strip(",.;:。，；：、")
    if "x" in number:
        found.append(normalised(LedgerCode.ID_LOWER_X))
    if any("\uff01" <= char <= "\uff5e" for char in bare):
        found.append(normalised(LedgerCode.ID_WIDTH))
    if len("".join(bare.split())) != len(text) - (text.strip() != bare):
        found.append(normalised(LedgerCode.ID_SPACES))
    number = _TRAILING.sub("", number.upper()).replace("Ｘ", "X").replace("Х", "X").replace("×", "X")
    return re.sub(r"[(（].*?[)）]$", "", number), found


def _other_document(number: str, today: date) -> Read | None:
    for parse in _PERMITS:
        try:
            return parse(number, today), ()
        except Invalid:
            continue
    return None


_PERMITS: Final[tuple[Callable[[str, date], str], ...]] = (parse_travel_permit, parse_foreign_card)


def _refused_identity(number: str, error: CodesCode | None) -> Read:
    if error is CodesCode.BAD_LENGTH:
        return bad(LedgerCode.ID_LENGTH, length=len(number))
    if len(number) == 18 and number.isdigit() and number.endswith("000") and error is CodesCode.BAD_CHECK:
        return bad(LedgerCode.ID_LOST_DIGITS)
    return bad({CodesCode.BAD_CHECK: LedgerCode.ID_CHECK, CodesCode.BAD_DATE: LedgerCode.ID_DATE}.get(
        error or CodesCode.BAD_SHAPE, LedgerCode.ID_BAD))  # fmt: skip


def read_phone(cell: Cell) -> Read:
    """One phone number as people dial it here: mobile ones with 11 digits, landlines as ``0457-3500487``."""
    if isinstance(cell, str) and _MOBILE.fullmatch(cell):
        return cell, ()
    text = text_of(cell)
    inside = _MOBILE_INSIDE.findall(_dialled(text))
    parts = [part for part in _SPLIT.split(text) if any(char.isdigit() for char in part)]
    if inside:
        several = len(parts) > 1 or len(inside) > 1
        return inside[0], (normalised(LedgerCode.PHONE_TWO if several else LedgerCode.PHONE_WRITTEN),)
    reads = [read for read in map(_landline, parts) if read[0]]
    if reads:
        return reads[0][0], (*reads[0][1], *((normalised(LedgerCode.PHONE_TWO),) if len(reads) > 1 else ()))
    return bad(LedgerCode.PHONE_BAD)


def _dialled(text: str) -> str:
    """Digits of each number joined: blanks and dashes inside a mobile number go."""
    plain = _SPLIT.sub("/", text.translate(_WIDE))
    return re.sub(r"(?<=[0-9])[\s\-.·](?=[0-9])", "", re.sub(r"\+86[\s\-]*|^0086", "", plain.strip()))


_WIDE: Final = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F) if chr(code - 0xFEE0) not in ",;"}
_WIDE[0x3000] = 0x20
for _dash in "‐‑‒–—―−":
    _WIDE[ord(_dash)] = 0x2D


def _landline(part: str) -> Read:
    number = narrow(_BESIDE.sub("", part.translate(_WIDE)) or part)
    if _LOCAL.fullmatch(number.replace("-", "")):
        local = number.replace("-", "")
        return local, (noted(LedgerCode.PHONE_LOCAL),)
    finding = check_phone(number)
    if finding.facts is None:
        return bad(LedgerCode.PHONE_BAD)
    facts = finding.facts
    if facts.kind is not PhoneKind.LANDLINE:
        return finding.normal, ()
    written = f"{facts.area_code}-{facts.local}" + (f"-{facts.extension}" if facts.extension else "")
    return written, (() if written == part else (normalised(LedgerCode.PHONE_WRITTEN),))


def _lost_digits(cell: Cell) -> bool:
    """Whether a figure ran beyond the fifteen digits that spreadsheets keep; the rest is then noughts."""
    if isinstance(cell, float):
        return True
    return isinstance(cell, int) and cell >= _LONG and not f"{cell}"[15:].strip("0")


def read_account(cell: Cell) -> Read:
    """An account or card number without blanks; figures of more than 15 digits have lost some."""
    if _lost_digits(cell):
        return bad(LedgerCode.CARD_LOST_DIGITS)
    text = text_of(cell)
    number, found = _plain_number(text)
    if _SCIENTIFIC.fullmatch(number):
        return bad(LedgerCode.CARD_LOST_DIGITS)
    if "*" in number or not _ACCOUNT.fullmatch(number):
        return bad(LedgerCode.CARD_BAD)
    return number, tuple(found)


def read_long_number(cell: Cell) -> Read:
    """A number of a card that may hold letters; figures of more than 15 digits have lost some."""
    if _lost_digits(cell):
        return bad(LedgerCode.CARD_LOST_DIGITS)
    number, found = _plain_number(text_of(cell))
    return (number, tuple(found)) if not _SCIENTIFIC.fullmatch(number) else bad(LedgerCode.CARD_LOST_DIGITS)
