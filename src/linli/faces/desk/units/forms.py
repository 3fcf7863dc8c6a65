"""Setting units up, correcting them, taking them into another legal state, relating them."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse, QueryDict
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from linli.faces.desk.asking import Question, answer, day_field, maybe_day, version_of
from linli.faces.desk.doing import actor_of
from linli.faces.desk.forms import typed_day
from linli.faces.desk.units.looks import RELATIONS, kind_words
from linli.kernel.actor import Actor
from linli.kernel.clock import local_day
from linli.kernel.errors import Invalid, KernelCode, Problem
from linli.people.commands import change_unit_state, create_unit, edit_unit, end_relation, relate_units
from linli.people.queries.relations import relation_named
from linli.people.queries.unit_kinds import unit_kinds
from linli.people.queries.units import LEGAL_STATES, UnitDetail, unit_detail, units_to_relate
from linli.people.rules.reasons import PeopleCode
from linli.people.rules.unit_states import FOLLOWING
from linli.ui.parts import Choice, FieldKind, FormField, Link, Width
from linli.ui.web.gates import needs
from linli.ui.web.requests import LinliRequest
from linli.ui.web.wording import label_of

BOTH = ["GET", "POST"]


def _choices(pairs: Any, first: str = "") -> tuple[Choice, ...]:
    made = tuple(Choice(value, label) for value, label in pairs)
    return (Choice("", first), *made) if first else made


def _code_field(value: str = "") -> FormField:
    hint = gettext("18 characters, if the unit has one.")
    return FormField("credit_code", gettext("Credit code"), value=value, maxlength=30, width=Width.MEDIUM, hint=hint)


def _basis_field() -> FormField:
    return FormField("basis", gettext("By which decision or certificate?"), maxlength=200)


def _unit_fields(actor: Actor, area: str) -> tuple[FormField, ...]:
    day = local_day(actor.at)
    kinds = ((key, label_of(kind.label)) for key, kind in unit_kinds(actor.area, day).items())
    states = ((key, gettext(label)) for key, label in LEGAL_STATES if key != "closed")
    return (
        FormField("name", gettext("Name"), required=True, maxlength=120),
        FormField(
            "kind", gettext("Kind of unit"), FieldKind.SELECT, required=True,
            choices=_choices(kinds, gettext("Please choose")),
        ),
        FormField(
            "area", gettext("Code of its place"), value=area, required=True, maxlength=17, width=Width.MEDIUM,
            inputmode="numeric", hint=gettext("The code of the county, town or community where it sits."),
        ),
        _code_field(),
        FormField(
            "state", gettext("Legal state"), FieldKind.SELECT,
            choices=_choices(states, gettext("as units of this kind begin")),
        ),
        day_field("since", gettext("Since"), required=False, hint=gettext("Leave it empty if nobody knows.")),
        _basis_field(),
    )  # fmt: skip


@needs("people.create_unit")
@require_http_methods(BOTH)
def new_unit(request: LinliRequest) -> HttpResponse:
    """Set up a unit."""
    actor = actor_of(request)
    question = Question(
        gettext("New unit"), _unit_fields(actor, request.GET.get("area", actor.area)[:17]),
        Link(gettext("Units"), "/desk/units/"), gettext("Set up the unit"),
    )  # fmt: skip
    return answer(request, question, _create)


def _create(actor: Actor, given: QueryDict) -> str:
    area = given.get("area", "").strip()
    if not actor.may("people.create_unit", area):
        figures = {"place": area[:24], "area": actor.area}
        problem = Problem("area", PeopleCode.PLACE_OUTSIDE, figures)
        raise Invalid(PeopleCode.PLACE_OUTSIDE, figures, problems=(problem,))
    made = create_unit(
        actor, area=area, name=given.get("name", ""), kind=given.get("kind", ""), state=given.get("state", ""),
        credit_code=given.get("credit_code", ""), since=maybe_day(given, "since"), basis=given.get("basis", "")[:200],
    )  # fmt: skip
    return f"/desk/units/{made.id}/"


def _back(unit: UnitDetail) -> Link:
    return Link(unit.name, f"/desk/units/{unit.id}/")


@needs("people.edit_unit")
@require_http_methods(BOTH)
def edit_unit_page(request: LinliRequest, unit_id: UUID) -> HttpResponse:
    """Correct name, code or opening hours."""
    unit = unit_detail(actor_of(request), unit_id, local_day(actor_of(request).at))
    name = FormField("name", gettext("Name"), value=unit.name, required=True, maxlength=120)
    hours = FormField(
        "hours", gettext("Opening hours"), value=unit.hours, maxlength=120,
        hint=gettext("As residents read them on guides; saving confirms them as of today."),
    )  # fmt: skip
    title = gettext("Correct name, code or hours")
    question = Question(
        title, (name, _code_field(unit.credit_code), hours), _back(unit), gettext("Save"), version=unit.version
    )

    def send(actor: Actor, given: QueryDict) -> str:
        edit_unit(
            actor, unit=unit_id, name=given.get("name", ""), credit_code=given.get("credit_code", ""),
            hours=given.get("hours"), expected_version=version_of(given),
        )  # fmt: skip
        return f"/desk/units/{unit_id}/"

    return answer(request, question, send)


@needs("people.change_unit_state")
@require_http_methods(BOTH)
def unit_state_page(request: LinliRequest, unit_id: UUID) -> HttpResponse:
    """Take a unit into its next legal state; closing ends its posts, relations and log-ins."""
    day = local_day(actor_of(request).at)
    unit = unit_detail(actor_of(request), unit_id, day)
    words = dict(LEGAL_STATES)
    states = ((key, gettext(words[key])) for key in FOLLOWING[unit.states[-1].state])
    fields = (
        FormField("state", gettext("Next legal state"), FieldKind.SELECT, required=True, choices=_choices(states)),
        day_field("since", gettext("From which day?"), day),
        _basis_field(),
        _code_field(unit.credit_code),
    )
    note = gettext("Dissolving a unit ends its posts, terms, relations and log-ins on that day.")
    question = Question(
        gettext("Change the legal state"), fields, _back(unit), gettext("Save"), note, version=unit.version
    )

    def send(actor: Actor, given: QueryDict) -> str:
        change_unit_state(
            actor, unit=unit_id, state=given.get("state", ""), since=typed_day(given, "since"),
            expected_version=version_of(given), basis=given.get("basis", "")[:200],
            credit_code=given.get("credit_code", ""),
        )  # fmt: skip
        return f"/desk/units/{unit_id}/"

    return answer(request, question, send)


def _relation_fields(actor: Actor, unit: UnitDetail) -> tuple[FormField, ...]:
    day = local_day(actor.at)
    kinds = ((key, gettext(label)) for key, label in RELATIONS.items())
    units = (
        (str(row.id), f"{row.name} ({kind_words(row.kind, row.area, day)})") for row in units_to_relate(actor, unit.id)
    )
    return (
        FormField("kind", gettext("This unit"), FieldKind.SELECT, required=True, choices=_choices(kinds)),
        FormField(
            "other", gettext("Which unit?"), FieldKind.SELECT,
            choices=_choices(units, gettext("none: it answers for a place")),
        ),
        FormField(
            "place", gettext("Which place?"), maxlength=17, width=Width.MEDIUM, inputmode="numeric",
            hint=gettext("The code of the area or grid; only for “answers for”."),
        ),
        FormField(
            "basis", gettext("Basis"), maxlength=200,
            hint=gettext("Needed for entrusting: admitted item or contract."),
        ),
        day_field("since", gettext("From which day?"), day),
        day_field("until", gettext("Until which day?"), required=False, hint=gettext("Leave it empty if it is open.")),
    )  # fmt: skip


@needs("people.relate_units")
@require_http_methods(BOTH)
def relate_page(request: LinliRequest, unit_id: UUID) -> HttpResponse:
    """Let a unit lead, guide, supervise or entrust another, or answer for a place."""
    unit = unit_detail(actor_of(request), unit_id, local_day(actor_of(request).at))
    fields = _relation_fields(actor_of(request), unit)
    title = gettext("New relation of {unit}").format(unit=unit.name)
    question = Question(title, fields, _back(unit), gettext("Save"))

    def send(actor: Actor, given: QueryDict) -> str:
        relate_units(
            actor, unit=unit_id, kind=given.get("kind", ""), since=typed_day(given, "since"),
            other=typed_id(given, "other"), place=given.get("place", "").strip()[:24],
            basis=given.get("basis", "")[:200], until=maybe_day(given, "until"),
        )  # fmt: skip
        return f"/desk/units/{unit_id}/"

    return answer(request, question, send)


def typed_id(given: QueryDict, name: str) -> UUID | None:
    """The id of a chosen row, None for none; Invalid names the field."""
    text = given.get(name, "").strip()
    try:
        return UUID(text) if text else None
    except ValueError as error:
        raise Invalid(KernelCode.INVALID, problems=(Problem(name, KernelCode.REQUIRED),)) from error


@needs("people.end_relation")
@require_http_methods(BOTH)
def end_relation_page(request: LinliRequest, relation_id: UUID) -> HttpResponse:
    """End a relation."""
    row = relation_named(actor_of(request), relation_id)
    other = row.other_name or row.place
    note = f"{row.unit_name} {gettext(RELATIONS[row.kind])} {other}"
    fields = (day_field("until", gettext("Last day"), local_day(actor_of(request).at)),)
    back = Link(row.unit_name, f"/desk/units/{row.unit}/")
    question = Question(
        gettext("End the relation"), fields, back, gettext("End the relation"), note, row.version, danger=True
    )

    def send(actor: Actor, given: QueryDict) -> str:
        until, version = typed_day(given, "until"), version_of(given)
        end_relation(actor, relation=relation_id, until=until, expected_version=version)
        return f"/desk/units/{row.unit}/"

    return answer(request, question, send)
