"""OpenDocument spreadsheets, read with what they hide, strike out and merge."""

import zipfile
from collections.abc import Iterator
from datetime import date
from typing import Final
from xml.etree.ElementTree import Element

from linli.kernel.errors import Invalid
from linli.kernel.sheets.grids import MOST_SHEETS, Area, Book, Cell, Fault, Formula, Grid, GridRow, has_value
from linli.kernel.sheets.reasons import SheetCode
from linli.kernel.sheets.xlsx import number_of, refuse_size
from linli.kernel.sheets.zipped import attribute, children, elements, local, reading

TYPE: Final = b"application/vnd.oasis.opendocument.spreadsheet"
_MOST_CONTENT: Final = 150_000_000
_HIDDEN: Final = ("collapse", "filter")


def read_ods(box: zipfile.ZipFile) -> Book:
    """The workbook in ``box``."""
    if any(name.startswith(("Basic/", "Scripts/")) and not name.endswith("/") for name in box.namelist()):
        raise Invalid(SheetCode.MACROS)
    with reading():
        if b"encryption-data" in box.read("META-INF/manifest.xml"):
            raise Invalid(SheetCode.LOCKED)
        if box.getinfo("content.xml").file_size > _MOST_CONTENT:
            raise Invalid(SheetCode.UNPACKS_TOO_LARGE)
    return Book("ods", _grids(box))


def _grids(box: zipfile.ZipFile) -> Iterator[Grid]:
    struck: set[str] = set()
    hidden: set[str] = set()
    count = 0
    with reading(), box.open("content.xml") as file:
        for item in elements(file, "style", "table"):
            if local(item) == "style":
                _note_style(item, struck, hidden)
                continue
            count += 1
            if count > MOST_SHEETS:
                raise Invalid(SheetCode.TOO_MANY_SHEETS, {"limit": MOST_SHEETS})
            yield _Table(item, struck, hidden).read()


def _note_style(item: Element, struck: set[str], hidden: set[str]) -> None:
    name = attribute(item, "name")
    for part in item:
        if attribute(part, "text-line-through-style", "none") != "none":
            struck.add(name)
        if attribute(part, "display") == "false":
            hidden.add(name)


class _Table:
    """Reads one table. Repeats that stand for empty space are skipped, never unfolded."""

    def __init__(self, table: Element, struck: set[str], hidden: set[str]) -> None:
        self.table = table
        self.struck = struck
        self.is_hidden = attribute(table, "style-name") in hidden
        self.name = attribute(table, "name")
        self.rows: list[GridRow] = []
        self.merged: list[Area] = []
        self.number = 0
        self.cells = 0

    def read(self) -> Grid:
        """The table as a grid."""
        for row in _rows_of(self.table):
            self._row(row)
        return Grid(self.name, iter(self.rows), tuple(self.merged), is_hidden=self.is_hidden)

    def _row(self, row: Element) -> None:
        repeats = _repeats(row, "number-rows-repeated")
        cells, struck = self._cells(row)
        if cells:
            width = max(cells) + 1
            self.cells += len(cells) * repeats
            refuse_size(self.name, width, self.cells)
            filled = tuple(map(cells.get, range(width)))
            is_hidden = attribute(row, "visibility") in _HIDDEN
            numbers = range(self.number + 1, self.number + repeats + 1)
            self.rows.extend(GridRow(number, filled, struck, is_hidden) for number in numbers)
        self.number += repeats

    def _cells(self, row: Element) -> tuple[dict[int, Cell], frozenset[int]]:
        cells: dict[int, Cell] = {}
        struck: set[int] = set()
        place = 0
        for item in row:
            if local(item) not in ("table-cell", "covered-table-cell"):
                continue
            repeats = _repeats(item, "number-columns-repeated")
            value = _value(item) if local(item) == "table-cell" else None
            if has_value(value):
                refuse_size(self.name, place + repeats, self.cells)
                cells.update(dict.fromkeys(range(place, place + repeats), value))
                if attribute(item, "style-name") in self.struck:
                    struck.update(range(place, place + repeats))
            self._merge(item, place)
            place += repeats
        return cells, frozenset(struck)

    def _merge(self, item: Element, place: int) -> None:
        down, across = _repeats(item, "number-rows-spanned"), _repeats(item, "number-columns-spanned")
        if down > 1 or across > 1:
            self.merged.append(Area(self.number + 1, place, self.number + down, place + across - 1))


def _rows_of(table: Element) -> Iterator[Element]:
    for item in table:
        if local(item) == "table-row":
            yield item
        elif local(item) in ("table-row-group", "table-header-rows", "table-rows"):
            yield from _rows_of(item)


def _repeats(item: Element, name: str) -> int:
    return int(attribute(item, name, "1"))


def _value(item: Element) -> Cell:
    kind = attribute(item, "value-type")
    text = _text(item)
    if kind in ("float", "currency", "percentage"):
        return number_of(attribute(item, "value", text))
    if kind == "date":
        return date.fromisoformat(attribute(item, "date-value")[:10])
    if kind == "boolean":
        return attribute(item, "boolean-value") == "true"
    if text.startswith(("#", "Err:")) and attribute(item, "formula"):
        return Fault(text)
    formula = attribute(item, "formula")
    return Formula(formula) if formula and not text and kind != "string" else text or None


def _text(item: Element) -> str:
    return "\n".join(_words(part) for part in children(item, "p"))


def _words(part: Element) -> str:
    """A paragraph's text; runs of blanks are elements of their own."""
    words = [part.text or ""]
    for inner in part:
        words.append(" " * _repeats(inner, "c") if local(inner) == "s" else _words(inner))
        words.append(inner.tail or "")
    return "".join(words)
