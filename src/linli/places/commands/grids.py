"""Grids, micro-grids and boundaries: drawn, redrawn, imported. Overlaps and gaps are told, never repaired (R1.4)."""

from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID

from linli.kernel.actor import Actor
from linli.kernel.clock import local_day
from linli.kernel.command import Receipt, command, expect_version, record
from linli.kernel.errors import Invalid, KernelCode, NotFound, Problem
from linli.kernel.geo import GeoCode
from linli.kernel.ids import new
from linli.kernel.journal.entries import Act, subject_of
from linli.places.commands.buildings import locked_place
from linli.places.commands.groups import NAME_LENGTH
from linli.places.commands.parts import free_code, free_name, fresh_part, locked_community, locked_part
from linli.places.commands.polygons import Drawn, drawn, stamp_map
from linli.places.commands.texts import past_day, refused, tidied
from linli.places.models import Boundary, Subdivision
from linli.places.models.subdivision import GRID, GROUP, MICROGRID, NATURES
from linli.places.queries.grid_faults import grid_faults
from linli.places.rules.reasons import GridCode

MOST_FEATURES = 500


def _faults(community: str, actor: Actor) -> dict[str, Any]:
    return {"faults": grid_faults(community, local_day(actor.at))}


def _facts(row: Subdivision, shape: Drawn) -> dict[str, Any]:
    return {
        "code": row.code, "name": row.name, "nature": row.nature, "since": str(row.since),
        "square_metres": shape.square_metres, "polygon": shape.digest,
    }  # fmt: skip


def _make(community: str, above: Subdivision | None, name: str, since: date, number: int | None) -> Subdivision:
    kind = MICROGRID if above else GRID
    code = free_code(above.code if above else community, number)
    plain = name or f"第{int(code[12 if kind == GRID else 15 :])}{'微网格' if above else '网格'}"
    row = fresh_part(community, kind, free_name(community, kind, plain), since, above)
    row.code = code
    return row


def _take(row: Subdivision, shape: Drawn) -> None:
    row.polygon, row.square_metres = shape


@command("places.draw_grid")
def draw_grid(
    actor: Actor,
    *,
    community: str,
    polygon: str | Mapping[str, Any],
    since: date,
    name: str = "",
    number: int | None = None,
    nature: str = "comprehensive",
    parent: UUID | None = None,
) -> Receipt:
    """Draw a grid of a community, or with ``parent`` a micro-grid of that grid; ``values["faults"]`` as GridFaults."""
    shape = drawn(polygon)
    (plain,) = tidied(("name", name, NAME_LENGTH)) if name else ("",)
    past_day(actor, "since", since)
    locked_community(actor, community)
    above = locked_part(actor, parent) if parent else None
    if above and (above.kind != GRID or above.area != community):
        raise refused("parent", GridCode.NOT_A_GRID, name=above.name)
    if nature not in NATURES:
        raise refused("nature", GridCode.BAD_NATURE, nature=nature)
    row = _make(community, above, plain, since, number)
    row.nature = nature
    _take(row, shape)
    row.save(force_insert=True)
    stamp_map(row.county)
    record(actor, subject_of(row), Act(("polygon", "code", "name"), facts=_facts(row, shape)))
    return Receipt("places.subdivision", row.id, "standing", row.version, values=_faults(community, actor))


@command("places.redraw_grid")
def redraw_grid(actor: Actor, *, grid: UUID, polygon: str | Mapping[str, Any], expected_version: int) -> Receipt:
    """Give a grid or micro-grid another polygon; its code and members stay."""
    shape = drawn(polygon)
    row = locked_part(actor, grid, expected_version)
    if row.kind == GROUP:
        raise refused("grid", GridCode.NOT_A_GRID, name=row.name)
    _redraw(actor, row, shape)
    stamp_map(row.county)
    return Receipt("places.subdivision", row.id, "standing", row.version, values=_faults(row.area, actor))


