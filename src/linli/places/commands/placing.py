"""Dwellings in groups and grids: in one of each kind a day."""

import hashlib
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from uuid import UUID

from django.db.models import Q

from linli.kernel.actor import Actor
from linli.kernel.command import Receipt, command, record
from linli.kernel.db.bulk import load_rows
from linli.kernel.db.locks import lock_rows
from linli.kernel.errors import Conflict, Invalid, KernelCode, NotFound
from linli.kernel.geo import Point, contains_point
from linli.kernel.ids import new
from linli.kernel.journal.entries import Act, subject_of
from linli.places.commands.parts import locked_part
from linli.places.commands.texts import past_day
from linli.places.models import Dwelling, Placement, Subdivision
from linli.places.queries.dwellings import point_of
from linli.places.queries.shapes import shape_of
from linli.places.rules.reasons import GridCode, PlacesCode

BATCH = 2_000
COLUMNS = ("id", "county", "area", "version", "dwelling", "subdivision", "kind", "since", "until")
ONE_DAY = timedelta(days=1)


def insert_placements(part: Subdivision, dwellings: Iterable[UUID], since: date) -> int:
    """Open places in a part; the caller has closed those before."""
    rows = (
        (new(part.county), part.county, part.area, 1, dwelling, part.id, part.kind, since, None)
        for dwelling in dwellings
    )
    return load_rows(Placement, COLUMNS, rows)


def _digest(ids: Iterable[UUID]) -> str:
    return hashlib.sha256("\n".join(sorted(map(str, ids))).encode()).hexdigest()


def _own(part: Subdivision, dwellings: Sequence[UUID]) -> list[Dwelling]:
    if not 0 < len(dwellings) <= BATCH:
        raise Invalid(KernelCode.TOO_LARGE, {"limit": BATCH})
    rows = lock_rows(Dwelling, "area", set(dwellings))
    if len(rows) != len(set(dwellings)):
        raise NotFound(KernelCode.NOT_FOUND)
    stranger = next((row for row in rows if row.area != part.area), None)
    if stranger is not None:
        raise Conflict(GridCode.ELSEWHERE, {"address": stranger.address})
    return rows


def _free_from(part: Subdivision, rows: Sequence[Dwelling], since: date) -> list[UUID]:
    """Close the places of this kind that end now; the ids still to be placed."""
    met = Q(until__isnull=True) | Q(until__gte=since)
    places = Placement.objects.filter(met, county=part.county, kind=part.kind, dwelling__in=[row.id for row in rows])
    found = list(places.order_by("id"))
    there = {place.dwelling_id for place in found if _is_there(place, part)}
    others = [place for place in found if place.dwelling_id not in there]
    for place in others:
        if place.since >= since or place.until is not None:
            address = next(row.address for row in rows if row.id == place.dwelling_id)
            raise Conflict(GridCode.NOT_LATER, {"address": address, "since": str(place.since)})
    Placement.objects.filter(county=part.county, pk__in=[place.id for place in others]).update(until=since - ONE_DAY)
    return [row.id for row in rows if row.id not in there]


def _is_there(place: Placement, part: Subdivision) -> bool:
    return place.subdivision_id == part.id and place.until is None


def _place(actor: Actor, part: Subdivision, rows: Sequence[Dwelling], since: date) -> int:
    moved = _free_from(part, rows, since)
    insert_placements(part, moved, since)
    if moved:
        part.version += 1
        part.save(update_fields=["version"])
        facts = {"since": str(since), "count": len(moved), "digest": _digest(moved)}
        record(actor, subject_of(part), Act(("members",), facts=facts, event="places.dwellings_placed"))
    return len(moved)


def _check_since(actor: Actor, part: Subdivision, since: date) -> None:
    past_day(actor, "since", since)
    if since < part.since:
        raise Conflict(PlacesCode.BEFORE_START, {"day": str(since), "since": str(part.since)})


@command("places.place_dwellings")
def place_dwellings(actor: Actor, *, part: UUID, dwellings: Sequence[UUID], since: date) -> Receipt:
    """Put up to 2,000 dwellings of the community into a group or grid from a day on; they leave the one before."""
    row = locked_part(actor, part)
    _check_since(actor, row, since)
    count = _place(actor, row, _own(row, dwellings), since)
    return Receipt("places.subdivision", row.id, "placed", row.version, values={"placed": count}, unchanged=not count)


@command("places.release_dwellings")
def release_dwellings(actor: Actor, *, part: UUID, dwellings: Sequence[UUID], until: date) -> Receipt:
    """Take dwellings out of a group or grid; ``until`` is their last day in it."""
    past_day(actor, "until", until)
    row = locked_part(actor, part)
    _own(row, dwellings)
    places = Placement.objects.filter(
        county=row.county, subdivision=row, dwelling__in=dwellings, until__isnull=True, since__lte=until
    )
    released = list(places.order_by("id").values_list("dwelling", flat=True))
    places.update(until=until)
    if released:
        row.version += 1
        row.save(update_fields=["version"])
        facts = {"until": str(until), "count": len(released), "digest": _digest(released)}
        record(actor, subject_of(row), Act(("members",), facts=facts, event="places.dwellings_released"))
    return Receipt("places.subdivision", row.id, "released", row.version, unchanged=not released)


@command("places.fill_grid")
def fill_grid(actor: Actor, *, grid: UUID, since: date) -> Receipt:
    """Put the dwellings whose point lies in the polygon, and that belong to no grid yet, into it (2,000 at a time)."""
    row = locked_part(actor, grid)
    _check_since(actor, row, since)
    if not row.polygon:
        raise Conflict(GridCode.NO_POLYGON, {"name": row.name})
    inside = _inside(row)
    count = _place(actor, row, lock_rows(Dwelling, "area", inside[:BATCH]), since) if inside else 0
    values = {"placed": count, "left": max(len(inside) - BATCH, 0)}
    return Receipt("places.subdivision", row.id, "placed", row.version, values=values, unchanged=not count)


def _inside(row: Subdivision) -> list[UUID]:
    placed = Placement.objects.filter(county=row.county, kind=row.kind, until__isnull=True).values("dwelling")
    rows = Dwelling.objects.filter(county=row.county, area=row.area).exclude(pk__in=placed)
    shape = shape_of(row.polygon)
    points = ((door.id, point_of(door)) for door in rows.select_related("building").order_by("id"))
    return [door for door, point in points if isinstance(point, Point) and contains_point(shape, point)]
