"""A list of addresses taken in at once: one fault, and nothing of it is written."""

import hashlib
from collections.abc import Iterable, Sequence

from linli.kernel.actor import Actor
from linli.kernel.codes import AreaLevel, county_of
from linli.kernel.command import Receipt, command, record
from linli.kernel.errors import Invalid, KernelCode, Problem
from linli.kernel.ids import new
from linli.kernel.journal.entries import Act, Subject
from linli.places.commands.buildings import (
    NewDwelling,
    locked_building,
    locked_place,
    new_building,
    write_dwellings,
)
from linli.places.commands.points import GivenPoint
from linli.places.models import Building, Dwelling
from linli.places.queries.address_lists import House, by_house, list_faults
from linli.places.rules.address_lists import MOST_LINES, ListedDoor
from linli.places.rules.addresses import address_key


def _digest(doors: Iterable[ListedDoor]) -> str:
    return hashlib.sha256("\n".join(repr(tuple(door)) for door in doors).encode()).hexdigest()


def _point(house: House) -> GivenPoint | None:
    first = house.doors[0]
    if first.longitude is None or first.latitude is None:
        return None
    return GivenPoint(first.longitude, first.latitude)


def _house(actor: Actor, house: House) -> tuple[Building, bool]:
    if house.building is not None:
        return locked_building(actor, house.building), False
    row = new_building(actor, locked_place(actor, house.community), house.address, house.doors[0].use, _point(house))
    return row, True


def _missing(building: Building, house: House) -> list[NewDwelling]:
    """The doors of the list that the building lacks."""
    rows = Dwelling.objects.filter(county=building.county, building=building).order_by("id")
    known = {address_key(address) for address in rows.values_list("address", flat=True)}
    found = [NewDwelling(d.room, d.unit, d.floor, use=d.use) for d in house.doors if d.room]
    return [door for door in found if address_key(door.address_in(building.address)) not in known]


@command("places.import_addresses")
def import_addresses(actor: Actor, *, doors: Sequence[ListedDoor]) -> Receipt:
    """Take a list in: buildings and doors that are missing are set up, known ones stay.

    Lines that do not fit what is known are refused all together, each named by its number as path.
    """
    if not 0 < len(doors) <= MOST_LINES:
        raise Invalid(KernelCode.TOO_LARGE, {"limit": MOST_LINES})
    given = [ListedDoor(*door) for door in doors]
    faults = list_faults(actor, given)
    if faults:
        problems = tuple(Problem(f"{fault.line}.{fault.column}", fault.code, fault.data) for fault in faults)
        raise Invalid(faults[0].code, faults[0].data, problems=problems)
    houses, count = 0, 0
    for house in by_house(given):
        row, fresh = _house(actor, house)
        houses += fresh
        wanted = _missing(row, house)
        if wanted:
            count += len(write_dwellings(actor, row, wanted))
    changed = houses + count
    subject = Subject("places.addresslist", new(actor.county), actor.county, _common(given))
    if changed:
        facts = {"digest": _digest(given), "buildings": houses, "dwellings": count}
        record(actor, subject, Act(("addresses",), facts=facts))
    values = {"buildings": houses, "dwellings": count}
    return Receipt(subject.type, subject.id, "applied", 1, values=values, unchanged=not changed)


def _common(doors: Sequence[ListedDoor]) -> str:
    areas = {door.community for door in doors}
    if len(areas) == 1:
        return areas.pop()
    towns = {area[: AreaLevel.TOWN] for area in areas}
    return towns.pop() if len(towns) == 1 else county_of(areas.pop())
