"""Any ledger that the maker can make is accounted for row by row, read to its true values, and rightly flagged."""

import io
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from linli.kernel.sheets import has_value, letter, read_book
from linli.people.rules.ledgers.shapes import LedgerRow, LedgerSheet
from tests.people.ledgers.making import Made, made_sheet
from tests.people.ledgers.reading import TODAY, read_bytes
from tests.people.ledgers.writing import as_csv, as_html, as_ods, as_xls, as_xlsx, as_xml

pytestmark = [pytest.mark.pure, pytest.mark.serves("S-281", boundary="any ledger is accounted for")]
WRITERS: dict[str, Callable[[Made], bytes]] = {
    "xlsx": as_xlsx,
    "xls": as_xls,
    "ods": as_ods,
    "html": as_html,
    "xml": as_xml,
    "csv": as_csv,
    "csv in GB18030 with tabs": lambda made: as_csv(made, "gb18030", "\t"),
    "csv in UTF-16 with semicolons": lambda made: as_csv(made, "utf-16", ";"),
}


def unaccounted(made: Made, sheet: LedgerSheet, rows: list[LedgerRow]) -> set[int]:
    """Rows of the file that are neither data nor anything else."""
    first, last = sheet.header_rows or (0, -1)
    known = {row.number for row in rows} | {other.number for other in sheet.non_data} | set(range(first, last + 1))
    return {row for row, _ in made.cells} - known


def same(true: Any, found: Any) -> bool:
    """Whether a value is the true one; whole numbers may have been written as text."""
    if isinstance(true, int | float) and isinstance(found, str):
        return str(true) == found
    return bool(true == found) or (isinstance(found, Decimal) and Decimal(str(true)) == found)


def differences(made: Made, sheet: LedgerSheet, rows: list[LedgerRow]) -> list[str]:
    """Cells of sound rows whose value is not the true one."""
    keys = {column.letter: column.key for column in sheet.columns}
    found = []
    for row in rows:
        for place, true in made.true[row.number].items():
            value = row.values.get(keys.get(letter(place - 1), ""))
            cell = made.cells.get((row.number, place))
            # Of a row whose number is bad nobody can tell January from October.
            unknown = row.number in made.must_flag and (value is None or isinstance(cell, float))
            if not same(true, value) and not unknown:
                found.append(f"{row.number} {letter(place - 1)}: {cell!r} {true!r} {value!r}")
    return found


@pytest.mark.parametrize("kind", sorted(WRITERS))
@settings(max_examples=12)
@given(seed=st.integers(0, 10**9))
def test_a_made_ledger_reads_as_it_was_meant(kind: str, seed: int) -> None:
    made = made_sheet(seed, styles=not kind.startswith("csv"))
    [(sheet, rows)] = read_bytes(WRITERS[kind](made), TODAY)
    assert sheet.header_rows == made.head
    assert unaccounted(made, sheet, rows) == set()
    assert {row.number for row in rows} == set(made.true)
    flagged = {row.number for row in rows if row.flagged}
    assert flagged == set(made.must_flag), [made.must_flag.get(row) for row in flagged ^ set(made.must_flag)]
    assert differences(made, sheet, rows) == []


@settings(max_examples=25)
@given(seed=st.integers(0, 10**9))
def test_a_ledger_without_mistakes_is_not_flagged(seed: int) -> None:
    made = made_sheet(seed, mistakes=False, styles=False)
    [(_, rows)] = read_bytes(as_xlsx(made), TODAY)
    assert [row.issues for row in rows if row.flagged] == []


@settings(max_examples=15)
@given(seed=st.integers(0, 10**9))
def test_the_reader_of_large_files_gives_the_same_cells(seed: int) -> None:
    data = as_xlsx(made_sheet(seed))
    slow, fast = (
        [row for grid in read_book(io.BytesIO(data), styled_limit=limit).sheets for row in grid.rows]
        for limit in (80_000_000, 10)
    )
    assert [(row.number, row.cells) for row in slow] == [(row.number, _trimmed(row.cells)) for row in fast]


def _trimmed(cells: tuple[Any, ...]) -> tuple[Any, ...]:
    """Cells without the empty ones at the end."""
    last = max((place for place, cell in enumerate(cells) if has_value(cell)), default=-1)
    return tuple(cell if has_value(cell) else None for cell in cells[: last + 1])
