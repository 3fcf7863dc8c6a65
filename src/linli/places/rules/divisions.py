"""Division files of both layouts: what a line says, and why it is refused (R1.6)."""

import csv
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final, NamedTuple
from zlib import crc32

from linli.kernel.codes import AreaLevel, CodesCode, check_area, level_of
from linli.kernel.errors import ErrorCode
from linli.kernel.text import tidy
from linli.places.rules.reasons import DivisionCode
from linli.places.rules.trees import above, parent_fault, significant

NAME_LENGTH: Final = 120
MOST_LINES: Final = 2_000_000
_MOST_ODD: Final = 10_000
_LEVELS: Final = {
    AreaLevel.PROVINCE: "province",
    AreaLevel.PREFECTURE: "city",
    AreaLevel.COUNTY: "county",
    AreaLevel.TOWN: "town",
    AreaLevel.COMMUNITY: "village",
}
_LENGTH: Final = 12
_SURROGATES: Final = range(0xD800, 0xE000)


class Division(NamedTuple):
    """A line that may be imported: significant code and name."""

    code: str
    name: str


@dataclass(frozen=True)
class LineFault:
    """Why a line is refused: its number, the column, the reason."""

    line: int
    column: str
    code: ErrorCode
    data: Mapping[str, Any] = field(default_factory=dict)


Line = tuple[int, Division | LineFault]
Check = Callable[["Reader", int, Mapping[str, str], str], LineFault | None]


@dataclass(frozen=True)
class Layout:
    """The columns of a file, which of them holds the code, and the checks of the others."""

    columns: tuple[str, ...]
    code: str
    check: Check


class Reader:
    """Reads files of one run line by line; remembers each code with a mark of its name (no more), to find doubles."""

    def __init__(self) -> None:
        self._names: dict[int, int] = {}
        self._odd: dict[str, str] = {}

    def lines(self, text: Iterable[str]) -> Iterator[Line]:
        """Each line but the first with its division or its fault; blank lines are passed over."""
        rows = csv.reader(text, strict=True)
        layout: Layout | None = None
        count = 0
        for number, row in _numbered(rows):
            if isinstance(row, LineFault):
                yield number, row
            elif layout is None:
                layout = layout_of(row)
                if layout is None:
                    yield number, _bad_header(number, row)
                    return
            elif any(row):
                count += 1
                yield number, self._read(layout, number, row)
            if count > MOST_LINES:
                yield number, LineFault(number, "", DivisionCode.TOO_LONG, {"limit": MOST_LINES})
                return
        if not count:
            yield 1, LineFault(1, "", DivisionCode.EMPTY)

    def _read(self, layout: Layout, number: int, row: Sequence[str]) -> Division | LineFault:
        if len(row) != len(layout.columns):
            data = {"found": len(row), "expected": len(layout.columns)}
            return LineFault(number, "", DivisionCode.BAD_COLUMNS, data)
        values = dict(zip(layout.columns, row, strict=True))
        found = _code_of(values[layout.code])
        if not isinstance(found, str):
            return LineFault(number, layout.code, *found)
        name = tidy(values["name"])
        fault = _name_fault(number, name) or layout.check(self, number, values, found)
        return fault or self._doubled(number, layout.code, found, name) or Division(found, name)

    def _doubled(self, number: int, column: str, code: str, name: str) -> LineFault | None:
        mark = crc32(name.encode())
        if self._names.setdefault(int(code), mark) == mark:
            return None
        return LineFault(number, column, DivisionCode.TWICE, {"code": code})

    def parent_fault(self, number: int, column: str, code: str, parent: str) -> LineFault | None:
        """Why the parent given in a line is not that of its code; rings over several lines are noticed."""
        reason = parent_fault(code, parent, self._odd)
        if reason is None:
            return None
        if len(self._odd) < _MOST_ODD:
            self._odd[code] = parent
        data = {"code": code, "parent": parent, "expected": above(code)}
        return LineFault(number, column, reason, data)


