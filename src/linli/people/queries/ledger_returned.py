"""The refused rows of a file as they stand in it, to be corrected and taken in again: for whoever gave the file."""

import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from linli.kernel.actor import Actor
from linli.kernel.errors import KernelCode, NotFound
from linli.kernel.sheets import Area, Cell, Fault, Formula, Grid, GridRow, place_of, read_book
from linli.people.models import LedgerLine, LedgerRun
from linli.people.queries.ledger_files import file_of, has_file, ledger_of, name_of
from linli.people.queries.ledger_runs import found_run
from linli.people.rules.ledgers.reasons import LedgerCode
from linli.people.rules.ledgers.returning import ReturnedRow, ReturnedSheet
from linli.people.rules.ledgers.run_reasons import RunCode
from linli.people.rules.ledgers.shapes import IssueKind, LedgerIssue, LedgerRow, LedgerSheet
from linli.people.rules.ledgers.verdicts import REFUSED

# Figures up to here are exact; of a longer one the last digits are lost, and it must not look whole.
_EXACT = 1e15
_FILLED = (LedgerCode.MERGED, LedgerCode.DITTO)
_CODES = {code.code: code for enum in (LedgerCode, RunCode) for code in enum}


def own_run(actor: Actor, run: UUID) -> LedgerRun:
    """The run; NotFound unless the actor's own account gave the file, for values stand unmasked in what is made of
    it, and NotFound when the file was deleted."""
    row = found_run(actor, run)
    if row.account is None or row.account != actor.account or not has_file(row):
        raise NotFound(KernelCode.NOT_FOUND)
    return row


def returned_sheets(actor: Actor, run: UUID) -> list[ReturnedSheet]:
    """The refused rows, a sheet for each table that has some; NotFound as for ``own_run``."""
    row = own_run(actor, run)
    parts = list(_parts(row, actor))
    needed: dict[str, set[int]] = {}
    for part in parts:
        needed.setdefault(part.sheet.name, set()).update(part.numbers())
    grids = _grids(row, needed)
    return [part.returned(*grids[part.sheet.name]) for part in parts if part.sheet.name in grids]


def head_of(row: LedgerRun, place: int, actor: Actor) -> tuple[str, tuple[tuple[str, ...], ...], tuple[Area, ...]]:
    """Name, titles with head, and merged cells of the table at ``place``; no values of any row.

    Titles above the head are left out where they name somebody only a reader of the file should know: only the head
    itself goes.
    """
    for number, sheet in enumerate(ledger_of(row, actor).sheets):
        if number == place:
            return _head(row, sheet)
        for _ in sheet.rows:
            continue
    return "", (), ()


def _head(row: LedgerRun, sheet: LedgerSheet) -> tuple[str, tuple[tuple[str, ...], ...], tuple[Area, ...]]:
    if sheet.header_rows is None:
        return sheet.name, (), ()
    part = _Part(sheet, sheet.header_rows[0])
    grid, rows = _grids(row, {sheet.name: set(part.head())})[sheet.name]
    back = part.returned(grid, rows)
    return sheet.name, tuple(one.cells for one in back.rows), back.merged


@dataclass
class _Part:
    """A table with its refused rows; ``start`` is the row from which its titles are taken."""

    sheet: LedgerSheet
    start: int
    rows: list[tuple[LedgerRow, str]] = field(default_factory=list)

    def numbers(self) -> Iterator[int]:
        """The rows of the file that go back."""
        yield from self.head()
        for row, _ in self.rows:
            yield from _span(row)

    def head(self) -> range:
        """Titles and head."""
        return range(self.start, self.sheet.header_rows[1] + 1) if self.sheet.header_rows else range(0)

    def returned(self, grid: Grid, found: Mapping[int, GridRow]) -> ReturnedSheet:
        """The table as it goes back."""
        head = [ReturnedRow(_texts(found.get(number))) for number in self.head()]
        places = {column.key: place_of(column.letter) for column in self.sheet.columns}
        rows = [one for row, reason in self.rows for one in _returned(row, reason, found, places)]
        last = self.head().stop - 1
        inside = [area for area in grid.merged if self.start <= area.top and area.bottom <= last]
        shift = self.start - 1
        merged = tuple(area._replace(top=area.top - shift, bottom=area.bottom - shift) for area in inside)
        return ReturnedSheet(self.sheet.name, (*head, *rows), len(head), merged, places)


