"""What goes over the wire for programmes: how they stand, tasks, figures with originals and revisions."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from ninja import Field, Schema

from linli.faces.api.bodies import Body, Code, Versioned, Words
from linli.faces.api.paging import ListIn, PageOut, one_of, sort_of
from linli.programmes.queries.programmes import ONLY, PROGRAMMES


class ProgrammesIn(ListIn):
    """What may be asked of the list of programmes."""

    sort: str = sort_of(PROGRAMMES)


class PlannedTasksIn(ListIn):
    """What may be asked of the tasks of a programme."""

    only: str = one_of(ONLY)


class StartProgrammeIn(Body):
    """Which paper is carried out where."""

    paper: UUID
    area: Code
    title: str = Field("", max_length=300)


class RunTasksIn(Body):
    """Which confirmed tasks; without any the next twenty."""

    findings: list[UUID] = Field(default_factory=list, max_length=500)


class ShowProgrammeIn(Versioned):
    """Whether everybody may see it."""

    shown: bool


class ReviseTargetIn(Body):
    """A figure for a year and an area; ``upper`` for a span; ``whole`` names the denominator of a share."""

    value: str = Field(min_length=1, max_length=20)
    upper: str = Field("", max_length=20)
    year: int = Field(ge=1949, le=2199)
    area: Code | None = None
    basis: str = Field(min_length=1, max_length=300)
    whole: str = Field("", max_length=120)


class ProgrammeOut(Schema):
    """A programme: whole tasks, ended ones, open ones past their day."""

    id: UUID
    title: str
    area: str
    paper: UUID
    paper_title: str
    repealed_on: date | None
    shown: bool
    started_at: datetime
    tasks: int
    ended: int
    overdue: int
    version: int


class ProgrammePage(PageOut):
    """A page of programmes."""

    rows: list[ProgrammeOut]


class UnitLoadOut(Schema):
    """How much of a programme a unit leads; without a unit: what nobody has yet."""

    unit: UUID | None
    name: str
    tasks: int
    ended: int
    overdue: int


class StandingOut(ProgrammeOut):
    """A programme and how it stands by unit."""

    loads: list[UnitLoadOut]
    undated: int
    unassigned: int


class PlannedTaskOut(Schema):
    """A task: its case, who leads it, until when, where the paper says so; ``named`` units that could not have it."""

    id: UUID
    no: int
    title: str
    case: UUID
    number: str
    state: str
    state_label: Words
    lead: str
    clause: str
    until: date | None
    rhythm: str
    overdue: bool
    ended: bool
    parts: int
    named: dict[str, Any]
    finding: UUID
    area: str


class PlannedTaskPage(PageOut):
    """A page of tasks."""

    rows: list[PlannedTaskOut]


class TargetValueOut(Schema):
    """Thousandths as [low, high or null]: what was said first, what holds now."""

    area: str
    year: int
    original: tuple[int, int | None]
    current: tuple[int, int | None]
    revisions: int
    basis: str
    set_at: datetime


class TargetLineOut(Schema):
    """A figure that the paper promises."""

    id: UUID
    no: int
    metric: str
    operator: str
    unit: str
    scope: str
    whole: str
    kind: str
    clause: str
    since: date | None
    until: date | None
    rhythm: str
    version: int
    values: list[TargetValueOut]


class TargetLinesOut(Schema):
    """The figures of a programme."""

    rows: list[TargetLineOut]
