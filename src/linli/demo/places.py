"""The demo county's areas and their counts, made from ``county.yaml``: the same at every load."""

import random
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any

import yaml

from linli.kernel.actor import Actor
from linli.kernel.clock_port import LOCAL
from linli.places.commands import draw_boundary, draw_grid, import_divisions, set_figure

COUNTY = Path(__file__).with_name("county.yaml")
COMMANDS = ("places.import_divisions", "places.set_figure", "places.draw_boundary", "places.draw_grid")
SEED = 329921
FIRST_COMMUNITY, FIRST_VILLAGE = 1, 200


def read_county() -> dict[str, Any]:
    """The county as written."""
    county: dict[str, Any] = yaml.safe_load(COUNTY.read_text(encoding="utf-8"))
    return county


def communities_of(town: Mapping[str, Any]) -> Iterator[tuple[str, str, bool]]:
    """(code, name, urban) of each community and village of a town."""
    for place, name in enumerate(town.get("communities", ()), start=FIRST_COMMUNITY):
        yield f"{town['code']}{place:03}", f"{name}社区居民委员会", True
    for place, name in enumerate(town.get("villages", ()), start=FIRST_VILLAGE):
        yield f"{town['code']}{place:03}", f"{name}村村民委员会", False


def rows() -> list[tuple[str, str]]:
    """(code, name) of the county, its towns and their communities."""
    county = read_county()
    found = [(county["county"]["code"], county["county"]["name"])]
    for town in county["towns"]:
        found.append((town["code"], town["name"]))
        found += [(code, name) for code, name, _ in communities_of(town)]
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


def _draw(office: Actor, code: str, place: int, households: int) -> None:
    plot, since = plot_of(place), (office.at - timedelta(days=300)).astimezone(LOCAL).date()
    draw_boundary(replace(office, request_key=f"demo/{code}/rim"), area=code, polygon=rectangle(*plot))
    for number, shape in enumerate(strips(plot, max(1, -(-households // 500))), start=1):
        actor = replace(office, request_key=f"demo/{code}/grid/{number}")
        draw_grid(actor, community=code, polygon=shape, since=since, number=number)


def load_places(office: Actor) -> None:
    """Import the areas, then enter dated counts of households and residents for each community."""
    import_divisions(office.keyed("demo/areas"), run="demo", rows=rows())
    dice = random.Random(SEED)
    counted = (office.at - timedelta(days=200)).astimezone(LOCAL).date()
    everyone = (found for town in read_county()["towns"] for found in communities_of(town))
    for place, (code, _, urban) in enumerate(everyone):
        households = dice.randint(1_100, 2_900) if urban else dice.randint(180, 720)
        residents = households * (dice.randint(24, 29) if urban else dice.randint(27, 34)) // 10
        for measure, value in (("households", households), ("residents", residents)):
            actor = replace(office, request_key=f"demo/{code}/{measure}")
            set_figure(actor, area=code, measure=measure, value=value, on=counted, source="2026年社区(村)台账")
        _draw(office, code, place, households)
