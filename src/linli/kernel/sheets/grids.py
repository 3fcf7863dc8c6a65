"""A table as a grid: rows of cells with what their style says. Knows no noun."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

MOST_COLUMNS = 1_000
MOST_CELLS = 4_000_000
MOST_SHEETS = 200


class Formula(NamedTuple):
    """A formula whose result is not stored in the file."""

    text: str


class Fault(NamedTuple):
    """An error that a spreadsheet program shows in a cell, such as ``#REF!``."""

    text: str


# Whole numbers stay whole; a number with a date's format is a date.
Cell = str | int | float | bool | date | Formula | Fault | None


class GridRow(NamedTuple):
    """A row, numbered from 1. ``struck`` are the places of cells whose text is struck out."""

    number: int
    cells: tuple[Cell, ...]
    struck: frozenset[int] = frozenset()
    is_hidden: bool = False


class Area(NamedTuple):
    """Merged cells: rows from 1, columns from 0, both ends included."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass(frozen=True)
class Grid:
    """A sheet. ``rows`` leaves out rows without any cell and can be walked once.

    ``sees_styles`` says whether struck-out, hidden and merged cells would have been noticed;
    ``since_1904`` how serial numbers without a date's format count.
    """

    name: str
    rows: Iterator[GridRow]
    merged: tuple[Area, ...] = ()
    hidden_columns: frozenset[int] = frozenset()
    is_hidden: bool = False
    sees_styles: bool = True
    since_1904: bool = False


@dataclass(frozen=True)
class Book:
    """A file: the kind it really is (xlsx, xls, ods, html, xml, csv) and its sheets, each made when it is asked for."""

    kind: str
    sheets: Iterable[Grid]
    without_cells: tuple[str, ...] = ()


def letter(place: int) -> str:
    """The letters of a column counted from 0: ``A``, ``Z``, ``AA``."""
    letters = ""
    place += 1
    while place:
        place, rest = divmod(place - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def place_of(letters: str) -> int:
    """The place of a column named by letters, from 0."""
    place = 0
    for char in letters:
        place = place * 26 + ord(char) - 64
    return place - 1


def has_value(cell: Cell) -> bool:
    """Whether a cell holds anything but blanks."""
    return cell is not None and (not isinstance(cell, str) or bool(cell.strip()))
