"""Registering, correcting, moving a person, ending a residence."""

from datetime import date
from uuid import UUID

from django.http import HttpResponse, QueryDict
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from linli.faces.desk.doing import actor_of, keyed
from linli.faces.desk.forms import typed_day
from linli.faces.desk.persons.forms import Sheet, answer, day_field, source_field, version_in
from linli.faces.desk.persons.looks import FIELD_WORDS, SEXES, address_of, choices, kind_choices
from linli.faces.desk.persons.tabs import links_of
from linli.kernel.actor import Actor
from linli.kernel.clock import local_day
from linli.kernel.errors import ErrorCode, Invalid, KernelCode, Problem, n_
from linli.people.commands import correct_person, end_residence, move_person, register_person
from linli.people.queries.persons import PersonDetail, person_detail
from linli.people.rules.persons import GIVEN
from linli.people.rules.residences import AWAY
from linli.places.queries.addresses import dwelling_at
from linli.places.queries.areas import communities_within
from linli.ui.parts import Choice, FieldKind, FormField, Link, Width
from linli.ui.web.gates import needs
from linli.ui.web.requests import LinliRequest


class DeskPersonCode(ErrorCode):
    """Why something typed about a person cannot be found."""

    NO_DWELLING = (
        "desk_no_dwelling",
        n_("No dwelling has this address."),
        n_("Write it as on the door plate, or leave it empty."),
    )


def back_to(row: PersonDetail) -> Link:
    """The way back to the record."""
    return Link(row.name, address_of(row.id))


def version_of(row: PersonDetail) -> tuple[tuple[str, str], ...]:
    """The version that a form was made with."""
    return (("expected_version", str(row.version)),)


def community_field(actor: Actor, prefixes: tuple[str, ...], value: str = "") -> FormField:
    """A community inside the given areas."""
    rows = communities_within(actor.county, prefixes, local_day(actor.at))
    options = tuple(Choice(row.code, row.name) for row in rows)
    empty = () if len(options) == 1 else (Choice("", gettext("Please choose")),)
    return FormField(
        "area", gettext("Community or village"), FieldKind.SELECT, value, choices=(*empty, *options), required=True
    )


def _dwelling_field() -> FormField:
    hint = gettext("As on the door plate, for example 柳岸花园3幢2单元502室. May stay empty.")
    return FormField("dwelling", gettext("Dwelling"), hint=hint, maxlength=200, autocomplete="off")


def typed_dwelling(actor: Actor, given: QueryDict) -> UUID | None:
    """The dwelling behind the typed address; Invalid when there is none."""
    text = given.get("dwelling", "").strip()
    if not text:
        return None
    found = dwelling_at(actor.county, text)
    if found is None:
        raise Invalid(KernelCode.INVALID, problems=(Problem("dwelling", DeskPersonCode.NO_DWELLING),))
    return found


def _value_fields(*, required: bool) -> tuple[FormField, ...]:
    sexes = (Choice("", "–"), *(Choice(str(key), gettext(words)) for key, words in SEXES.items()))
    born = gettext("2000-01-31, or only the year. The number fills it in.")
    return (
        FormField("name", gettext("Full name"), maxlength=60, required=required, autocomplete="off"),
        FormField("identity", gettext("Identity number"), maxlength=30, autocomplete="off"),
        FormField("sex", gettext("Sex"), FieldKind.SELECT, choices=sexes, width=Width.SHORT),
        FormField("birth", gettext("Born"), hint=born, maxlength=10, width=Width.SHORT, autocomplete="off"),
        FormField("hukou_address", gettext("Registered address"), maxlength=200, autocomplete="off"),
    )


def _typed_values(given: QueryDict) -> dict[str, str]:
    return {name: given.get(name, "").strip() for name in GIVEN if given.get(name, "").strip()}


def _register_sheet(actor: Actor) -> Sheet:
    kinds = tuple(choice for choice in kind_choices() if choice.value != AWAY)
    fields = (
        community_field(actor, actor.areas_for("people.register_person")),
        *_value_fields(required=True),
        FormField("residence", gettext("Registered or living there?"), FieldKind.SELECT, "living", choices=kinds),
        _dwelling_field(),
        day_field("since", gettext("Since"), local_day(actor.at).isoformat()),
        FormField("phone", gettext("Phone"), FieldKind.TEL, maxlength=30, autocomplete="off"),
        source_field(),
    )
    note = gettext("Ask only for what is needed. Belief, origin and opinions are never noted.")
    return Sheet(gettext("Register a person"), fields, gettext("Register"), links_of(), note)


