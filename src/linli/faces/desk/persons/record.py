"""One person, masked: facts, where they live and lived, household, contact points; and unmasking for a purpose."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext
from django.views.decorators.http import require_POST, require_safe

from linli.faces.desk.persons.looks import (
    FIELD_WORDS,
    IDENTITY_WORDS,
    KIND_WORDS,
    RELATION_WORDS,
    SEXES,
    address_of,
    area_words,
    codes_of,
    setting_badge,
    wishes_words,
)
from linli.faces.desk.persons.tabs import links_of, tabs_of
from linli.kernel.actor import Actor
from linli.kernel.clock import local_day
from linli.kernel.errors import Refusal, n_
from linli.kernel.text import MaskLevel, mask_address
from linli.people.commands import reveal
from linli.people.queries.contacts import ContactRow
from linli.people.queries.fields import purposes_for
from linli.people.queries.persons import PersonDetail, person_detail
from linli.people.queries.residences import HouseholdDetail, ResidenceRow, household_detail
from linli.places.queries.areas import AreaRow, areas_coded
from linli.places.queries.dwellings import dwelling_words
from linli.ui.parts import (
    Action,
    Choice,
    DateCell,
    EmptyState,
    Fact,
    LinkCell,
    Notice,
    ObjectPage,
    PageHead,
    PersonBadge,
    PersonCell,
    Reveal,
    Section,
    StateCell,
    Table,
    TableColumn,
    TableRow,
    TextCell,
    Tone,
)
from linli.ui.web.gates import needs
from linli.ui.web.requests import LinliRequest
from linli.ui.web.wording import hint_of, label_of, message_of

# What is shown together for one purpose; each group is one look.
GROUPS = {
    "person": (n_("name, birth date and number"), ("name", "birth", "identity")),
    "address": (n_("the registered address"), ("hukou_address",)),
    "phone": (n_("phone numbers"), ("phone",)),
    "mail": (n_("mail addresses"), ("mail",)),
}
Shown = Mapping[str, Any]


def _texts(value: Any) -> str:
    return value or "–" if isinstance(value, str) else "、".join(value) or "–"


def _badge(actor: Actor, row: PersonDetail, group: str, masked: str, shown: Shown) -> PersonCell:
    what, fields = GROUPS[group]
    if set(fields) <= set(shown):
        pairs = tuple((gettext(FIELD_WORDS[name]), _texts(shown[name])) for name in fields)
        return PersonCell(PersonBadge(masked, shown=pairs))
    purposes = tuple(Choice(item.key, label_of(item.title)) for item in purposes_for(fields, row.area, actor))
    if not actor.may("people.reveal", row.area) or not purposes:
        return PersonCell(PersonBadge(masked))
    form = Reveal(
        address_of(row.id, "reveal/"), gettext(what), purposes, hidden=(("group", group),), key=f"reveal_{group}"
    )
    return PersonCell(PersonBadge(masked, reveal=form))


def _facts(actor: Actor, row: PersonDetail, areas: Mapping[str, AreaRow], shown: Shown) -> tuple[Fact, ...]:
    kinds = {contact.kind for contact in row.contacts}
    number = f"{gettext(IDENTITY_WORDS.get(row.identity_kind, ''))} {row.identity}".strip() if row.identity else "–"
    found = [
        Fact(gettext("Full name"), _badge(actor, row, "person", row.name, shown), wide=True),
        Fact(gettext("Sex"), gettext(SEXES[row.sex])),
        Fact(gettext("Born"), row.birth or "–"),
        Fact(gettext("Identity number"), number),
        Fact(gettext("Community"), area_words(areas, row.area[:12])),
        Fact(gettext("Account"), gettext("bound") if row.bound else gettext("none")),
    ]
    if row.died:
        found.append(Fact(gettext("Died"), row.died))
    if row.hukou_address:
        found.append(
            Fact(gettext("Registered address"), _badge(actor, row, "address", row.hukou_address, shown), wide=True)
        )
    for kind in ("phone", "mail"):
        if kind in kinds:
            masked = "、".join(item.masked for item in row.contacts if item.kind == kind)
            found.append(Fact(gettext(FIELD_WORDS[kind]), _badge(actor, row, kind, masked, shown), wide=True))
    return tuple(found)


def _residence(row: ResidenceRow, areas: Mapping[str, AreaRow], homes: Mapping[UUID, str]) -> TableRow:
    home = homes.get(row.dwelling, "") if row.dwelling else ""
    where = mask_address(home, MaskLevel.INTERNAL)
    cells = (
        TextCell(gettext(KIND_WORDS[row.kind])),
        TextCell(area_words(areas, row.area[:12]), where),
        DateCell(row.since, with_year=True),
        DateCell(row.until, with_year=True),
    )
    return TableRow(cells)


def _residences(row: PersonDetail, areas: Mapping[str, AreaRow], homes: Mapping[UUID, str]) -> Table:
    columns = (
        TableColumn(gettext("Kind")),
        TableColumn(gettext("Where"), wide=True),
        TableColumn(gettext("Since")),
        TableColumn(gettext("Until")),
    )
    lines = tuple(_residence(home, areas, homes) for home in row.residences)
    return Table(gettext("Residence"), columns, lines, empty=EmptyState(gettext("No residence noted.")))


def _household(row: PersonDetail, detail: HouseholdDetail | None) -> Table:
    columns = (TableColumn(gettext("Member"), wide=True), TableColumn(gettext("Relation")))
    members = detail.members if detail else ()
    lines = tuple(
        TableRow(
            (LinkCell(item.name, address_of(item.person)), TextCell(gettext(RELATION_WORDS[item.relation]))),
            current=item.person == row.id,
        )
        for item in members
    )
    return Table(gettext("Household"), columns, lines, empty=EmptyState(gettext("Belongs to no household here.")))


def _contact(row: ContactRow) -> TableRow:
    cells = (
        TextCell(gettext(FIELD_WORDS[row.kind])),
        TextCell(row.masked),
        TextCell(wishes_words(row.wishes)),
        StateCell(setting_badge(row)),
    )
    return TableRow(cells)


def _contacts(row: PersonDetail) -> Table:
    columns = (
        TableColumn(gettext("Kind")),
        TableColumn(gettext("Contact")),
        TableColumn(gettext("How and when"), wide=True),
        TableColumn(gettext("Safety")),
    )
    lines = tuple(_contact(item) for item in row.contacts)
    return Table(gettext("Contact points"), columns, lines, empty=EmptyState(gettext("No contact point.")))


def _contact_actions(actor: Actor, row: PersonDetail) -> tuple[Action, ...]:
    if not actor.may("people.set_contact_wishes", row.area):
        return ()
    return tuple(
        Action(gettext("Wishes of {contact}").format(contact=item.masked), address_of(row.id, f"contacts/{item.id}/"))
        for item in row.contacts
    )


def household_of(actor: Actor, row: PersonDetail) -> HouseholdDetail | None:
    """The household of a person today, if the actor may see it."""
    day = local_day(actor.at)
    own = (home for home in row.residences if home.household and (home.until is None or home.until >= day))
    home = next(own, None)
    if home is None or home.household is None or not actor.may("people.see_persons", home.area):
        return None
    return household_detail(actor, home.household, day)


def page_of(actor: Actor, person: UUID, shown: Shown | None = None, notices: tuple[Notice, ...] = ()) -> ObjectPage:
    """The record's page; ``shown`` are values unmasked for this one response."""
    row = person_detail(actor, person)
    areas = areas_coded(codes_of(row.residences, row.area))
    homes = dwelling_words(actor.county, (home.dwelling for home in row.residences))
    guarded = any(item.wishes.setting != "free" for item in row.contacts)
    if guarded:
        text = gettext("Read the safety setting below before you call or write.")
        notices = (*notices, Notice(text, gettext("This person may be in danger when contacted"), Tone.ATTENTION))
    return ObjectPage(
        PageHead(row.name, gettext("Everything is masked until you say what you need it for."), back=links_of()),
        facts=_facts(actor, row, areas, shown or {}),
        sections=(
            Section(gettext("Residence"), (_residences(row, areas, homes),)),
            Section(gettext("Household"), (_household(row, household_of(actor, row)),)),
            Section(gettext("Contact points"), (_contacts(row),), actions=_contact_actions(actor, row)),
        ),
        actions=actions_of(actor, row),
        tabs=tabs_of(actor, row.id, row.area, "record"),
        notices=notices,
    )


