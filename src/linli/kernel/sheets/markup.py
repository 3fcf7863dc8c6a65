"""Files called xls that are web pages or Excel's XML of 2003, as exports of older systems are."""

import io
from collections.abc import Iterator
from datetime import date
from html.parser import HTMLParser
from typing import Final
from xml.etree.ElementTree import Element

from linli.kernel.sheets.grids import Area, Book, Cell, Fault, Formula, Grid, GridRow, has_value
from linli.kernel.sheets.xlsx import number_of, refuse_size
from linli.kernel.sheets.zipped import attribute, children, elements, local, reading

_MOST_SPAN: Final = 1_000
_BREAKS: Final = frozenset({"br", "p", "div"})
_STRUCK: Final = frozenset({"s", "strike", "del"})


def read_html(text: str) -> Book:
    """The tables of a web page, one grid each; a table inside a cell is read as its text."""
    reader = _Tables()
    reader.feed(text)
    reader.close()
    grids = [table.grid(f"{number}") for number, table in enumerate(reader.tables, 1) if table.rows]
    return Book("html", grids)


class _Table:
    """Rows of one table with the room that spans take."""

    def __init__(self) -> None:
        self.rows: list[GridRow] = []
        self.merged: list[Area] = []
        self.taken: dict[int, int] = {}
        self.number = 0
        self.count = 0
        self.cells: dict[int, Cell] = {}
        self.struck: set[int] = set()
        self.is_hidden = False

    def begin_row(self, *, is_hidden: bool) -> None:
        """A new row below."""
        self.end_row()
        self.number += 1
        self.is_hidden = is_hidden

    def end_row(self) -> None:
        """Keep the row if it has cells."""
        if self.cells:
            width = max(self.cells) + 1
            self.count += width
            refuse_size("1", width, self.count)
            filled = tuple(map(self.cells.get, range(width)))
            self.rows.append(GridRow(self.number, filled, frozenset(self.struck), self.is_hidden))
        self.cells, self.struck = {}, set()
        self.place = 0

    place = 0

    def add(self, text: str, down: int, across: int, *, struck: bool) -> None:
        """A cell in the next free place."""
        while self.taken.get(self.place, 0) >= self.number:
            self.place += 1
        if text.strip():
            self.cells[self.place] = text
            if struck:
                self.struck.add(self.place)
        if down > 1 or across > 1:
            self.merged.append(Area(self.number, self.place, self.number + down - 1, self.place + across - 1))
        for place in range(self.place, self.place + across):
            self.taken[place] = self.number + down - 1
        self.place += across

    def grid(self, name: str) -> Grid:
        """The table as a grid."""
        return Grid(name, iter(self.rows), tuple(self.merged))


