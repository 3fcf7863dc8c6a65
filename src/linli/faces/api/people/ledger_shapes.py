"""What goes over the wire for ledgers: states and counts, columns, lines masked, refused rows for who sent them."""

from datetime import datetime
from typing import Annotated, Any
from uuid import UUID

from ninja import Field, Schema
from pydantic import StringConstraints

from linli.faces.api.bodies import Body, Code, Version, Versioned
from linli.faces.api.paging import ListIn, PageOut, sort_of
from linli.people.queries.ledger_runs import LEDGERS
from linli.people.rules.ledgers.verdicts import CHOICES
from linli.people.rules.residences import LIVING, REGISTERED

MOST_TABLES, MOST_COLUMNS = 1_000, 1_000
Letter = Annotated[str, StringConstraints(pattern=r"^[A-Z]{1,3}$")]
Meaning = Annotated[str, StringConstraints(pattern=r"^([a-z_]{1,40}\.[a-z_]{1,40})?$")]


class LedgersIn(ListIn):
    """What may be asked of the list of ledgers."""

    sort: str = sort_of(LEDGERS)


class LedgerLinesIn(ListIn):
    """Where one is among the lines of a ledger."""


class LedgerIn(Body):
    """For which community a file is, and what it says of all its people."""

    area: Code
    home: str = Field(LIVING, max_length=10, json_schema_extra={"enum": [LIVING, REGISTERED]})


class LedgerRunLine(Schema):
    """A ledger in a list. ``counts`` are persons by verdict; ``undo_until`` is null where nothing can be undone."""

    id: UUID
    name: str
    area: str
    home: str
    state: str
    reason: str
    counts: dict[str, int]
    chunks: int
    applied: int
    begun_at: datetime
    undo_until: datetime | None
    is_own: bool
    version: int


class LedgerRunPage(PageOut):
    """A page of ledgers."""

    rows: list[LedgerRunLine]


class LedgerColumnOut(Schema):
    """A column: its letter, its name in the file, what it is taken to mean (empty: nothing), where its values go."""

    letter: str
    name: str
    meaning: str
    destination: str


class LedgerTableOut(Schema):
    """A table of the file: rows of data, rows without data, its columns."""

    data: int
    other: int
    hidden: bool
    columns: list[LedgerColumnOut]


class LedgerRunOut(LedgerRunLine):
    """One ledger with its tables, which are known when it was read."""

    sheets: list[LedgerTableOut]

    @staticmethod
    def resolve_sheets(row: Any) -> list[dict[str, Any]]:
        """Columns by name instead of by place."""
        names = ("letter", "name", "meaning", "destination")
        return [
            {**sheet, "columns": [dict(zip(names, one, strict=True)) for one in sheet["columns"]]}
            for sheet in row.sheets
        ]


class MeaningOut(Schema):
    """What a column may mean: a text by language, and where its values go."""

    code: str
    title: dict[str, str]
    destination: str


class MeaningsOut(Schema):
    """All of them."""

    rows: list[MeaningOut]


class LedgerMapIn(Versioned):
    """Meanings of columns by letter, an empty one for nothing; ``sheet`` counts the tables from 0."""

    sheet: int = Field(0, ge=0, le=MOST_TABLES)
    columns: dict[Letter, Meaning] = Field(max_length=MOST_COLUMNS)
    remember: bool = Field(False, description="also for later files of the community with the same names of columns")


class LikeOut(Schema):
    """A record that may be the same person, masked; ``points`` are tenths of powers of two."""

    person: UUID
    name: str
    birth: str
    identity: str
    why: list[str]
    points: int
    phones: list[str]


class DoubleOut(Schema):
    """A line that waits for a decision, masked, with the records that it may mean; ``sheet`` counts from 0."""

    line: UUID
    sheet: int
    row: int
    name: str
    birth: str
    identity: str
    phones: list[str]
    likes: list[LikeOut]


class DoublePage(PageOut):
    """A page of them."""

    rows: list[DoubleOut]


class DecideIn(Body):
    """The same person (then which), another one, or left out."""

    choice: str = Field(max_length=10, json_schema_extra={"enum": list(CHOICES)})
    person: UUID | None = None


class LedgerConfirmIn(Body):
    """``leave_doubles`` leaves those out whom nobody has decided about; otherwise they are a conflict."""

    expected_version: Version
    leave_doubles: bool = False


class FieldChangeOut(Schema):
    """A field of a known person, as it was and as the file says it; masked."""

    field: str
    before: str
    after: str


class ChangedLineOut(Schema):
    """A line that changes a known person; ``sheet`` counts from 1."""

    id: UUID
    sheet: int
    row: int
    person: UUID
    name: str
    changes: list[FieldChangeOut]


class ChangedLinesOut(Schema):
    """The first hundred of them."""

    rows: list[ChangedLineOut]


class WhyOut(Schema):
    """What is wrong with a line: the column, if one is to blame, and the code of the reason."""

    column: str
    code: str


class RefusedLineOut(Schema):
    """A line that was not taken, masked; ``sheet`` counts from 1, ``place`` the persons of a wide row from 0."""

    id: UUID
    sheet: int
    row: int
    place: int
    name: str
    why: list[WhyOut]

    @staticmethod
    def resolve_why(row: Any) -> list[dict[str, str]]:
        """Pairs by name."""
        return [{"column": column, "code": code} for column, code in row.why]


class RefusedLinePage(PageOut):
    """A page of them."""

    rows: list[RefusedLineOut]


class IssueOut(Schema):
    """What is wrong in a row, in words."""

    column: str
    code: str
    message: str
    hint: str


class ReturnedRowOut(Schema):
    """A row as texts, cell by cell; rows of titles and heads have no issue."""

    cells: list[str]
    issues: list[IssueOut]


class ReturnedSheetOut(Schema):
    """Titles and head as they were (``head_rows`` rows), then the refused rows."""

    name: str
    head_rows: int
    rows: list[ReturnedRowOut]


class ReturnedOut(Schema):
    """The refused rows of a ledger, unmasked: for the account that sent it."""

    sheets: list[ReturnedSheetOut]


class TouchedOut(Schema):
    """A person whom undoing leaves in the register (no ``fields``), or leaves changed in these fields; masked."""

    person: UUID
    name: str
    fields: list[str]


class TouchedRowsOut(Schema):
    """All of them."""

    rows: list[TouchedOut]
