"""From polygons in degrees to a plan in the units of a drawing."""

import math
from collections.abc import Iterable, Sequence

import shapely

from linli.places.queries.subdivisions import PartRow
from linli.ui.parts import Drawing, Outline, Outlook

WIDTH, MARGIN, TALLEST = 1000, 30, 700


class Frame:
    """Fits shapes into the drawing: metres east and north of the corner, scaled, north up."""

    def __init__(self, shapes: Sequence[shapely.Geometry]) -> None:
        west, south, east, north = shapely.total_bounds(shapes)
        self.west, self.north = west, north
        self.squeeze = math.cos(math.radians((south + north) / 2))
        wide, tall = max((east - west) * self.squeeze, 1e-9), max(north - south, 1e-9)
        self.scale = min((WIDTH - 2 * MARGIN) / wide, (TALLEST - 2 * MARGIN) / tall)
        self.left = (WIDTH - round(wide * self.scale)) // 2
        self.height = round(tall * self.scale) + 2 * MARGIN

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


def plan_of(title: str, grids: Sequence[PartRow], empty: str) -> Drawing:
    """The grids of a community with their names."""
    drawn = [grid for grid in grids if grid.polygon]
    if not drawn:
        return Drawing(title, empty=empty)
    shapes = [shapely.from_geojson(grid.polygon) for grid in drawn]
    frame = Frame(shapes)
    outlines = [_outline(frame, grid, shape) for grid, shape in zip(drawn, shapes, strict=True)]
    rim = Outline(frame.path(shapely.union_all(shapes)), look=Outlook.RIM)
    return Drawing(title, (*outlines, rim), WIDTH, frame.height)


def _outline(frame: Frame, grid: PartRow, shape: shapely.Geometry) -> Outline:
    middle = shape.representative_point()
    x, y = frame.spot(middle.x, middle.y)
    return Outline(frame.path(shape), grid.name, x, y)
