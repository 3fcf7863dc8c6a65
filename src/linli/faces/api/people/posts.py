"""Posts, terms and stand-ins: set up, given, ended."""

from typing import Annotated, Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from ninja import Query, Status

from linli.faces.api.asking import actor_of
from linli.faces.api.bodies import EndIn, OnIn, PlaceCode
from linli.faces.api.notes.shapes import ReceiptOut
from linli.faces.api.paging import page
from linli.faces.api.people import post_shapes as shapes
from linli.faces.api.people.unit_shapes import ChartUnitOut
from linli.faces.api.routing import NounRouter, told
from linli.kernel.clock import local_day
from linli.kernel.command import Receipt
from linli.kernel.db.listing import Page
from linli.people import commands
from linli.people.queries.chart import ChartUnit, unit_chart
from linli.people.queries.term_faults import TermFaults, term_faults
from linli.people.queries.terms import TERMS, PostDetail, TermRow, post_detail, stand_in_named, term_named
from linli.people.queries.units import unit_detail

of_unit = NounRouter("people")
router = NounRouter("people")
terms = NounRouter("people")
stand_ins = NounRouter("people")
places = NounRouter("people")
SEEING = "people.see_units"


@of_unit.get("/{uuid:unit}/posts", response=ChartUnitOut, summary="The posts of a unit")
def read_unit_posts(request: HttpRequest, unit: UUID, query: Annotated[OnIn, Query()]) -> ChartUnit:
    """With holders and stand-ins on a day."""
    actor = actor_of(request, SEEING)
    day = query.on or local_day(actor.at)
    return unit_chart(actor, unit_detail(actor, unit, day), day)


@of_unit.post("/{uuid:unit}/posts", response={201: ReceiptOut}, summary="Set a post up")
def create_post(request: HttpRequest, unit: UUID, payload: shapes.PostIn) -> Status[Receipt]:
    """It acts inside the unit's area."""
    actor, given = actor_of(request, "people.create_post"), payload.dict(exclude={"roles", "place"})
    made = commands.create_post(actor, unit=unit, roles=tuple(payload.roles), place=payload.place or "", **given)
    return Status(201, made)


@router.get("/{uuid:post}", response=shapes.PostOut, summary="One post")
def read_post(
    request: HttpRequest, post: UUID, query: Annotated[OnIn, Query()], response: HttpResponse
) -> PostDetail:  # fmt: skip
    """With terms and stand-ins, as of a day. The ETag is the version."""
    actor = actor_of(request, SEEING)
    row = post_detail(actor, post, query.on or local_day(actor.at))
    response.headers["ETag"] = f'"{row.version}"'
    return row


@router.put("/{uuid:post}", response=ReceiptOut, summary="Correct a post")
def edit_post(request: HttpRequest, post: UUID, payload: shapes.PostChange) -> Receipt:
    """Its roles stay: a post whose roles could be changed would let its holder take any power."""
    actor, given = actor_of(request, "people.edit_post"), payload.dict(exclude={"place"})
    return commands.edit_post(actor, post=post, place=payload.place or "", **given)


@router.post("/{uuid:post}/end", response=ReceiptOut, summary="Abolish a post")
def end_post(request: HttpRequest, post: UUID, payload: EndIn) -> Receipt:
    """Its holders' powers end with it."""
    return commands.end_post(actor_of(request, "people.end_post"), post=post, **payload.dict())


@router.post("/{uuid:post}/terms", response={201: shapes.FlaggedOut}, summary="Appoint somebody")
def appoint(request: HttpRequest, post: UUID, payload: shapes.TermIn) -> Status[dict[str, Any]]:
    """Posts that must not go together are refused."""
    return Status(201, told(commands.appoint(actor_of(request, "people.appoint"), post=post, **payload.dict())))


@router.post("/{uuid:post}/stand-ins", response={201: shapes.FlaggedOut}, summary="Name a stand-in")
def appoint_stand_in(request: HttpRequest, post: UUID, payload: shapes.StandInIn) -> Status[dict[str, Any]]:
    """From a day through another."""
    actor = actor_of(request, "people.appoint_stand_in")
    return Status(201, told(commands.appoint_stand_in(actor, post=post, **payload.dict())))


@terms.get("", response=shapes.TermPage, summary="Posts and terms")
def list_terms(request: HttpRequest, query: Annotated[shapes.TermsIn, Query()]) -> Page[TermRow]:
    """Who holds which post from when to when; a page by key."""
    return page(TERMS, actor_of(request, SEEING), query)


@terms.get("/{uuid:tenure}", response=shapes.TermLine, summary="One term")
def read_term(
    request: HttpRequest, tenure: UUID, query: Annotated[OnIn, Query()], response: HttpResponse
) -> TermRow:  # fmt: skip
    """The ETag is the version."""
    actor = actor_of(request, SEEING)
    row = term_named(actor, tenure, query.on or local_day(actor.at))
    response.headers["ETag"] = f'"{row.version}"'
    return row


@terms.post("/{uuid:tenure}/end", response=ReceiptOut, summary="Let a holder leave")
def end_tenure(request: HttpRequest, tenure: UUID, payload: EndIn) -> Receipt:
    """The powers of the post end with that day."""
    return commands.end_tenure(actor_of(request, "people.end_tenure"), tenure=tenure, **payload.dict())


@stand_ins.get("/{uuid:stand_in}", response=shapes.StandInOut, summary="One time of standing in")
def read_stand_in(request: HttpRequest, stand_in: UUID) -> dict[str, Any]:
    """And for which post."""
    post, row = stand_in_named(actor_of(request, SEEING), stand_in)
    return {"post": post, "stand_in": row}


@stand_ins.post("/{uuid:stand_in}/end", response=ReceiptOut, summary="End standing in")
def end_stand_in(request: HttpRequest, stand_in: UUID, payload: EndIn) -> Receipt:
    """Earlier than planned."""
    return commands.end_stand_in(actor_of(request, "people.end_stand_in"), stand_in=stand_in, **payload.dict())


@places.get("/{code}/term-faults", response=shapes.TermFaultsOut, summary="What is wrong with terms")
def read_term_faults(request: HttpRequest, code: PlaceCode, query: Annotated[OnIn, Query()]) -> TermFaults:
    """Posts that do not go together and terms that ran out, inside an area."""
    actor = actor_of(request, SEEING)
    return term_faults(actor, code, query.on or local_day(actor.at))
