"""Counts for those who oversee: promises kept, what was asked of us, refused attempts, the board."""

from datetime import date, timedelta
from typing import Annotated

from django.http import HttpRequest
from ninja import Query

from linli.cases.queries.boards import REFUSED, AskedLine, Board, RefusedRow, asked_of, board
from linli.cases.queries.promises import Breach, breaches, promises
from linli.faces.api.asking import actor_of
from linli.faces.api.cases import count_shapes as shapes
from linli.faces.api.paging import page
from linli.faces.api.routing import NounRouter
from linli.kernel.actor import Actor
from linli.kernel.clock import local_day
from linli.kernel.db.listing import Page
from linli.kernel.errors import KernelCode, NotFound

router = NounRouter("cases")
SEEING = "cases.see_own_cases"
OVERSEEING = "cases.see_cases"
SPAN = timedelta(days=89)


def _area(actor: Actor, query: shapes.CountedAreaIn) -> str:
    """The area, inside those that the actor oversees; NotFound for others."""
    allowed = actor.areas_for(OVERSEEING)
    area = query.area or (allowed[0] if allowed else actor.area) or actor.county
    if not actor.may(OVERSEEING, area):
        raise NotFound(KernelCode.NOT_FOUND)
    return area


def _days(actor: Actor, query: shapes.SpanIn) -> tuple[date, date]:
    last = query.last or local_day(actor.at)
    first = query.first or last - SPAN
    return min(first, last), last


@router.get("/promises", response=list[shapes.PromiseLine], summary="Promises kept and broken")
def list_promises(request: HttpRequest, query: Annotated[shapes.CountedAreaIn, Query()]) -> list[Breach]:
    """Of the year up to last night, as everybody may see them."""
    actor = actor_of(request, SEEING)
    return list(promises(actor.county, query.area or actor.area or actor.county))


@router.get("/breaches", response=list[shapes.PromiseLine], summary="Promises at this moment")
def list_breaches(request: HttpRequest, query: Annotated[shapes.SpanIn, Query()]) -> list[Breach]:
    """In an area that the post oversees, in a span of days."""
    actor = actor_of(request, OVERSEEING)
    return list(breaches(actor.county, _area(actor, query), *_days(actor, query)))


@router.get("/asked", response=list[shapes.AskedLine], summary="What was asked of us")
def list_asked(request: HttpRequest, query: Annotated[shapes.SpanIn, Query()]) -> list[AskedLine]:
    """By whom, in which legal nature, how often, how often refused."""
    actor = actor_of(request, OVERSEEING)
    return list(asked_of(actor, _area(actor, query), *_days(actor, query)))


@router.get("/refused", response=shapes.RefusedPage, summary="Refused attempts")
def list_refused(request: HttpRequest, query: Annotated[shapes.RefusedIn, Query()]) -> Page[RefusedRow]:
    """Each attempt to give a community what it may not be given; a page by key."""
    return page(REFUSED, actor_of(request, OVERSEEING), query)


@router.get("/board", response=shapes.BoardOut, summary="The supervisor's board")
def read_board(request: HttpRequest, query: Annotated[shapes.CountedAreaIn, Query()]) -> Board:
    """Open cases by unit, matter and age; due soon, overdue, up the line."""
    actor = actor_of(request, OVERSEEING)
    return board(actor, _area(actor, query))
