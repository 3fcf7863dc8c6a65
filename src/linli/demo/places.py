"""The demo county's areas, counts, grids and residents' groups, made from ``county.yaml``: the same at every load."""

import random
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any

import yaml

from linli.kernel.actor import Actor
from linli.kernel.codes import grid_code
from linli.places.commands import create_group, draw_boundary, import_divisions, import_grids, set_figure

COUNTY = Path(__file__).with_name("county.yaml")
COMMANDS = (
    "places.import_divisions",
    "places.set_figure",
    "places.draw_boundary",
    "places.import_grids",
    "places.create_group",
)
SEED = 329921
FIRST_COMMUNITY, FIRST_VILLAGE = 1, 200
GRID_HOUSEHOLDS = 500


@dataclass(frozen=True)
class Community:
    """A community or village of the stories: ``place`` is its number on the plan."""

    code: str
    town: str
    short: str
    urban: bool
    place: int
    households: int
    residents: int

    @property
    def grids(self) -> int:
        """Into how many grids it is cut."""
        return max(1, -(-self.households // GRID_HOUSEHOLDS))

    @property
    def groups(self) -> int:
        """How many residents' groups it has."""
        return 3 + self.households % 3 if self.urban else 2 + self.households % 4

    @property
    def grid_codes(self) -> tuple[str, ...]:
        """The codes of its grids."""
        return tuple(grid_code(self.code, number) for number in range(1, self.grids + 1))

    @property
    def group_names(self) -> tuple[str, ...]:
        """The names of its groups."""
        word = "居民小组" if self.urban else "村民小组"
        return tuple(f"第{number}{word}" for number in range(1, self.groups + 1))

    @property
    def address(self) -> str:
        """How addresses in it begin."""
        return f"清和县{self.town}{self.short}{'社区' if self.urban else '村'}"


def read_county() -> dict[str, Any]:
    """The county as written."""
    county: dict[str, Any] = yaml.safe_load(COUNTY.read_text(encoding="utf-8"))
    return county


def _named(town: Mapping[str, Any]) -> Iterator[tuple[str, str, bool]]:
    for place, name in enumerate(town.get("communities", ()), start=FIRST_COMMUNITY):
        yield f"{town['code']}{place:03}", name, True
    for place, name in enumerate(town.get("villages", ()), start=FIRST_VILLAGE):
        yield f"{town['code']}{place:03}", name, False


def communities() -> list[Community]:
    """Every community and village, with its counts."""
    dice = random.Random(SEED)
    found: list[Community] = []
    for town in read_county()["towns"]:
        for code, short, urban in _named(town):
            households = dice.randint(1_600, 3_500) if urban else dice.randint(350, 970)
            residents = households * (dice.randint(24, 29) if urban else dice.randint(27, 34)) // 10
            found.append(Community(code, town["name"], short, urban, len(found), households, residents))
    return found


def rows() -> list[tuple[str, str]]:
    """(code, name) of the county, its towns and their communities."""
    county = read_county()
    found = [(county["county"]["code"], county["county"]["name"])]
    for town in county["towns"]:
        found.append((town["code"], town["name"]))
        for code, short, urban in _named(town):
            found.append((code, f"{short}社区居民委员会" if urban else f"{short}村村民委员会"))
    return found


CORNER, SPACING, SIDE = (119.80, 33.40), (0.030, 0.024), (0.020, 0.016)
IN_A_ROW = 12


def plot_of(place: int) -> tuple[float, float, float, float]:
    """West, south, east and north of the ``place``-th community on the demo's plan, in degrees."""
    west = round(CORNER[0] + (place % IN_A_ROW) * SPACING[0], 6)
    south = round(CORNER[1] + (place // IN_A_ROW) * SPACING[1], 6)
    return west, south, round(west + SIDE[0], 6), round(south + SIDE[1], 6)


def rectangle(west: float, south: float, east: float, north: float) -> dict[str, Any]:
    """A GeoJSON polygon."""
    ring = [[west, south], [east, south], [east, north], [west, north], [west, south]]
    return {"type": "Polygon", "coordinates": [ring]}


def strips(plot: tuple[float, float, float, float], count: int) -> Iterator[dict[str, Any]]:
    """A plot cut into ``count`` grids from west to east."""
    west, south, east, north = plot
    edges = [round(west + (east - west) * part / count, 6) for part in range(count + 1)]
    for left, right in pairwise(edges):
        yield rectangle(left, south, right, north)


def _draw(office: Actor, here: Community, since: date) -> None:
    plot = plot_of(here.place)
    draw_boundary(office.keyed(f"demo/{here.code}/rim"), area=here.code, polygon=rectangle(*plot))
    features = [{"type": "Feature", "properties": {}, "geometry": shape} for shape in strips(plot, here.grids)]
    drawn = {"type": "FeatureCollection", "features": features}
    import_grids(office.keyed(f"demo/{here.code}/grids"), community=here.code, features=drawn, since=since)


def _count(office: Actor, here: Community, day: date) -> None:
    for measure, value in (("households", here.households), ("residents", here.residents)):
        actor = office.keyed(f"demo/{here.code}/{measure}")
        set_figure(actor, area=here.code, measure=measure, value=value, on=day, source="2026年社区(村)台账")


def load_areas(office: Actor) -> None:
    """Import the areas."""
    import_divisions(office.keyed("demo/areas"), run="demo", rows=rows())


def load_places(office: Actor, today: date) -> None:
    """Enter dated counts, draw grids and set groups up in each community."""
    since = today - timedelta(days=300)
    for here in communities():
        _count(office, here, today - timedelta(days=200))
        _draw(office, here, since)
        for name in here.group_names:
            create_group(office.keyed(f"demo/{here.code}/{name}"), community=here.code, name=name, since=since)
