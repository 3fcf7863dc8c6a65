"""Erasing contents by two hands, and legal holds."""

from typing import Annotated
from uuid import UUID

from django.http import HttpRequest
from ninja import Query

from linli.faces.api.asking import actor_of
from linli.faces.api.erasing import shapes
from linli.faces.api.notes.shapes import ReceiptOut
from linli.faces.api.paging import page
from linli.faces.api.routing import NounRouter
from linli.kernel.command import Receipt
from linli.kernel.db.listing import Page
from linli.kernel.erasing import commands
from linli.kernel.erasing.listing import ERASURES, HOLDS, SEE, ErasureRow, HoldRow

router = NounRouter("erasing")


@router.get("", response=shapes.ErasurePage, summary="Erasures")
def list_erasures(request: HttpRequest, query: Annotated[shapes.ErasuresIn, Query()]) -> Page[ErasureRow]:
    """Proposed, done and dropped ones, the newest first; a page by key."""
    return page(ERASURES, actor_of(request, SEE), query)


@router.post("", response=ReceiptOut, summary="Propose an erasure")
def propose_erasure(request: HttpRequest, payload: shapes.ProposeIn) -> Receipt:
    """Nothing goes before another person confirms it."""
    return commands.propose_erasure(actor_of(request, "kernel.propose_erasure"), **payload.dict())


@router.post("/{uuid:erasure}/confirm", response=ReceiptOut, summary="Confirm an erasure")
def confirm_erasure(request: HttpRequest, erasure: UUID, payload: shapes.DecideErasureIn) -> Receipt:
    """By another person than who proposed it; what goes cannot be brought back."""
    return commands.confirm_erasure(actor_of(request, "kernel.confirm_erasure"), erasure=erasure, **payload.dict())


@router.post("/{uuid:erasure}/drop", response=ReceiptOut, summary="Drop a proposed erasure")
def drop_erasure(request: HttpRequest, erasure: UUID, payload: shapes.DecideErasureIn) -> Receipt:
    """Nothing goes."""
    return commands.drop_erasure(actor_of(request, "kernel.drop_erasure"), erasure=erasure, **payload.dict())


@router.get("/holds", response=shapes.HoldPage, summary="Legal holds")
def list_holds(request: HttpRequest, query: Annotated[shapes.HoldsIn, Query()]) -> Page[HoldRow]:
    """Standing and lifted ones, the newest first."""
    return page(HOLDS, actor_of(request, SEE), query)


@router.post("/holds", response=ReceiptOut, summary="Put a legal hold on something")
def set_hold(request: HttpRequest, payload: shapes.HoldIn) -> Receipt:
    """Nothing of it is erased until the hold is lifted."""
    return commands.set_hold(actor_of(request, "kernel.set_hold"), **payload.dict())


@router.post("/holds/{uuid:hold}/lift", response=ReceiptOut, summary="Lift a legal hold")
def lift_hold(request: HttpRequest, hold: UUID) -> Receipt:
    """It can be erased again."""
    return commands.lift_hold(actor_of(request, "kernel.lift_hold"), hold=hold)
