"""What is filled in, made normal: widths, blanks, dates, amounts. Returns a value or a flaw, never raises."""

import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final

from linli.kernel.codes import check_identity, check_phone
from linli.kernel.errors import ErrorCode, Invalid, KernelCode, Term, n_
from linli.kernel.form.fields import MAX_TEXT, MAX_WHOLE, Field, FieldKind
from linli.kernel.form.patterns import matches
from linli.kernel.form.reasons import FormCode
from linli.kernel.text import format_fen, half_width, parse_fen, parse_whole, tidy

FILE: Final = r"^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$"
PLACE: Final = r"^[a-z_]{1,30}:[0-9A-Za-z_-]{1,64}$"
_DAY: Final = re.compile(r"(?P<y>[0-9]{4})[-/.年](?P<m>[0-9]{1,2})[-/.月](?P<d>[0-9]{1,2})日?")
_TRUE: Final = frozenset({"true", "on", "yes", "1", "是"})
_FALSE: Final = frozenset({"false", "off", "no", "0", "否"})
_LONGEST_TYPED: Final = 500
_UNKEEPABLE: Final = frozenset({"Cc", "Cs"})


@dataclass(frozen=True)
class Flaw:
    """Why a value is refused; ``at`` is the place inside a list."""

    code: ErrorCode
    data: Mapping[str, Any] = field(default_factory=dict)
    at: str = ""


Found = Any | Flaw
"""A normal value, None for nothing given, or a flaw."""


def normal(field: Field, raw: Any, today: date) -> Found:
    """The normal form of what was given for a field that is no GROUP.

    Normal values are plain JSON: dates as ISO texts, money as whole fen (a text is read as yuan, as people
    write it), choices as lists without repetition. Nothing given, an empty text or an empty list is None.
    """
    if raw is None:
        return None
    if isinstance(raw, str):
        limit = MAX_TEXT if field.kind is FieldKind.STRING else _LONGEST_TYPED
        if len(raw) > limit:
            return Flaw(KernelCode.TOO_LONG, {"length": len(raw), "limit": limit})
        raw = _kept(raw, multiline=field.multiline)
        if raw == "":
            return None
        if any(unicodedata.category(char) in _UNKEEPABLE and char != "\n" for char in raw):
            return Flaw(FormCode.BAD_CHARACTER)
    return _READERS[field.kind](field, raw, today)


def _kept(text: str, *, multiline: bool) -> str:
    if not multiline:
        return tidy(text)
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return "\n".join(map(tidy, lines)).strip("\n")


def _text(field: Field, raw: Any, today: date) -> Found:
    if not isinstance(raw, str):
        return _wrong(n_("a text"))
    if len(raw) < field.least:
        return Flaw(FormCode.TOO_SHORT, {"length": len(raw), "limit": field.least})
    if len(raw) > field.most:
        return Flaw(KernelCode.TOO_LONG, {"length": len(raw), "limit": field.most})
    if field.pattern and not matches(field.pattern, raw):
        return Flaw(FormCode.BAD_SHAPE)
    return raw


def _whole(field: Field, raw: Any, today: date) -> Found:
    value = raw
    if isinstance(raw, str):
        value = parse_whole(raw)
    elif isinstance(raw, float):
        # JSON does not tell 1.0 from 1.
        value = int(raw) if raw.is_integer() and abs(raw) <= MAX_WHOLE else None
    return _within(field, value) if type(value) is int else _wrong(n_("a whole number"))


def _fen(field: Field, raw: Any, today: date) -> Found:
    if not isinstance(raw, str):
        return _whole(field, raw, today)
    try:
        found = _within(field, parse_fen(raw))
    except Invalid as refusal:
        return Flaw(refusal.code, refusal.data)
    # Who types yuan reads the limit in yuan.
    return Flaw(found.code, {"limit": format_fen(found.data["limit"])}) if isinstance(found, Flaw) else found


def _within(field: Field, value: int) -> Found:
    if value < field.least:
        return Flaw(FormCode.TOO_SMALL, {"limit": field.least})
    return value if value <= field.most else Flaw(FormCode.TOO_BIG, {"limit": field.most})


