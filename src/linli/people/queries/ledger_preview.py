"""The first rows of a file as they were understood, beside what stands in it; masked, or whole for who sent it."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from itertools import islice
from typing import Final
from uuid import UUID

from linli.kernel.actor import Actor
from linli.kernel.errors import KernelCode, NotFound
from linli.kernel.text import MASKS
from linli.people.models import LedgerRun
from linli.people.queries.ledger_files import has_file, ledger_of
from linli.people.queries.ledger_returned import own_run
from linli.people.queries.ledger_runs import found_run
from linli.people.queries.person_values import L1
from linli.people.rules.ledgers.lexicon import NEVER_KEPT
from linli.people.rules.ledgers.shapes import IssueKind, LedgerColumn, LedgerRow, LedgerSheet, NonData, Unread

FIRST: Final = 8
# Pages answer at once: of larger files the first rows are looked at, and that is said.
MOST_ROWS: Final = 5_000
_PLAIN_KINDS: Final = ("sex", "relation", "flag", "count", "number", "money", "area", "serial", "age", "household_no")
_MASKED: Final = {
    "name": "name", "identity": "identity", "identity_other": "identity", "phone": "phone", "address": "address",
    "account": "bank_card",
}  # fmt: skip


@dataclass(frozen=True)
class PreviewCell:
    """A value as it was understood; ``original`` what stands in the file where that is written otherwise.

    ``kind``: normalised, note or bad, empty where nothing is to be said.
    """

    text: str
    original: str = ""
    kind: str = ""


@dataclass(frozen=True)
class PreviewRow:
    """A row of the file with its cells in the order of the columns."""

    number: int
    cells: tuple[PreviewCell, ...]
    is_flagged: bool


@dataclass(frozen=True)
class PreviewSheet:
    """A table of the file. ``is_whole`` says whether its last row was seen, so that ``others`` are all there are."""

    name: str
    header_rows: tuple[int, int] | None
    columns: tuple[LedgerColumn, ...]
    rows: tuple[PreviewRow, ...]
    facts: Mapping[str, str]
    others: tuple[NonData, ...]
    unread: tuple[Unread, ...]
    is_form: bool
    is_hidden: bool
    is_whole: bool


def preview_of(actor: Actor, run: UUID, *, unmasked: bool = False) -> tuple[PreviewSheet, ...]:
    """The tables of a run's file; NotFound once it was deleted.

    ``unmasked`` only for the account that gave the file: its values are not those of the register, but they are
    somebody's all the same.
    """
    row = own_run(actor, run) if unmasked else found_run(actor, run)
    if not unmasked and not has_file(row):
        raise NotFound(KernelCode.NOT_FOUND)
    return _sheets(row, actor, unmasked=unmasked)


def _sheets(row: LedgerRun, actor: Actor, *, unmasked: bool) -> tuple[PreviewSheet, ...]:
    found, left = [], MOST_ROWS
    for sheet in ledger_of(row, actor).sheets:
        first = tuple(_row(one, sheet.columns, unmasked=unmasked) for one in islice(sheet.rows, FIRST))
        rest = sum(1 for _ in islice(sheet.rows, left))
        is_whole = rest < left
        left -= rest + len(first)
        found.append(_sheet(sheet, first, unmasked=unmasked, is_whole=is_whole))
        if not is_whole or left <= 0:
            break
    return tuple(found)


def _sheet(sheet: LedgerSheet, rows: tuple[PreviewRow, ...], *, unmasked: bool, is_whole: bool) -> PreviewSheet:
    others = tuple(sheet.non_data) if unmasked else tuple(without_words(one) for one in sheet.non_data)
    facts = sheet.facts if unmasked else {}
    return PreviewSheet(
        sheet.name, sheet.header_rows, sheet.columns, rows, facts, others, tuple(sheet.unread), sheet.is_form,
        sheet.is_hidden, is_whole,
    )  # fmt: skip


def without_words(other: NonData) -> NonData:
    """A row without data, without what it says: footers name people."""
    return other._replace(text="")


def _row(row: LedgerRow, columns: tuple[LedgerColumn, ...], *, unmasked: bool) -> PreviewRow:
    cells = tuple(_cell(row, column) for column in columns)
    if not unmasked:
        cells = tuple(masked_cell(cell, column) for cell, column in zip(cells, columns, strict=True))
    return PreviewRow(row.number, cells, row.flagged)


def _cell(row: LedgerRow, column: LedgerColumn) -> PreviewCell:
    value = _words(row.values.get(column.key))
    issues = [issue for issue in row.issues if issue.key == column.key]
    kinds = {issue.kind for issue in issues}
    kind = next((k for k in (IssueKind.BAD, IssueKind.NOTE, IssueKind.NORMALISED) if k in kinds), None)
    raw = next((_words(issue.raw) for issue in issues if issue.raw is not None), "")
    return PreviewCell(value, raw if raw != value else "", kind.value if kind else "")


def _words(value: object) -> str:
    if isinstance(value, list | tuple):
        return "、".join(map(str, value))
    return "" if value is None else str(value)


def masked_cell(cell: PreviewCell, column: LedgerColumn) -> PreviewCell:
    """The cell as a list inside the house shows it; what stands in the file is told only by its being different."""
    if column.kind in _PLAIN_KINDS and column.meaning not in NEVER_KEPT:
        return cell
    kind = "hidden" if column.meaning in NEVER_KEPT else column.kind
    return replace(cell, text=_masked(cell.text, kind), original="")


def _masked(text: str, kind: str) -> str:
    if not text or kind == "hidden":
        return "**" if text else ""
    if kind in ("birth", "date", "end_date"):
        return f"{text[:4]}-**"
    mask = MASKS.get(_MASKED.get(kind, ""))
    return mask(text, L1) if mask else f"{text[0]}**"
