"""Persons: found, read masked, registered, corrected, moved, merged, unmasked for a purpose."""

from typing import Annotated, Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from ninja import Query, Status

from linli.faces.api.asking import actor_of
from linli.faces.api.bodies import OnIn, Versioned
from linli.faces.api.notes.shapes import ReceiptOut
from linli.faces.api.paging import page
from linli.faces.api.people import person_shapes as shapes
from linli.faces.api.routing import NounRouter, told
from linli.kernel.clock import local_day
from linli.kernel.command import Receipt
from linli.kernel.db.listing import Page
from linli.people import commands
from linli.people.queries.persons import PERSONS, PersonDetail, PersonRow, person_detail
from linli.people.queries.residences import HouseholdDetail, household_detail

router = NounRouter("people")
households = NounRouter("people")
SEEING = "people.see_persons"


@router.post("/search", response=shapes.PersonPage, summary="Find a person")
def search_persons(request: HttpRequest, payload: shapes.SearchIn) -> Page[PersonRow]:
    """Masked, a page by key. By POST, so that no name and no number stands in an address line or a log."""
    return page(PERSONS, actor_of(request, SEEING), payload)


@router.post("", response={201: ReceiptOut}, summary="Register a person")
def register_person(request: HttpRequest, payload: shapes.PersonIn) -> Status[Receipt]:
    """Ask only for what is needed; belief, origin and opinions are never noted."""
    actor, given = actor_of(request, "people.register_person"), payload.dict(exclude={"values", "phones"})
    made = commands.register_person(actor, values=payload.values.texts(), phones=tuple(payload.phones), **given)
    return Status(201, made)


@router.post("/export", response=shapes.ExportedOut, summary="Take out values of persons")
def export_persons(request: HttpRequest, payload: shapes.ExportIn) -> dict[str, Any]:
    """For a purpose; each of them can see it."""
    actor = actor_of(request, "people.export_persons")
    persons, fields = tuple(payload.persons), tuple(payload.fields)
    made = commands.export_persons(actor, persons=persons, fields=fields, purpose=payload.purpose, case=payload.case)
    return told(made)


@router.get("/{uuid:person}", response=shapes.PersonOut, summary="One person")
def read_person(request: HttpRequest, person: UUID, response: HttpResponse) -> PersonDetail:
    """Masked: reading it is no look. The ETag is the version."""
    row = person_detail(actor_of(request, SEEING), person)
    response.headers["ETag"] = f'"{row.version}"'
    return row


@router.patch("/{uuid:person}", response=ReceiptOut, summary="Correct a person")
def correct_person(request: HttpRequest, person: UUID, payload: shapes.CorrectIn) -> Receipt:
    """Each field with its source; an empty text clears what may be unknown."""
    actor, changes = actor_of(request, "people.correct_person"), payload.changes.texts()
    version = payload.expected_version
    return commands.correct_person(
        actor, person=person, changes=changes, source=payload.source, expected_version=version
    )  # fmt: skip


@router.post("/{uuid:person}/move", response=ReceiptOut, summary="Move a person")
def move_person(request: HttpRequest, person: UUID, payload: shapes.MoveIn) -> Receipt:
    """The new place may be any community of the county."""
    return commands.move_person(actor_of(request, "people.move_person"), person=person, **payload.dict())


@router.post("/{uuid:person}/leave", response=ReceiptOut, summary="End a residence")
def end_residence(request: HttpRequest, person: UUID, payload: shapes.LeaveIn) -> Receipt:
    """Moved out of the county, back from away, died."""
    return commands.end_residence(actor_of(request, "people.end_residence"), person=person, **payload.dict())


@router.post("/{uuid:person}/death", response=ReceiptOut, summary="Note a death")
def note_death(request: HttpRequest, person: UUID, payload: shapes.DeathIn) -> Receipt:
    """Residences end that day; contact points, consents and the binding to an account today."""
    return commands.note_death(actor_of(request, "people.note_death"), person=person, **payload.dict())


@router.post("/{uuid:person}/alive", response=ReceiptOut, summary="Take back a noted death")
def retract_death(request: HttpRequest, person: UUID, payload: Versioned) -> Receipt:
    """The residences that ended that day go on."""
    return commands.retract_death(actor_of(request, "people.retract_death"), person=person, **payload.dict())


@router.post("/{uuid:person}/merge", response=ReceiptOut, summary="Merge a double into a person")
def merge_persons(request: HttpRequest, person: UUID, payload: shapes.PersonMergeIn) -> Receipt:
    """Nothing is deleted: separating restores both."""
    return commands.merge_persons(actor_of(request, "people.merge_persons"), keep=person, **payload.dict())


@router.post("/{uuid:person}/separate", response=ReceiptOut, summary="Take a merge back")
def unmerge_persons(request: HttpRequest, person: UUID, payload: Versioned) -> Receipt:
    """``person`` is the double; it lives again."""
    return commands.unmerge_persons(actor_of(request, "people.unmerge_persons"), double=person, **payload.dict())


@router.post("/{uuid:person}/reveal", response=shapes.RevealedOut, summary="Unmask fields of a person")
def reveal(request: HttpRequest, person: UUID, payload: shapes.RevealIn) -> dict[str, Any]:
    """For a purpose: exactly one look is noted, which the person can see. Values stand in this answer only."""
    actor, fields = actor_of(request, "people.reveal"), tuple(payload.fields)
    made = commands.reveal(actor, subject=person, fields=fields, purpose=payload.purpose, case=payload.case)
    return {**told(made), "shown": dict(made.values)}


@router.post("/{uuid:person}/binding-codes", response={201: shapes.CodeOut}, summary="Issue a code for an account")
def issue_binding_code(request: HttpRequest, person: UUID) -> Status[dict[str, Any]]:
    """For somebody who stands at the window; shown once, earlier codes end."""
    return Status(201, told(commands.issue_binding_code(actor_of(request, "people.issue_binding_code"), person=person)))


@households.post("", response={201: ReceiptOut}, summary="Set a household up")
def set_household(request: HttpRequest, payload: shapes.HouseholdIn) -> Status[Receipt]:
    """All members are registered that day; exactly one is the head."""
    actor = actor_of(request, "people.set_household")
    return Status(201, commands.set_household(actor, members=_members(payload), **_when(payload)))


@households.put("/{uuid:household}", response=ReceiptOut, summary="Say who belongs to a household")
def change_household(request: HttpRequest, household: UUID, payload: shapes.HouseholdChange) -> Receipt:
    """From a day on; who is not named leaves."""
    actor, version = actor_of(request, "people.set_household"), payload.expected_version
    return commands.set_household(
        actor, household=household, members=_members(payload), expected_version=version, **_when(payload)
    )  # fmt: skip


def _members(payload: shapes.HouseholdIn) -> tuple[tuple[UUID, str], ...]:
    return tuple((item.person, item.relation) for item in payload.members)


def _when(payload: shapes.HouseholdIn) -> dict[str, Any]:
    return {"since": payload.since, "dwelling": payload.dwelling}


@households.get("/{uuid:household}", response=shapes.HouseholdOut, summary="One household")
def read_household(
    request: HttpRequest, household: UUID, query: Annotated[OnIn, Query()], response: HttpResponse
) -> HouseholdDetail:  # fmt: skip
    """On a day, masked. The ETag is the version."""
    actor = actor_of(request, SEEING)
    row = household_detail(actor, household, query.on or local_day(actor.at))
    response.headers["ETag"] = f'"{row.version}"'
    return row
