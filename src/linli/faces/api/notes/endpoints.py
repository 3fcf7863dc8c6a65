"""Notes: list, send, read, and the steps of their flow."""

from typing import Annotated
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from ninja import Query, Status

from linli.cases.commands import answer_note, close_note, edit_note, return_note, send_note, withdraw_note
from linli.cases.queries.notes import NOTES, NoteDetail, NoteRow, note_detail
from linli.faces.api.asking import actor_of
from linli.faces.api.notes.shapes import (
    CloseIn,
    NoteIn,
    NoteOut,
    NotePage,
    NotesIn,
    ReceiptOut,
    StepIn,
    WordsIn,
)
from linli.faces.api.paging import page
from linli.faces.api.routing import NounRouter
from linli.kernel.command import Receipt
from linli.kernel.db.listing import Page

router = NounRouter("notes")


@router.get("", response=NotePage, summary="Notes that the post may see")
def list_notes(request: HttpRequest, query: Annotated[NotesIn, Query()]) -> Page[NoteRow]:
    """A page by key: pass ``next`` back as ``after``."""
    return page(NOTES, actor_of(request, "cases.see_own_notes"), query)


@router.post("", response={201: ReceiptOut}, summary="Send a note")
def send(request: HttpRequest, payload: NoteIn) -> Status[Receipt]:
    """The receiver owes an answer within ``days`` working days."""
    actor = actor_of(request, "cases.send_note")
    return Status(201, send_note(actor, **payload.dict()))


@router.get("/{uuid:note_id}", response=NoteOut, summary="One note")
def read(request: HttpRequest, note_id: UUID, response: HttpResponse) -> NoteDetail:
    """The ETag is the version; send it back with a change."""
    note = note_detail(actor_of(request, "cases.see_own_notes"), note_id)
    response.headers["ETag"] = f'"{note.version}"'
    return note


@router.put("/{uuid:note_id}", response=ReceiptOut, summary="Change the words")
def edit(request: HttpRequest, note_id: UUID, payload: WordsIn) -> Receipt:
    """Before it is answered, by the sender."""
    return edit_note(actor_of(request, "cases.edit_note"), note=note_id, **payload.dict())


@router.post("/{uuid:note_id}/answer", response=ReceiptOut, summary="Answer")
def answer(request: HttpRequest, note_id: UUID, payload: StepIn) -> Receipt:
    """By the receiver; the clock stops."""
    return answer_note(actor_of(request, "cases.answer_note"), note=note_id, **payload.dict())


@router.post("/{uuid:note_id}/return", response=ReceiptOut, summary="Send the answer back")
def send_back(request: HttpRequest, note_id: UUID, payload: StepIn) -> Receipt:
    """Once, by the sender, with the reason."""
    return return_note(actor_of(request, "cases.return_note"), note=note_id, **payload.dict())


@router.post("/{uuid:note_id}/close", response=ReceiptOut, summary="Close")
def close(request: HttpRequest, note_id: UUID, payload: CloseIn) -> Receipt:
    """By the sender, who accepts the answer."""
    return close_note(actor_of(request, "cases.close_note"), note=note_id, **payload.dict())


@router.post("/{uuid:note_id}/withdraw", response=ReceiptOut, summary="Withdraw")
def withdraw(request: HttpRequest, note_id: UUID, payload: StepIn) -> Receipt:
    """By the sender, before the answer, with the reason."""
    return withdraw_note(actor_of(request, "cases.withdraw_note"), note=note_id, **payload.dict())
