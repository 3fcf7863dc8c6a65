"""Buildings and dwellings: set up in batches, placed, corrected (E04, R1.5)."""

import hashlib
from collections.abc import Iterable, Sequence
from typing import NamedTuple
from uuid import UUID

from linli.kernel.actor import Actor
from linli.kernel.clock import local_day
from linli.kernel.codes import AreaLevel, building_code, county_of, room_code
from linli.kernel.command import Receipt, command, expect_version, must_cover, record
from linli.kernel.db.bulk import load_rows
from linli.kernel.db.locks import lock_row
from linli.kernel.db.ranges import inside
from linli.kernel.errors import Conflict, Invalid, KernelCode, NotFound
from linli.kernel.ids import new
from linli.kernel.journal.entries import Act, subject_of
from linli.places.commands.naming import NewAddress, clean_address, write_addresses
from linli.places.commands.points import GivenPoint, as_text, stored
from linli.places.commands.texts import refused
from linli.places.commands.tree import locked_codes, must_stand
from linli.places.models import Address, Area, Building, Dwelling
from linli.places.rules.reasons import AddressCode
from linli.places.rules.uses import USES

BATCH = 2_000
DWELLING_COLUMNS = (
    "id", "county", "area", "version", "building", "code", "unit", "floor", "room", "address", "use", "lon", "lat",
    "datum", "no_committee",
)  # fmt: skip


class NewDwelling(NamedTuple):
    """A door: unit (0 = none), floor (negative below ground), room as on the plate.

    Without an address of its own it has the building's with unit and room.
    """

    room: str = ""
    unit: int = 0
    floor: int | None = None
    address: str = ""
    use: str = "residential"
    point: GivenPoint | None = None

    def address_in(self, building: str) -> str:
        """Its own address, else the building's with unit and room."""
        unit = f"{self.unit}单元" if self.unit else ""
        return self.address or (f"{building}{unit}{self.room}室" if self.room else building)


def check_use(use: str) -> str:
    """The use, if it is one."""
    if use not in USES:
        raise refused("use", AddressCode.BAD_USE, use=use)
    return use


def locked_place(actor: Actor, area: str) -> Area:
    """Lock the area that will answer for something; it must stand and be the actor's."""
    must_cover(actor, area)
    found = locked_codes([area])[area]
    must_stand(found, local_day(actor.at))
    return found


def next_building_code(community: str) -> str:
    """The first free number of a community of 12 digits; "" above (R1.5). The community must be locked."""
    if len(community) != AreaLevel.COMMUNITY:
        return ""
    rows = Building.objects.filter(inside("code", community), county=county_of(community))
    last = rows.order_by("-code").values_list("code", flat=True).first()
    return building_code(community, int(last[12:]) + 1 if last else 1)


@command("places.add_building")
def add_building(
    actor: Actor,
    *,
    area: str,
    address: str,
    use: str = "residential",
    point: GivenPoint | None = None,
    ext_codes: tuple[str, ...] = (),
) -> Receipt:
    """Set a building up in its community, or under the town or county when no committee answers for it."""
    row = new_building(actor, locked_place(actor, area), address, use, point, ext_codes)
    return Receipt("places.building", row.id, "standing", row.version)


def new_building(
    actor: Actor, place: Area, address: str, use: str, point: GivenPoint | None, ext_codes: tuple[str, ...] = ()
) -> Building:
    """A building in a locked area, with its address, written and recorded."""
    text, where, area = clean_address("address", address), stored(point), place.code
    row = Building.objects.create(
        id=new(place.county), county=place.county, area=area, code=next_building_code(area), address=text,
        use=check_use(use), lon=where.lon, lat=where.lat, datum=where.datum, ext_codes=list(ext_codes),
        no_committee=len(area) != AreaLevel.COMMUNITY,
    )  # fmt: skip
    write_addresses(row.county, [NewAddress("address", text, area, True, building=row.id)])
    facts = {"code": row.code, "address": text, "use": use, "point": as_text(where)}
    record(actor, subject_of(row), Act(("address", "code", "use", "point"), facts=facts))
    return row


def door_code(building: Building, given: NewDwelling | Dwelling) -> str:
    """The room code of a door; "" where the building has none or floor and room are not known (R1.5)."""
    if not building.code or given.floor is None or not given.room:
        return ""
    return room_code(building.code, given.unit, given.floor, given.room)


def fresh_dwellings(building: Building, given: Iterable[NewDwelling]) -> list[Dwelling]:
    """Rows not yet saved, each read by the rules of a door; Invalid names the one at fault."""
    found = []
    for index, item in enumerate(given):
        where = stored(item.point and GivenPoint(*item.point))
        text = clean_address(f"dwellings[{index}].address", item.address_in(building.address))
        found.append(
            Dwelling(
                id=new(building.county), county=building.county, area=building.area, building=building,
                code=door_code(building, item), unit=item.unit, floor=item.floor, room=item.room, address=text,
                use=check_use(item.use), lon=where.lon, lat=where.lat, datum=where.datum,
                no_committee=building.no_committee,
            )
        )  # fmt: skip
    return found


def _refuse_double_codes(rows: Sequence[Dwelling]) -> None:
    codes = [row.code for row in rows if row.code]
    taken = Dwelling.objects.filter(county=rows[0].county, code__in=codes).order_by("code")
    double = (
        next(iter(sorted(code for code in set(codes) if codes.count(code) > 1)), None)
        or taken.values_list("code", flat=True).first()
    )
    if double:
        holder = next(row for row in rows if row.code == double)
        raise Conflict(AddressCode.TAKEN, {"text": double, "holder": holder.address})


