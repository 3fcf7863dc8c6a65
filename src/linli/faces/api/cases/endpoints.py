"""Cases: list, take in, read, and everything that moves them."""

from typing import Annotated, Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from ninja import File, Query, Status
from ninja.files import UploadedFile

from linli.cases.commands import (
    accept_share,
    ask_party,
    assign_case,
    attach_files,
    extend_clock,
    finish_share,
    merge_cases,
    note_case,
    open_case,
    pause_clock,
    record_visit,
    refuse_share,
    reroute_case,
    resume_clock,
    take_step,
    tell_missing,
)
from linli.cases.queries.case_detail import CaseDetail, case_detail
from linli.cases.queries.cases import CASES, CaseRow
from linli.faces.api.asking import actor_of
from linli.faces.api.bodies import Versioned
from linli.faces.api.cases import shapes
from linli.faces.api.notes.shapes import ReceiptOut
from linli.faces.api.paging import page
from linli.faces.api.routing import NounRouter, told
from linli.kernel.command import Receipt
from linli.kernel.db.listing import Page
from linli.kernel.errors import Invalid
from linli.kernel.files.reasons import FileCode
from linli.kernel.files.store import LARGEST, MEGABYTE, TakenIn, take_in

router = NounRouter("cases")
files = NounRouter("files")
SEEING = "cases.see_own_cases"


@router.get("", response=shapes.CasePage, summary="Cases that the post may see")
def list_cases(request: HttpRequest, query: Annotated[shapes.CasesIn, Query()]) -> Page[CaseRow]:
    """A page by key: pass ``next`` back as ``after``."""
    return page(CASES, actor_of(request, SEEING), query)


@router.post("", response={201: shapes.OpenedOut}, summary="Take in a case")
def take(request: HttpRequest, payload: shapes.CaseIn) -> Status[dict[str, Any]]:
    """The number is made to be quoted; the codes of the parties are shown in this answer only."""
    made = open_case(actor_of(request, "cases.open_case"), **payload.dict())
    return Status(201, told(made))


@router.get("/{uuid:case_id}", response=shapes.CaseOut, summary="One case")
def read(request: HttpRequest, case_id: UUID, response: HttpResponse) -> CaseDetail:
    """The ETag is the version; parties are not part of it: unmasking needs a purpose."""
    found = case_detail(actor_of(request, SEEING), case_id)
    response.headers["ETag"] = f'"{found.row.version}"'
    return found


@router.post("/{uuid:case_id}/steps", response=ReceiptOut, summary="Take a step of the flow")
def step(request: HttpRequest, case_id: UUID, payload: shapes.CaseStepIn) -> Receipt:
    """What is possible now stands in the case's ``offers``."""
    return take_step(actor_of(request, "cases.take_step"), case=case_id, **payload.dict())


@router.post("/{uuid:case_id}/shares", response=ReceiptOut, summary="Give it to a unit")
def assign(request: HttpRequest, case_id: UUID, payload: shapes.ShareIn) -> Receipt:
    """A community is given only what is on its lists; a refused attempt is counted."""
    return assign_case(actor_of(request, "cases.assign_case"), case=case_id, **payload.dict())


@router.post("/{uuid:case_id}/shares/accept", response=ReceiptOut, summary="Sign for one's share")
def accept(request: HttpRequest, case_id: UUID, payload: Versioned) -> Receipt:
    """From now on one's unit answers."""
    return accept_share(actor_of(request, "cases.accept_share"), case=case_id, **payload.dict())


@router.post("/{uuid:case_id}/shares/refuse", response=ReceiptOut, summary="Refuse one's share")
def refuse(request: HttpRequest, case_id: UUID, payload: shapes.CaseAnswerIn) -> Receipt:
    """With the reason."""
    actor = actor_of(request, "cases.refuse_share")
    return refuse_share(actor, case=case_id, reason=payload.note, expected_version=payload.expected_version)


@router.post("/{uuid:case_id}/shares/finish", response=ReceiptOut, summary="Finish one's helping share")
def finish(request: HttpRequest, case_id: UUID, payload: shapes.CaseAnswerIn) -> Receipt:
    """A lead finishes by the flow's own step."""
    return finish_share(actor_of(request, "cases.finish_share"), case=case_id, **payload.dict())


