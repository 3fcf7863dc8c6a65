"""What goes over the wire for grids, micro-grids and residents' groups."""

from datetime import date
from typing import Any, Literal
from uuid import UUID

from ninja import Field, Schema

from linli.faces.api.bodies import Body, Day, OnIn, PointOut, Versioned
from linli.faces.api.notes.shapes import ReceiptOut
from linli.faces.api.paging import ListIn, PageOut, one_of, sort_of, words_of
from linli.faces.api.places.area_shapes import MOST_AT_ONCE, Polygon
from linli.places.commands.grids import MOST_FEATURES
from linli.places.commands.groups import NAME_LENGTH
from linli.places.queries.subdivisions import KINDS, PARTS


class PartsIn(ListIn):
    """What may be asked of the list of groups and grids."""

    kind: str = one_of(KINDS)
    q: str = words_of()
    sort: str = sort_of(PARTS)


class GridsIn(OnIn):
    """Grids or micro-grids, on a day."""

    kind: Literal["grid", "microgrid"] = "grid"


class GridIn(Body):
    """A grid to draw, or with ``parent`` a micro-grid of that grid."""

    polygon: Polygon
    since: Day
    name: str = Field("", max_length=NAME_LENGTH)
    number: int | None = Field(None, ge=1, le=999)
    nature: Literal["comprehensive", "dedicated"] = "comprehensive"
    parent: UUID | None = None


class RedrawIn(Versioned):
    """Another polygon."""

    polygon: Polygon


class FeatureIn(Body):
    """A GeoJSON feature; ``code`` or ``name`` in its properties say which grid is redrawn."""

    type: Literal["Feature"]
    geometry: Polygon
    properties: dict[str, Any] | None = Field(None, max_length=50)


class FeaturesIn(Body):
    """A GeoJSON feature collection of grids, and the day since when new ones stand."""

    type: Literal["FeatureCollection"]
    features: list[FeatureIn] = Field(min_length=1, max_length=MOST_FEATURES)
    since: Day


class NameIn(Versioned):
    """Another name."""

    name: str = Field(min_length=1, max_length=NAME_LENGTH)


class SinceIn(Body):
    """From a day on."""

    since: Day


class MembersIn(SinceIn):
    """Dwellings of the community that belong to a group or grid from a day on; they leave the one before."""

    dwellings: list[UUID] = Field(min_length=1, max_length=MOST_AT_ONCE)


class LeaversIn(Body):
    """Dwellings that leave a group or grid; ``until`` is their last day in it."""

    dwellings: list[UUID] = Field(min_length=1, max_length=MOST_AT_ONCE)
    until: Day


class GroupIn(SinceIn):
    """A residents' group to set up."""

    name: str = Field(min_length=1, max_length=NAME_LENGTH)


class PartLine(Schema):
    """A group, grid or micro-grid in a list."""

    id: UUID
    community: str
    kind: str
    code: str
    name: str
    nature: str
    parent: UUID | None
    square_metres: int
    since: date
    until: date | None
    version: int


class PartPage(PageOut):
    """A page of groups and grids."""

    rows: list[PartLine]


class PartOut(PartLine):
    """One group or grid, with its polygon (GeoJSON, null for groups) and how many dwellings belong to it today."""

    polygon: Polygon | None
    dwellings: int


class GroupLine(Schema):
    """A residents' group and its households against the band that holds there."""

    group: PartLine
    households: int
    least: int | None
    most: int | None
    verdict: str

    @staticmethod
    def resolve_least(size: Any) -> int | None:
        """The lower end of the band."""
        return size.band[0] if size.band else None

    @staticmethod
    def resolve_most(size: Any) -> int | None:
        """The upper end of the band."""
        return size.band[1] if size.band else None


class PropertiesOut(Schema):
    """What a feature says of its grid."""

    code: str
    name: str
    nature: str


class FeatureOut(Schema):
    """A grid as GeoJSON."""

    type: str
    geometry: Polygon
    properties: PropertiesOut


class FeaturesOut(Schema):
    """Grids as a GeoJSON feature collection."""

    type: str
    features: list[FeatureOut]


class OverlapOut(Schema):
    """Two grids that share ground."""

    first: PartLine
    second: PartLine
    square_metres: int


class GapOut(Schema):
    """Ground that belongs to no grid, between two grids or a grid and the boundary."""

    first: PartLine | None
    second: PartLine | None
    square_metres: int
    at: PointOut

    @staticmethod
    def resolve_at(gap: Any) -> dict[str, float]:
        """A point inside the gap."""
        return {"longitude": gap.at.longitude, "latitude": gap.at.latitude}


class ExcessOut(Schema):
    """A grid that reaches beyond the boundary."""

    grid: PartLine
    square_metres: int


class FaultsOut(Schema):
    """What is wrong with the grids of a community; nothing is mended by itself."""

    bounded: bool
    overlaps: list[OverlapOut]
    gaps: list[GapOut]
    excesses: list[ExcessOut]


class SizeOut(Schema):
    """How many households a grid has on average, and how many grids there should be."""

    households: int
    grids: int
    verdict: str
    suggested: int


class HealthOut(Schema):
    """Faults and sizes of a community's grids; ``size`` is null where none is set."""

    faults: FaultsOut
    size: SizeOut | None


class DrawnOut(ReceiptOut):
    """A grid that was drawn, with what is wrong with all grids of its community now."""

    faults: FaultsOut | None = None


class ImportedOut(DrawnOut):
    """Grids that were taken in."""

    new: int = 0
    redrawn: int = 0
    same: int = 0


class PlacedOut(ReceiptOut):
    """Dwellings that were placed; ``left`` still wait for the next call."""

    placed: int = 0
    left: int = 0