class _Tables(HTMLParser):
    """Finds tables, rows and cells; scripts, styles and tags are no text."""

    def __init__(self) -> None:
        super().__init__()
        self.tables: list[_Table] = []
        self.depth = 0
        self.silent = 0
        self.words: list[str] | None = None
        self.spans = (1, 1)
        self.struck = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Begin a table, row or cell."""
        given = {name: value or "" for name, value in attrs}
        if tag in ("script", "style"):
            self.silent += 1
        elif tag == "table":
            self._open_table()
        elif self.depth == 1 and tag == "tr":
            self._close_cell()
            self.tables[-1].begin_row(is_hidden="display:none" in given.get("style", "").replace(" ", ""))
        elif self.depth == 1 and tag in ("td", "th"):
            self._close_cell()
            self._open_cell(given)
        elif self.words is not None:
            self._inside_cell(tag)

    def _open_table(self) -> None:
        self.depth += 1
        if self.depth == 1:
            self.tables.append(_Table())

    def _open_cell(self, given: dict[str, str]) -> None:
        if not self.tables[-1].number:
            self.tables[-1].begin_row(is_hidden=False)
        self.words = []
        self.spans = (_span(given.get("rowspan", "")), _span(given.get("colspan", "")))
        self.struck = "line-through" in given.get("style", "")

    def _inside_cell(self, tag: str) -> None:
        if tag in _BREAKS and self.words:
            self.words.append("\n")
        self.struck = self.struck or tag in _STRUCK

    def _close_cell(self) -> None:
        if self.words is not None:
            text = "".join(self.words).replace("\xa0", " ")
            self.tables[-1].add(text, *self.spans, struck=self.struck)
        self.words = None

    def handle_endtag(self, tag: str) -> None:
        """End a table, row or cell."""
        if tag in ("script", "style"):
            self.silent = max(0, self.silent - 1)
        elif tag == "table" and self.depth:
            if self.depth == 1:
                self._close_cell()
                self.tables[-1].end_row()
            self.depth -= 1
        elif self.depth == 1 and tag in ("td", "th", "tr"):
            self._close_cell()

    def handle_data(self, data: str) -> None:
        """Text of the open cell; line ends of the source are blanks."""
        if self.words is not None and not self.silent:
            self.words.append(" ".join(data.split()) if data.strip() else "")

    def close(self) -> None:
        """A page that was cut off still gives its rows."""
        super().close()
        if self.depth:
            self._close_cell()
            self.tables[-1].end_row()


def _span(text: str) -> int:
    return min(max(int(text), 1), _MOST_SPAN) if text.isascii() and text.isdigit() else 1


def read_xml(data: bytes) -> Book:
    """The sheets of a workbook in Excel's XML of 2003."""
    return Book("xml", _xml_grids(data))


def _xml_grids(data: bytes) -> Iterator[Grid]:
    struck: set[str] = set()
    with reading():
        for item in elements(io.BytesIO(data), "Style", "Worksheet"):
            if local(item) == "Worksheet":
                yield _Worksheet(item, struck).read()
            elif any(attribute(font, "StrikeThrough") == "1" for font in children(item, "Font")):
                struck.add(attribute(item, "ID"))


class _Worksheet:
    """Reads one worksheet."""

    def __init__(self, sheet: Element, struck: set[str]) -> None:
        self.sheet = sheet
        self.struck = struck
        self.name = attribute(sheet, "Name")
        self.merged: list[Area] = []
        self.count = 0

    def read(self) -> Grid:
        """The worksheet as a grid."""
        rows: list[GridRow] = []
        number = 0
        for row in (row for table in children(self.sheet, "Table") for row in children(table, "Row")):
            number = int(attribute(row, "Index") or number + 1)
            found = self._row(row, number)
            if found.cells:
                self.count += len(found.cells)
                refuse_size(self.name, len(found.cells), self.count)
                rows.append(found)
        return Grid(self.name, iter(rows), tuple(self.merged))

    def _row(self, row: Element, number: int) -> GridRow:
        cells: dict[int, Cell] = {}
        struck: set[int] = set()
        place = -1
        for cell in children(row, "Cell"):
            place = int(attribute(cell, "Index") or place + 2) - 1
            refuse_size(self.name, place + 1, self.count)
            value = _xml_value(cell)
            if has_value(value):
                cells[place] = value
            if attribute(cell, "StyleID") in self.struck:
                struck.add(place)
            across, down = int(attribute(cell, "MergeAcross") or 0), int(attribute(cell, "MergeDown") or 0)
            if across or down:
                self.merged.append(Area(number, place, number + down, place + across))
            place += across
        width = max(cells, default=-1) + 1
        is_hidden = attribute(row, "Hidden") == "1"
        return GridRow(number, tuple(map(cells.get, range(width))), frozenset(struck & set(cells)), is_hidden)


def _xml_value(cell: Element) -> Cell:
    data = next(children(cell, "Data"), None)
    if data is None:
        formula = attribute(cell, "Formula")
        return Formula(formula) if formula else None
    kind, text = attribute(data, "Type"), "".join(data.itertext())
    if kind == "Number":
        return number_of(text)
    if kind == "DateTime":
        return date.fromisoformat(text[:10])
    if kind == "Boolean":
        return text == "1"
    return Fault(text) if kind == "Error" else text
