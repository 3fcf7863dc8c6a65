"""The old binary workbooks (BIFF), read with their styles."""

import struct
from collections.abc import Iterator
from typing import IO, Any, Final

import xlrd
from xlrd.biffh import error_text_from_code
from xlrd.compdoc import CompDocError

from linli.kernel.errors import Invalid
from linli.kernel.sheets.formats import date_of_serial, is_date_format, padding_of
from linli.kernel.sheets.grids import MOST_SHEETS, Area, Book, Cell, Fault, Grid, GridRow, has_value
from linli.kernel.sheets.reasons import SheetCode
from linli.kernel.sheets.xlsx import refuse_size

MARK: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_MOST_BYTES: Final = 60_000_000
_DAMAGE: Final = (
    xlrd.XLRDError, CompDocError, struct.error, IndexError, KeyError, ValueError, TypeError, AssertionError,
    AttributeError, EOFError, OSError, UnboundLocalError,
)  # fmt: skip


def read_xls(source: IO[bytes]) -> Book:
    """The workbook in ``source``; Invalid when locked, with macros, damaged or no table."""
    source.seek(0)
    data = source.read(_MOST_BYTES + 1)
    if len(data) > _MOST_BYTES:
        raise Invalid(SheetCode.UNPACKS_TOO_LARGE)
    _refuse_by_marks(data)
    try:
        book = xlrd.open_workbook(file_contents=data, formatting_info=True, on_demand=True, logfile=_Silent())
    except _DAMAGE as error:
        raise Invalid(SheetCode.LOCKED if "encrypted" in str(error).lower() else SheetCode.BROKEN) from error
    if book.nsheets > MOST_SHEETS:
        raise Invalid(SheetCode.TOO_MANY_SHEETS, {"limit": MOST_SHEETS})
    return Book("xls", _grids(book))


class _Silent:
    def write(self, text: str) -> None:
        """What the library grumbles about is in the refusal."""

    def flush(self) -> None:
        """Nothing waits."""


def _refuse_by_marks(data: bytes) -> None:
    """The directory of the container names its streams in UTF-16."""
    if "EncryptedPackage".encode("utf-16-le") in data:
        raise Invalid(SheetCode.LOCKED)
    if "_VBA_PROJECT".encode("utf-16-le") in data:
        raise Invalid(SheetCode.MACROS)
    if not any(name.encode("utf-16-le") in data for name in ("Workbook", "Book", "WORKBOOK", "BOOK")):
        raise Invalid(SheetCode.UNKNOWN_KIND)


def _grids(book: Any) -> Iterator[Grid]:
    for place in range(book.nsheets):
        try:
            sheet = book.sheet_by_index(place)
            grid = _grid(book, sheet)
            book.unload_sheet(place)
        except _DAMAGE as error:
            raise Invalid(SheetCode.BROKEN) from error
        yield grid


def _grid(book: Any, sheet: Any) -> Grid:
    rows: list[GridRow] = []
    cells = 0
    for number in range(sheet.nrows):
        row = _row(book, sheet, number)
        if row is not None:
            cells += len(row.cells)
            refuse_size(sheet.name, len(row.cells), cells)
            rows.append(row)
    merged = tuple(Area(top + 1, left, bottom, right - 1) for top, bottom, left, right in sheet.merged_cells)
    hidden = frozenset(place for place, info in sheet.colinfo_map.items() if info.hidden)
    return Grid(sheet.name, iter(rows), merged, hidden, is_hidden=sheet.visibility != 0, since_1904=bool(book.datemode))


def _row(book: Any, sheet: Any, number: int) -> GridRow | None:
    cells: list[Cell] = []
    struck: set[int] = set()
    for place in range(sheet.row_len(number)):
        value, is_struck = _cell(book, sheet.cell(number, place))
        cells.append(value)
        if is_struck and has_value(value):
            struck.add(place)
    while cells and not has_value(cells[-1]):
        cells.pop()
    if not cells:
        return None
    info = sheet.rowinfo_map.get(number)
    return GridRow(number + 1, tuple(cells), frozenset(struck), bool(info and info.hidden))


def _cell(book: Any, cell: Any) -> tuple[Cell, bool]:
    style = book.xf_list[cell.xf_index] if cell.xf_index is not None else None
    struck = bool(style and book.font_list[style.font_index].struck_out)
    code = book.format_map[style.format_key].format_str if style and style.format_key in book.format_map else ""
    return _value(cell, code, since_1904=bool(book.datemode)), struck


def _value(cell: Any, code: str, *, since_1904: bool) -> Cell:
    if cell.ctype in (xlrd.XL_CELL_NUMBER, xlrd.XL_CELL_DATE):
        number = float(cell.value)
        if is_date_format(0, code) and (day := date_of_serial(number, since_1904=since_1904)):
            return day
        if number.is_integer() and abs(number) < 1e15:
            return str(int(number)).zfill(padding_of(code)) if padding_of(code) else int(number)
        return number
    if cell.ctype == xlrd.XL_CELL_BOOLEAN:
        return bool(cell.value)
    if cell.ctype == xlrd.XL_CELL_ERROR:
        return Fault(error_text_from_code.get(cell.value, "#?"))
    return str(cell.value) if cell.ctype == xlrd.XL_CELL_TEXT else None
