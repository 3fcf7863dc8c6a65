"""Consents of a person: listed, given at the window, withdrawn."""

from datetime import timedelta
from uuid import UUID

from django.http import HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import render
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from linli.faces.desk.doing import actor_of, keyed
from linli.faces.desk.forms import typed_day
from linli.faces.desk.persons.finding import one_person
from linli.faces.desk.persons.forms import Sheet, answer, day_field, version_in
from linli.faces.desk.persons.looks import FIELD_WORDS, WAY_WORDS, address_of, choices
from linli.faces.desk.persons.tabs import links_of, tabs_of
from linli.kernel.actor import Actor
from linli.kernel.clock import local_day
from linli.kernel.clock_port import LOCAL
from linli.people.commands import give_consent, withdraw_consent
from linli.people.queries.consents import ConsentRow, consents_of
from linli.people.queries.fields import SHOWN, titles_of
from linli.people.queries.persons import PersonDetail, person_detail
from linli.ui.parts import (
    Action,
    Choice,
    DateCell,
    EmptyState,
    FieldKind,
    FormField,
    Link,
    ObjectPage,
    PageHead,
    Section,
    StateBadge,
    StateCell,
    StateTone,
    Table,
    TableColumn,
    TableRow,
    TextCell,
    Weight,
)
from linli.ui.web.gates import needs
from linli.ui.web.requests import LinliRequest
from linli.ui.web.wording import label_of

YEAR = timedelta(days=365)


def _state(row: ConsentRow) -> StateBadge:
    if row.withdrawn_at is not None:
        return StateBadge(gettext("withdrawn"), StateTone.STOPPED)
    return StateBadge(gettext("in force"), StateTone.DONE) if row.live else StateBadge(gettext("expired"))


def _line(row: ConsentRow, purposes: dict[str, str]) -> TableRow:
    fields = "、".join(gettext(FIELD_WORDS.get(name, name)) for name in row.fields)
    cells = (
        TextCell(purposes.get(row.purpose, row.purpose), fields),
        TextCell(row.audience, row.text_version),
        DateCell(row.given_at.astimezone(LOCAL), with_year=True),
        DateCell(row.expires_on, with_year=True),
        StateCell(_state(row)),
    )
    return TableRow(cells)


def _purposes(actor: Actor, row: PersonDetail) -> dict[str, str]:
    return {key: label_of(item.title) for key, item in titles_of("purposes", row.area, actor).items()}


def _withdrawers(actor: Actor, row: PersonDetail, consents: tuple[ConsentRow, ...]) -> tuple[Action, ...]:
    if not actor.may("people.withdraw_consent", row.area):
        return ()
    return tuple(
        Action(
            gettext("Withdraw {text}").format(text=item.text_version),
            address_of(row.id, f"consents/{item.id}/withdraw/"), "post",
            hidden=(("expected_version", str(item.version)),),
        )
        for item in consents
        if item.live
    )  # fmt: skip


def _page(actor: Actor, person: UUID) -> ObjectPage:
    row, consents = person_detail(actor, person), consents_of(actor, person)
    purposes = _purposes(actor, row)
    columns = (
        TableColumn(gettext("For what"), wide=True),
        TableColumn(gettext("For whom")),
        TableColumn(gettext("Given")),
        TableColumn(gettext("Until")),
        TableColumn(gettext("State")),
    )
    empty = EmptyState(gettext("No consent noted."))
    table = Table(gettext("Consents"), columns, tuple(_line(item, purposes) for item in consents), empty=empty)
    actions: tuple[Action, ...] = ()
    if actor.may("people.give_consent", row.area):
        actions = (Action(gettext("Note a consent"), address_of(row.id, "consents/new/"), weight=Weight.PRIMARY),)
    return ObjectPage(
        PageHead(row.name, back=links_of()),
        sections=(Section(gettext("Consents"), (table,), actions=_withdrawers(actor, row, consents)),),
        actions=actions,
        tabs=tabs_of(actor, row.id, row.area, "consents"),
    )


@needs("people.see_persons")
@require_safe
def consent_list(request: LinliRequest, person: UUID) -> HttpResponse:
    """What a person agreed to."""
    return render(request, "ui/pages/object.html", {"page": _page(actor_of(request), person)})


def _sheet(actor: Actor, row: PersonDetail) -> Sheet:
    purposes = tuple(Choice(key, words) for key, words in _purposes(actor, row).items())
    today = local_day(actor.at)
    guardian = gettext("Under 14: the guardian's identity or phone number, whole.")
    fields = (
        FormField("purpose", gettext("For what?"), FieldKind.SELECT, "visit", choices=purposes),
        FormField(
            "fields", gettext("Which values?"), FieldKind.CHECKS,
            choices=choices({name: FIELD_WORDS[name] for name in SHOWN}), required=True,
        ),
        FormField("audience", gettext("For whom?"), required=True, maxlength=60),
        FormField("text_version", gettext("Which text was read out or signed?"), required=True, maxlength=40),
        FormField("way", gettext("How?"), FieldKind.SELECT, "paper", choices=choices(WAY_WORDS)),
        day_field("expires_on", gettext("Until"), (today + YEAR).isoformat()),
        FormField("guardian", gettext("Guardian"), hint=guardian, maxlength=30, autocomplete="off"),
    )  # fmt: skip
    note = gettext("One purpose a consent. Sensitive values need a consent of their own.")
    back = Link(row.name, address_of(row.id, "consents/"))
    return Sheet(gettext("Note a consent"), fields, gettext("Save"), back, note)


@needs("people.give_consent")
@require_http_methods(["GET", "POST"])
def give(request: LinliRequest, person: UUID) -> HttpResponse:
    """Note a consent."""
    actor = actor_of(request)
    row = person_detail(actor, person)

    def run(given: QueryDict) -> None:
        typed = given.get("guardian", "").strip()
        give_consent(
            keyed(request), person=row.id, purpose=given.get("purpose", ""), fields=tuple(given.getlist("fields")),
            audience=given.get("audience", ""), text_version=given.get("text_version", ""),
            way=given.get("way", ""), expires_on=typed_day(given, "expires_on"),
            guardian=one_person(actor, typed, "guardian") if typed else None,
        )  # fmt: skip

    return answer(request, _sheet(actor, row), run)


@needs("people.withdraw_consent")
@require_POST
def withdraw(request: LinliRequest, person: UUID, consent: UUID) -> HttpResponse:
    """Withdraw a consent: it ends at once."""
    withdraw_consent(actor_of(request), consent=consent, expected_version=version_in(request.POST))
    return HttpResponseRedirect(address_of(person, "consents/"))
