"""What goes over the wire for counts: promises, what was asked of us, what was refused, the board."""

from datetime import datetime
from uuid import UUID

from ninja import Schema

from linli.cases.queries.boards import REFUSED, WHY
from linli.faces.api.bodies import Body, Code, Day, Words
from linli.faces.api.paging import ListIn, PageOut, one_of, sort_of


class CountedAreaIn(Body):
    """The area that is asked about; without one it is the first that the post oversees."""

    area: Code | None = None


class SpanIn(CountedAreaIn):
    """An area and a span of days; without them the last ninety."""

    first: Day | None = None
    last: Day | None = None


class RefusedIn(ListIn):
    """What may be asked of the refused attempts."""

    why: str = one_of(WHY)
    sort: str = sort_of(REFUSED)


class PromiseLine(Schema):
    """How often promises were kept and broken, by unit and matter; nothing personal."""

    unit: str
    type: str
    kept: int
    broken: int


class AskedLine(Schema):
    """How much one unit asked, in which legal nature; ``refused`` counts what the gate refused."""

    asked_by: UUID | None
    name: str
    nature: str
    count: int
    refused: int


class RefusedLine(Schema):
    """A refused attempt to give a community what it may not be given."""

    id: UUID
    at: datetime
    matter: str
    category: str
    why: str
    duty: str
    path: str
    area: str


class RefusedPage(PageOut):
    """A page of refused attempts."""

    rows: list[RefusedLine]


class BoardLine(Schema):
    """Open cases of a unit, a matter or an age."""

    key: str
    name: str
    label: Words | None
    open: int
    soon: int
    overdue: int
    up: int


class BoardOut(Schema):
    """The supervisor's board of an area at this moment."""

    units: list[BoardLine]
    types: list[BoardLine]
    ages: list[BoardLine]
    total: BoardLine
