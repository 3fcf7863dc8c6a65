"""Data between units: the dictionary, requests, decisions, and the log of what was given."""

from typing import Annotated, Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from ninja import Query, Status

from linli.cases import commands
from linli.cases.queries.data_givings import DATA_GIVINGS, GivingRow, givings_of
from linli.cases.queries.data_sharing import DATA_REQUESTS, OWN, DataRequestRow, data_request
from linli.cases.queries.dictionary import dictionary_at
from linli.cases.rules.data_sharing import Item
from linli.faces.api.asking import actor_of
from linli.faces.api.cases import data_shapes as shapes
from linli.faces.api.notes.shapes import ReceiptOut
from linli.faces.api.paging import page
from linli.faces.api.routing import NounRouter, told
from linli.kernel.clock import local_day
from linli.kernel.command import Receipt
from linli.kernel.db.listing import Page

router = NounRouter("cases")


@router.get("/dictionary", response=list[shapes.DictionaryLine], summary="The data dictionary")
def read_dictionary(request: HttpRequest, query: Annotated[shapes.DictionaryIn, Query()]) -> list[Item]:
    """What units hold, and in which class it is shared."""
    actor = actor_of(request, OWN)
    return list(dictionary_at(query.area or actor.area or actor.county, local_day(actor.at)).values())


@router.get("/requests", response=shapes.DataRequestPage, summary="Requests for data")
def list_data_requests(request: HttpRequest, query: Annotated[shapes.DataRequestsIn, Query()]) -> Page[DataRequestRow]:
    """Asked by the unit, asked of it, and those inside the areas whose sharing it oversees; a page by key."""
    return page(DATA_REQUESTS, actor_of(request, OWN), query)


@router.post("/requests", response={201: shapes.DataAskedOut}, summary="Ask a unit for data")
def ask_for_data(request: HttpRequest, payload: shapes.DataRequestIn) -> Status[dict[str, Any]]:
    """What an earlier answer covers is pointed to in ``held`` and not asked again; the rest becomes cases."""
    made = commands.ask_for_data(actor_of(request, "cases.ask_for_data"), **payload.dict())
    return Status(201, told(made))


@router.get("/requests/{uuid:data}", response=shapes.DataRequestOut, summary="One request for data")
def read_data_request(request: HttpRequest, data: UUID, response: HttpResponse) -> dict[str, Any]:
    """With its fields and what was given. The ETag is the version."""
    actor = actor_of(request, OWN)
    row = data_request(actor, data)
    response.headers["ETag"] = f'"{row.version}"'
    return {"request": row, "given": list(givings_of(actor, data))}


@router.post("/requests/{uuid:data}/decision", response=ReceiptOut, summary="Decide on a request for data")
def decide_data_request(request: HttpRequest, data: UUID, payload: shapes.DataDecisionIn) -> Receipt:
    """Grant fields, and refuse the others with the basis."""
    actor = actor_of(request, "cases.decide_data_request")
    return commands.decide_data_request(actor, request=data, **payload.dict())


@router.post("/requests/{uuid:data}/givings", response=ReceiptOut, summary="Note that data were given")
def give_data(request: HttpRequest, data: UUID, payload: shapes.DataGivingIn) -> Receipt:
    """A line of the log: fields, number of persons, way. Never a value."""
    return commands.give_data(actor_of(request, "cases.give_data"), request=data, **payload.dict())


@router.get("/givings", response=shapes.DataGivingPage, summary="Data that were given")
def list_data_givings(request: HttpRequest, query: Annotated[shapes.DataGivingsIn, Query()]) -> Page[GivingRow]:
    """The log: who gave which fields to whom, for what, when, of how many persons; a page by key."""
    return page(DATA_GIVINGS, actor_of(request, OWN), query)
