"""From polygons in degrees to a plan one can choose from."""

import math
from collections.abc import Sequence
from urllib.parse import urlencode

import shapely

from linli.cases.queries.public_cases import PublicRow
from linli.faces.portal.parts import Plan, PlanArea, PlanDot
from linli.places.queries.subdivisions import PartRow
from linli.ui.parts import Fit
from linli.ui.web.wording import label_of

WIDTH, MARGIN, TALLEST = 1000, 40, 760
LEAST = 0.001  # degrees: one report alone is not blown up to the whole plan


class Frame:
    """Fits shapes into the plan, north up."""

    def __init__(self, shapes: Sequence[shapely.Geometry]) -> None:
        west, south, east, north = shapely.total_bounds(shapes).tolist()
        self.west, self.north = west, north
        self.squeeze = math.cos(math.radians((south + north) / 2))
        wide, tall = max((east - west) * self.squeeze, LEAST), max(north - south, LEAST)
        self.scale = min((WIDTH - 2 * MARGIN) / wide, (TALLEST - 2 * MARGIN) / tall)
        self.left = (WIDTH - round(wide * self.scale)) // 2
        self.height = round(tall * self.scale) + 2 * MARGIN

    @property
    def fit(self) -> Fit:
        """The same for the script."""
        return Fit(self.west, self.north, self.squeeze * self.scale, self.scale, self.left, MARGIN)

    def spot(self, lon: float, lat: float) -> tuple[int, int]:
        """A point of the plan."""
        across = round((lon - self.west) * self.squeeze * self.scale) + self.left
        return across, round((self.north - lat) * self.scale) + MARGIN

    def path(self, shape: shapely.Geometry) -> str:
        """The outer lines of a shape."""
        rings = [part.exterior.coords for part in shapely.get_parts(shape)]
        lines = [[self.spot(lon, lat) for lon, lat, *_ in ring] for ring in rings]
        return " ".join("M" + " L".join(f"{x} {y}" for x, y in line) + " Z" for line in lines)


def _area(frame: Frame, grid: PartRow, shape: shapely.Geometry, href: str, chosen: str) -> PlanArea:
    middle = shape.representative_point()
    x, y = frame.spot(middle.x, middle.y)
    return PlanArea(frame.path(shape), grid.name or grid.code, href, x, y, grid.code, grid.code == chosen)


def grid_plan(title: str, grids: Sequence[PartRow], empty: str, chosen: str = "") -> Plan:
    """The grids of a community, each a link that chooses it."""
    drawn = [grid for grid in grids if grid.polygon]
    if not drawn:
        return Plan(title, empty=empty)
    shapes = [shapely.from_geojson(grid.polygon) for grid in drawn]
    frame = Frame(shapes)
    areas = tuple(
        _area(frame, grid, shape, f"?{urlencode({'area': grid.community, 'grid': grid.code})}", chosen)
        for grid, shape in zip(drawn, shapes, strict=True)
    )
    return Plan(title, areas, fit=frame.fit, width=WIDTH, height=frame.height)


def report_plan(title: str, grids: Sequence[PartRow], rows: Sequence[PublicRow], empty: str) -> Plan:
    """Reports as dots on the grids; open ones round, solved ones square."""
    drawn = [grid for grid in grids if grid.polygon]
    shapes = [shapely.from_geojson(grid.polygon) for grid in drawn]
    placed = [(row, row.lon, row.lat) for row in rows if row.lon is not None and row.lat is not None]
    points = [shapely.Point(lon, lat) for _, lon, lat in placed]
    if not shapes and not points:
        return Plan(title, empty=empty)
    frame = Frame([*shapes, *points])
    areas = tuple(
        _area(frame, grid, shape, f"?{urlencode({'area': grid.code, 'view': 'map'})}", "")
        for grid, shape in zip(drawn, shapes, strict=True)
    )
    dots = tuple(_dot(row, frame.spot(lon, lat)) for row, lon, lat in placed)
    return Plan(title, areas, dots, width=WIDTH, height=frame.height)


def _dot(row: PublicRow, spot: tuple[int, int]) -> PlanDot:
    label = f"{row.title} · {label_of(row.state_label)}"
    return PlanDot(*spot, label, f"/reports/{row.number}/", row.open)
