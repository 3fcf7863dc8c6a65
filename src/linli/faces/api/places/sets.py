"""Dated sets of areas: zones, forestry bureaus, award districts."""

from typing import Annotated, Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from ninja import Query, Status

from linli.faces.api.asking import actor_of
from linli.faces.api.bodies import EndIn
from linli.faces.api.notes.shapes import ReceiptOut
from linli.faces.api.paging import page
from linli.faces.api.places import set_shapes as shapes
from linli.faces.api.routing import NounRouter
from linli.kernel.command import Receipt
from linli.kernel.db.listing import Page
from linli.places import commands
from linli.places.queries.sets import SETS, SetRow, members_of_set, set_detail

router = NounRouter("places")
SEEING = "places.see_areas"


@router.get("", response=shapes.SetPage, summary="Sets of areas")
def list_sets(request: HttpRequest, query: Annotated[shapes.SetsIn, Query()]) -> Page[SetRow]:
    """A page by key: pass ``next`` back as ``after``."""
    return page(SETS, actor_of(request, SEEING), query)


@router.post("", response={201: ReceiptOut}, summary="Set a set of areas up")
def create_set(request: HttpRequest, payload: shapes.SetIn) -> Status[Receipt]:
    """With the unit that is competent for it and the basis."""
    return Status(201, commands.create_set(actor_of(request, "places.create_set"), **payload.dict()))


@router.get("/{uuid:area_set}", response=shapes.SetOut, summary="One set of areas")
def read_set(request: HttpRequest, area_set: UUID, response: HttpResponse) -> dict[str, Any]:
    """With every membership, past ones too."""
    row = set_detail(actor_of(request, SEEING), area_set)
    response.headers["ETag"] = f'"{row.version}"'
    fields = {name: getattr(row, name) for name in shapes.SetLine.model_fields}
    return {**fields, "members": list(members_of_set(row.county, row.key))}


@router.post("/{uuid:area_set}/members", response={201: ReceiptOut}, summary="Add an area to a set")
def add_to_set(request: HttpRequest, area_set: UUID, payload: shapes.MemberIn) -> Status[Receipt]:
    """Exclusive kinds never share ground on a day."""
    actor = actor_of(request, "places.add_to_set")
    return Status(201, commands.add_to_set(actor, area_set=area_set, **payload.dict()))


@router.post("/members/{uuid:member}/end", response=ReceiptOut, summary="Let an area leave a set")
def remove_from_set(request: HttpRequest, member: UUID, payload: EndIn) -> Receipt:
    """``until`` is its last day in it; the version is that of the membership."""
    return commands.remove_from_set(actor_of(request, "places.remove_from_set"), member=member, **payload.dict())
