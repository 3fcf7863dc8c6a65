"""The pages of one person side by side."""

from uuid import UUID

from django.utils.translation import gettext

from linli.faces.desk.persons.looks import address_of
from linli.kernel.actor import Actor
from linli.ui.parts import Link, Tab, Tabs


def links_of() -> Link:
    """The way back to the list."""
    return Link(gettext("Persons"), "/desk/persons/")


def tabs_of(actor: Actor, person: UUID, area: str, here: str) -> Tabs:
    """Record, consents, and for the auditor who looked."""
    pages = [("record", gettext("Record"), ""), ("consents", gettext("Consents"), "consents/")]
    if actor.may("people.see_looks", area):
        pages.append(("looks", gettext("Who looked"), "looks/"))
    tabs = tuple(Tab(words, address_of(person, page), current=key == here) for key, words, page in pages)
    return Tabs(tabs, gettext("Pages of this record"))