@needs("people.register_person")
@require_http_methods(["GET", "POST"])
def register(request: LinliRequest) -> HttpResponse:
    """A new record."""

    def run(given: QueryDict) -> None:
        phone = given.get("phone", "").strip()
        register_person(
            keyed(request), area=given.get("area", ""), values=_typed_values(given), source=given.get("source", ""),
            residence=given.get("residence", ""), since=typed_day(given, "since"),
            dwelling=typed_dwelling(actor_of(request), given), phones=(phone,) if phone else (),
        )  # fmt: skip

    return answer(request, _register_sheet(actor_of(request)), run)


def _correct_sheet(row: PersonDetail) -> Sheet:
    clearable = choices({name: FIELD_WORDS[name] for name in GIVEN if name != "name"})
    fields = (
        *_value_fields(required=False),
        FormField("clear", gettext("Empty these fields"), FieldKind.CHECKS, choices=clearable),
        source_field(),
    )
    note = gettext("Fill in only what is to change. What stays empty keeps its value.")
    return Sheet(gettext("Correct the record"), fields, gettext("Save"), back_to(row), note, version_of(row))


@needs("people.correct_person")
@require_http_methods(["GET", "POST"])
def correct(request: LinliRequest, person: UUID) -> HttpResponse:
    """Other values, each with its source."""
    row = person_detail(actor_of(request), person)

    def run(given: QueryDict) -> None:
        cleared = {name: "" for name in given.getlist("clear") if name in GIVEN}
        correct_person(
            keyed(request), person=row.id, changes={**cleared, **_typed_values(given)},
            source=given.get("source", ""), expected_version=version_in(given),
        )  # fmt: skip

    return answer(request, _correct_sheet(row), run)


def _move_sheet(actor: Actor, row: PersonDetail) -> Sheet:
    fields = (
        FormField("kind", gettext("What begins?"), FieldKind.SELECT, "living", choices=kind_choices()),
        community_field(actor, (actor.county,), row.area[:12]),
        _dwelling_field(),
        day_field("since", gettext("From which day?"), local_day(actor.at).isoformat()),
        source_field(),
    )
    note = gettext("The open residence of the same kind ends the day before.")
    return Sheet(gettext("Move"), fields, gettext("Save"), back_to(row), note, version_of(row))


@needs("people.move_person")
@require_http_methods(["GET", "POST"])
def move(request: LinliRequest, person: UUID) -> HttpResponse:
    """A residence begins."""
    actor = actor_of(request)
    row = person_detail(actor, person)

    def run(given: QueryDict) -> None:
        move_person(
            keyed(request), person=row.id, kind=given.get("kind", ""), area=given.get("area", ""),
            since=typed_day(given, "since"), source=given.get("source", ""), dwelling=typed_dwelling(actor, given),
            expected_version=version_in(given),
        )  # fmt: skip

    return answer(request, _move_sheet(actor, row), run)


def _end_sheet(row: PersonDetail, today: date) -> Sheet:
    fields = (
        FormField("kind", gettext("What ends?"), FieldKind.SELECT, "living", choices=kind_choices()),
        day_field("until", gettext("Last day"), today.isoformat()),
    )
    note = gettext("Moved out of the county, back from elsewhere, or died.")
    return Sheet(gettext("End a residence"), fields, gettext("End"), back_to(row), note, version_of(row), danger=True)


@needs("people.end_residence")
@require_http_methods(["GET", "POST"])
def end(request: LinliRequest, person: UUID) -> HttpResponse:
    """A residence ends without another one."""
    actor = actor_of(request)
    row = person_detail(actor, person)

    def run(given: QueryDict) -> None:
        end_residence(
            keyed(request), person=row.id, kind=given.get("kind", ""), until=typed_day(given, "until"),
            expected_version=version_in(given),
        )  # fmt: skip

    return answer(request, _end_sheet(row, local_day(actor.at)), run)
