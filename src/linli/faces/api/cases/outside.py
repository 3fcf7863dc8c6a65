"""Cases in the hands of outside systems: the ledger, and what the staff do about it."""

from datetime import datetime
from uuid import UUID

from django.http import HttpRequest
from ninja import Field, Schema

from linli.cases import commands
from linli.cases.commands.steps import NOTE_LENGTH
from linli.cases.queries.handovers import HandoverRow, handover_ledger
from linli.faces.api.asking import actor_of
from linli.faces.api.bodies import Key, Versioned
from linli.faces.api.cases.endpoints import SEEING
from linli.faces.api.notes.shapes import ReceiptOut
from linli.faces.api.routing import NounRouter
from linli.kernel.command import Receipt

router = NounRouter("cases")


class HandoverIn(Versioned):
    """To whom, and the staff's own words: they may name nobody."""

    target: Key
    text: str = Field(min_length=1, max_length=NOTE_LENGTH)


class HandoverNewsIn(Versioned):
    """What came back of a case that was handed over by hand."""

    outside_id: str = Field("", max_length=80)
    closed: bool = False
    note: str = Field("", max_length=NOTE_LENGTH)


class HandoverEndIn(Versioned):
    """Why it is followed no longer."""

    note: str = Field(min_length=1, max_length=NOTE_LENGTH)


class HandoverOut(Schema):
    """One line of the ledger."""

    id: UUID
    target: str
    title: dict[str, str]
    kind: str
    state: str
    outside_id: str
    outside_state: str
    tries: int
    next_try_at: datetime | None
    last_error: str
    handed_at: datetime
    due_at: datetime
    late: bool
    live: bool


@router.get("/{uuid:case_id}/handovers", response=list[HandoverOut], summary="Where a case was handed to")
def list_handovers(request: HttpRequest, case_id: UUID) -> list[HandoverRow]:
    """The newest first."""
    return list(handover_ledger(actor_of(request, SEEING), case_id))


@router.post("/{uuid:case_id}/handovers", response=ReceiptOut, summary="Hand a case to an outside system")
def hand_over(request: HttpRequest, case_id: UUID, payload: HandoverIn) -> Receipt:
    """Only a public case; its own clocks run on."""
    return commands.hand_over_case(actor_of(request, "cases.hand_over_case"), case=case_id, **payload.dict())


@router.post("/{uuid:case_id}/handovers/{uuid:handover}/withdraw", response=ReceiptOut, summary="Follow no longer")
def withdraw_handover(request: HttpRequest, case_id: UUID, handover: UUID, payload: HandoverEndIn) -> Receipt:
    """The outside system is not told."""
    actor = actor_of(request, "cases.withdraw_handover")
    return commands.withdraw_handover(actor, case=case_id, handover=handover, **payload.dict())


@router.post("/{uuid:case_id}/handovers/{uuid:handover}/retry", response=ReceiptOut, summary="Try again what failed")
def retry_handover(request: HttpRequest, case_id: UUID, handover: UUID, payload: Versioned) -> Receipt:
    """What may have arrived is looked for before."""
    actor = actor_of(request, "cases.retry_handover")
    return commands.retry_handover(actor, case=case_id, handover=handover, **payload.dict())


@router.post("/{uuid:case_id}/handovers/{uuid:handover}/news", response=ReceiptOut, summary="Note what came back")
def note_handover(request: HttpRequest, case_id: UUID, handover: UUID, payload: HandoverNewsIn) -> Receipt:
    """The number there; that it is done there."""
    actor = actor_of(request, "cases.note_handover")
    return commands.note_handover(actor, case=case_id, handover=handover, **payload.dict())
