"""Buildings and dwellings: lists, one, set up, located, named, given to a community."""

from typing import Annotated, Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from ninja import Query, Status

from linli.faces.api.asking import actor_of
from linli.faces.api.bodies import PointIn
from linli.faces.api.notes.shapes import ReceiptOut
from linli.faces.api.paging import page
from linli.faces.api.places import building_shapes as shapes
from linli.faces.api.routing import NounRouter, told
from linli.kernel.command import Receipt
from linli.kernel.db.listing import Page
from linli.places import commands
from linli.places.commands import GivenPoint, NewDwelling
from linli.places.queries.addresses import addresses_of
from linli.places.queries.dwellings import (
    BUILDINGS,
    DWELLINGS,
    BuildingRow,
    DwellingDetail,
    DwellingRow,
    building_detail,
    dwelling_detail,
)

buildings = NounRouter("places")
dwellings = NounRouter("places")
SEEING = "places.see_dwellings"


def given_point(point: PointIn | None) -> GivenPoint | None:
    """The point as the commands take it."""
    return GivenPoint(point.longitude, point.latitude, point.datum) if point else None


@buildings.get("", response=shapes.BuildingPage, summary="Buildings")
def list_buildings(request: HttpRequest, query: Annotated[shapes.BuildingsIn, Query()]) -> Page[BuildingRow]:
    """A page by key: pass ``next`` back as ``after``."""
    return page(BUILDINGS, actor_of(request, SEEING), query)


@buildings.post("", response={201: ReceiptOut}, summary="Set a building up")
def add_building(request: HttpRequest, payload: shapes.BuildingIn) -> Status[Receipt]:
    """Its address leads to it alone."""
    actor, given = actor_of(request, "places.add_building"), payload.dict(exclude={"point", "ext_codes"})
    made = commands.add_building(
        actor, **given, point=given_point(payload.point), ext_codes=tuple(payload.ext_codes)
    )  # fmt: skip
    return Status(201, made)


@buildings.get("/{uuid:building}", response=shapes.BuildingOut, summary="One building")
def read_building(request: HttpRequest, building: UUID, response: HttpResponse) -> dict[str, Any]:
    """With its dwellings and every way to write its address. The ETag is the version."""
    actor = actor_of(request, SEEING)
    row, doors = building_detail(actor, building)
    response.headers["ETag"] = f'"{row.version}"'
    return {"building": row, "dwellings": list(doors), "addresses": list(addresses_of(actor.county, row.id))}


@buildings.post("/{uuid:building}/dwellings", response={201: shapes.IdsOut}, summary="Set dwellings up")
def add_dwellings(request: HttpRequest, building: UUID, payload: shapes.DoorsIn) -> Status[dict[str, Any]]:
    """At most 2,000 at once, each under one canonical address."""
    doors = [
        NewDwelling(d.room, d.unit, d.floor, d.address, d.use, given_point(d.point)) for d in payload.dwellings
    ]  # fmt: skip
    actor = actor_of(request, "places.add_dwellings")
    return Status(201, told(commands.add_dwellings(actor, building=building, dwellings=doors)))


@buildings.put("/{uuid:building}/point", response=ReceiptOut, summary="Say where a building stands")
def locate_building(request: HttpRequest, building: UUID, payload: shapes.PointChange) -> Receipt:
    """Its dwellings without a point of their own stand there too."""
    actor, version = actor_of(request, "places.locate_building"), payload.expected_version
    point = given_point(payload.point)
    return commands.locate_building(actor, building=building, point=point, expected_version=version)


@buildings.post("/{uuid:building}/place", response=ReceiptOut, summary="Give a building to a community")
def place_building(request: HttpRequest, building: UUID, payload: shapes.CommunityIn) -> Receipt:
    """One that no committee answered for, with its dwellings; it gets its code."""
    actor = actor_of(request, "places.place_building")
    return commands.place_building(actor, building=building, **payload.dict())


@buildings.post("/{uuid:building}/aliases", response=ReceiptOut, summary="Add an address of a building")
def add_building_alias(request: HttpRequest, building: UUID, payload: shapes.TextIn) -> Receipt:
    """Another way to write it."""
    return commands.add_alias(actor_of(request, "places.add_alias"), text=payload.text, building=building)


@buildings.put("/{uuid:building}/address", response=ReceiptOut, summary="Change the address of a building")
def change_building_address(request: HttpRequest, building: UUID, payload: shapes.AddressIn) -> Receipt:
    """The one before stays as an alias."""
    actor = actor_of(request, "places.change_address")
    return commands.change_address(actor, building=building, **payload.dict())


@dwellings.get("", response=shapes.DwellingPage, summary="Dwellings")
def list_dwellings(request: HttpRequest, query: Annotated[shapes.DwellingsIn, Query()]) -> Page[DwellingRow]:
    """A page by key: pass ``next`` back as ``after``."""
    return page(DWELLINGS, actor_of(request, SEEING), query)


@dwellings.get("/{uuid:dwelling}", response=shapes.DwellingOut, summary="One dwelling")
def read_dwelling(request: HttpRequest, dwelling: UUID, response: HttpResponse) -> DwellingDetail:
    """With every way to write its address. The ETag is the version."""
    found = dwelling_detail(actor_of(request, SEEING), dwelling)
    response.headers["ETag"] = f'"{found.dwelling.version}"'
    return found


@dwellings.put("/{uuid:dwelling}", response=ReceiptOut, summary="Correct a dwelling")
def edit_dwelling(request: HttpRequest, dwelling: UUID, payload: shapes.DwellingChange) -> Receipt:
    """Its use and its point."""
    actor, version = actor_of(request, "places.edit_dwelling"), payload.expected_version
    point = given_point(payload.point)
    return commands.edit_dwelling(actor, dwelling=dwelling, use=payload.use, point=point, expected_version=version)


@dwellings.post("/{uuid:dwelling}/aliases", response=ReceiptOut, summary="Add an address of a dwelling")
def add_dwelling_alias(request: HttpRequest, dwelling: UUID, payload: shapes.TextIn) -> Receipt:
    """Another way to write it."""
    return commands.add_alias(actor_of(request, "places.add_alias"), text=payload.text, dwelling=dwelling)


@dwellings.put("/{uuid:dwelling}/address", response=ReceiptOut, summary="Change the address of a dwelling")
def change_dwelling_address(request: HttpRequest, dwelling: UUID, payload: shapes.AddressIn) -> Receipt:
    """The one before stays as an alias."""
    actor = actor_of(request, "places.change_address")
    return commands.change_address(actor, dwelling=dwelling, **payload.dict())
