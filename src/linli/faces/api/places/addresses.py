"""Addresses: where one leads, lists taken in, and the queue of those that lead nowhere."""

import io
from typing import Annotated, Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from ninja import Query, Status

from linli.faces.api.asking import actor_of
from linli.faces.api.notes.shapes import ReceiptOut
from linli.faces.api.paging import page
from linli.faces.api.places import building_shapes as shapes
from linli.faces.api.routing import NounRouter, told
from linli.kernel.clock import local_day
from linli.kernel.command import Receipt
from linli.kernel.db.listing import Page
from linli.kernel.errors import Invalid, KernelCode, Problem
from linli.kernel.geo import Datum, check_point
from linli.places import commands
from linli.places.queries.answers import DoorwayAnswer, answer_address, answer_point
from linli.places.queries.dwellings import GAPS, GapRow, gap_detail
from linli.places.rules.address_lists import ListedDoor, ListFault, read_list
from linli.places.rules.reasons import AddressCode

router = NounRouter("places")
MATCHING = "places.match_address"
MOST_FAULTS = 200


@router.post("/look-up", response=shapes.DoorwayOut, summary="My grid, my committee")
def look_up(request: HttpRequest, payload: shapes.DoorwayIn) -> DoorwayAnswer:
    """Doorway, residents' group, grid and committee of an address or a point, on a day."""
    actor = actor_of(request, "places.see_dwellings")
    day, point = payload.on or local_day(actor.at), payload.point
    if point is None:
        return answer_address(actor.county, payload.address, day)
    if point.datum not in set(Datum):
        known = {"datum": point.datum, "known": ", ".join(Datum)}
        raise Invalid(KernelCode.INVALID, problems=(Problem("point.datum", AddressCode.BAD_DATUM, known),))
    return answer_point(actor.county, check_point(point.longitude, point.latitude), day, Datum(point.datum))


@router.post("/import", response=shapes.ListedOut, summary="Take a list of addresses in")
def import_addresses(request: HttpRequest, payload: shapes.AddressesIn) -> dict[str, Any]:
    """Buildings and doors that are missing are set up, known ones stay; one faulty line and nothing is written."""
    actor = actor_of(request, "places.import_addresses")
    return told(commands.import_addresses(actor, doors=_doors(payload.csv)))


def _doors(csv: str) -> list[ListedDoor]:
    """The lines of a list; Invalid names each one at fault, at most 200."""
    lines = list(read_list(io.StringIO(csv, newline="")))
    faults = [line for line in lines if isinstance(line, ListFault)]
    if faults:
        problems = tuple(Problem(f"csv.{f.line}.{f.column}", f.code, f.data) for f in faults[:MOST_FAULTS])
        raise Invalid(KernelCode.INVALID, problems=problems)
    return [line for line in lines if isinstance(line, ListedDoor)]


@router.get("/queue", response=shapes.GapPage, summary="Addresses that led nowhere")
def list_queued_addresses(request: HttpRequest, query: Annotated[shapes.GapsIn, Query()]) -> Page[GapRow]:
    """The longest waiting first."""
    return page(GAPS, actor_of(request, MATCHING), query)


@router.post("/queue", response={201: shapes.QueuedOut}, summary="Queue an address")
def queue_address(request: HttpRequest, payload: shapes.QueueIn) -> Status[dict[str, Any]]:
    """The same one again is counted; a known one is answered with what it leads to."""
    return Status(201, told(commands.queue_address(actor_of(request, "places.queue_address"), **payload.dict())))


@router.get("/queue/{uuid:gap}", response=shapes.GapLine, summary="One queued address")
def read_queued_address(request: HttpRequest, gap: UUID, response: HttpResponse) -> GapRow:
    """The ETag is the version."""
    row = gap_detail(actor_of(request, MATCHING), gap)
    response.headers["ETag"] = f'"{row.version}"'
    return row


@router.post("/queue/{uuid:gap}/match", response=ReceiptOut, summary="Match a queued address")
def match_address(request: HttpRequest, gap: UUID, payload: shapes.MatchIn) -> Receipt:
    """With a building or a dwelling: it becomes an alias."""
    return commands.match_address(actor_of(request, MATCHING), gap=gap, **payload.dict())


@router.post("/queue/{uuid:gap}/dismiss", response=ReceiptOut, summary="Set a queued address aside")
def dismiss_address(request: HttpRequest, gap: UUID, payload: shapes.DismissIn) -> Receipt:
    """With the reason; it stays in the list of the settled ones."""
    return commands.dismiss_address(actor_of(request, "places.dismiss_address"), gap=gap, **payload.dict())