@router.post("/{uuid:case_id}/notes", response=ReceiptOut, summary="Write a note")
def note(request: HttpRequest, case_id: UUID, payload: shapes.CaseNoteIn) -> Receipt:
    """For those who work on it, or also for the parties."""
    return note_case(actor_of(request, "cases.note_case"), case=case_id, **payload.dict())


@router.post("/{uuid:case_id}/visits", response=ReceiptOut, summary="Count a visit")
def visit(request: HttpRequest, case_id: UUID) -> Receipt:
    """Somebody came again for it."""
    return record_visit(actor_of(request, "cases.record_visit"), case=case_id)


@router.post("/{uuid:case_id}/clocks/pause", response=ReceiptOut, summary="Let a clock stand still")
def pause(request: HttpRequest, case_id: UUID, payload: shapes.ClockIn) -> Receipt:
    """For a reason of the list."""
    return pause_clock(actor_of(request, "cases.pause_clock"), case=case_id, **payload.dict())


@router.post("/{uuid:case_id}/clocks/resume", response=ReceiptOut, summary="Let a clock run on")
def resume(request: HttpRequest, case_id: UUID, payload: shapes.ClockKey) -> Receipt:
    """The time that stood still is not counted."""
    return resume_clock(actor_of(request, "cases.resume_clock"), case=case_id, **payload.dict())


@router.post("/{uuid:case_id}/clocks/extend", response=ReceiptOut, summary="Give a clock more time")
def extend(request: HttpRequest, case_id: UUID, payload: shapes.MoreTimeIn) -> Receipt:
    """Once, before it is due."""
    return extend_clock(actor_of(request, "cases.extend_clock"), case=case_id, **payload.dict())


@router.post("/{uuid:case_id}/missing", response=ReceiptOut, summary="Tell what is missing")
def missing(request: HttpRequest, case_id: UUID, payload: shapes.MissingIn) -> Receipt:
    """Everything at once."""
    return tell_missing(actor_of(request, "cases.tell_missing"), case=case_id, **payload.dict())


@router.post("/{uuid:case_id}/questions", response=ReceiptOut, summary="Ask the reporter back")
def ask(request: HttpRequest, case_id: UUID, payload: shapes.CaseAnswerIn) -> Receipt:
    """The main clock stands still until the answer."""
    actor = actor_of(request, "cases.ask_party")
    return ask_party(actor, case=case_id, text=payload.note, expected_version=payload.expected_version)


@router.post("/{uuid:case_id}/merge", response=ReceiptOut, summary="Merge into another case")
def merge(request: HttpRequest, case_id: UUID, payload: shapes.CaseMergeIn) -> Receipt:
    """Its reporters follow the other case from now on."""
    return merge_cases(actor_of(request, "cases.merge_cases"), case=case_id, **payload.dict())


@router.post("/{uuid:case_id}/route", response=ReceiptOut, summary="Send it another way")
def route(request: HttpRequest, case_id: UUID, payload: shapes.RouteIn) -> Receipt:
    """Under the same number."""
    return reroute_case(actor_of(request, "cases.reroute_case"), case=case_id, **payload.dict())


@router.post("/{uuid:case_id}/files", response=ReceiptOut, summary="Add files")
def attach(request: HttpRequest, case_id: UUID, payload: list[shapes.FileIn]) -> Receipt:
    """Files that the store took in before."""
    given = [item.dict() for item in payload]
    return attach_files(actor_of(request, "cases.attach_files"), case=case_id, files=given)


@files.post("", response={201: shapes.TakenOut}, summary="Hand in a file")
def hand_in(request: HttpRequest, file: Annotated[UploadedFile, File()]) -> Status[TakenIn]:
    """Told by its content; a photo is written anew without position data. Name it in a case before a day is over."""
    actor_of(request, "cases.attach_files")
    size = file.size or 0
    if size > LARGEST:
        raise Invalid(FileCode.TOO_LARGE, {"megabytes": -(-size // MEGABYTE), "limit": LARGEST // MEGABYTE})
    return Status(201, take_in(file.read()))
