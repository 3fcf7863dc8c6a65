"""What goes over the wire for recurring duties."""

from datetime import date
from typing import Literal
from uuid import UUID

from ninja import Field, Schema

from linli.cases.queries.obligations import LIVES, OBLIGATIONS
from linli.faces.api.bodies import Body, Day, Key, Version, Versioned
from linli.faces.api.paging import ListIn, PageOut, one_of, sort_of, words_of

Period = r"^[0-9]{1,4}(wd|d|h|m|y)$"


class ObligationsIn(ListIn):
    """What may be asked of the list of recurring duties."""

    life: str = one_of(LIVES)
    q: str = words_of()
    sort: str = sort_of(OBLIGATIONS)


class ObligationIn(Body):
    """A duty that comes again: the first one is due a period after ``since``."""

    title: str = Field(min_length=1, max_length=120)
    kind: Key
    unit: UUID
    period: str = Field(max_length=12, pattern=Period, examples=["30d", "3m", "1y"])
    basis: str = Field(min_length=1, max_length=200)
    since: Day
    grace: str = Field("", max_length=12, pattern=Period.replace("^", "^$|^"), examples=["5wd"])
    counts: Literal["fact", "calendar"] = "fact"


class FactIn(Body):
    """The day on which the duty was done."""

    on: Day
    expected_version: Version | None = None


class OverIn(Versioned):
    """The last day of a duty, and why."""

    on: Day
    reason: str = Field(min_length=1, max_length=500)


class ObligationLine(Schema):
    """A recurring duty with its next day."""

    id: UUID
    title: str
    kind: str
    unit_name: str
    period: str
    grace: str
    counts: str
    basis: str
    last_fact: date | None
    next_due: date
    ended_on: date | None
    version: int


class ObligationPage(PageOut):
    """A page of recurring duties."""

    rows: list[ObligationLine]


class OccurrenceOut(Schema):
    """One time that it fell due; what was missed stays missed."""

    seq: int
    due_on: date
    until: date
    state: str
    fact_on: date | None
    case: UUID | None


class ObligationOut(Schema):
    """One duty with its latest 100 turns, the newest first."""

    obligation: ObligationLine
    turns: list[OccurrenceOut]
