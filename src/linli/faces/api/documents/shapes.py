"""What goes over the wire for policy papers: heads, texts with spans, findings, links, coverage."""

from datetime import date, datetime
from typing import Annotated, Any, Literal
from uuid import UUID

from ninja import Field, Schema
from pydantic import StringConstraints

from linli.documents.commands.findings import MOST_AT_ONCE, REASON_LENGTH
from linli.documents.queries.papers import PAPERS, RANK_WORDS
from linli.documents.rules.library.findings import MOST_UNITS, OPERATORS, TITLE_LENGTH, UNIT_LENGTH, WORDS_LENGTH
from linli.documents.rules.library.links import LINKS
from linli.faces.api.bodies import Body, Code, Day, Versioned
from linli.faces.api.paging import ListIn, PageOut, one_of, sort_of, words_of

Rank = Literal["nation", "province", "prefecture", "county", "town", "community"]
UnitName = Annotated[str, StringConstraints(min_length=1, max_length=UNIT_LENGTH)]
Title = Annotated[str, StringConstraints(max_length=TITLE_LENGTH)]
Brief = Annotated[str, StringConstraints(max_length=WORDS_LENGTH)]
Deadline = Annotated[
    str,
    StringConstraints(
        max_length=30, pattern=r"^(|[0-9]{4}-[0-9]{2}-[0-9]{2}(\.\.[0-9]{4}-[0-9]{2}-[0-9]{2})?|R/P[0-9]{1,3}[YMWD])$"
    ),
]
UnitNames = Annotated[list[UnitName], Field(max_length=MOST_UNITS)]
IdsOfFindings = Annotated[list[UUID], Field(min_length=1, max_length=MOST_AT_ONCE)]


class PapersIn(ListIn):
    """What may be asked of the library; words are found in either script."""

    q: str = words_of()
    state: str = one_of((("force", ""), ("repealed", "")))
    rank: str = one_of(tuple(RANK_WORDS.items()))
    sort: str = sort_of(PAPERS)


class PaperIn(Body):
    """For which place a paper is taken in, and the level of its issuer."""

    area: Code
    rank: Rank = "county"


class PaperOut(Schema):
    """A paper. ``waiting`` findings nobody has judged; ``repealed_on`` is the first day on which it no longer holds."""

    id: UUID
    title: str
    issuer: str
    number: str
    rank: str
    area: str
    issued_on: date | None
    valid_from: date | None
    repealed_on: date | None
    repealed_by: UUID | None
    repeal_basis: str
    taken_at: datetime
    tasks: int
    targets: int
    waiting: int
    version: int


class PaperPage(PageOut):
    """A page of papers."""

    rows: list[PaperOut]


class ClauseOut(Schema):
    """A clause; [``start``, ``end``) of the text; ``sure`` in hundredths."""

    id: UUID
    seq: int
    level: int
    kind: str
    number: str
    title: str
    path: str
    start: int
    end: int
    sure: int
    notes: list[str]


class PaperTextOut(PaperOut):
    """A paper with its text as it came, the places that were mended, what stayed in doubt, its clauses."""

    text: str
    repairs: list[dict[str, Any]]
    doubts: list[str]
    mentions: list[dict[str, Any]]
    clauses: list[ClauseOut]


class FindingOut(Schema):
    """A task or figure: ``data`` are its fields, [``start``, ``end``) the words that say so."""

    id: UUID
    paper: UUID
    clause: str
    seq: int
    kind: str
    state: str
    data: dict[str, Any]
    start: int
    end: int
    sure: int
    edited: bool
    reason: str
    into: UUID | None
    version: int


class FindingsOut(Schema):
    """What was found in a paper."""

    rows: list[FindingOut]


class ConfirmFindingsIn(Body):
    """Findings of one paper."""

    findings: IdsOfFindings


class FindingFieldsIn(Body):
    """Fields of a task (title, lead, helping, responsible, deadline) or of a figure; those left out stay."""

    title: Title | None = None
    lead: UnitNames | None = None
    helping: UnitNames | None = None
    responsible: UnitNames | None = None
    open_ended: bool | None = None
    metric: Title | None = None
    operator: str | None = Field(None, max_length=8, json_schema_extra={"enum": [*OPERATORS, None]})
    value: Annotated[float, Field(ge=-1e14, le=1e14, allow_inf_nan=False)] | None = None
    upper: Annotated[float, Field(ge=-1e14, le=1e14, allow_inf_nan=False)] | None = None
    unit: Brief | None = None
    scope: Brief | None = None
    deadline: Deadline | None = None

    def changes(self) -> dict[str, Any]:
        """As the commands take them."""
        given = {
            name: value
            for name, value in self.dict(include=set(FindingFieldsIn.model_fields)).items()
            if value is not None
        }
        upper = given.pop("upper", None)
        if upper is not None:
            given["value"] = [given.get("value", upper), upper]
        return given


class EditFindingIn(Versioned, FindingFieldsIn):
    """Changes of a finding that was seen at a version."""


class AddFindingIn(FindingFieldsIn):
    """What reading missed, in a clause."""

    kind: Literal["task", "target"] = "task"
    clause: UUID | None = None


class DropFindingIn(Versioned):
    """Why it is none."""

    reason: str = Field("", max_length=REASON_LENGTH)


class SplitFindingIn(Versioned):
    """The parts of a task, at least two."""

    titles: Annotated[list[Title], Field(min_length=2, max_length=50)]


class DescribePaperIn(Versioned):
    """The head of a paper."""

    title: str = Field(min_length=1, max_length=300)
    issuer: str = Field("", max_length=200)
    number: str = Field("", max_length=80)
    issued_on: Day | None = None
    valid_from: Day | None = None
    rank: Rank = "county"


class RepealPaperIn(Versioned):
    """From which day it no longer holds, by which paper or in whose words."""

    on: Day
    by: UUID | None = None
    basis: str = Field("", max_length=300)


class LinkClausesIn(Body):
    """A clause of one's own paper, and what it does to another."""

    clause: UUID
    other: UUID
    kind: str = Field("answers", max_length=12, json_schema_extra={"enum": list(LINKS)})


class ClauseLinkOut(Schema):
    """From the clause ``path`` of ``paper`` to ``other_path`` of ``other``."""

    id: UUID
    kind: str
    clause: UUID
    path: str
    paper: UUID
    title: str
    other_clause: UUID
    other_path: str
    other: UUID
    other_title: str


class BasisOut(Schema):
    """A pack entry that names the paper as its basis."""

    section: str
    key: str
    article: str


class LeaningOut(Schema):
    """What leans on a paper."""

    links: list[ClauseLinkOut]
    entries: list[BasisOut]


class CoveredOut(Schema):
    """A clause and what answers it; nothing means uncovered."""

    clause: ClauseOut
    answers: list[ClauseLinkOut]


class CoverageOut(Schema):
    """Clauses of a paper and the papers below that answer them."""

    rows: list[CoveredOut]
    uncovered: int


class AlarmOut(Schema):
    """A repealed paper on which something leans still."""

    paper: UUID
    title: str
    packs: list[BasisOut]
    clauses: int


class AlarmsOut(Schema):
    """All of them."""

    rows: list[AlarmOut]