def _refuse_two_without_door(house: Building, rows: Sequence[Dwelling]) -> None:
    plain = sum(row.address == house.address for row in rows)
    there = Dwelling.objects.filter(county=house.county, building=house, address=house.address)
    if plain > 1 or (plain and there.exists()):
        raise Conflict(AddressCode.TAKEN, {"text": house.address, "holder": house.address})


def _digest(rows: Iterable[Dwelling]) -> str:
    lines = "\n".join(f"{row.id},{row.code},{row.address}" for row in rows)
    return hashlib.sha256(lines.encode()).hexdigest()


@command("places.add_dwellings")
def add_dwellings(actor: Actor, *, building: UUID, dwellings: Sequence[NewDwelling]) -> Receipt:
    """Set up to 2,000 dwellings up in a building, each under one canonical address; ``values["ids"]`` in order."""
    if not 0 < len(dwellings) <= BATCH:
        raise Invalid(KernelCode.TOO_LARGE, {"limit": BATCH})
    house = locked_building(actor, building)
    rows = write_dwellings(actor, house, [NewDwelling(*item) for item in dwellings])
    return Receipt("places.building", house.id, "standing", house.version, values={"ids": [row.id for row in rows]})


def write_dwellings(actor: Actor, house: Building, dwellings: Sequence[NewDwelling]) -> list[Dwelling]:
    """Doors of a locked building with their addresses, recorded; Conflict for codes and addresses that are taken."""
    rows = fresh_dwellings(house, dwellings)
    _refuse_double_codes(rows)
    _refuse_two_without_door(house, rows)
    plain = [[getattr(row, "building_id" if name == "building" else name) for name in DWELLING_COLUMNS] for row in rows]
    load_rows(Dwelling, DWELLING_COLUMNS, plain)
    written = [
        NewAddress(f"dwellings[{index}].address", row.address, house.area, True, dwelling=row.id)
        for index, row in enumerate(row for row in rows if row.address != house.address)
    ]
    write_addresses(house.county, written)
    record(actor, subject_of(house), Act(("dwellings",), facts={"count": len(rows), "digest": _digest(rows)}))
    return rows


def locked_building(actor: Actor, building: UUID) -> Building:
    """Lock a building and, first, the area that answers for it; NotFound for others'."""
    found = Building.objects.filter(pk=building).order_by("pk").first()
    if found is None:
        raise NotFound(KernelCode.NOT_FOUND)
    locked_place(actor, found.area)
    return lock_row(Building, "area", building)


@command("places.place_building")
def place_building(actor: Actor, *, building: UUID, community: str, expected_version: int) -> Receipt:
    """Give a building without a committee, with its dwellings, to a community; it gets its code."""
    row = locked_building(actor, building)
    expect_version(row, expected_version)
    if len(community) != AreaLevel.COMMUNITY or county_of(community) != row.county:
        raise refused("community", AddressCode.NOT_A_COMMUNITY, code=community)
    if not row.no_committee:
        raise Conflict(AddressCode.SETTLED, {"state": row.area})
    locked_place(actor, community)
    row.area, row.code, row.no_committee = community, next_building_code(community), False
    row.version += 1
    row.save(update_fields=["area", "code", "no_committee", "version"])
    inhabited = Dwelling.objects.filter(county=row.county, building=row)
    for door in (doors := list(inhabited.order_by("id"))):
        given = NewDwelling(door.room, door.unit, door.floor)
        door.area, door.no_committee, door.code = community, False, door_code(row, given)
    Dwelling.objects.bulk_update(doors, ["area", "no_committee", "code"], batch_size=500)
    of_building = Address.objects.filter(county=row.county, building=row)
    of_building.update(area=community)
    Address.objects.filter(county=row.county, dwelling__in=inhabited.values("id")).update(area=community)
    record(actor, subject_of(row), Act(("area", "code"), facts={"community": community, "code": row.code}))
    return Receipt("places.building", row.id, "standing", row.version)


@command("places.locate_building")
def locate_building(actor: Actor, *, building: UUID, point: GivenPoint | None, expected_version: int) -> Receipt:
    """Say where a building stands (None = nobody knows); its dwellings without a point of their own stand there too."""
    row = locked_building(actor, building)
    expect_version(row, expected_version)
    where = stored(point)
    row.lon, row.lat, row.datum = where
    row.version += 1
    row.save(update_fields=["lon", "lat", "datum", "version"])
    record(actor, subject_of(row), Act(("point",), facts={"point": as_text(where)}))
    return Receipt("places.building", row.id, "standing", row.version)


@command("places.edit_dwelling")
def edit_dwelling(
    actor: Actor, *, dwelling: UUID, use: str, point: GivenPoint | None, expected_version: int
) -> Receipt:
    """Correct the use and the point of a dwelling (None = the building's point holds)."""
    row = locked_dwelling(actor, dwelling)
    expect_version(row, expected_version)
    where = stored(point)
    row.use, row.version = check_use(use), row.version + 1
    row.lon, row.lat, row.datum = where
    row.save(update_fields=["use", "lon", "lat", "datum", "version"])
    record(actor, subject_of(row), Act(("use", "point"), facts={"use": use, "point": as_text(where)}))
    return Receipt("places.dwelling", row.id, "standing", row.version)


def locked_dwelling(actor: Actor, dwelling: UUID) -> Dwelling:
    """Lock a dwelling of the actor's area; NotFound for others'."""
    row = lock_row(Dwelling, "area", dwelling)
    must_cover(actor, row.area)
    return row
