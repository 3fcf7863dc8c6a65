"""Contact points and consents of a person, and who looked at them."""

from typing import Annotated, Any
from uuid import UUID

from django.http import HttpRequest
from ninja import Query, Status

from linli.faces.api.asking import actor_of
from linli.faces.api.bodies import OnIn, Versioned
from linli.faces.api.notes.shapes import ReceiptOut
from linli.faces.api.paging import page
from linli.faces.api.people import record_shapes as shapes
from linli.faces.api.people.person_shapes import ContactOut
from linli.faces.api.routing import NounRouter
from linli.kernel.clock import local_day
from linli.kernel.command import Receipt
from linli.kernel.db.listing import Page
from linli.people import commands
from linli.people.queries.consents import ConsentRow, consents_of
from linli.people.queries.contacts import ContactRow
from linli.people.queries.looks import WHO_LOOKED, LookRow, could_see, looks_of
from linli.people.queries.persons import person_detail

of_person = NounRouter("people")
contacts = NounRouter("people")
consents = NounRouter("people")
looks = NounRouter("people")
SEEING, AUDITING = "people.see_persons", "people.see_looks"


@of_person.get("/{uuid:person}/contacts", response=list[ContactOut], summary="Contact points of a person")
def list_contacts(request: HttpRequest, person: UUID) -> list[ContactRow]:
    """Masked, those of merged records too."""
    return list(person_detail(actor_of(request, SEEING), person).contacts)


@of_person.post("/{uuid:person}/contacts", response={201: ReceiptOut}, summary="Add a contact point")
def add_contact(request: HttpRequest, person: UUID, payload: shapes.ContactIn) -> Status[Receipt]:
    """A phone number or mail address."""
    actor = actor_of(request, "people.add_contact")
    return Status(201, commands.add_contact(actor, person=person, **payload.dict()))


@contacts.put("/{uuid:contact}/wishes", response=ReceiptOut, summary="Set how a contact may be used")
def set_contact_wishes(request: HttpRequest, contact: UUID, payload: shapes.WishesIn) -> Receipt:
    """A safety setting beats all wishes."""
    actor, given = actor_of(request, "people.set_contact_wishes"), payload.dict(include={"setting", "via"})
    return commands.set_contact_wishes(
        actor, contact=contact, channels=tuple(payload.channels), quiet=_hours(payload.quiet),
        safe=_hours(payload.safe), expected_version=payload.expected_version, **given,
    )  # fmt: skip


def _hours(given: shapes.Hours | None) -> tuple[int, int] | None:
    return (given.start, given.end) if given else None


@contacts.post("/{uuid:contact}/end", response=ReceiptOut, summary="End a contact point")
def end_contact(request: HttpRequest, contact: UUID, payload: Versioned) -> Receipt:
    """It is no longer used, found or shown."""
    return commands.end_contact(actor_of(request, "people.end_contact"), contact=contact, **payload.dict())


@of_person.get("/{uuid:person}/consents", response=list[shapes.ConsentOut], summary="Consents of a person")
def list_consents(request: HttpRequest, person: UUID) -> list[ConsentRow]:
    """The latest first."""
    return list(consents_of(actor_of(request, SEEING), person))


@of_person.post("/{uuid:person}/consents", response={201: ReceiptOut}, summary="Note a consent")
def give_consent(request: HttpRequest, person: UUID, payload: shapes.ConsentIn) -> Status[Receipt]:
    """Sensitive fields stand alone."""
    actor, given = actor_of(request, "people.give_consent"), payload.dict(exclude={"fields"})
    return Status(201, commands.give_consent(actor, person=person, fields=tuple(payload.fields), **given))


@consents.post("/{uuid:consent}/withdraw", response=ReceiptOut, summary="Withdraw a consent")
def withdraw_consent(request: HttpRequest, consent: UUID, payload: Versioned) -> Receipt:
    """The next request is refused; earlier ones stay lawful."""
    return commands.withdraw_consent(actor_of(request, "people.withdraw_consent"), consent=consent, **payload.dict())


@of_person.get("/{uuid:person}/looks", response=shapes.LooksOut, summary="Who looked at a person")
def read_looks(request: HttpRequest, person: UUID, query: Annotated[OnIn, Query()]) -> dict[str, Any]:
    """And who could have seen them on a day; for the auditor of the person's area."""
    actor = actor_of(request, AUDITING)
    could = could_see(actor, person, query.on or local_day(actor.at))
    return {"looks": list(looks_of(actor, person)), "could": list(could)}


@looks.get("", response=shapes.LookPage, summary="Who looked")
def list_looks(request: HttpRequest, query: Annotated[shapes.LooksIn, Query()]) -> Page[LookRow]:
    """Every look at unmasked values, the latest first; for the auditor."""
    return page(WHO_LOOKED, actor_of(request, AUDITING), query)
