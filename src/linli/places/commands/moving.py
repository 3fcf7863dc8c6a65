"""What goes over from one community to another: dwellings, buildings, groups, grids, places in them."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from uuid import UUID

from django.db.models import F

from linli.kernel.codes import county_of
from linli.kernel.db.bulk import load_rows
from linli.kernel.errors import Conflict
from linli.kernel.ids import new
from linli.places.commands.parts import free_code, fresh_part
from linli.places.commands.placing import insert_placements
from linli.places.models import Address, AreaChange, AreaLink, Building, Dwelling, DwellingMove, Placement, Subdivision
from linli.places.models.subdivision import GROUP, MICROGRID
from linli.places.rules.reasons import GridCode

ONE_DAY = timedelta(days=1)
SLICE = 500
MOVE_COLUMNS = ("id", "county", "area", "version", "dwelling", "change", "before", "on")
NAME_LENGTH = 60


def _slices(ids: Sequence[UUID]) -> Iterable[Sequence[UUID]]:
    return (ids[start : start + SLICE] for start in range(0, len(ids), SLICE))


def link(change: AreaChange, predecessor: str, successor: str) -> None:
    """Note that one code went over into another."""
    AreaLink.objects.create(
        id=new(county_of(predecessor)), county=county_of(predecessor), area=successor, change=change,
        predecessor=predecessor, successor=successor,
    )  # fmt: skip


def move_dwellings(change: AreaChange, source: str, target: str, dwellings: Sequence[UUID]) -> None:
    """Give dwellings of one community to another, each with one row that remembers it."""
    county = change.county
    rows = ((new(county), county, target, 1, door, change.id, source, change.on) for door in dwellings)
    load_rows(DwellingMove, MOVE_COLUMNS, rows)
    for ids in _slices(dwellings):
        Dwelling.objects.filter(county=county, pk__in=ids).update(area=target, version=F("version") + 1)
        Address.objects.filter(county=county, dwelling__in=ids).update(area=target)


def move_buildings(county: str, target: str, buildings: Sequence[UUID]) -> None:
    """Give buildings to a community; their codes keep the community of the day they were given."""
    for ids in _slices(buildings):
        Building.objects.filter(county=county, pk__in=ids).update(area=target, version=F("version") + 1)
        Address.objects.filter(county=county, building__in=ids).update(area=target)


def standing_parts(community: str) -> list[Subdivision]:
    """The groups, grids and micro-grids of a community that stand, grids before their micro-grids."""
    rows = Subdivision.objects.filter(county=county_of(community), area=community, until__isnull=True)
    return sorted(rows.order_by("code", "name"), key=lambda row: (row.kind == MICROGRID, row.code, row.name))


def move_parts(change: AreaChange, parts: Sequence[Subdivision], target: str) -> dict[str, str]:
    """Give groups and grids to a community: groups keep their row, grids get a code there; old code → new code."""
    codes: dict[str, str] = {}
    moved: dict[UUID, Subdivision] = {}
    for row in parts:
        if row.kind == GROUP:
            _move_group(row, target)
            continue
        above = moved[row.parent_id] if row.parent_id else None
        successor = _succeed(row, above, target, change.on)
        moved[row.id] = successor
        codes[row.code] = successor.code
        link(change, row.code, successor.code)
    return codes


def _move_group(row: Subdivision, target: str) -> None:
    row.name, row.area, row.version = _free_name(row, target), target, row.version + 1
    row.save(update_fields=["name", "area", "version"])
    Placement.objects.filter(county=row.county, subdivision=row).update(area=target)


def _free_name(row: Subdivision, target: str) -> str:
    """Its name, with the number of the community it comes from when another part there has it."""
    there = Subdivision.objects.filter(county=row.county, area=target, kind=row.kind, until__isnull=True)
    taken = set(there.order_by("name").values_list("name", flat=True))
    if row.name not in taken:
        return row.name
    candidates = (f"{row.name[: NAME_LENGTH - 12]} {row.area[-6:]}{f'-{n}' if n else ''}" for n in range(1000))
    return next(name for name in candidates if name not in taken)


def _succeed(row: Subdivision, above: Subdivision | None, target: str, on: date) -> Subdivision:
    code = free_code(above.code if above else target, None)
    fresh = fresh_part(target, row.kind, _free_name(row, target), max(on, row.since), above)
    fresh.code, fresh.nature = code, row.nature
    fresh.polygon, fresh.square_metres = row.polygon, row.square_metres
    fresh.save(force_insert=True)
    # A grid drawn after the day of the merge ends on its first day, never before it.
    row.until, row.version = max(on - ONE_DAY, row.since), row.version + 1
    row.save(update_fields=["until", "version"])
    _move_places(row, fresh, on)
    return fresh


def _move_places(row: Subdivision, fresh: Subdivision, on: date) -> None:
    places = Placement.objects.filter(county=row.county, subdivision=row, until__isnull=True)
    # Places taken on or after the day never were in the old grid.
    places.filter(since__gte=on).update(subdivision=fresh, area=fresh.area)
    earlier = places.filter(since__lt=on)
    doors = list(earlier.order_by("dwelling").values_list("dwelling", flat=True))
    earlier.update(until=on - ONE_DAY)
    insert_placements(fresh, doors, on)


def end_strange_places(county: str, communities: Iterable[str], on: date) -> int:
    """End the places of dwellings that no longer lie in the community of their group or grid."""
    open_places = Placement.objects.filter(
        county=county, until__isnull=True, subdivision__area__in=set(communities)
    ).exclude(dwelling__area=F("subdivision__area"))
    late = open_places.filter(since__gte=on).select_related("dwelling").order_by("id").first()
    if late is not None:
        raise Conflict(GridCode.NOT_LATER, {"address": late.dwelling.address, "since": str(late.since)})
    ids = list(open_places.order_by("id").values_list("id", flat=True))
    for some in _slices(ids):
        Placement.objects.filter(county=county, pk__in=some).update(until=on - ONE_DAY)
    return len(ids)
