"""Where the demo's people live: estates with staircases in town, houses in the villages."""

import random
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from uuid import UUID

from linli.demo.names import words
from linli.demo.places import Community, plot_of
from linli.kernel.actor import Actor
from linli.places.commands import GivenPoint, NewBuilding, NewDwelling, load_buildings_batch
from linli.places.queries.dwellings import dwellings_by_address
from linli.places.queries.subdivisions import parts_of

COMMANDS = ("places.load_buildings_batch",)
FLOORS, DOORS, IN_AN_ESTATE = 6, 2, 18
MOST_DOORS = 1_900


def buildings(here: Community, wanted: int, parts: Mapping[str, Sequence[UUID]]) -> Iterator[NewBuilding]:
    """Enough buildings for ``wanted`` households."""
    dice = random.Random(f"homes/{here.code}")
    left, number = wanted, 0
    while left > 0:
        doors = _staircases(dice) if here.urban else (NewDwelling(),)
        grid, group = number % here.grids, number % here.groups
        where = (parts["grid"][grid], parts["group"][group])
        yield NewBuilding(_address(here, number, group), doors, "residential", _point(dice, here, grid), (), where)
        left, number = left - len(doors), number + 1


def _staircases(dice: random.Random) -> tuple[NewDwelling, ...]:
    return tuple(
        NewDwelling(f"{floor}{door:02}", unit, floor)
        for unit in range(1, dice.randint(2, 3) + 1)
        for floor in range(1, FLOORS + 1)
        for door in range(1, DOORS + 1)
    )


def _address(here: Community, number: int, group: int) -> str:
    if not here.urban:
        return f"{here.address}{group + 1}组{number // here.groups + 1}号"
    kinds = words()["estates"]
    estate = f"{here.short}{kinds[(number // IN_AN_ESTATE) % len(kinds)]}"
    return f"{here.address}{estate}{number // (IN_AN_ESTATE * len(kinds)) * IN_AN_ESTATE + number % IN_AN_ESTATE + 1}幢"


def _point(dice: random.Random, here: Community, grid: int) -> GivenPoint:
    west, south, east, north = plot_of(here.place)
    along = (grid + 0.1 + 0.8 * dice.random()) / here.grids
    return GivenPoint(
        round(west + (east - west) * along, 6), round(south + (north - south) * (0.05 + 0.9 * dice.random()), 6)
    )


def load_homes(office: Actor, here: Community, wanted: int, today: date) -> list[tuple[str, UUID]]:
    """(address, dwelling) of enough homes in a community, in their order."""
    since = today - timedelta(days=290)
    parts = {kind: [part.id for part in parts_of(here.code, kind, today)] for kind in ("grid", "group")}
    made = list(buildings(here, wanted, parts))
    for number, batch in enumerate(_batches(made)):
        actor = office.keyed(f"demo/{here.code}/homes/{number}")
        load_buildings_batch(actor, area=here.code, buildings=batch, since=since, run="demo")
    known = dwellings_by_address(office.county, here.code)
    return [(address, known[address]) for building in made for address in _doors(building) if address in known]


def _doors(building: NewBuilding) -> Iterator[str]:
    for door in building.dwellings:
        yield f"{building.address}{door.unit}单元{door.room}室" if door.room else building.address


def _batches(made: Sequence[NewBuilding]) -> Iterator[list[NewBuilding]]:
    batch: list[NewBuilding] = []
    doors = 0
    for building in made:
        if doors + len(building.dwellings) > MOST_DOORS:
            yield batch
            batch, doors = [], 0
        batch.append(building)
        doors += len(building.dwellings)
    if batch:
        yield batch
