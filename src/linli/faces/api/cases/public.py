"""Public reports, and what residents do through a client: join a report, follow, rate and answer their own case.

The client's token must be one that takes in cases for residents; the resident proves with number and key which case
is theirs, five tries a number and hour as on the portal.
"""

from dataclasses import replace
from typing import Annotated, Any
from uuid import UUID, uuid5

from django.http import HttpRequest
from ninja import Query

from linli.cases import commands
from linli.cases.queries.case_detail import case_detail
from linli.cases.queries.party_access import Access, open_questions, party_actor, prove_party, visitor_actor
from linli.cases.queries.public_cases import PublicRow, public_detail, public_listing
from linli.faces.api.asking import actor_of
from linli.faces.api.cases import public_shapes as shapes
from linli.faces.api.notes.shapes import ReceiptOut
from linli.faces.api.paging import page
from linli.faces.api.routing import NounRouter, told
from linli.kernel.actor import Actor
from linli.kernel.command import Receipt
from linli.kernel.db.listing import Page

public = NounRouter("cases")
own = NounRouter("cases")
SEEING, TAKING = "cases.see_own_cases", "cases.open_case"


@public.get("", response=shapes.PublicPage, summary="Public reports")
def list_public_reports(request: HttpRequest, query: Annotated[shapes.InArea, Query()]) -> Page[PublicRow]:
    """What everybody may see; a page by key."""
    actor = actor_of(request, SEEING)
    return page(public_listing(query.area or actor.county, ()), actor, query.listed())


@public.get("/{number}", response=shapes.PublicOut, summary="One public report")
def read_public_report(request: HttpRequest, number: shapes.Number) -> PublicRow:
    """With the photos that the staff have looked at."""
    return public_detail(actor_of(request, SEEING).county, number)


@public.post("/{number}/support", response=shapes.JoinedOut, summary="Join a public report")
def support_case(request: HttpRequest, number: shapes.Number, payload: shapes.JoinIn) -> dict[str, Any]:
    """ "Me too": counted, and told of it like the first; the code for the receipt is shown once."""
    client = actor_of(request, TAKING)
    row = public_detail(client.county, number)
    # The client speaks for a resident without a log-in: the party is nobody's account and no unit.
    actor = replace(visitor_actor(client.county, client.at), channel=client.channel)
    keyed = actor.keyed(_mark(client, row.id)) if client.request_key else actor
    return told(commands.support_case(keyed, case=row.id, party=payload.dict()))


def _mark(client: Actor, subject: UUID) -> str:
    """The client's key as that of a resident's request: two clients never answer each other."""
    return uuid5(subject, f"{client.account}/{client.request_key}").hex


def _party(request: HttpRequest, given: shapes.AccessIn) -> tuple[Actor, Access]:
    """The party behind number and key, acting through the client; a client's key is the party's own."""
    client = actor_of(request, TAKING)
    access = prove_party(client.county, given.number, given.key, client.at)
    actor = replace(party_actor(client.county, access, client.at), channel=client.channel)
    return (actor.keyed(_mark(client, access.party)) if client.request_key else actor), access


@own.post("/look", response=shapes.OwnOut, summary="One's own case, with number and key")
def look_at_own_case(request: HttpRequest, payload: shapes.AccessIn) -> dict[str, Any]:
    """How it stands, what happened, what one may do. By POST, so that no key stands in an address line."""
    actor, access = _party(request, payload)
    detail = case_detail(actor, access.case)
    mine = "reporter" in detail.roles
    row = {name: getattr(detail.row, name) for name in shapes.OWN_ROW}
    return {
        **row, "own": mine, "clocks": [clock for clock in detail.clocks if clock.assignment is None],
        "history": shapes.acts_shown(detail.history, own=mine),
        "questions": list(open_questions(actor, access)) if mine else [], "offers": list(detail.offers) if mine else [],
    }  # fmt: skip


@own.post("/rate", response=ReceiptOut, summary="Rate one's own case")
def rate_case(request: HttpRequest, payload: shapes.RateIn) -> Receipt:
    """Once, when it is closed; a bad rating opens it again."""
    actor, access = _party(request, payload)
    given = payload.dict(exclude={"number", "key"})
    return commands.rate_case(actor, case=access.case, **given)


@own.post("/answer", response=ReceiptOut, summary="Answer a question of the staff")
def answer_question(request: HttpRequest, payload: shapes.AnswerIn) -> Receipt:
    """Once; the clock runs on."""
    actor, _ = _party(request, payload)
    return commands.answer_question(actor, question=payload.question, text=payload.text)


@own.post("/step", response=ReceiptOut, summary="Take a step in one's own case")
def take_own_step(request: HttpRequest, payload: shapes.OwnStepIn) -> Receipt:
    """What is possible now stands in the case's ``offers``."""
    actor, access = _party(request, payload)
    given = payload.dict(exclude={"number", "key"})
    return commands.take_step(actor, case=access.case, **given)


@own.post("/note", response=ReceiptOut, summary="Add words to one's own case")
def note_own_case(request: HttpRequest, payload: shapes.OwnNoteIn) -> Receipt:
    """For those who work on it."""
    actor, access = _party(request, payload)
    return commands.note_case(actor, case=access.case, text=payload.text)
