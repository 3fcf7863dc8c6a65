"""Many buildings with their dwellings in one command: the way of imports and of the demo (E04, R1.5)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple
from uuid import UUID

from linli.kernel.actor import Actor
from linli.kernel.codes import AreaLevel, building_code
from linli.kernel.command import (
    MOST_ROWS,
    Receipt,
    SortedRows,
    batch_digest,
    check_size,
    command,
    read_rows,
    record,
)
from linli.kernel.db.bulk import load_rows
from linli.kernel.db.locks import lock_rows
from linli.kernel.errors import Conflict, Invalid, NotFound, Problem
from linli.kernel.errors import KernelCode as Code
from linli.kernel.ids import new
from linli.kernel.journal.entries import Act, subject_of
from linli.places.commands.buildings import (
    DWELLING_COLUMNS,
    NewDwelling,
    check_use,
    door_code,
    fresh_dwellings,
    locked_place,
    next_building_code,
)
from linli.places.commands.naming import COLUMNS as ADDRESS_COLUMNS
from linli.places.commands.naming import clean_address
from linli.places.commands.placing import COLUMNS as PLACEMENT_COLUMNS
from linli.places.commands.points import GivenPoint, stored
from linli.places.commands.texts import past_day
from linli.places.models import Address, Area, Building, Dwelling, Placement, Subdivision
from linli.places.queries.addresses import keys_of
from linli.places.rules.reasons import AddressCode, GridCode, PlacesCode

COLUMNS = (
    "id", "county", "area", "version", "code", "address", "use", "lon", "lat", "datum", "ext_codes", "no_committee",
)  # fmt: skip


class NewBuilding(NamedTuple):
    """A building with its doors; ``parts`` are the group, grid and micro-grid that all of them belong to."""

    address: str
    dwellings: tuple[NewDwelling, ...] = (NewDwelling(),)
    use: str = "residential"
    point: GivenPoint | None = None
    ext_codes: tuple[str, ...] = ()
    parts: tuple[UUID, ...] = ()


@dataclass(frozen=True)
class _House:
    building: Building
    doors: tuple[Dwelling, ...]
    parts: tuple[Subdivision, ...]

    def addresses(self) -> list[tuple[str, Building | Dwelling]]:
        named = [door for door in self.doors if door.address != self.building.address]
        return [(self.building.address, self.building), *((door.address, door) for door in named)]


@command("places.load_buildings_batch")
def load_buildings_batch(
    actor: Actor, *, area: str, buildings: Sequence[NewBuilding], since: date, run: str
) -> Receipt:
    """Set buildings up in one area with at most 2,000 dwellings, in their parts since a day.

    ``values["refused"]`` holds the rows that were left out, ``values["written"]`` how many were not.
    """
    rows = [NewBuilding(*item) for item in buildings]
    check_size(max(len(rows), sum(len(row.dwellings) for row in rows)), MOST_ROWS)
    past_day(actor, "since", since)
    place = locked_place(actor, area)
    parts = _parts(place, rows)
    houses = read_rows(rows, lambda index, row: _house(place, row, parts, since))
    _number(place, houses)
    keys = _refuse_taken(place.county, houses)
    _write(place, houses, keys, since)
    written = len(houses.passed)
    facts = {
        "run": run, "buildings": written, "refused": len(houses.refused),
        "dwellings": sum(len(house.doors) for house in houses.passed.values()), "digest": batch_digest(buildings),
    }  # fmt: skip
    record(actor, subject_of(place), Act(("buildings",), facts=facts, event="places.buildings_loaded"))
    values = {"refused": houses.told(), "written": written}
    return Receipt("places.area", place.id, "loaded", place.version, values=values)


def _parts(place: Area, rows: Sequence[NewBuilding]) -> dict[UUID, Subdivision]:
    wanted = {part for row in rows for part in row.parts}
    return {part.id: part for part in lock_rows(Subdivision, "area", wanted)}


def _house(place: Area, row: NewBuilding, parts: Mapping[UUID, Subdivision], since: date) -> _House:
    where = stored(row.point and GivenPoint(*row.point))
    building = Building(
        id=new(place.county), county=place.county, area=place.code, address=clean_address("address", row.address),
        use=check_use(row.use), lon=where.lon, lat=where.lat, datum=where.datum, ext_codes=list(row.ext_codes),
        no_committee=len(place.code) != AreaLevel.COMMUNITY,
    )  # fmt: skip
    doors = fresh_dwellings(building, [NewDwelling(*item) for item in row.dwellings])
    if sum(door.address == building.address for door in doors) > 1:
        raise Conflict(AddressCode.TAKEN, {"text": building.address, "holder": building.address})
    return _House(building, tuple(doors), _checked_parts(place, row, parts, since))


def _checked_parts(
    place: Area, row: NewBuilding, parts: Mapping[UUID, Subdivision], since: date
) -> tuple[Subdivision, ...]:
    found = tuple(parts[key] for key in row.parts if key in parts)
    if len(found) != len(row.parts) or any(part.area != place.code for part in found):
        raise NotFound(Code.NOT_FOUND, problems=(Problem("parts", Code.NOT_FOUND),))
    if len({part.kind for part in found}) != len(found):
        raise Invalid(GridCode.NOT_A_GRID, {"name": found[-1].name})
    for part in found:
        if part.until is not None:
            raise Conflict(GridCode.ENDED, {"name": part.name, "until": str(part.until)})
        if since < part.since:
            raise Conflict(PlacesCode.BEFORE_START, {"day": str(since), "since": str(part.since)})
    return found


def _number(place: Area, houses: SortedRows[_House]) -> None:
    """Give buildings and doors their codes; a row whose doors share a code is refused."""
    first = next_building_code(place.code)
    number = int(first[12:]) if first else 0
    for index, house in sorted(houses.passed.items()):
        house.building.code = building_code(place.code, number) if first else ""
        for door in house.doors:
            door.code = door_code(house.building, door)
        codes = [door.code for door in house.doors if door.code]
        if len(set(codes)) != len(codes):
            houses.refuse(index, Problem("dwellings", AddressCode.TAKEN, {"text": codes[0]}))
            continue
        number += 1


def _refuse_taken(county: str, houses: SortedRows[_House]) -> dict[int, list[str]]:
    """The keys of each row's addresses; rows whose address leads elsewhere already are refused."""
    named = {index: [text for text, _ in house.addresses()] for index, house in houses.passed.items()}
    flat = keys_of(county, [text for texts in named.values() for text in texts])
    taken = dict(Address.objects.filter(county=county, key__in=set(flat)).order_by("key").values_list("key", "text"))
    walk, found = iter(flat), {}
    for index, texts in sorted(named.items()):
        keys = [next(walk) for _ in texts]
        fault = _fault(texts, keys, taken)
        if fault is not None:
            houses.refuse(index, fault)
            continue
        taken.update(zip(keys, texts, strict=True))
        found[index] = keys
    return found


