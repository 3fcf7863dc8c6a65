"""Merges and splits of areas: every dwelling is placed once, old codes stay findable, others are told by event."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import Any, NamedTuple
from uuid import UUID

from django.db.models import Q

from linli.kernel.actor import Actor
from linli.kernel.codes import county_of
from linli.kernel.command import Receipt, command, must_cover, record
from linli.kernel.errors import Conflict, KernelCode, NotFound
from linli.kernel.ids import new
from linli.kernel.journal.entries import Act, subject_of
from linli.places.commands.areas import BASIS_LENGTH, NAME_LENGTH, free_row, read_code, save_new
from linli.places.commands.moving import (
    end_strange_places,
    link,
    move_buildings,
    move_dwellings,
    move_parts,
    standing_parts,
)
from linli.places.commands.polygons import stamp_map
from linli.places.commands.set_members import carry_sets
from linli.places.commands.texts import past_day, refused, tidied
from linli.places.commands.tree import locked_areas, must_stand
from linli.places.models import AddressGap, Area, AreaChange, Building, Dwelling, Placement, Subdivision
from linli.places.rules.reasons import PlacesCode
from linli.places.rules.transfers import Clash, agreed, assign, by_area

ONE_DAY = timedelta(days=1)


class AreaPart(NamedTuple):
    """One of the areas that a divided one goes over into, and what of it is named for it."""

    code: str
    name: str = ""
    parts: tuple[UUID, ...] = ()
    buildings: tuple[UUID, ...] = ()
    dwellings: tuple[UUID, ...] = ()


def _check_ending(area: Area, on: date) -> None:
    """An area can end on a day if it began before and holds no other areas."""
    must_stand(area, on)
    if area.since is not None and area.since >= on:
        raise Conflict(PlacesCode.BEFORE_START, {"day": str(on), "since": str(area.since)})
    inner = Area.objects.filter(Q(until__isnull=True) | Q(until__gte=on), county=area.county, parent=area.code)
    if count := inner.count():
        raise Conflict(PlacesCode.NOT_EMPTY, {"code": area.code, "count": count})


def _check_like(codes: Iterable[str]) -> None:
    first, *others = codes
    for code in others:
        if len(code) != len(first) or county_of(code) != county_of(first):
            raise refused("into", PlacesCode.OTHER_COUNTY, code=code, other=first)


def _begin(actor: Actor, code: str, name: str, on: date) -> Area:
    """A new area under a code never used before (a placeholder takes its name)."""
    found = read_code(code)
    must_cover(actor, found)
    (name,) = tidied(("name", name, NAME_LENGTH))
    row = free_row(found, name, "", "local")
    row.since = on
    save_new(row)
    return row


def _end(actor: Actor, row: Area, on: date, facts: Mapping[str, Any]) -> None:
    row.until, row.version = on - ONE_DAY, row.version + 1
    row.save(update_fields=["until", "version"])
    record(actor, subject_of(row), Act(("until",), facts={"until": str(row.until), **facts}))


def _touch(actor: Actor, row: Area, facts: Mapping[str, Any]) -> None:
    row.version += 1
    row.save(update_fields=["version"])
    record(actor, subject_of(row), Act(("ground",), facts=facts))


def _change(kind: str, area: str, on: date, basis: str) -> AreaChange:
    county = county_of(area)
    return AreaChange.objects.create(id=new(county), county=county, area=area, kind=kind, on=on, basis=basis)


def _move_all(change: AreaChange, source: str, target: str) -> tuple[int, dict[str, str]]:
    """Everything of one community to another: number of dwellings, old → new codes of grids."""
    of_source = {"county": change.county, "area": source}
    doors = list(Dwelling.objects.filter(**of_source).order_by("id").values_list("id", flat=True))
    houses = list(Building.objects.filter(**of_source).order_by("id").values_list("id", flat=True))
    move_dwellings(change, source, target, doors)
    move_buildings(change.county, target, houses)
    AddressGap.objects.filter(**of_source).update(area=target)
    return len(doors), move_parts(change, standing_parts(source), target)


@command("places.merge_areas")
def merge_areas(actor: Actor, *, areas: Mapping[str, int], into: str, name: str = "", on: date, basis: str) -> Receipt:
    """Merge areas of one level and county on a day (the first day of the new order).

    ``areas`` are all that take part, each with the version that the actor saw. ``into`` is one of them, or a code
    never used before with a ``name``. One area into a new code gives it that code. Dwellings, buildings, groups and
    grids go over once; areas that still hold others are refused. Announces ``places.areas_merged``.
    """
    (basis,) = tidied(("basis", basis, BASIS_LENGTH))
    past_day(actor, "on", on)
    endings = sorted(set(areas) - {into})
    if not endings:
        raise refused("areas", PlacesCode.NOTHING_TO_MERGE)
    _check_like([read_code(code) for code in (*areas, into)])
    rows = locked_areas(actor, areas)
    for code in endings:
        _check_ending(rows[code], on)
    survivor = rows.get(into)
    if survivor is not None:
        must_stand(survivor, on)
    target = survivor or _begin(actor, into, name, on)
    change = _change("merge", into, on, basis)
    count, codes = _merge_rows(actor, change, [rows[code] for code in endings], target)
    _touch(actor, target, {"from": endings, "on": str(on)})
    facts = {"old": endings, "new": [into], "on": str(on), "dwellings": count, "grids": codes, "basis": basis}
    record(actor, subject_of(change), Act(("areas",), facts=facts, event="places.areas_merged"))
    values = {"dwellings": count, "grids": codes}
    return Receipt("places.areachange", change.id, "merged", change.version, values=values)


def _merge_rows(actor: Actor, change: AreaChange, endings: Sequence[Area], target: Area) -> tuple[int, dict[str, str]]:
    count, codes = 0, {}
    carry_sets([row.code for row in endings], [target.code], change.on, ends=True)
    for row in endings:
        link(change, row.code, target.code)
        moved, recoded = _move_all(change, row.code, target.code)
        count += moved
        codes.update(recoded)
        _end(actor, row, change.on, {"into": target.code})
    stamp_map(change.county)
    return count, codes


class _Plan(NamedTuple):
    """Where everything of a divided area goes."""

    dwellings: dict[UUID, str]
    buildings: dict[UUID, str]
    parts: dict[UUID, str]


def _settled(named: dict[UUID, str] | Clash[UUID]) -> dict[UUID, str]:
    if isinstance(named, Clash):
        door = Dwelling.objects.filter(pk=named.what).order_by("id").first()
        what = door.address if door else str(named.what)
        raise Conflict(PlacesCode.PLACED_TWICE, {"what": what, "one": named.one, "other": named.other})
    return named


def _members(county: str, part: UUID) -> list[UUID]:
    rows = Placement.objects.filter(county=county, subdivision=part, until__isnull=True)
    return list(rows.order_by("dwelling").values_list("dwelling", flat=True))


def _wishes(county: str, parts: Sequence[AreaPart], house_of: Mapping[UUID, UUID]) -> Iterator[tuple[UUID, str]]:
    """(dwelling, code) for every dwelling named itself, by its group or grid, or by its building."""
    for part in parts:
        yield from ((door, part.code) for door in part.dwellings)
        yield from ((door, part.code) for item in part.parts for door in _members(county, item))
        yield from ((door, part.code) for door, house in house_of.items() if house in part.buildings)


def _known(named: Iterable[UUID], own: Iterable[UUID]) -> None:
    """NotFound when something named is not of the divided area."""
    if set(named) - set(own):
        raise NotFound(KernelCode.NOT_FOUND)


def _plan(area: Area, parts: Sequence[AreaPart], rest: str) -> _Plan:
    """Every dwelling, building, group and grid of the area with its new area; what nobody named goes to ``rest``."""
    of_area = {"county": area.county, "area": area.code}
    house_of = dict(Dwelling.objects.filter(**of_area).order_by("id").values_list("id", "building"))
    own = list(Building.objects.filter(**of_area).order_by("id").values_list("id", flat=True))
    named = _settled(assign(_wishes(area.county, parts, house_of)))
    houses = _settled(assign((house, part.code) for part in parts for house in part.buildings))
    chosen = _settled(assign((item, part.code) for part in parts for item in part.parts))
    standing = standing_parts(area.code)
    _known((*named, *houses, *chosen), (*house_of, *own, *(row.id for row in standing)))
    homes = {door: named.get(door, rest) for door in house_of}
    inside: dict[UUID, list[str]] = {}
    for door, house in house_of.items():
        inside.setdefault(house, []).append(homes[door])
    buildings = {house: houses.get(house) or agreed(inside.get(house, ()), rest) for house in own}
    return _Plan(homes, buildings, {row.id: _of_part(row, chosen, rest) for row in standing})


def _of_part(row: Subdivision, chosen: Mapping[UUID, str], rest: str) -> str:
    """A micro-grid goes with its grid."""
    return chosen.get(row.parent_id or row.id, rest)


@command("places.split_area")
def split_area(
    actor: Actor,
    *,
    area: str,
    parts: Sequence[AreaPart],
    rest: str,
    on: date,
    basis: str,
    expected_version: int,
) -> Receipt:
    """Divide a community on a day; ``parts`` may hold its own code, so that it goes on with what is left to it.

    What no part names goes to the part ``rest``; what two parts name is refused. Announces ``places.area_split``.
    """
    (basis,) = tidied(("basis", basis, BASIS_LENGTH))
    past_day(actor, "on", on)
    given = [AreaPart(*part) for part in parts]
    codes = [part.code for part in given]
    if rest not in codes or len(set(codes)) < 2:
        raise refused("rest", PlacesCode.UNKNOWN_PART, code=rest)
    _check_like([read_code(code) for code in (area, *codes)])
    row = locked_areas(actor, {area: expected_version})[area]
    _check_ending(row, on)
    for part in given:
        if part.code != area:
            _begin(actor, part.code, part.name, on)
    change = _change("split", area, on, basis)
    counts, grids = _split_rows(change, row, codes, _plan(row, given, rest))
    carry_sets([area], [code for code in codes if code != area], on, ends=area not in codes)
    facts = {"old": [area], "new": codes, "on": str(on), "dwellings": counts, "grids": grids, "basis": basis}
    _end(actor, row, on, {"into": codes}) if area not in codes else _touch(actor, row, {"into": codes})
    record(actor, subject_of(change), Act(("areas",), facts=facts, event="places.area_split"))
    return Receipt(
        "places.areachange", change.id, "divided", change.version, values={"dwellings": counts, "grids": grids}
    )


def _split_rows(
    change: AreaChange, row: Area, codes: Sequence[str], plan: _Plan
) -> tuple[dict[str, int], dict[str, str]]:
    homes, houses = by_area(plan.dwellings), by_area(plan.buildings)
    grids: dict[str, str] = {}
    standing = standing_parts(row.code)
    for code in codes:
        if code == row.code:
            continue
        link(change, row.code, code)
        move_dwellings(change, row.code, code, homes.get(code, []))
        move_buildings(change.county, code, houses.get(code, []))
        grids.update(move_parts(change, [part for part in standing if plan.parts[part.id] == code], code))
    end_strange_places(change.county, (row.code, *codes), change.on)
    stamp_map(change.county)
    return {code: len(homes.get(code, [])) for code in codes}, grids
