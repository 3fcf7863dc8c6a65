"""Contact points: added, with wishes and a safety setting, ended."""

from uuid import UUID

from django.http import HttpResponse, HttpResponseRedirect, QueryDict
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST

from linli.faces.desk.doing import actor_of, keyed
from linli.faces.desk.persons.changes import back_to
from linli.faces.desk.persons.finding import one_person
from linli.faces.desk.persons.forms import Sheet, answer, source_field, span, version_in
from linli.faces.desk.persons.looks import (
    CHANNEL_WORDS,
    FIELD_WORDS,
    SETTING_WORDS,
    address_of,
    choices,
    hour_words,
)
from linli.kernel.errors import KernelCode, NotFound
from linli.people.commands import add_contact, end_contact, set_contact_wishes
from linli.people.queries.contacts import ContactRow
from linli.people.queries.persons import PersonDetail, person_detail
from linli.people.rules.contacts import CHANNELS, KINDS, VIA
from linli.ui.parts import Action, Actions, FieldKind, FormField, Section, Weight, Width
from linli.ui.web.gates import needs
from linli.ui.web.requests import LinliRequest


def _add_sheet(row: PersonDetail) -> Sheet:
    kinds = choices({kind: FIELD_WORDS[kind] for kind in KINDS})
    fields = (
        FormField("kind", gettext("Kind"), FieldKind.SELECT, "phone", choices=kinds),
        FormField("value", gettext("Number or address"), required=True, maxlength=254, autocomplete="off"),
        source_field(),
    )
    return Sheet(gettext("Add a contact point"), fields, gettext("Add"), back_to(row))


@needs("people.add_contact")
@require_http_methods(["GET", "POST"])
def add(request: LinliRequest, person: UUID) -> HttpResponse:
    """Another way to reach a person."""
    row = person_detail(actor_of(request), person)

    def run(given: QueryDict) -> None:
        add_contact(
            keyed(request), person=row.id, kind=given.get("kind", ""), value=given.get("value", ""),
            source=given.get("source", ""),
        )  # fmt: skip

    return answer(request, _add_sheet(row), run)


def _time(name: str, label: str, value: int | None) -> FormField:
    text = "" if value is None else hour_words(value)
    return FormField(name, label, FieldKind.TIME, text, width=Width.SHORT)


def _wishes_sheet(row: PersonDetail, contact: ContactRow) -> Sheet:
    wishes = contact.wishes
    ways = choices({key: CHANNEL_WORDS[key] for key in CHANNELS[contact.kind]})
    hint = gettext("Identity or phone number of the other person, whole. Only for that setting.")
    fields = (
        FormField("channels", gettext("By which ways?"), FieldKind.CHECKS, values=wishes.channels, choices=ways),
        _time("quiet_from", gettext("Quiet from"), wishes.quiet_from),
        _time("quiet_to", gettext("Quiet until"), wishes.quiet_to),
        FormField("setting", gettext("Safety"), FieldKind.SELECT, wishes.setting, choices=choices(SETTING_WORDS)),
        _time("safe_from", gettext("Safe from"), wishes.safe_from),
        _time("safe_to", gettext("Safe until"), wishes.safe_to),
        FormField("via", gettext("Through whom?"), hint=hint, maxlength=30, autocomplete="off"),
    )
    hidden = (("expected_version", str(contact.version)),)
    ender = Action(
        gettext("End this contact point"), address_of(row.id, f"contacts/{contact.id}/end/"), "post",
        weight=Weight.DANGER, hidden=hidden,
    )  # fmt: skip
    side = (Section(gettext("No longer in use?"), (Actions((ender,)),)),)
    title = gettext("Wishes of {contact}").format(contact=contact.masked)
    return Sheet(title, fields, gettext("Save"), back_to(row), hidden=hidden, side=side)


def _contact(row: PersonDetail, contact: UUID) -> ContactRow:
    found = next((item for item in row.contacts if item.id == contact), None)
    if found is None:
        raise NotFound(KernelCode.NOT_FOUND)
    return found


@needs("people.set_contact_wishes")
@require_http_methods(["GET", "POST"])
def wishes(request: LinliRequest, person: UUID, contact: UUID) -> HttpResponse:
    """How, when and whether a contact point may be used."""
    actor = actor_of(request)
    row = person_detail(actor, person)

    def run(given: QueryDict) -> None:
        setting = given.get("setting", "")
        via = one_person(actor, given.get("via", ""), "via") if setting == VIA else None
        set_contact_wishes(
            keyed(request), contact=contact, expected_version=version_in(given),
            channels=tuple(given.getlist("channels")), quiet=span(given, "quiet_from", "quiet_to"), setting=setting,
            safe=span(given, "safe_from", "safe_to"), via=via,
        )  # fmt: skip

    return answer(request, _wishes_sheet(row, _contact(row, contact)), run)


@needs("people.end_contact")
@require_POST
def end(request: LinliRequest, person: UUID, contact: UUID) -> HttpResponse:
    """No longer used."""
    end_contact(actor_of(request), contact=contact, expected_version=version_in(request.POST))
    return HttpResponseRedirect(address_of(person))
