"""Makes areas, buildings, grids for tests, through the commands that people use."""

import json
from datetime import date
from itertools import count
from uuid import UUID

from linli.kernel.actor import Actor
from linli.kernel.command import Receipt
from linli.kernel.journal.models import JournalEntry
from linli.places.commands import (
    GivenPoint,
    NewDwelling,
    add_building,
    add_dwellings,
    create_area,
    create_group,
    draw_grid,
    place_dwellings,
)
from linli.places.models import Area
from tests.actors import actor_with

COUNTY = "329921"
TOWN = "329921001"
COMMUNITY = "329921001001"
OTHER = "329921001002"
DAY = date(2026, 3, 1)
_numbers = count(1)


def keeper(*commands: str, area: str = COUNTY) -> Actor:
    """Someone who may do ``commands`` of places inside ``area``."""
    return actor_with(*(f"places.{name}" for name in commands), area=area)


def make_area(code: str = COMMUNITY, name: str = "") -> str:
    """An area under ``code``."""
    create_area(keeper("create_area"), code=code, name=name or f"第{code[-3:]}社区")
    return code


def fresh_town() -> str:
    """The code of a town that no earlier example of a property used."""
    return f"{COUNTY}{next(_numbers) + 100:03d}"


def version_of(code: str) -> int:
    """The version that a person would see now."""
    return Area.objects.get(county=code[:6].ljust(6, "0"), code=code).version


def entries(command: str) -> list[JournalEntry]:
    """Journal entries of a command, oldest first."""
    return list(JournalEntry.objects.filter(command=f"places.{command}").order_by("recorded_at", "id"))


def square(west: int, south: int, size: int = 10, high: int = 0) -> str:
    """A rectangle as GeoJSON text; numbers count 0.0001 degrees (about 10 m) from a corner of the county."""
    x, y, wide, tall = west / 1e4, south / 1e4, size / 1e4, (high or size) / 1e4
    ring = [[120 + x, 33 + y], [120 + x + wide, 33 + y], [120 + x + wide, 33 + y + tall], [120 + x, 33 + y + tall]]
    ring = [[round(a, 7), round(b, 7)] for a, b in ring]
    return json.dumps({"type": "Polygon", "coordinates": [[*ring, ring[0]]]})


def spot(east: float, north: float) -> GivenPoint:
    """A point counted like the corners of ``square``."""
    return GivenPoint(round(120 + east / 1e4, 7), round(33 + north / 1e4, 7))


def make_building(area: str = COMMUNITY, address: str = "和平路8号1号楼", point: GivenPoint | None = None) -> UUID:
    """A building."""
    return add_building(keeper("add_building"), area=area, address=address, point=point).id


def make_doors(building: UUID, *rooms: str) -> list[UUID]:
    """Dwellings with these rooms on the floor that their first digit names."""
    doors = [NewDwelling(room=room, unit=1, floor=int(room[0])) for room in rooms]
    ids: list[UUID] = add_dwellings(keeper("add_dwellings"), building=building, dwellings=doors).values["ids"]
    return ids


def make_grid(polygon: str, community: str = COMMUNITY, name: str = "") -> Receipt:
    """A grid that stands since DAY."""
    return draw_grid(keeper("draw_grid"), community=community, polygon=polygon, since=DAY, name=name)


def make_group(name: str, community: str = COMMUNITY) -> UUID:
    """A residents' group that stands since DAY."""
    return create_group(keeper("create_group"), community=community, name=name, since=DAY).id


def place(part: UUID, doors: list[UUID], since: date = DAY) -> Receipt:
    """Put dwellings into a group or grid."""
    return place_dwellings(keeper("place_dwellings"), part=part, dwellings=doors, since=since)
