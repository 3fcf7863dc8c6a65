"""Recurring duties: list, one, set up, done, ended."""

from typing import Annotated, Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from ninja import Query, Status

from linli.cases import commands
from linli.cases.queries.obligations import OBLIGATIONS, ObligationRow, obligation_detail
from linli.faces.api.asking import actor_of
from linli.faces.api.cases import obligation_shapes as shapes
from linli.faces.api.notes.shapes import ReceiptOut
from linli.faces.api.paging import page
from linli.faces.api.routing import NounRouter
from linli.kernel.command import Receipt
from linli.kernel.db.listing import Page

router = NounRouter("cases")
SEEING = "cases.see_obligations"


@router.get("", response=shapes.ObligationPage, summary="Recurring duties")
def list_obligations(request: HttpRequest, query: Annotated[shapes.ObligationsIn, Query()]) -> Page[ObligationRow]:
    """Of the unit and inside the areas that it oversees; a page by key."""
    return page(OBLIGATIONS, actor_of(request, SEEING), query)


@router.post("", response={201: ReceiptOut}, summary="Set a recurring duty up")
def create_obligation(request: HttpRequest, payload: shapes.ObligationIn) -> Status[Receipt]:
    """Ahead of each of its days a case opens by itself."""
    return Status(201, commands.create_obligation(actor_of(request, "cases.create_obligation"), **payload.dict()))


@router.get("/{uuid:obligation}", response=shapes.ObligationOut, summary="One recurring duty")
def read_obligation(request: HttpRequest, obligation: UUID, response: HttpResponse) -> dict[str, Any]:
    """With its turns. The ETag is the version."""
    row, turns = obligation_detail(actor_of(request, SEEING), obligation)
    response.headers["ETag"] = f'"{row.version}"'
    return {"obligation": row, "turns": list(turns)}


@router.post("/{uuid:obligation}/facts", response=ReceiptOut, summary="Note that a duty was done")
def record_fact(request: HttpRequest, obligation: UUID, payload: shapes.FactIn) -> Receipt:
    """The open turn is met, the next one follows."""
    return commands.record_fact(actor_of(request, "cases.record_fact"), obligation=obligation, **payload.dict())


@router.post("/{uuid:obligation}/end", response=ReceiptOut, summary="End a recurring duty")
def end_obligation(request: HttpRequest, obligation: UUID, payload: shapes.OverIn) -> Receipt:
    """What was missed before stays missed."""
    return commands.end_obligation(actor_of(request, "cases.end_obligation"), obligation=obligation, **payload.dict())
