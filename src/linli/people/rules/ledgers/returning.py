"""Refused rows as a workbook: the layout of the file they came in, and behind it why and what to do. Pure."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

from linli.kernel.sheets import Area
from linli.kernel.sheets.writing import HEAD, MARK, SheetOut, write_book
from linli.people.rules.ledgers.shapes import LedgerIssue

WIDEST, NARROWEST, OWN_WIDTH = 30, 8, 50
SAMPLE = 200


@dataclass(frozen=True)
class ReturnedRow:
    """A row as texts, cell by cell; ``issues`` are what is wrong in it, none in rows of a head."""

    cells: tuple[str, ...]
    issues: tuple[LedgerIssue, ...] = ()


@dataclass(frozen=True)
class ReturnedSheet:
    """What goes back of a sheet: titles and head as they were, then the refused rows.

    ``merged`` counts rows of this sheet from 1. ``places`` are the columns (from 0) by their keys; ``head_rows`` is 0
    where the sheet has no head.
    """

    name: str
    rows: tuple[ReturnedRow, ...]
    head_rows: int
    merged: tuple[Area, ...]
    places: Mapping[str, int]


@dataclass(frozen=True)
class Telling:
    """The words of the reader: names of the two columns, which a later reading ignores, and an issue in words."""

    why: str
    hint: str
    tell: Callable[[LedgerIssue], tuple[str, str]]


def returned_book(sheets: Sequence[ReturnedSheet], telling: Telling) -> bytes:
    """The workbook (xlsx)."""
    return write_book([_sheet(sheet, telling) for sheet in sheets])


def _sheet(sheet: ReturnedSheet, telling: Telling) -> SheetOut:
    width = max((len(row.cells) for row in sheet.rows), default=0)
    rows = [_row(sheet, place, width, telling) for place in range(len(sheet.rows))]
    looks = {(place, at): HEAD for place in range(sheet.head_rows) for at, text in enumerate(rows[place]) if text}
    for place, row in enumerate(sheet.rows):
        if row.issues:
            marked = {sheet.places[issue.key] for issue in row.issues if issue.key in sheet.places}
            looks.update({(place, at): MARK for at in (*marked, width, width + 1)})
    widths = (*_widths(rows, width, sheet.head_rows), OWN_WIDTH, OWN_WIDTH)
    return SheetOut(sheet.name, rows, looks, sheet.merged, widths, sheet.head_rows)


def _row(sheet: ReturnedSheet, place: int, width: int, telling: Telling) -> list[str]:
    row = sheet.rows[place]
    cells = [*row.cells, *[""] * (width - len(row.cells))]
    if place == sheet.head_rows - 1:
        return [*cells, telling.why, telling.hint]
    told = [telling.tell(issue) for issue in row.issues]
    why = [f"{issue.key}：{words}" if issue.key else words for issue, (words, _) in zip(row.issues, told, strict=True)]
    return [*cells, "\n".join(why), "\n".join(dict.fromkeys(hint for _, hint in told))]


def _widths(rows: Sequence[Sequence[str]], width: int, head_rows: int) -> list[int]:
    """Wide enough for what stands under the titles; a Chinese character takes two."""
    some = list(islice(rows, max(head_rows - 1, 0), SAMPLE))
    longest = [max((len(row[at].encode("gb18030", "replace")) for row in some), default=0) for at in range(width)]
    return [min(max(count + 2, NARROWEST), WIDEST) for count in longest]
