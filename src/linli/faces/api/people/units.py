"""Units: list, one, set up, corrected, taken from one legal state into the next; relations and the chart."""

from typing import Annotated, Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from ninja import Query, Status

from linli.faces.api.asking import actor_of
from linli.faces.api.bodies import EndIn, OnIn, PlaceCode
from linli.faces.api.notes.shapes import ReceiptOut
from linli.faces.api.paging import page
from linli.faces.api.people import unit_shapes as shapes
from linli.faces.api.routing import NounRouter
from linli.kernel.clock import local_day
from linli.kernel.command import Receipt
from linli.kernel.db.listing import Page
from linli.people import commands
from linli.people.queries.chart import Chart, chart
from linli.people.queries.in_charge import in_charge
from linli.people.queries.relations import RelationRow, answers_for, relation_named, relations_of
from linli.people.queries.units import UNITS, UnitCount, UnitDetail, UnitRow, unit_counts, unit_detail, with_kinds

router = NounRouter("people")
relations = NounRouter("people")
places = NounRouter("people")
SEEING = "people.see_units"


@router.get("", response=shapes.UnitPage, summary="Units that the post may look at")
def list_units(request: HttpRequest, query: Annotated[shapes.UnitsIn, Query()]) -> Page[UnitRow]:
    """A page by key: pass ``next`` back as ``after``."""
    actor = actor_of(request, SEEING)
    return page(with_kinds(UNITS, actor, lambda kind: kind.key), actor, query)


@router.post("", response={201: ReceiptOut}, summary="Set a unit up")
def create_unit(request: HttpRequest, payload: shapes.UnitIn) -> Status[Receipt]:
    """Of a kind of the pack."""
    return Status(201, commands.create_unit(actor_of(request, "people.create_unit"), **payload.dict()))


@router.get("/{uuid:unit}", response=shapes.UnitOut, summary="One unit")
def read_unit(
    request: HttpRequest, unit: UUID, query: Annotated[OnIn, Query()], response: HttpResponse
) -> UnitDetail:  # fmt: skip
    """On a day, today's without one. The ETag is the version."""
    actor = actor_of(request, SEEING)
    row = unit_detail(actor, unit, query.on or local_day(actor.at))
    response.headers["ETag"] = f'"{row.version}"'
    return row


@router.put("/{uuid:unit}", response=ReceiptOut, summary="Correct a unit")
def edit_unit(request: HttpRequest, unit: UUID, payload: shapes.UnitChange) -> Receipt:
    """Name, credit code, opening hours."""
    return commands.edit_unit(actor_of(request, "people.edit_unit"), unit=unit, **payload.dict())


@router.post("/{uuid:unit}/state", response=ReceiptOut, summary="Take a unit into its next legal state")
def change_unit_state(request: HttpRequest, unit: UUID, payload: shapes.StateIn) -> Receipt:
    """Closing ends its posts, relations and log-ins."""
    actor = actor_of(request, "people.change_unit_state")
    return commands.change_unit_state(actor, unit=unit, **payload.dict())


@router.get("/{uuid:unit}/relations", response=list[shapes.RelationOut], summary="The relations of a unit")
def list_relations(request: HttpRequest, unit: UUID, query: Annotated[OnIn, Query()]) -> list[RelationRow]:
    """Those that hold on a day."""
    actor = actor_of(request, SEEING)
    day = query.on or local_day(actor.at)
    return list(relations_of(actor, unit_detail(actor, unit, day).id, day))


@router.post("/{uuid:unit}/relations", response={201: ReceiptOut}, summary="Relate a unit")
def relate_units(request: HttpRequest, unit: UUID, payload: shapes.RelationIn) -> Status[Receipt]:
    """Circles, supervisors led by their object and entrusting without basis are refused."""
    actor, given = actor_of(request, "people.relate_units"), payload.dict(exclude={"place"})
    return Status(201, commands.relate_units(actor, unit=unit, place=payload.place or "", **given))


@relations.get("/{uuid:relation}", response=shapes.RelationOut, summary="One relation")
def read_relation(request: HttpRequest, relation: UUID, response: HttpResponse) -> RelationRow:
    """The ETag is the version."""
    row = relation_named(actor_of(request, SEEING), relation)
    response.headers["ETag"] = f'"{row.version}"'
    return row


@relations.post("/{uuid:relation}/end", response=ReceiptOut, summary="End a relation")
def end_relation(request: HttpRequest, relation: UUID, payload: EndIn) -> Receipt:
    """It can only become shorter."""
    return commands.end_relation(actor_of(request, "people.end_relation"), relation=relation, **payload.dict())


@places.get("/{code}/answering", response=shapes.AnsweringOut, summary="Who answers for a place")
def read_answering(request: HttpRequest, code: PlaceCode, query: Annotated[OnIn, Query()]) -> dict[str, Any]:
    """The units of the nearest place around it that has any, and the posts that look after it."""
    actor = actor_of(request, SEEING)
    day = query.on or local_day(actor.at)
    return {"units": list(answers_for(code, day)), "posts": list(in_charge(actor, code, day))}


@places.get("/{code}/chart", response=shapes.ChartOut, summary="The organisation chart of a place")
def read_chart(request: HttpRequest, code: PlaceCode, query: Annotated[OnIn, Query()]) -> Chart:
    """Bodies, posts, holders on a day, and what is missing of 2+1+1+n."""
    actor = actor_of(request, SEEING)
    return chart(actor, code, query.on or local_day(actor.at))


@places.get("/{code}/counts", response=list[shapes.CountOut], summary="How many units there are")
def list_unit_counts(request: HttpRequest, code: PlaceCode, query: Annotated[OnIn, Query()]) -> list[UnitCount]:
    """By kind and legal state on a day."""
    actor = actor_of(request, SEEING)
    return list(unit_counts(actor, code, query.on or local_day(actor.at)))