def _redraw(actor: Actor, row: Subdivision, shape: Drawn) -> None:
    _take(row, shape)
    row.version += 1
    row.save(update_fields=["polygon", "square_metres", "version"])
    record(actor, subject_of(row), Act(("polygon",), facts=_facts(row, shape)))


def _features(source: Mapping[str, Any]) -> list[tuple[Drawn, Mapping[str, Any]]]:
    """Every feature with its polygon; Invalid names all that are at fault, with the crossing point."""
    features = source.get("features")
    if source.get("type") != "FeatureCollection" or not isinstance(features, list) or not features:
        raise Invalid(GeoCode.BAD_TYPE, {"found": str(source.get("type")), "expected": "FeatureCollection"})
    if len(features) > MOST_FEATURES:
        raise Invalid(KernelCode.TOO_LARGE, {"limit": MOST_FEATURES})
    found, problems = [], []
    for index, feature in enumerate(features):
        try:
            found.append((drawn(feature), feature.get("properties") or {}))
        except Invalid as refusal:
            problems.append(Problem(f"features[{index}]", refusal.code, refusal.data))
    if problems:
        raise Invalid(problems[0].code, problems[0].data, problems=tuple(problems))
    return found


@command("places.import_grids")
def import_grids(actor: Actor, *, community: str, features: Mapping[str, Any], since: date) -> Receipt:
    """Draw or redraw the grids of a community from a feature collection; one bad feature and nothing is written.

    The properties ``code`` (one of this community's grids) or ``name`` say which grid is redrawn; others are new.
    """
    shapes = _features(features)
    past_day(actor, "since", since)
    locked_community(actor, community)
    rows = Subdivision.objects.filter(county=community[:6], area=community, kind=GRID, until__isnull=True)
    standing = {key: row for row in rows.order_by("code") for key in (row.code, row.name)}
    counts = {"new": 0, "redrawn": 0, "same": 0}
    for shape, properties in shapes:
        row = standing.get(str(properties.get("code", ""))) or standing.get(str(properties.get("name", "")))
        counts[_import_one(actor, community, row, shape, str(properties.get("name", "")), since)] += 1
    changed = counts["new"] + counts["redrawn"]
    if changed:
        stamp_map(community[:6])
    place = locked_place(actor, community)
    values = {**counts, **_faults(community, actor)}
    return Receipt("places.area", place.id, "imported", place.version, values=values, unchanged=not changed)


def _import_one(actor: Actor, community: str, row: Subdivision | None, shape: Drawn, name: str, since: date) -> str:
    if row is not None and row.polygon == shape.text:
        return "same"
    if row is not None:
        _redraw(actor, row, shape)
        return "redrawn"
    fresh = _make(community, None, name[:NAME_LENGTH], since, None)
    fresh.nature = NATURES[0]
    _take(fresh, shape)
    fresh.save(force_insert=True)
    record(actor, subject_of(fresh), Act(("polygon", "code", "name"), facts=_facts(fresh, shape)))
    return "new"


@command("places.draw_boundary")
def draw_boundary(
    actor: Actor, *, area: str, polygon: str | Mapping[str, Any], expected_version: int | None = None
) -> Receipt:
    """Draw or redraw the boundary of an area (redrawing needs its version)."""
    shape = drawn(polygon)
    place = locked_place(actor, area)
    row = Boundary.objects.filter(county=place.county, area=area).order_by("id").first()
    if row is None:
        if expected_version:
            raise NotFound(KernelCode.NOT_FOUND)
        row = Boundary(id=new(place.county), county=place.county, area=area, version=0)
    else:
        expect_version(row, expected_version or 0)
    row.polygon, row.square_metres = shape
    row.version += 1
    row.save(force_insert=row.version == 1)
    stamp_map(place.county)
    facts = {"square_metres": shape.square_metres, "polygon": shape.digest}
    record(actor, subject_of(row), Act(("polygon",), facts=facts))
    return Receipt("places.boundary", row.id, "drawn", row.version)
