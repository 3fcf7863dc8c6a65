"""Files of tables as grids of cells, and engines that find heads, data and footers in a grid. Knows no noun."""

from linli.kernel.sheets.grids import Area, Book, Cell, Fault, Formula, Grid, GridRow, has_value, letter, place_of
from linli.kernel.sheets.reading import read_book
from linli.kernel.sheets.reasons import SheetCode

__all__ = [
    "Area",
    "Book",
    "Cell",
    "Fault",
    "Formula",
    "Grid",
    "GridRow",
    "SheetCode",
    "has_value",
    "letter",
    "place_of",
    "read_book",
]