def _parts(row: LedgerRun, actor: Actor) -> Iterator[_Part]:
    lines = LedgerLine.objects.filter(county=row.county, run=row, verdict=REFUSED).order_by("-place")
    wanted = {(sheet, number): reason for sheet, number, reason in lines.values_list("sheet", "row", "reason")}
    seen: set[str] = set()
    for place, sheet in enumerate(ledger_of(row, actor).sheets):
        first = sheet.header_rows[0] if sheet.header_rows and sheet.name in seen else 1
        seen.add(sheet.name)
        part = _Part(sheet, first)
        part.rows = [(one, wanted[place, one.number]) for one in sheet.rows if (place, one.number) in wanted]
        if part.rows:
            yield part


def _grids(row: LedgerRun, needed: Mapping[str, set[int]]) -> dict[str, tuple[Grid, dict[int, GridRow]]]:
    """The sheets by name, with the rows that are needed."""
    found = {}
    for grid in read_book(io.BytesIO(file_of(row)), name_of(row)).sheets:
        wanted = needed.get(grid.name, set())
        rows = {one.number: one for one in grid.rows if one.number in wanted}
        if wanted:
            found[grid.name] = grid, rows
    return found


def _span(row: LedgerRow) -> range:
    return range(row.number, max(row.until, row.number) + 1)


def _returned(
    row: LedgerRow, reason: str, found: Mapping[int, GridRow], places: Mapping[str, int]
) -> Iterator[ReturnedRow]:
    """The rows of a record: one, or all those of a form; the first says what is wrong."""
    issues = wrong_in(row, reason)
    for number in _span(row):
        raw = found.get(number)
        cells = _texts(raw) if row.until else _settled(row, raw.cells if raw else (), places)
        yield ReturnedRow(cells, issues if number == row.number else ())


def _settled(row: LedgerRow, raw: Sequence[Cell], places: Mapping[str, int]) -> tuple[str, ...]:
    """The cells with what a row alone would lose: values of merged cells, figures and days that a format told."""
    filled = {issue.key for issue in row.issues if issue.code in _FILLED}
    wrong = {issue.key for issue in row.issues if issue.kind is IssueKind.BAD}
    cells = [*map(_text, raw), *[""] * (max(places.values(), default=-1) + 1 - len(raw))]
    for key, place in places.items():
        value = row.values.get(key)
        is_lost = key in filled or (place < len(raw) and _is_figure(raw[place]))
        if is_lost and key not in wrong and value is not None and not isinstance(value, list | tuple):
            cells[place] = str(value)
    return tuple(cells)


def _is_figure(cell: Cell) -> bool:
    return isinstance(cell, int | float | date) and not isinstance(cell, bool)


def _texts(row: GridRow | None) -> tuple[str, ...]:
    return tuple(map(_text, row.cells)) if row else ()


def _text(cell: Cell) -> str:
    if cell is None or isinstance(cell, Formula):
        return ""
    if isinstance(cell, Fault):
        return cell.text
    if isinstance(cell, date):
        return cell.isoformat()[:10]
    is_whole = isinstance(cell, float) and cell.is_integer() and abs(cell) < _EXACT
    return str(int(cell)) if is_whole else str(cell)


def wrong_in(row: LedgerRow, reason: str) -> tuple[LedgerIssue, ...]:
    """What is wrong in a row; the line's own reason where no cell is to blame."""
    bad: Iterable[LedgerIssue] = (issue for issue in row.issues if issue.kind is IssueKind.BAD)
    own = LedgerIssue(_CODES[reason], IssueKind.BAD, data={"count": 1}) if reason in _CODES else None  # type: ignore[arg-type]
    found = tuple(bad)
    return found if any(issue.code.code == reason for issue in found) or own is None else (own, *found)
