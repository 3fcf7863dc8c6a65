"""Numbers and frames that pages propose: the next free grid, and where on the map a community lies."""

from dataclasses import dataclass

import shapely

from linli.kernel.codes import AreaLevel, county_of
from linli.kernel.db.ranges import inside
from linli.places.models import Boundary, Building, Subdivision
from linli.places.queries.shapes import shape_of, shapes_of

CHINA = (73.0, 18.0, 135.0, 54.0)
AROUND = 0.01  # degrees: about a kilometre around a single point
Box = tuple[float, float, float, float]


@dataclass(frozen=True)
class BoundaryRow:
    """The boundary of an area as GeoJSON text."""

    area: str
    polygon: str
    square_metres: int
    version: int


def proposed_number(above: str) -> int:
    """The number after the last one used in a community (grids) or grid (micro-grids)."""
    length = len(above) + (3 if len(above) == AreaLevel.COMMUNITY else 2)
    rows = Subdivision.objects.filter(inside("code", above), county=county_of(above)).order_by("code")
    used = [int(code[len(above) :]) for code in rows.values_list("code", flat=True) if len(code) == length]
    return max(used, default=0) + 1


def boundary_of(area: str) -> BoundaryRow | None:
    """The drawn boundary of an area."""
    row = Boundary.objects.filter(county=county_of(area), area=area).order_by("id").first()
    return BoundaryRow(row.area, row.polygon, row.square_metres, row.version) if row else None


def boundaries_inside(area: str) -> tuple[BoundaryRow, ...]:
    """Every drawn boundary of the areas inside one, itself left out (one query)."""
    rows = Boundary.objects.filter(inside("area", area), county=county_of(area)).exclude(area=area)
    return tuple(BoundaryRow(row.area, row.polygon, row.square_metres, row.version) for row in rows.order_by("area"))


def frame_of(area: str) -> Box:
    """West, south, east and north of what is known near an area: its buildings, else its neighbours, else China."""
    houses = Building.objects.filter(inside("area", area), county=county_of(area), lon__isnull=False)
    points = list(houses.order_by("id").values_list("lon", "lat")[:2_000])
    if points:
        west, south, east, north = shapely.MultiPoint(points).bounds
        return west - AROUND, south - AROUND, east + AROUND, north + AROUND
    return _near(area)


def _near(area: str) -> Box:
    for around in (area[: AreaLevel.TOWN], area[: AreaLevel.COUNTY]):
        rows = Boundary.objects.filter(inside("area", around), county=county_of(area)).order_by("area")
        shapes = shapes_of([row.polygon for row in rows[:500]])
        if shapes:
            west, south, east, north = shapely.total_bounds(shapes).tolist()
            return west, south, east, north
    return CHINA


def bounds_of(polygon: str) -> Box:
    """The frame of one stored polygon."""
    west, south, east, north = shape_of(polygon).bounds
    return west, south, east, north
