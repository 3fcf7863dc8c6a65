"""Workbooks of kind xlsx, read with their styles: what is hidden, struck out, merged, or a formula without a result."""

import re
import zipfile
from collections.abc import Iterator
from typing import Final
from xml.etree.ElementTree import Element

from linli.kernel.errors import Invalid
from linli.kernel.sheets.formats import date_of_serial
from linli.kernel.sheets.grids import (
    MOST_CELLS,
    MOST_COLUMNS,
    MOST_SHEETS,
    Area,
    Book,
    Cell,
    Fault,
    Formula,
    Grid,
    GridRow,
    has_value,
    letter,
    place_of,
)
from linli.kernel.sheets.reasons import SheetCode
from linli.kernel.sheets.xlsx_parts import Parts, SheetPart, Style, read_parts, text_of
from linli.kernel.sheets.zipped import elements, local, reading

_REFERENCE: Final = re.compile(r"\$?([A-Z]{1,3})\$?([0-9]{1,7})")
_ESCAPED: Final = re.compile(r"_x([0-9A-Fa-f]{4})_")
_WHOLE: Final = re.compile(r"-?[0-9]{1,30}")
_NO_STYLE: Final = Style()


def read_xlsx(box: zipfile.ZipFile) -> Book:
    """The workbook in ``box``; sheets are read one at a time."""
    with reading():
        parts = read_parts(box)
    if len(parts.sheets) > MOST_SHEETS:
        raise Invalid(SheetCode.TOO_MANY_SHEETS, {"limit": MOST_SHEETS})
    charts = tuple(sheet.name for sheet in parts.sheets if not sheet.part)
    return Book("xlsx", _grids(box, parts), charts)


def _grids(box: zipfile.ZipFile, parts: Parts) -> Iterator[Grid]:
    for sheet in parts.sheets:
        if sheet.part:
            with reading():
                yield _Sheet(parts, sheet).read(box)


class _Sheet:
    """Reads one sheet. Positions come from the cells themselves; what the file says of its size is not believed."""

    def __init__(self, parts: Parts, sheet: SheetPart) -> None:
        self.parts = parts
        self.sheet = sheet
        self.rows: list[GridRow] = []
        self.merged: list[Area] = []
        self.hidden: set[int] = set()
        self.cells = 0

    def read(self, box: zipfile.ZipFile) -> Grid:
        """The sheet as a grid."""
        with box.open(self.sheet.part) as file:
            for item in elements(file, "row", "mergeCell", "col"):
                self._take(item)
        return Grid(
            self.sheet.name,
            iter(self.rows),
            tuple(self.merged),
            frozenset(self.hidden),
            self.sheet.is_hidden,
            since_1904=self.parts.since_1904,
        )

    def _take(self, item: Element) -> None:
        name = local(item)
        if name == "row":
            self._row(item)
        elif name == "mergeCell":
            self.merged.append(area_of(item.get("ref", "")))
        elif item.get("hidden") in ("1", "true"):
            last = min(int(item.get("max", "1")), MOST_COLUMNS)
            self.hidden.update(range(int(item.get("min", "1")) - 1, last))

    def _row(self, item: Element) -> None:
        number = int(item.get("r") or (self.rows[-1].number + 1 if self.rows else 1))
        cells: dict[int, Cell] = {}
        struck: set[int] = set()
        place = -1
        for cell in item:
            found = _REFERENCE.fullmatch(cell.get("r", ""))
            place = place_of(found[1]) if found else place + 1
            value, is_struck = self._cell(cell)
            if has_value(value):
                cells[place] = value
                if is_struck:
                    struck.add(place)
        if cells:
            self._keep(number, cells, frozenset(struck), is_hidden=item.get("hidden") in ("1", "true"))

    def _keep(self, number: int, cells: dict[int, Cell], struck: frozenset[int], *, is_hidden: bool) -> None:
        width = max(cells) + 1
        refuse_size(self.sheet.name, width, self.cells + len(cells))
        self.cells += len(cells)
        self.rows.append(GridRow(number, tuple(map(cells.get, range(width))), struck, is_hidden))

    def _cell(self, cell: Element) -> tuple[Cell, bool]:
        kind = cell.get("t", "n")
        style = self._style(cell.get("s"))
        text, formula, inline = _contents(cell)
        if inline is not None:
            words, struck = text_of(inline)
            return _unescaped(words), struck or style.is_struck
        if text is None:
            return (Formula(formula) if formula is not None else None), style.is_struck
        if kind == "s":
            words, struck = self.parts.texts[int(text)] if int(text) < len(self.parts.texts) else ("", False)
            return _unescaped(words), struck or style.is_struck
        return _plain(kind, text, style, since_1904=self.parts.since_1904), style.is_struck

    def _style(self, number: str | None) -> Style:
        place = int(number or 0)
        return self.parts.styles[place] if place < len(self.parts.styles) else _NO_STYLE


def _contents(cell: Element) -> tuple[str | None, str | None, Element | None]:
    """Stored result, formula and inline text of a cell."""
    text = formula = inline = None
    for part in cell:
        name = local(part)
        if name == "v":
            text = part.text
        elif name == "f":
            formula = part.text or ""
        elif name == "is":
            inline = part
    return text, formula, inline


def _unescaped(text: str) -> str:
    return _ESCAPED.sub(lambda found: chr(int(found[1], 16)), text) if "_x" in text else text


def _plain(kind: str, text: str, style: Style, *, since_1904: bool) -> Cell:
    if kind == "b":
        return text == "1"
    if kind == "e":
        return Fault(text)
    if kind != "n":
        return _unescaped(text)
    value = number_of(text)
    if style.is_date and isinstance(value, int | float):
        return date_of_serial(value, since_1904=since_1904) or value
    if style.padding and isinstance(value, int):
        return str(value).zfill(style.padding)
    return value


def number_of(text: str) -> int | float | str:
    """A number as a file stores it; whole ones stay whole, whatever their length, unless they were floats."""
    if _WHOLE.fullmatch(text):
        return int(text)
    try:
        value = float(text)
    except ValueError:
        return text
    return int(value) if value.is_integer() and abs(value) < 1e15 else value


def area_of(reference: str) -> Area:
    """The area of ``A1:B3``."""
    first, _, last = reference.partition(":")
    one, two = _REFERENCE.fullmatch(first), _REFERENCE.fullmatch(last or first)
    if one is None or two is None:
        raise Invalid(SheetCode.BROKEN)
    return Area(int(one[2]), place_of(one[1]), int(two[2]), place_of(two[1]))


def refuse_size(sheet: str, width: int, cells: int) -> None:
    """Invalid when a sheet is wider or fuller than a table that people keep."""
    if width > MOST_COLUMNS:
        data = {"sheet": sheet, "column": letter(width - 1), "limit": MOST_COLUMNS}
        raise Invalid(SheetCode.TOO_MANY_COLUMNS, data)
    if cells > MOST_CELLS:
        raise Invalid(SheetCode.TOO_MANY_CELLS, {"sheet": sheet, "limit": MOST_CELLS})
