"""What reading a ledger gives: sheets, columns with their destination, rows with values and issues."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple

from linli.kernel.sheets.rowkinds import RowKind as NonDataKind
from linli.people.rules.ledgers.reasons import LedgerCode

__all__ = [
    "Destination",
    "IssueKind",
    "LedgerColumn",
    "LedgerIssue",
    "LedgerRow",
    "LedgerSheet",
    "NonData",
    "NonDataKind",
    "ReadLedger",
    "Unread",
    "Value",
]

# A value after normalising: text, whole number, ``Decimal``, date as ``1987-03`` or ``1987-03-05``, list of texts.
Value = object


class Destination(StrEnum):
    """Where the values of a column go. NOWHERE is shown in a preview and written to no table (不入库)."""

    REGISTER = "register"
    STAFF = "staff"
    DWELLING = "dwelling"
    APPLICATION = "application"
    NOWHERE = "nowhere"


class IssueKind(StrEnum):
    """NORMALISED: written otherwise, the value is clear. NOTE: worth a look. BAD: a person must decide."""

    NORMALISED = "normalised"
    NOTE = "note"
    BAD = "bad"


class LedgerIssue(NamedTuple):
    """Something about one cell, or about the row when ``key`` is empty. ``data`` fills the code's sentence."""

    code: LedgerCode
    kind: IssueKind
    key: str = ""
    raw: object = None
    data: Mapping[str, object] = {}


class LedgerRow(NamedTuple):
    """A data row. ``number`` is the row in the sheet, from 1; a form goes from ``number`` through ``until``.

    ``values`` are by column key, ``by_field`` by the lexicon's column codes (``person.name``) where a column's
    meaning is known. A value with a BAD issue is None. ``persons`` holds the people of a wide row, the
    householder first, each by column code; it is empty where a row is one person or no person.
    """

    number: int
    values: dict[str, Value]
    by_field: dict[str, Value]
    issues: tuple[LedgerIssue, ...] = ()
    flagged: bool = False
    persons: tuple[dict[str, Value], ...] = ()
    until: int = 0


class NonData(NamedTuple):
    """A row that holds no data, with what it says."""

    number: int
    kind: NonDataKind
    text: str


class Unread(NamedTuple):
    """Something that the reader did not look at; ``data`` fills the code's sentence."""

    code: LedgerCode
    data: Mapping[str, object] = {}


@dataclass(frozen=True)
class LedgerColumn:
    """A column: where it stands, what it is taken to mean, where its values go.

    ``key`` is the head's path joined by ``/``, with the letter behind it where that would be ambiguous.
    ``meaning`` is a code of the lexicon, empty when unknown; ``confidence`` is in percent; ``why`` are the
    grounds (``name``, ``synonym``, ``part``, ``content``, ``neighbour``). ``person`` counts the people of a
    wide row from 1, 0 elsewhere.
    """

    letter: str
    key: str
    path: tuple[str, ...]
    meaning: str = ""
    kind: str = "text"
    destination: Destination = Destination.NOWHERE
    register_field: str = ""
    unit: str = ""
    confidence: int = 0
    why: tuple[str, ...] = ()
    person: int = 0


@dataclass(frozen=True)
class LedgerSheet:
    """A sheet. ``rows`` can be walked once; ``non_data`` and ``unread`` are complete when the walk has ended.

    ``header_rows`` are the first and last row of the head, None for forms. ``facts`` are what stands over the
    table (``填报单位``, ``日期``).
    """

    name: str
    header_rows: tuple[int, int] | None
    columns: tuple[LedgerColumn, ...]
    rows: Iterator[LedgerRow]
    non_data: Sequence[NonData] = ()
    unread: Sequence[Unread] = ()
    facts: Mapping[str, str] = field(default_factory=dict)
    is_form: bool = False
    is_hidden: bool = False


@dataclass(frozen=True)
class ReadLedger:
    """A file as read. ``sheets`` are to be walked in their order, each to its end before the next."""

    name: str
    kind: str
    sheets: Iterable[LedgerSheet]
    unread: Sequence[Unread] = ()