def _fault(texts: Sequence[str], keys: Sequence[str], taken: Mapping[str, str]) -> Problem | None:
    if not all(keys):
        return Problem("address", AddressCode.EMPTY)
    for place, (text, key) in enumerate(zip(texts, keys, strict=True)):
        if key in taken or key in keys[:place]:
            return Problem("address", AddressCode.TAKEN, {"text": text, "holder": taken.get(key, text)})
    return None


def _write(place: Area, houses: SortedRows[_House], keys: Mapping[int, Sequence[str]], since: date) -> None:
    chosen = [(houses.passed[index], keys[index]) for index in sorted(houses.passed)]
    county = place.county
    load_rows(Building, COLUMNS, ([getattr(house.building, name) for name in COLUMNS] for house, _ in chosen))
    doors = [door for house, _ in chosen for door in house.doors]
    load_rows(Dwelling, DWELLING_COLUMNS, map(_door_values, doors))
    load_rows(Address, ADDRESS_COLUMNS, (row for house, own in chosen for row in _address_rows(house, own)))
    placements = (
        (new(county), county, place.code, 1, door.id, part.id, part.kind, since, None)
        for house, _ in chosen
        for part in house.parts
        for door in house.doors
    )
    load_rows(Placement, PLACEMENT_COLUMNS, placements)


def _door_values(door: Dwelling) -> list[object]:
    return [getattr(door, "building_id" if name == "building" else name) for name in DWELLING_COLUMNS]


def _address_rows(house: _House, keys: Sequence[str]) -> list[tuple[object, ...]]:
    rows: list[tuple[object, ...]] = []
    for (text, target), key in zip(house.addresses(), keys, strict=True):
        building, dwelling = (target.id, None) if isinstance(target, Building) else (None, target.id)
        rows.append((new(target.county), target.county, target.area, 1, text, key, True, building, dwelling))
    return rows
