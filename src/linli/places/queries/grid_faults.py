"""Overlaps and gaps of the grids of a community: named with both grids and m2, never repaired (R1.4)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import shapely

from linli.kernel.codes import county_of
from linli.kernel.geo import Point, coverage_of
from linli.places.models import Boundary
from linli.places.models.subdivision import GRID
from linli.places.queries.shapes import shape_of, shapes_of
from linli.places.queries.subdivisions import PartRow, parts_of


@dataclass(frozen=True)
class NamedOverlap:
    """Two grids that share so many square metres."""

    first: PartRow
    second: PartRow
    square_metres: int


@dataclass(frozen=True)
class NamedGap:
    """A spot in no grid, between the two that border most on it (None = the boundary of the community)."""

    first: PartRow | None
    second: PartRow | None
    square_metres: int
    at: Point


@dataclass(frozen=True)
class NamedExcess:
    """A grid that reaches beyond the community."""

    grid: PartRow
    square_metres: int


@dataclass(frozen=True)
class GridFaults:
    """What is wrong with the grids of a community. Without a drawn boundary only gaps inside are known."""

    bounded: bool
    overlaps: tuple[NamedOverlap, ...] = ()
    gaps: tuple[NamedGap, ...] = ()
    excesses: tuple[NamedExcess, ...] = ()

    @property
    def none(self) -> bool:
        """Whether there is nothing to tell."""
        return not (self.overlaps or self.gaps or self.excesses)


def _outline(shapes: Sequence[Any]) -> Any:
    """The outer rims of all shapes: gaps within them are holes."""
    parts = [part for part in shapely.get_parts(shapely.union_all(shapes)) if part.geom_type == "Polygon"]
    return shapely.union_all([shapely.Polygon(part.exterior) for part in parts])


def grid_faults(community: str, day: date, known: Sequence[PartRow] | None = None) -> GridFaults:
    """Overlaps, gaps and excesses of the grids that stand on a day (two queries; one when they are ``known``)."""
    found_grids = parts_of(community, GRID, day) if known is None else known
    grids = [part for part in found_grids if part.polygon]
    boundary = Boundary.objects.filter(county=county_of(community), area=community).order_by("id").first()
    if not grids:
        return GridFaults(boundary is not None)
    shapes = shapes_of([part.polygon for part in grids])
    found = coverage_of(shape_of(boundary.polygon) if boundary else _outline(shapes), shapes)
    return GridFaults(
        boundary is not None,
        tuple(NamedOverlap(grids[item.first], grids[item.second], item.square_metres) for item in found.overlaps),
        tuple(
            NamedGap(_named(grids, item.first), _named(grids, item.second), item.square_metres, item.at)
            for item in found.gaps
        ),
        tuple(NamedExcess(grids[item.index], item.square_metres) for item in found.excesses) if boundary else (),
    )


def _named(grids: Sequence[PartRow], index: int | None) -> PartRow | None:
    return None if index is None else grids[index]
