"""Very large xlsx workbooks: cells only, by a compiled reader that holds a sheet in memory."""

import re
import zipfile
from collections.abc import Iterator
from datetime import date, datetime
from typing import IO, Any, Final

from python_calamine import CalamineError, CalamineWorkbook

from linli.kernel.errors import Invalid
from linli.kernel.sheets.grids import Area, Book, Cell, Fault, Grid, GridRow, has_value, place_of
from linli.kernel.sheets.reasons import SheetCode
from linli.kernel.sheets.xlsx import refuse_size
from linli.kernel.sheets.xlsx_parts import read_parts
from linli.kernel.sheets.zipped import reading

MOST_DENSE: Final = 20_000_000
_PLACE: Final = re.compile(rb'<c r="([A-Z]{1,3})([0-9]{1,7})"')
_CHUNK: Final = 1 << 22


def read_large_xlsx(source: IO[bytes], box: zipfile.ZipFile) -> Book:
    """The workbook's cells; the reader lays sheets out densely, so far corners are refused first."""
    with reading():
        parts = read_parts(box, with_texts=False)
        for sheet in parts.sheets:
            if sheet.part:
                _refuse_corners(box, sheet.part, sheet.name)
    source.seek(0)
    try:
        book = CalamineWorkbook.from_filelike(source)
    except CalamineError as error:
        raise Invalid(SheetCode.BROKEN) from error
    names = [sheet.name for sheet in parts.sheets if sheet.part]
    hidden = {sheet.name for sheet in parts.sheets if sheet.is_hidden}
    return Book(
        "xlsx",
        _grids(book, names, hidden, since_1904=parts.since_1904),
        tuple(s.name for s in parts.sheets if not s.part),
    )


def _refuse_corners(box: zipfile.ZipFile, part: str, name: str) -> None:
    """Look at every cell's own position; the dimension that the file claims is not believed."""
    columns: set[bytes] = set()
    last = 0
    tail = b""
    with box.open(part) as file:
        while chunk := file.read(_CHUNK):
            for letters, number in _PLACE.findall(tail + chunk):
                columns.add(letters)
                last = max(last, int(number))
            tail = chunk[-32:]
    width = max((place_of(letters.decode()) for letters in columns), default=0) + 1
    refuse_size(name, width, 0)
    if width * last > MOST_DENSE:
        raise Invalid(SheetCode.TOO_MANY_CELLS, {"sheet": name, "limit": MOST_DENSE})


def _grids(book: Any, names: list[str], hidden: set[str], *, since_1904: bool) -> Iterator[Grid]:
    for name in names:
        try:
            sheet = book.get_sheet_by_name(name)
            merged = tuple(Area(a[0] + 1, a[1], b[0] + 1, b[1]) for a, b in sheet.merged_cell_ranges or ())
            rows = _rows(sheet)
        except CalamineError as error:
            raise Invalid(SheetCode.BROKEN) from error
        yield Grid(name, rows, merged, is_hidden=name in hidden, sees_styles=False, since_1904=since_1904)


def _rows(sheet: Any) -> Iterator[GridRow]:
    # The reader gives the empty rows above the first cell, but not the empty columns before it.
    before: tuple[Cell, ...] = (None,) * (sheet.start or (0, 0))[1]
    for number, cells in enumerate(sheet.iter_rows(), 1):
        row = before + tuple(map(_cell, cells))
        if any(map(has_value, row)):
            yield GridRow(number, row)


def _cell(value: Any) -> Cell:
    if isinstance(value, str):
        return Fault(value) if value.startswith("#") and value.endswith(("!", "?", "/A")) else value or None
    if isinstance(value, float):
        return int(value) if value.is_integer() and abs(value) < 1e15 else value
    if isinstance(value, datetime):
        return value.date()
    return value if isinstance(value, int | bool | date) else None
