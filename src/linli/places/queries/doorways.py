"""My doorway → my group → my grid → my committee, for an address or a point, on a day."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Literal
from uuid import UUID

from django.db.models import QuerySet

from linli.kernel.codes import AreaLevel
from linli.kernel.geo import Datum, Point, convert
from linli.places.models import Address, Building, Dwelling, DwellingMove, Placement
from linli.places.models.subdivision import GRID, GROUP, MICROGRID
from linli.places.queries.addresses import keys_tried
from linli.places.queries.areas import AreaRow, area_by_code, area_coded
from linli.places.queries.door_rows import DoorRow, committee_row, door_row
from linli.places.queries.dwellings import point_of
from linli.places.queries.maps import Spot, map_of
from linli.places.queries.subdivisions import holding


@dataclass(frozen=True)
class Part:
    """A group or grid by name; groups have no code."""

    id: UUID
    code: str
    name: str


@dataclass(frozen=True)
class Doorway:
    """Where someone is at home. ``by`` says how the grid was found: by list, by the map, or not at all.

    ``community`` is None when no committee answers for the place.
    """

    address: str = ""
    building: UUID | None = None
    dwelling: UUID | None = None
    point: Point | None = None
    group: Part | None = None
    grid: Part | None = None
    microgrid: Part | None = None
    community: AreaRow | None = None
    by: Literal["list", "map", ""] = ""


Parts = dict[str, Part]


def locate_point(county: str, point: Point, day: date, datum: Datum = Datum.WGS84) -> Doorway:
    """The grid and committee that hold a point on a day (at most three queries)."""
    inside = convert(point, datum, Datum.WGS84)
    spots = _spots(county, inside, day)
    parts = _mapped(spots)
    code = next((spot.community for spot in spots if len(spot.community) == AreaLevel.COMMUNITY), "")
    return Doorway(
        point=inside, grid=parts.get(GRID), microgrid=parts.get(MICROGRID), community=_standing(code, day),
        by="map" if GRID in parts else "",
    )  # fmt: skip


def locate_address(county: str, text: str, day: date) -> Doorway | None:
    """The group, grid and committee of an address on a day; None for an unknown address.

    Two queries for a dwelling that is listed in a grid; more for a building, for the map, and for an address that
    begins with the names of the county.
    """
    for key in keys_tried(county, text):
        door = door_row(county, key, day)
        if door is not None:
            return _at_door(county, door, day)
        house = Address.objects.filter(county=county, key=key, building__isnull=False).select_related("building")
        found = house.order_by("id").first()
        if found is not None and found.building is not None:
            return _at_building(found.building, day)
    return None


def _at_door(county: str, door: DoorRow, day: date) -> Doorway:
    parts = {item.kind: Part(item.id, item.code, item.name) for item in door.listed}
    by: Literal["list", "map", ""] = "list" if GRID in parts else ""
    if not by and door.point is not None:
        parts = {**_mapped(_spots(county, door.point, day)), **parts}
        by = "map" if GRID in parts else ""
    return Doorway(
        door.address, door.building, door.dwelling, door.point, parts.get(GROUP), parts.get(GRID),
        parts.get(MICROGRID), _standing(door.community, day), by,
    )  # fmt: skip


def locate_dwelling(county: str, dwelling: UUID, day: date) -> Doorway | None:
    """The same for a dwelling; None for an unknown one."""
    row = Dwelling.objects.filter(county=county, pk=dwelling).select_related("building").order_by("id").first()
    return _at_dwelling(row, day, _community_on(row, day)) if row else None


def _at_dwelling(row: Dwelling, day: date, community: str) -> Doorway:
    listed = _listed(Placement.objects.filter(county=row.county, dwelling=row).filter(holding(day)))
    return _doorway(row, (row.building_id, row.id), listed, community, day)


def _at_building(row: Building, day: date) -> Doorway:
    places = Placement.objects.filter(county=row.county, dwelling__building=row).filter(holding(day))
    doors = list(
        Dwelling.objects.filter(county=row.county, building=row).order_by("id").values_list("id", flat=True)[:2]
    )
    ids = (row.id, doors[0] if len(doors) == 1 else None)
    return _doorway(row, ids, _listed(places), _community_on(row, day), day)


def _doorway(
    row: Dwelling | Building, ids: tuple[UUID, UUID | None], listed: Parts, community: str, day: date
) -> Doorway:
    point, parts = point_of(row), listed
    if GRID not in listed and point is not None:
        parts = {**_mapped(_spots(row.county, point, day)), **listed}
    return Doorway(
        row.address, *ids, point, parts.get(GROUP), parts.get(GRID), parts.get(MICROGRID),
        _standing(community, day), "list" if GRID in listed else "map" if GRID in parts else "",
    )  # fmt: skip


def _listed(places: QuerySet[Placement]) -> Parts:
    """The parts that all listed doors share, one of a kind; a kind that differs from door to door is left out."""
    found: dict[str, set[Part]] = {}
    for place in places.select_related("subdivision").order_by("id"):
        part = place.subdivision
        found.setdefault(place.kind, set()).add(Part(part.id, part.code, part.name))
    return {kind: parts.pop() for kind, parts in found.items() if len(parts) == 1}


def _spots(county: str, point: Point, day: date) -> list[Spot]:
    chart = map_of(county)
    return list(chart.at(point, day)) if chart else []


def _mapped(spots: Iterable[Spot]) -> Parts:
    found: Parts = {}
    for spot in spots:
        if spot.kind in (GRID, MICROGRID):
            found.setdefault(spot.kind, Part(spot.id, spot.code, spot.name))
    return found


def _community_on(row: Dwelling | Building, day: date) -> str:
    """The community that answered on the day: before a merge the one of then."""
    moves = DwellingMove.objects.filter(county=row.county, on__gt=day)
    moves = moves.filter(dwelling=row) if isinstance(row, Dwelling) else moves.filter(dwelling__building=row)
    later = moves.order_by("on", "id").first()
    return later.before if later else row.area


def _standing(code: str, day: date) -> AreaRow | None:
    if len(code) != AreaLevel.COMMUNITY:
        return None
    itself = committee_row(code, day)
    if itself is not None:
        return itself
    found = area_by_code(code, day)
    return found[0] if len(found) == 1 else area_coded(code)
