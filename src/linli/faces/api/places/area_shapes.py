"""What goes over the wire for areas."""

from datetime import date
from typing import Any, Literal
from uuid import UUID

from ninja import Field, Schema

from linli.faces.api.bodies import Body, Code, Day, Version, Versioned
from linli.faces.api.notes.shapes import ReceiptOut
from linli.faces.api.paging import ListIn, PageOut, one_of, sort_of, words_of
from linli.kernel.geo import MAX_POINTS
from linli.places.commands.areas import BASIS_LENGTH, LARGEST_FIGURE, NAME_LENGTH, SOURCE_LENGTH
from linli.places.queries.areas import AREAS, LEVELS, STATES

MOST_AT_ONCE = 2_000


class AreasIn(ListIn):
    """What may be asked of the list of areas."""

    level: str = one_of(LEVELS)
    state: str = one_of(STATES)
    q: str = words_of()
    sort: str = sort_of(AREAS)


class AreaIn(Body):
    """An area to set up, under a code never used before."""

    code: Code
    name: str = Field(min_length=1, max_length=NAME_LENGTH)
    kind: str = Field("", max_length=20, description="without one: what code and name say")
    parent: Code | None = None
    since: Day | None = None
    source: str = Field("local", min_length=1, max_length=SOURCE_LENGTH)
    urban_rural: str = Field("", max_length=3)


class RenameIn(Versioned):
    """Another name from a day on."""

    name: str = Field(min_length=1, max_length=NAME_LENGTH)
    on: Day
    basis: str = Field(min_length=1, max_length=BASIS_LENGTH)


class TakesPart(Body):
    """An area that takes part in a merge, at the version that you saw."""

    code: Code
    expected_version: Version


class MergeIn(Body):
    """Areas that become one. ``into`` is one of them, or a code never used before with a ``name``."""

    areas: list[TakesPart] = Field(min_length=1, max_length=100)
    into: Code
    name: str = Field("", max_length=NAME_LENGTH)
    on: Day
    basis: str = Field(min_length=1, max_length=BASIS_LENGTH)


class PartIn(Body):
    """One of the areas that a divided one goes over into, and what of it is named for it."""

    code: Code
    name: str = Field("", max_length=NAME_LENGTH)
    parts: list[UUID] = Field(default_factory=list, max_length=500, description="groups and grids")
    buildings: list[UUID] = Field(default_factory=list, max_length=MOST_AT_ONCE)
    dwellings: list[UUID] = Field(default_factory=list, max_length=MOST_AT_ONCE)


class SplitIn(Versioned):
    """A community to divide; what no part names goes to the part ``rest``."""

    parts: list[PartIn] = Field(min_length=2, max_length=20)
    rest: Code
    on: Day
    basis: str = Field(min_length=1, max_length=BASIS_LENGTH)


class FigureIn(Body):
    """A dated, sourced count; the same day again corrects it and needs its version."""

    measure: Literal["households", "residents"]
    value: int = Field(ge=0, le=LARGEST_FIGURE)
    on: Day
    source: str = Field(min_length=1, max_length=NAME_LENGTH)
    expected_version: Version | None = None


class Polygon(Body):
    """A GeoJSON geometry, WGS84, longitude first; one that crosses itself is refused with the point."""

    type: Literal["Polygon", "MultiPolygon"]
    coordinates: list[Any] = Field(min_length=1, max_length=MAX_POINTS)


class BoundaryIn(Body):
    """The boundary of an area; redrawing needs its version."""

    polygon: Polygon
    expected_version: Version | None = None


class DivisionsIn(Body):
    """A division list as CSV (code12,name,level,parent12), checked whole; ``first`` is the batch to go on with."""

    csv: str = Field(min_length=1, max_length=2_000_000)
    first: int = Field(0, ge=0, le=1_000, description="``next`` of the answer before")


class AreaLine(Schema):
    """An area; an empty name marks a placeholder."""

    id: UUID
    code: str
    level: int
    kind: str
    parent: str
    name: str
    since: date | None
    until: date | None
    source: str
    urban_rural: str
    virtual: bool
    version: int


class AreaPage(PageOut):
    """A page of areas."""

    rows: list[AreaLine]


class FigureOut(Schema):
    """A count of households or residents."""

    measure: str
    value: int
    on: date
    source: str
    version: int


class LinkOut(Schema):
    """A code and what followed on it."""

    predecessor: str
    successor: str


class ChangeOut(Schema):
    """A rename, merge or split."""

    id: UUID
    kind: str
    area: str
    on: date
    basis: str
    name_before: str
    name_after: str
    links: list[LinkOut]

    @staticmethod
    def resolve_links(change: Any) -> list[dict[str, str]]:
        """The pairs by name."""
        return [{"predecessor": one, "successor": other} for one, other in change.links]


class AreaOut(Schema):
    """One area: what stands around it, what it was called, what followed on it, its counts."""

    area: AreaLine
    path: list[AreaLine] = Field(description="the areas around it, the highest first, then itself")
    standing: list[AreaLine] = Field(description="what stands today for its code: itself, or its successors")
    changes: list[ChangeOut]
    figures: list[FigureOut]


class BoundaryOut(Schema):
    """The drawn boundary of an area."""

    area: str
    polygon: Polygon
    square_metres: int
    version: int


class MovedOut(ReceiptOut):
    """A merge: how many dwellings went over, and the new codes of grids by their old ones."""

    dwellings: int = 0
    grids: dict[str, str] = Field(default_factory=dict)


class DividedOut(ReceiptOut):
    """A split: dwellings by area, and the new codes of grids by their old ones."""

    dwellings: dict[str, int] = Field(default_factory=dict)
    grids: dict[str, str] = Field(default_factory=dict)


class TakenInOut(Schema):
    """How far a division list was taken in; ``next`` is the batch to go on with, null at the end."""

    lines: int
    new: int
    filled: int
    placeholders: int
    differing: list[str]
    next: int | None
