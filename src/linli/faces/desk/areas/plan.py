"""From polygons in degrees to plans and boards in the units of a drawing."""

import json
import math
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import shapely

from linli.places.queries.numbers import BoundaryRow, Box, frame_of
from linli.places.queries.subdivisions import PartRow
from linli.ui.parts import Board, Drawing, Fit, Outline, Outlook

WIDTH, MARGIN, TALLEST = 1000, 30, 700
ROOM = 0.15  # around what is there, so that one can draw beside it
Ring = tuple[tuple[float, float], ...]


class Frame:
    """Fits a box of degrees into the drawing: metres east and north of the corner, scaled, north up."""

    def __init__(self, box: Box) -> None:
        west, south, east, north = box
        self.west, self.north = west, north
        self.squeeze = math.cos(math.radians((south + north) / 2))
        wide, tall = max((east - west) * self.squeeze, 1e-9), max(north - south, 1e-9)
        self.scale = min((WIDTH - 2 * MARGIN) / wide, (TALLEST - 2 * MARGIN) / tall)
        self.left = (WIDTH - round(wide * self.scale)) // 2
        self.height = round(tall * self.scale) + 2 * MARGIN

    @classmethod
    def around(cls, shapes: Sequence[shapely.Geometry]) -> "Frame":
        """The frame that just holds some shapes."""
        west, south, east, north = shapely.total_bounds(shapes).tolist()
        return cls((west, south, east, north))

    @property
    def fit(self) -> Fit:
        """The same for the script of a board."""
        return Fit(self.west, self.north, self.squeeze * self.scale, self.scale, self.left, MARGIN)

    def spot(self, lon: float, lat: float) -> tuple[int, int]:
        """A point of the drawing."""
        return (
            round((lon - self.west) * self.squeeze * self.scale) + self.left,
            round((self.north - lat) * self.scale) + MARGIN,
        )

    def path(self, shape: shapely.Geometry) -> str:
        """The rings of a shape as an SVG path."""
        rings = [ring for part in shapely.get_parts(shape) for ring in (part.exterior, *part.interiors)]
        return " ".join(self._ring(ring.coords) for ring in rings)

    def _ring(self, coords: Iterable[tuple[float, float]]) -> str:
        spots = [self.spot(lon, lat) for lon, lat, *_ in coords]
        return "M" + " L".join(f"{x} {y}" for x, y in spots) + " Z"

    def outline(self, shape: shapely.Geometry, label: str = "", look: Outlook = Outlook.PART) -> Outline:
        """A shape with its label in the middle."""
        middle = shape.representative_point()
        x, y = self.spot(middle.x, middle.y)
        return Outline(self.path(shape), label, x, y, look)

    def dot(self, lon: float, lat: float, label: str = "") -> Outline:
        """A point as a small lozenge."""
        x, y = self.spot(lon, lat)
        return Outline(f"M{x} {y - 9} L{x + 9} {y} L{x} {y + 9} L{x - 9} {y} Z", label, x, y - 14, Outlook.FAULT)


def shape_of(polygon: str) -> Any:
    """The shape of a stored polygon."""
    return shapely.from_geojson(polygon)


def plan_of(title: str, grids: Sequence[PartRow], empty: str, points: Sequence[tuple[float, float]] = ()) -> Drawing:
    """The grids of a community with their names, and points in them."""
    drawn = [grid for grid in grids if grid.polygon]
    shapes = [shape_of(grid.polygon) for grid in drawn]
    spots = [shapely.Point(lon, lat) for lon, lat in points]
    if not shapes and not spots:
        return Drawing(title, empty=empty)
    frame = Frame.around([*shapes, *(spot.buffer(0.0005) for spot in spots)])
    outlines = [frame.outline(shape, grid.name) for grid, shape in zip(drawn, shapes, strict=True)]
    rim = [Outline(frame.path(shapely.union_all(shapes)), look=Outlook.RIM)] if shapes else []
    dots = [frame.dot(lon, lat) for lon, lat in points]
    return Drawing(title, (*outlines, *rim, *dots), WIDTH, frame.height)


def map_of(title: str, boundaries: Sequence[BoundaryRow], names: Mapping[str, str], empty: str) -> Drawing:
    """The areas inside one by their boundaries; those of the lowest level that has some are named while few."""
    if not boundaries:
        return Drawing(title, empty=empty)
    shapes = [shape_of(row.polygon) for row in boundaries]
    frame, few = Frame.around(shapes), len(boundaries) <= 40
    rows = zip(boundaries, shapes, strict=True)
    outlines = [frame.outline(shape, names.get(row.area, "") if few else "") for row, shape in rows]
    return Drawing(title, tuple(outlines), WIDTH, frame.height)


def rings_of(polygons: Iterable[str]) -> tuple[Ring, ...]:
    """Every ring of some polygons, open, as the board snaps to them."""
    parts = [part for polygon in polygons for part in shapely.get_parts(shape_of(polygon))]
    rings = [ring for part in parts for ring in (part.exterior, *part.interiors)]
    return tuple(tuple((lon, lat) for lon, lat, *_ in ring.coords[:-1]) for ring in rings)


def board_of(
    title: str,
    area: str,
    field: str,
    neighbours: Sequence[PartRow],
    *,
    rim: str = "",
    own: str = "",
    single: bool = False,
) -> Board:
    """A board that shows the neighbours and the rim, snaps to both, and has room around them; ``own`` is redrawn."""
    drawn = [part for part in neighbours if part.polygon]
    shapes = [shape_of(part.polygon) for part in drawn]
    others = [shape_of(polygon) for polygon in (rim, own) if polygon]
    frame = Frame(_roomy([*shapes, *others]) if shapes or others else frame_of(area))
    outlines = [frame.outline(shape, part.name) for part, shape in zip(drawn, shapes, strict=True)]
    outlines += [frame.outline(shape_of(rim), look=Outlook.RIM)] if rim else []
    outlines += [frame.outline(shape_of(own), look=Outlook.OWN)] if own else []
    rings = rings_of([*(part.polygon for part in drawn), *([rim] if rim else [])])
    return Board(title, field, tuple(outlines), rings, frame.fit, WIDTH, frame.height, single)


def _roomy(shapes: Sequence[shapely.Geometry]) -> Box:
    west, south, east, north = shapely.total_bounds(shapes).tolist()
    wide, tall = (east - west) * ROOM, (north - south) * ROOM
    return west - wide, south - tall, east + wide, north + tall


def corners_text(polygon: str) -> str:
    """A stored polygon as one writes it: a corner a line; GeoJSON when it has holes or several parts."""
    shape = shape_of(polygon)
    if shape.geom_type != "Polygon" or len(shape.interiors):
        return json.dumps(json.loads(polygon))
    return "\n".join(f"{round(lon, 7)}, {round(lat, 7)}" for lon, lat, *_ in shape.exterior.coords[:-1])
