"""Reads made ledgers with the shipped lexicon, for the tests beside."""

import io
from collections.abc import Sequence
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

import openpyxl

import linli.packs
from linli.kernel.packs.reading import read_pack
from linli.people.rules.ledgers.lexicon import Lexicon
from linli.people.rules.ledgers.reading import read_ledger
from linli.people.rules.ledgers.shapes import LedgerRow, LedgerSheet

TODAY = date(2026, 11, 20)
SHIPPED = Path(linli.packs.__file__).parent / "nation"
# People who do not exist, with numbers that hold.
NUMBERS = (
    "232701194712272221", "232701194610279991", "232701196904045970", "232701197211192585",
    "232701197809269188", "232701197802169432", "232701200111230980", "23270120040118912X",
)  # fmt: skip


@lru_cache
def lexicon() -> Lexicon:
    """The lexicon that comes with Linli."""
    entries = read_pack(SHIPPED).entries["ledger_columns"]
    return Lexicon((str(entry["key"]), entry) for entry in entries)


def read_bytes(data: bytes, today: date = TODAY) -> list[tuple[LedgerSheet, list[LedgerRow]]]:
    """Every table of a file with its rows."""
    ledger = read_ledger(io.BytesIO(data), "file", lexicon(), today)
    return [(sheet, list(sheet.rows)) for sheet in ledger.sheets]


def workbook(*sheets: tuple[Sequence[Sequence[Any]], Sequence[str]]) -> bytes:
    """A workbook of sheets, each rows and merged areas."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    for number, (rows, merged) in enumerate(sheets, 1):
        sheet = book.create_sheet(f"表{number}")
        for row, cells in enumerate(rows, 1):
            for column, value in enumerate(cells, 1):
                if value is not None:
                    sheet.cell(row, column, value)
        for area in merged:
            sheet.merge_cells(area)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def read_rows(rows: Sequence[Sequence[Any]], merged: Sequence[str] = ()) -> tuple[LedgerSheet, list[LedgerRow]]:
    """The first table of a sheet given by its rows."""
    return read_bytes(workbook((rows, merged)))[0]


def meanings(sheet: LedgerSheet) -> dict[str, str]:
    """What each column of a sheet was taken to mean."""
    return {column.key: column.meaning for column in sheet.columns}


def bad_codes(row: LedgerRow) -> set[str]:
    """The codes for which a row is flagged."""
    return {issue.code.name for issue in row.issues if issue.kind.value == "bad"}


def codes(row: LedgerRow) -> set[str]:
    """All codes of a row."""
    return {issue.code.name for issue in row.issues}
