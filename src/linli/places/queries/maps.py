"""The polygons of a county in memory, read again when their stamp changes."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from uuid import UUID

import shapely

from linli.kernel.db.reading import id_of, read_rows
from linli.kernel.geo import Point
from linli.places.models import Boundary, Subdivision
from linli.places.models.subdivision import GRID, MICROGRID
from linli.places.queries.shapes import shapes_of


@dataclass(frozen=True)
class Spot:
    """One polygon of the map: what it is and when it holds."""

    id: UUID
    kind: str  # grid, microgrid, boundary
    code: str
    name: str
    community: str
    since: date | None
    until: date | None

    def holds_on(self, day: date) -> bool:
        """Whether it holds on a day."""
        return (self.since is None or self.since <= day) and (self.until is None or day <= self.until)


class CountyMap:
    """All grids, micro-grids and community boundaries of a county, in one tree."""

    def __init__(self, stamp: UUID, spots: list[Spot], polygons: list[str]) -> None:
        self.stamp = stamp
        self._spots = spots
        self._shapes = shapes_of(polygons)
        self._tree = shapely.STRtree(self._shapes)

    def at(self, point: Point, day: date) -> Iterator[Spot]:
        """What holds a point on a day, boundaries included, by code."""
        found = self._tree.query(shapely.Point(point), predicate="intersects").tolist()
        yield from sorted((self._spots[index] for index in found if self._spots[index].holds_on(day)), key=_by_code)


def _by_code(spot: Spot) -> tuple[str, str]:
    return spot.code, str(spot.id)


def _read(county: str, stamp: UUID) -> CountyMap:
    rows = Subdivision.objects.filter(county=county, kind__in=(GRID, MICROGRID)).exclude(polygon="")
    spots, polygons = [], []
    for row in rows.order_by("code"):
        spots.append(Spot(row.id, row.kind, row.code, row.name, row.area, row.since, row.until))
        polygons.append(row.polygon)
    for boundary in Boundary.objects.filter(county=county).order_by("area"):
        spots.append(Spot(boundary.id, "boundary", boundary.area, "", boundary.area, None, None))
        polygons.append(boundary.polygon)
    return CountyMap(stamp, spots, polygons)


_maps: dict[str, CountyMap] = {}


def map_of(county: str) -> CountyMap | None:
    """The map of a county as of its present stamp (one query); None while nothing was drawn.

    The stamp is read before the polygons: a change in between is seen at the next look.
    """
    rows = read_rows("SELECT value FROM places_mapstamp WHERE county = %s", [county])
    stamp = id_of(rows[0][0]) if rows else None
    if stamp is None:
        return None
    known = _maps.get(county)
    if known is None or known.stamp != stamp:
        known = _maps[county] = _read(county, stamp)
    return known
