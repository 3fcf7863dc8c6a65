"""Grids, micro-grids and residents' groups: of a community, and one by one."""

import json
from typing import Annotated, Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from ninja import Query, Status

from linli.faces.api.asking import actor_of
from linli.faces.api.bodies import EndIn, OnIn, PlaceCode
from linli.faces.api.notes.shapes import ReceiptOut
from linli.faces.api.paging import page
from linli.faces.api.places import part_shapes as shapes
from linli.faces.api.places.building_shapes import DwellingLine
from linli.faces.api.routing import NounRouter, told
from linli.kernel.clock import local_day
from linli.kernel.command import Receipt
from linli.kernel.db.listing import Page
from linli.places import commands
from linli.places.queries.areas import area_seen
from linli.places.queries.dwellings import DwellingRow
from linli.places.queries.grid_faults import grid_faults
from linli.places.queries.subdivisions import (
    PARTS,
    GroupSize,
    PartRow,
    grid_size,
    grids_as_geojson,
    group_sizes,
    member_count,
    members_of,
    part_detail,
    parts_of,
)

of_area = NounRouter("places")
router = NounRouter("places")
SEEING = "places.see_areas"


@of_area.get("/{code}/grids", response=list[shapes.PartLine], summary="Grids of a community")
def list_grids(request: HttpRequest, code: PlaceCode, query: Annotated[shapes.GridsIn, Query()]) -> list[PartRow]:
    """Grids or micro-grids that stand on a day, by code; polygons come one by one or as GeoJSON."""
    actor = actor_of(request, SEEING)
    return list(parts_of(area_seen(actor, code).code, query.kind, query.on or local_day(actor.at)))


@of_area.get("/{code}/grids/geojson", response=shapes.FeaturesOut, summary="Grids as GeoJSON")
def read_grids_geojson(
    request: HttpRequest, code: PlaceCode, query: Annotated[shapes.GridsIn, Query()]
) -> dict[str, Any]:
    """A feature collection, WGS84."""
    actor = actor_of(request, SEEING)
    return grids_as_geojson(area_seen(actor, code).code, query.kind, query.on or local_day(actor.at))


@of_area.get("/{code}/grids/faults", response=shapes.HealthOut, summary="What is wrong with the grids")
def read_grid_faults(request: HttpRequest, code: PlaceCode, query: Annotated[OnIn, Query()]) -> dict[str, Any]:
    """Overlaps, gaps, excesses, and whether the grids are too large."""
    actor = actor_of(request, SEEING)
    community, day = area_seen(actor, code).code, query.on or local_day(actor.at)
    return {"faults": grid_faults(community, day), "size": grid_size(community, day)}


@of_area.post("/{code}/grids", response={201: shapes.DrawnOut}, summary="Draw a grid")
def draw_grid(request: HttpRequest, code: PlaceCode, payload: shapes.GridIn) -> Status[dict[str, Any]]:
    """Faults are told, never mended."""
    actor = actor_of(request, "places.draw_grid")
    return Status(201, told(commands.draw_grid(actor, community=code, **payload.dict())))


@of_area.post("/{code}/grids/import", response=shapes.ImportedOut, summary="Take grids in as GeoJSON")
def import_grids(request: HttpRequest, code: PlaceCode, payload: shapes.FeaturesIn) -> dict[str, Any]:
    """One bad feature and nothing is written."""
    actor, since = actor_of(request, "places.import_grids"), payload.since
    features = payload.dict(exclude={"since"})
    return told(commands.import_grids(actor, community=code, features=features, since=since))


@of_area.get("/{code}/groups", response=list[shapes.GroupLine], summary="Residents' groups of a community")
def list_groups(request: HttpRequest, code: PlaceCode, query: Annotated[OnIn, Query()]) -> list[GroupSize]:
    """With their households against the band that holds there."""
    actor = actor_of(request, SEEING)
    return list(group_sizes(area_seen(actor, code).code, query.on or local_day(actor.at)))


