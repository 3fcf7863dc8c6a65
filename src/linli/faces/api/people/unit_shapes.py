"""What goes over the wire for units, their relations and the chart of a place."""

from datetime import date
from uuid import UUID

from ninja import Field, Schema

from linli.faces.api.bodies import Body, Code, Day, Key, Versioned
from linli.faces.api.paging import ListIn, PageOut, one_of, sort_of, words_of
from linli.people.commands.units import HOURS_LENGTH
from linli.people.queries.units import LEGAL_STATES, UNITS
from linli.people.rules.relations import KINDS as RELATION_KINDS

NAME_LENGTH, BASIS_LENGTH, CREDIT_LENGTH = 120, 200, 30
LIVES = (("open", ""), ("closed", ""))


class UnitsIn(ListIn):
    """What may be asked of the list of units; ``kind`` is a kind of unit of the pack."""

    kind: str = Field("", max_length=60)
    life: str = one_of(LIVES)
    state: str = one_of(LEGAL_STATES)
    q: str = words_of()
    sort: str = sort_of(UNITS)


class UnitIn(Body):
    """A unit to set up; without a state it begins as its kind does."""

    area: Code
    name: str = Field(min_length=1, max_length=NAME_LENGTH)
    kind: Key
    credit_code: str = Field("", max_length=CREDIT_LENGTH)
    state: str = one_of(LEGAL_STATES)
    since: Day | None = None
    basis: str = Field("", max_length=BASIS_LENGTH)


class UnitChange(Versioned):
    """Name, credit code and opening hours; hours that are given are confirmed today."""

    name: str = Field(min_length=1, max_length=NAME_LENGTH)
    credit_code: str = Field("", max_length=CREDIT_LENGTH)
    hours: str | None = Field(None, max_length=HOURS_LENGTH)


class StateIn(Versioned):
    """The next legal state of a unit."""

    state: str = Field(max_length=12, json_schema_extra={"enum": [key for key, _ in LEGAL_STATES]})
    since: Day
    basis: str = Field("", max_length=BASIS_LENGTH)
    credit_code: str = Field("", max_length=CREDIT_LENGTH)


class RelationIn(Body):
    """A unit leads, guides, supervises or entrusts ``other``, or answers for ``place``."""

    kind: str = Field(max_length=12, json_schema_extra={"enum": list(RELATION_KINDS)})
    since: Day
    other: UUID | None = None
    place: Code | None = None
    basis: str = Field("", max_length=BASIS_LENGTH)
    until: Day | None = None


class UnitLine(Schema):
    """A unit in a list."""

    id: UUID
    area: str
    name: str
    kind: str
    credit_code: str


class UnitPage(PageOut):
    """A page of units."""

    rows: list[UnitLine]


class StateOut(Schema):
    """A legal state of a unit; nobody knows since when where ``since`` is null."""

    state: str
    since: date | None
    until: date | None
    basis: str


class UnitOut(UnitLine):
    """One unit on a day. ``flags``: no_credit_code."""

    state: str
    states: list[StateOut]
    flags: list[str]
    hours: str
    hours_on: date | None
    version: int


class RelationOut(Schema):
    """A relation: ``unit`` over ``other``, or answering for ``place``."""

    id: UUID
    kind: str
    unit: UUID
    unit_name: str
    other: UUID | None
    other_name: str
    place: str
    basis: str
    since: date
    until: date | None
    version: int


class AnswererOut(Schema):
    """A unit that answers for ``place``."""

    unit: UUID
    name: str
    kind: str
    place: str


class InChargeOut(Schema):
    """A post that looks after a place, and who holds it."""

    post: UUID
    title: str
    kind: str
    unit: UUID
    unit_name: str
    place: str
    holders: list[str]
    duty_phone: str


class AnsweringOut(Schema):
    """Who answers for a place."""

    units: list[AnswererOut]
    posts: list[InChargeOut]


class HolderOut(Schema):
    """Who holds a seat. ``flags``: overdue_term (acts on), no_proof, conflict."""

    tenure: UUID
    account: UUID
    name: str
    since: date
    until: date | None
    procedure: str
    proof: str
    flags: list[str]
    conflict_words: list[str]
    version: int


class AbsenceOut(Schema):
    """Who stands in for a post."""

    id: UUID
    name: str
    since: date
    until: date
    version: int


class ChartPostOut(Schema):
    """A post with its holders; ``vacant`` seats are free."""

    id: UUID
    title: str
    kind: str
    seats: int
    vacant: int
    holders: list[HolderOut]
    stand_ins: list[AbsenceOut]
    place: str
    duty_phone: str
    version: int


class ChartUnitOut(Schema):
    """A unit with its posts. ``joint``: the bodies with which it shares its leader."""

    id: UUID
    name: str
    kind: str
    area: str
    state: str
    flags: list[str]
    posts: list[ChartPostOut]
    joint: list[str]
    version: int


class BodyOut(Schema):
    """A body that every community has; ``part`` is its place in 2+1+1+n."""

    key: str
    label: dict[str, str]
    part: str
    least: int


class ChartBodyOut(Schema):
    """A body, the units that fill it, and how many are missing."""

    body: BodyOut
    units: list[ChartUnitOut]
    missing: int


class JointOut(Schema):
    """Bodies that share leaders (合署办公), of how many."""

    bodies: list[str]
    expected: int
    leaders: list[str]


class ChartOut(Schema):
    """The chart of a place on a day: what 2+1+1+n and the law ask for, then all other units."""

    area: str
    day: date
    bodies: list[ChartBodyOut]
    others: list[ChartUnitOut]
    missing: list[str]
    joint: JointOut | None


class CountOut(Schema):
    """How many units of a kind are in a legal state; of ``undated`` ones nobody knows since when."""

    kind: str
    state: str
    count: int
    undated: int
