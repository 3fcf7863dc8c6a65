"""What a list of addresses would do: which buildings are there, which lines do not fit."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import islice
from uuid import UUID

from linli.kernel.actor import Actor
from linli.kernel.codes import county_of
from linli.places.models import Address
from linli.places.queries.addresses import keys_of
from linli.places.queries.areas import areas_coded
from linli.places.rules.address_lists import ListedDoor, ListFault
from linli.places.rules.reasons import ListedCode

COMMAND = "places.import_addresses"
BATCH = 500


@dataclass
class House:
    """The lines of one building; ``building`` is the one that stands there already."""

    community: str
    address: str
    building: UUID | None = None
    doors: list[ListedDoor] = field(default_factory=list)


def _known(doors: Sequence[ListedDoor]) -> dict[tuple[str, str], Address]:
    """The stored address of each (county, building of the list) that has one (one query a county and 500 keys)."""
    found: dict[tuple[str, str], Address] = {}
    for county in sorted({county_of(door.community) for door in doors}):
        texts = sorted({door.building for door in doors if county_of(door.community) == county})
        keyed = dict(zip(keys_of(county, texts), texts, strict=True))
        keys = iter(keyed)
        while batch := list(islice(keys, BATCH)):
            rows = Address.objects.filter(county=county, key__in=batch).select_related("building", "dwelling")
            found.update({(county, keyed[row.key]): row for row in rows.order_by("key")})
    return found


def by_house(doors: Sequence[ListedDoor]) -> list[House]:
    """The lines by building, in order."""
    known = _known(doors)
    houses: dict[tuple[str, str], House] = {}
    for door in doors:
        place = known.get((county_of(door.community), door.building))
        key = (door.community, str(place.building_id) if place else door.building)
        house = houses.setdefault(key, House(door.community, door.building, place.building_id if place else None))
        house.doors.append(door)
    return list(houses.values())


def list_faults(actor: Actor, doors: Sequence[ListedDoor]) -> list[ListFault]:
    """The lines that do not fit: unknown or foreign areas, buildings that stand elsewhere."""
    areas = areas_coded({door.community for door in doors})
    known = _known(doors)
    return [fault for door in doors if (fault := _fault(actor, door, set(areas), known))]


def _fault(actor: Actor, door: ListedDoor, areas: set[str], known: dict[tuple[str, str], Address]) -> ListFault | None:
    if door.community not in areas or not actor.may(COMMAND, door.community):
        return ListFault(door.line, "community", ListedCode.UNKNOWN_AREA, {"code": door.community})
    place = known.get((county_of(door.community), door.building))
    if place is None:
        return None
    if place.building is None:
        data = {"address": door.building, "holder": place.text}
        return ListFault(door.line, "building", ListedCode.TAKEN, data)
    if place.building.area != door.community:
        data = {"address": door.building, "code": place.building.area}
        return ListFault(door.line, "community", ListedCode.ELSEWHERE, data)
    return None
