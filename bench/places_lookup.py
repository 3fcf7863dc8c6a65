"""1,000 points and 1,000 addresses in a county of 5,000 grids: each must find its grid and committee within 5 ms.

The clock on the wall counts what other programs of the machine take too; "own" is the time of this process alone.
Run with ``python -m bench.places_lookup``.
"""

import random
import statistics
import time
from collections.abc import Callable, Iterator
from datetime import date
from typing import Any
from uuid import UUID

from django.db import transaction

from bench.world import World
from linli.kernel.db.bulk import load_rows
from linli.kernel.geo import Point
from linli.kernel.ids import new
from linli.places.commands.buildings import DWELLING_COLUMNS
from linli.places.commands.divisions import COLUMNS as AREA_COLUMNS
from linli.places.commands.naming import COLUMNS as ADDRESS_COLUMNS
from linli.places.commands.placing import COLUMNS as PLACEMENT_COLUMNS
from linli.places.commands.polygons import drawn, stamp_map
from linli.places.commands.tree import fresh_area
from linli.places.models import Address, Area, Building, Dwelling, Placement, Subdivision
from linli.places.queries.doorways import Doorway, locate_address, locate_point
from linli.places.rules.addresses import address_key

COUNTY, DAY = "329921", date(2026, 1, 1)
COMMUNITIES, GRIDS, DOORS = 125, 5_000, 50_000
SIDE, A_ROW = 0.003, 71
LIMIT = 0.005
Row = tuple[Any, ...]
BUILDING = ("id", "county", "area", "version", "code", "address", "use", "ext_codes", "datum", "no_committee")
PART = (
    "id", "county", "area", "version", "kind", "code", "name", "nature", "polygon", "square_metres", "since", "until",
)  # fmt: skip


def _field(number: int) -> str:
    """A square with as many corners as a drawn grid has."""
    west, south = 119.8 + number % A_ROW * SIDE, 33.2 + number // A_ROW * SIDE
    steps = [side * SIDE / 5 for side in range(5)]
    ring = [(west + s, south) for s in steps] + [(west + SIDE, south + s) for s in steps]
    ring += [(west + SIDE - s, south + SIDE) for s in steps] + [(west, south + SIDE - s) for s in steps]
    return drawn({"type": "Polygon", "coordinates": [[list(pair) for pair in [*ring, ring[0]]]]}).text


def _community(number: int) -> str:
    return f"{COUNTY}{number % 8 + 1:03}{number // 8 + 1:03}"


def _place(door: int) -> str:
    return _community(door // 50 % COMMUNITIES)


def _house_row(n: int, house: UUID) -> Row:
    return house, COUNTY, _community(n % COMMUNITIES), 1, "", f"第{n}路1号", "residential", [], "", False


def _door_row(n: int, door: UUID, house: UUID) -> Row:
    text = _address(n)
    return door, COUNTY, _place(n), 1, house, "", 0, None, "", text, "residential", None, None, "", False


def _address_row(n: int, door: UUID) -> Row:
    return new(COUNTY), COUNTY, _place(n), 1, _address(n), address_key(_address(n)), True, None, door


def _placement_row(n: int, door: UUID, grid: UUID) -> Row:
    return new(COUNTY), COUNTY, _place(n), 1, door, grid, "grid", DAY, None


def _load() -> None:
    areas = [fresh_area(_community(n), f"第{n}社区", "bench") for n in range(COMMUNITIES)]
    load_rows(Area, AREA_COLUMNS, [[getattr(area, name) for name in AREA_COLUMNS] for area in areas])
    grids = [new(COUNTY) for _ in range(GRIDS)]
    load_rows(Subdivision, PART, _grid_rows(grids))
    houses = [new(COUNTY) for _ in range(DOORS // 50)]
    doors = [new(COUNTY) for _ in range(DOORS)]
    load_rows(Building, BUILDING, (_house_row(n, house) for n, house in enumerate(houses)))
    load_rows(Dwelling, DWELLING_COLUMNS, (_door_row(n, door, houses[n // 50]) for n, door in enumerate(doors)))
    load_rows(Address, ADDRESS_COLUMNS, (_address_row(n, door) for n, door in enumerate(doors)))
    load_rows(Placement, PLACEMENT_COLUMNS, (_placement_row(n, door, grids[n % GRIDS]) for n, door in enumerate(doors)))
    stamp_map(COUNTY)


def _grid_rows(grids: list[UUID]) -> Iterator[Row]:
    for n, grid in enumerate(grids):
        place = _community(n % COMMUNITIES)
        code = f"{place}{n // COMMUNITIES + 1:03}"
        yield grid, COUNTY, place, 1, "grid", code, code[12:], "comprehensive", _field(n), 90_000, DAY, None


def _address(number: int) -> str:
    return f"第{number // 50}路1号{number % 50 + 1}号楼101室"


def _times(asked: list[Callable[[], Doorway | None]]) -> list[tuple[float, float]]:
    found = []
    for ask in asked:
        started, worked = time.perf_counter(), time.process_time()
        doorway = ask()
        found.append((time.perf_counter() - started, time.process_time() - worked))
        assert doorway is not None and doorway.grid is not None and doorway.community is not None
    return found


def _tell(name: str, times: list[tuple[float, float]]) -> None:
    for what, measured in (("wall", [wall for wall, _ in times]), ("own", [own for _, own in times])):
        worst, middle = max(measured), statistics.median(measured)
        late, almost = sum(one > LIMIT for one in measured), sorted(measured)[989]
        print(f"| {name}, {what} | {middle * 1000:.2f} | {almost * 1000:.2f} | {worst * 1000:.2f} | {late} |")


def main() -> None:
    """Measure and print milliseconds."""
    chance = random.Random(1)
    with World():
        with transaction.atomic():
            _load()
        rows = GRIDS // A_ROW
        spots = [
            Point(119.8 + chance.random() * A_ROW * SIDE, 33.2 + chance.random() * rows * SIDE) for _ in range(1000)
        ]
        texts = [_address(chance.randrange(DOORS)) for _ in range(1000)]
        started = time.perf_counter()
        locate_point(COUNTY, spots[0], DAY)
        print(f"first look-up (reads {GRIDS} polygons): {time.perf_counter() - started:.2f} s\n")
        print("| what | median ms | 99 % ms | worst ms | over 5 ms |\n|---|---|---|---|---|")
        _tell("point", _times([lambda spot=spot: locate_point(COUNTY, spot, DAY) for spot in spots]))  # type: ignore[misc]  # each lambda binds its own loop value
        _tell("address", _times([lambda text=text: locate_address(COUNTY, text, DAY) for text in texts]))  # type: ignore[misc]  # each lambda binds its own loop value


if __name__ == "__main__":
    main()
