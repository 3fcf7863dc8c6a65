"""What goes over the wire for sets of areas."""

from datetime import date
from uuid import UUID

from ninja import Field, Schema

from linli.faces.api.bodies import Body, Code, Day
from linli.faces.api.paging import ListIn, PageOut, sort_of
from linli.places.queries.sets import SETS
from linli.places.rules.sets import EXCLUSIVE


class SetsIn(ListIn):
    """What may be asked of the list of sets."""

    sort: str = sort_of(SETS)


class SetIn(Body):
    """A set to set up inside ``area``, with the unit that is competent for it and the basis."""

    area: Code
    key: str = Field(min_length=1, max_length=40)
    name: str = Field(min_length=1, max_length=120)
    kind: str = Field(max_length=20, json_schema_extra={"enum": list(EXCLUSIVE)})
    basis: str = Field(min_length=1, max_length=200)
    unit: UUID | None = None


class MemberIn(Body):
    """An area that belongs to a set from one day, through another."""

    area: Code
    since: Day
    until: Day | None = None


class SetLine(Schema):
    """A set of areas; an area belongs to one of an ``exclusive`` kind at a time."""

    id: UUID
    area: str
    key: str
    name: str
    kind: str
    exclusive: bool
    unit: UUID | None
    basis: str
    version: int


class SetPage(PageOut):
    """A page of sets."""

    rows: list[SetLine]


class MemberOut(Schema):
    """A membership."""

    id: UUID
    area: str
    since: date
    until: date | None
    version: int


class SetOut(SetLine):
    """One set with every membership, past ones too."""

    members: list[MemberOut]