def divisions_in(text: Iterable[str]) -> Iterator[Division]:
    """The divisions of a file in which ``Reader`` found no fault: the second reading, which checks nothing again."""
    rows = csv.reader(text, strict=True)
    layout = layout_of(next(rows))
    assert layout is not None, "the first reading refuses files without a layout"
    code, name = layout.columns.index(layout.code), layout.columns.index("name")
    for row in rows:
        if any(row):
            yield Division(significant(row[code].strip()), tidy(row[name]))


def _numbered(rows: Any) -> Iterator[tuple[int, list[str] | LineFault]]:
    while True:
        try:
            row = next(rows)
        except StopIteration:
            return
        except csv.Error:
            yield rows.line_num, LineFault(rows.line_num, "", DivisionCode.UNREADABLE)
        else:
            yield rows.line_num, row


def _code_of(text: str) -> str | tuple[ErrorCode, Mapping[str, Any]]:
    digits = text.strip()
    if len(digits) != _LENGTH:
        return CodesCode.BAD_LENGTH, {"length": len(digits), "expected": _LENGTH}
    found = check_area(digits)
    if found.error is not None:
        return found.error, found.data
    return found.normal if found.normal else (CodesCode.BAD_AREA_PART, {})


def _name_fault(number: int, name: str) -> LineFault | None:
    if not name:
        return LineFault(number, "name", DivisionCode.NO_NAME)
    if len(name) <= NAME_LENGTH and _is_readable(name):
        return None
    return LineFault(number, "name", DivisionCode.BAD_NAME)


def _is_readable(name: str) -> bool:
    if "\ufffd" in name:
        return False
    # Characters newer than this Python's tables are not "printable" to it, but may stand in a name.
    return name.isprintable() or not any(ord(char) in _SURROGATES or ord(char) < 32 for char in name)


def _check_tree(reader: Reader, number: int, values: Mapping[str, str], code: str) -> LineFault | None:
    level = _LEVELS[level_of(code)]
    if values["level"].strip() != level:
        return LineFault(number, "level", DivisionCode.BAD_LEVEL, {"found": values["level"][:20], "expected": level})
    if not values["parent12"].strip() and len(code) == AreaLevel.PROVINCE:
        return None
    parent = _code_of(values["parent12"])
    if not isinstance(parent, str):
        return LineFault(number, "parent12", *parent)
    return reader.parent_fault(number, "parent12", code, parent)


_PREFIXES: Final = (("streetCode", 9), ("areaCode", 6), ("cityCode", 4), ("provinceCode", 2))


def _check_village(reader: Reader, number: int, values: Mapping[str, str], code: str) -> LineFault | None:
    # The statistics office lists a county of which it knows no towns by itself (350527000000, Kinmen).
    if len(code) not in (AreaLevel.COMMUNITY, AreaLevel.COUNTY):
        data = {"found": _LEVELS[level_of(code)], "expected": "village"}
        return LineFault(number, "code", DivisionCode.BAD_LEVEL, data)
    digits = code.ljust(_LENGTH, "0")
    for column, length in _PREFIXES:
        if values[column].strip() != digits[:length]:
            data = {"found": values[column][:20], "expected": digits[:length]}
            return LineFault(number, column, DivisionCode.CONTRADICTS, data)
    return None


LAYOUTS: Final = (
    Layout(("code12", "name", "level", "parent12"), "code12", _check_tree),
    Layout(("code", "name", "streetCode", "provinceCode", "cityCode", "areaCode"), "code", _check_village),
)


def layout_of(header: Sequence[str]) -> Layout | None:
    """The layout whose columns the first line names, in any order; None for another file."""
    names = tuple(name.strip().lstrip("\ufeff") for name in header)
    for layout in LAYOUTS:
        if sorted(names) == sorted(layout.columns):
            return Layout(names, layout.code, layout.check)
    return None


def _bad_header(number: int, row: Sequence[str]) -> LineFault:
    known = " / ".join(",".join(layout.columns) for layout in LAYOUTS)
    return LineFault(number, "", DivisionCode.BAD_HEADER, {"found": ",".join(row)[:120], "layouts": known})