@of_area.post("/{code}/groups", response={201: ReceiptOut}, summary="Set a residents' group up")
def create_group(request: HttpRequest, code: PlaceCode, payload: shapes.GroupIn) -> Status[Receipt]:
    """A named set of dwellings in one community."""
    actor = actor_of(request, "places.create_group")
    return Status(201, commands.create_group(actor, community=code, **payload.dict()))


@router.get("", response=shapes.PartPage, summary="Groups and grids")
def list_parts(request: HttpRequest, query: Annotated[shapes.PartsIn, Query()]) -> Page[PartRow]:
    """Of all communities that the post may look at, ended ones too."""
    return page(PARTS, actor_of(request, SEEING), query)


@router.get("/{uuid:part}", response=shapes.PartOut, summary="One group or grid")
def read_part(request: HttpRequest, part: UUID, response: HttpResponse) -> dict[str, Any]:
    """With its polygon as GeoJSON. The ETag is the version."""
    actor = actor_of(request, SEEING)
    row = part_detail(actor, part)
    response.headers["ETag"] = f'"{row.version}"'
    count = member_count(row, local_day(actor.at))
    fields = {name: getattr(row, name) for name in shapes.PartLine.model_fields}
    return {**fields, "polygon": json.loads(row.polygon) if row.polygon else None, "dwellings": count}


@router.put("/{uuid:part}/polygon", response=shapes.DrawnOut, summary="Draw a grid anew")
def redraw_grid(request: HttpRequest, part: UUID, payload: shapes.RedrawIn) -> dict[str, Any]:
    """Its code and members stay."""
    actor, version = actor_of(request, "places.redraw_grid"), payload.expected_version
    polygon = payload.polygon.dict()
    return told(commands.redraw_grid(actor, grid=part, polygon=polygon, expected_version=version))


@router.post("/{uuid:part}/rename", response=ReceiptOut, summary="Give a group or grid another name")
def rename_part(request: HttpRequest, part: UUID, payload: shapes.NameIn) -> Receipt:
    """Its code stays."""
    return commands.rename_part(actor_of(request, "places.rename_part"), part=part, **payload.dict())


@router.post("/{uuid:part}/end", response=ReceiptOut, summary="End a group or grid")
def end_part(request: HttpRequest, part: UUID, payload: EndIn) -> Receipt:
    """Whoever belonged to it belongs to it until that day; its code stays used."""
    return commands.end_part(actor_of(request, "places.end_part"), part=part, **payload.dict())


@router.get("/{uuid:part}/members", response=list[DwellingLine], summary="The dwellings of a group or grid")
def list_members(request: HttpRequest, part: UUID, query: Annotated[OnIn, Query()]) -> list[DwellingRow]:
    """On a day, by address."""
    actor = actor_of(request, "places.see_dwellings")
    row = part_detail(actor, part)
    return list(members_of(row.id, actor.county, query.on or local_day(actor.at)))


@router.post("/{uuid:part}/members", response=shapes.PlacedOut, summary="Put dwellings into a group or grid")
def place_dwellings(request: HttpRequest, part: UUID, payload: shapes.MembersIn) -> dict[str, Any]:
    """At most 2,000 at once; they leave the one before."""
    actor = actor_of(request, "places.place_dwellings")
    return told(commands.place_dwellings(actor, part=part, **payload.dict()))


@router.post("/{uuid:part}/members/release", response=ReceiptOut, summary="Take dwellings out")
def release_dwellings(request: HttpRequest, part: UUID, payload: shapes.LeaversIn) -> Receipt:
    """``until`` is their last day in it."""
    actor = actor_of(request, "places.release_dwellings")
    return commands.release_dwellings(actor, part=part, **payload.dict())


@router.post("/{uuid:part}/fill", response=shapes.PlacedOut, summary="Fill a grid by its polygon")
def fill_grid(request: HttpRequest, part: UUID, payload: shapes.SinceIn) -> dict[str, Any]:
    """With the dwellings inside it that belong to no grid yet, 2,000 at a time: ``left`` more wait."""
    return told(commands.fill_grid(actor_of(request, "places.fill_grid"), grid=part, since=payload.since))