DEEDS = (
    ("people.correct_person", n_("Correct"), "correct/"),
    ("people.move_person", n_("Move"), "move/"),
    ("people.end_residence", n_("End a residence"), "end/"),
    ("people.note_death", n_("Note a death"), "death/"),
    ("people.retract_death", n_("Take back the death"), "alive/"),
    ("people.set_household", n_("Household"), "household/"),
    ("people.add_contact", n_("Add a contact point"), "contacts/new/"),
    ("people.merge_persons", n_("Merge doubles"), "merge/"),
    ("kernel.set_hold", n_("Put a legal hold on something"), "hold/"),
    ("kernel.propose_erasure", n_("Propose an erasure"), "erase/"),
)


# What is not offered about somebody who died, and about somebody who lives.
CLOSED = (
    "people.note_death",
    "people.move_person",
    "people.end_residence",
    "people.set_household",
    "people.add_contact",
)
OPEN = ("people.retract_death",)


def actions_of(actor: Actor, row: PersonDetail) -> tuple[Action, ...]:
    """What the actor may do with the record."""
    shut = CLOSED if row.died else OPEN
    deeds = [deed for deed in DEEDS if actor.may(deed[0]) and deed[0] not in shut]
    found = [Action(gettext(words), address_of(row.id, page)) for _, words, page in deeds]
    if actor.may("people.issue_binding_code") and not row.bound and not row.died:
        found.append(Action(gettext("Code for their account"), address_of(row.id, "binding/"), "post"))
    return tuple(found)


@needs("people.see_persons")
@require_safe
def person_page(request: LinliRequest, person: UUID) -> HttpResponse:
    """One person, masked: opening the page is no look."""
    assert request.actor is not None, "the gate lets only actors in"
    return render(request, "ui/pages/object.html", {"page": page_of(request.actor, person)})


@needs("people.reveal")
@require_POST
def reveal_fields(request: LinliRequest, person: UUID) -> HttpResponse:
    """Show a group of values in this one response, and note the look."""
    actor = request.actor
    assert actor is not None, "the gate lets only actors in"
    _, fields = GROUPS.get(request.POST.get("group", ""), ("", ()))
    try:
        receipt = reveal(actor, subject=person, fields=fields, purpose=request.POST.get("purpose", ""))
    except Refusal as refusal:
        notice = Notice(hint_of(refusal.code, refusal.data), message_of(refusal.code, refusal.data), Tone.ATTENTION)
        page = page_of(actor, person, notices=(notice,))
        return render(request, "ui/pages/object.html", {"page": page}, status=refusal.status)
    page = page_of(actor, person, receipt.values)
    return render(request, "ui/pages/object.html", {"page": page})
