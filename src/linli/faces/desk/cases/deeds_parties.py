"""Pages about parties: somebody joins, leaves, gets papers back."""

from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext

from linli.cases.commands import add_party, end_party, return_originals
from linli.cases.queries.case_detail import PartyRow
from linli.faces.desk.asking import day_field, maybe_day
from linli.faces.desk.cases.deed import Asked, Deed, chosen_id, select
from linli.faces.desk.cases.looks import PARTY_ROLES, mapped
from linli.faces.desk.forms import LIST_COMMAS
from linli.kernel.actor import Actor
from linli.kernel.command import Receipt
from linli.ui.parts import Choice, FieldKind, FormField, Width


def party_of(given: QueryDict) -> dict[str, Any]:
    """A party as the form gives it."""
    scope = [text for text in LIST_COMMAS.split(given.get("scope", "")) if text.strip()]
    return {
        "role": given.get("role", ""), "name": given.get("name", ""), "phone": given.get("phone", ""),
        "scope": [text.strip() for text in scope], "until": maybe_day(given, "until"),
        "originals": [line.strip() for line in given.get("originals", "").splitlines() if line.strip()],
    }  # fmt: skip


def add_party_deed(asked: Asked) -> Deed:
    """Add an applicant, representative, agent …"""
    roles = tuple(Choice(key, gettext(words)) for key, words in PARTY_ROLES.items() if key != "supporter")
    only = gettext("For an agent: steps the mandate covers, with commas between.")
    fields = (
        select("role", gettext("Role"), roles),
        FormField("name", gettext("Full name"), width=Width.MEDIUM, maxlength=60),
        FormField("phone", gettext("Phone"), FieldKind.TEL, width=Width.MEDIUM),
        FormField("scope", gettext("Mandate"), hint=only),
        day_field("until", gettext("Mandate until"), required=False),
        FormField("originals", gettext("Papers that they hold"), FieldKind.AREA, rows=2, hint=gettext("One a line.")),
    )

    def send(actor: Actor, given: QueryDict) -> Receipt:
        return add_party(actor, case=asked.id, party=party_of(given), **asked.at(given))

    return Deed(gettext("Add a party"), fields, send)


def _words(party: PartyRow) -> str:
    who = party.unit_name or party.name or party.phone or gettext("anonymous")
    return f"{mapped(PARTY_ROLES, party.role)} · {who}"


def end_party_deed(asked: Asked) -> Deed:
    """A mandate was withdrawn, or somebody wants to hear no more."""
    choices = tuple(Choice(str(p.id), _words(p)) for p in asked.case.parties if p.left_at is None)

    def send(actor: Actor, given: QueryDict) -> Receipt:
        return end_party(actor, case=asked.id, party=chosen_id(given, "party"), **asked.at(given))

    return Deed(gettext("End a party's part"), (select("party", gettext("Whose?"), choices),), send, danger=True)


def originals_deed(asked: Asked) -> Deed:
    """Papers that an agent held went back to their owner."""
    held = [party for party in asked.case.parties if party.originals and party.returned_at is None]
    choices = tuple(Choice(str(p.id), f"{_words(p)} · {'、'.join(p.originals)}") for p in held)

    def send(actor: Actor, given: QueryDict) -> Receipt:
        return return_originals(actor, case=asked.id, party=chosen_id(given, "party"), **asked.at(given))

    return Deed(gettext("Give papers back"), (select("party", gettext("Whose?"), choices),), send)