def _truth(field: Field, raw: Any, today: date) -> Found:
    if isinstance(raw, bool):
        return raw
    word = raw.lower() if isinstance(raw, str) else ""
    if word in _TRUE or word in _FALSE:
        return word in _TRUE
    return _wrong(n_("yes or no"))


def _date(field: Field, raw: Any, today: date) -> Found:
    day = raw if type(raw) is date else _day_of(raw)
    if day is None:
        return _wrong(n_("a day"))
    if day < field.first:
        return Flaw(FormCode.TOO_EARLY, {"limit": field.first.isoformat()})
    if day > field.last:
        return Flaw(FormCode.TOO_LATE, {"limit": field.last.isoformat()})
    return day.isoformat()


def _day_of(raw: Any) -> date | None:
    found = _DAY.fullmatch(half_width(raw).replace(" ", "")) if isinstance(raw, str) else None
    if found is None:
        return None
    try:
        return date(int(found["y"]), int(found["m"]), int(found["d"]))
    except ValueError:
        return None


def _choice(field: Field, raw: Any, today: date) -> Found:
    options = {option.value for option in field.options}
    return raw if isinstance(raw, str) and raw in options else Flaw(FormCode.NOT_AN_OPTION)


def _choices(field: Field, raw: Any, today: date) -> Found:
    if not isinstance(raw, list):
        return _wrong(n_("a list of choices"))
    if len(raw) > 10 * len(field.options):
        return Flaw(FormCode.TOO_MANY, {"length": len(raw), "limit": field.most})
    chosen: list[str] = []
    for place, item in enumerate(raw):
        found = _choice(field, tidy(item) if isinstance(item, str) else item, today)
        if isinstance(found, Flaw):
            return Flaw(found.code, found.data, f"[{place}]")
        chosen += [] if found in chosen else [found]
    return _counted(field, chosen)


def _counted(field: Field, items: list[Any]) -> Found:
    if not items:
        return None
    flaw = flaw_of_count(field, len(items))
    return flaw or items


def flaw_of_count(field: Field, count: int) -> Flaw | None:
    """Too few or too many choices or rows."""
    if count < field.least:
        return Flaw(FormCode.TOO_FEW, {"length": count, "limit": field.least})
    return Flaw(FormCode.TOO_MANY, {"length": count, "limit": field.most}) if count > field.most else None


def _file(field: Field, raw: Any, today: date) -> Found:
    return _shaped(FILE, raw.lower() if isinstance(raw, str) else raw, n_("a file"))


def _place(field: Field, raw: Any, today: date) -> Found:
    return _shaped(PLACE, raw, n_("a place"))


def _shaped(pattern: str, raw: Any, expected: str) -> Found:
    return raw if isinstance(raw, str) and matches(pattern, raw) else _wrong(expected)


def _phone(field: Field, raw: Any, today: date) -> Found:
    if not isinstance(raw, str):
        return _wrong(n_("a phone number"))
    found = check_phone(raw)
    return Flaw(found.error, found.data) if found.error else found.normal


def _id_number(field: Field, raw: Any, today: date) -> Found:
    if not isinstance(raw, str):
        return _wrong(n_("an identity number"))
    found = check_identity(raw, today)
    return Flaw(found.error, found.data) if found.error else found.normal


def _wrong(expected: str) -> Flaw:
    return Flaw(FormCode.WRONG_TYPE, {"expected": Term(expected)})


_READERS: Final[Mapping[FieldKind, Callable[[Field, Any, date], Found]]] = {
    FieldKind.STRING: _text,
    FieldKind.INTEGER: _whole,
    FieldKind.FEN: _fen,
    FieldKind.BOOLEAN: _truth,
    FieldKind.DATE: _date,
    FieldKind.ENUM: _choice,
    FieldKind.MULTI_ENUM: _choices,
    FieldKind.FILE: _file,
    FieldKind.PLACE: _place,
    FieldKind.PHONE: _phone,
    FieldKind.ID_NUMBER: _id_number,
}
