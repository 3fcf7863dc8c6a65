"""A pack's form, drawn: one step a screen, only the questions that are asked in these circumstances."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.http import HttpRequest, QueryDict
from django.utils.translation import gettext

from linli.faces.portal.intake.journey import FORM, Journey
from linli.faces.portal.intake.screens import Asked, form_of, head_of, page_of
from linli.faces.portal.pages import Page, problems_of
from linli.kernel.errors import Invalid, KernelCode, Problem
from linli.kernel.expr import Label
from linli.kernel.form import Field, FieldKind, Form, Validated, validate, visible
from linli.ui.parts import Choice, FieldGroup, FormField
from linli.ui.parts import FieldKind as Look
from linli.ui.web.wording import label_of

LOOKS = {
    FieldKind.STRING: Look.TEXT, FieldKind.INTEGER: Look.TEXT, FieldKind.FEN: Look.TEXT, FieldKind.BOOLEAN: Look.CHECK,
    FieldKind.DATE: Look.DATE, FieldKind.ENUM: Look.RADIO, FieldKind.MULTI_ENUM: Look.CHECKS, FieldKind.PHONE: Look.TEL,
    FieldKind.ID_NUMBER: Look.TEXT,
}  # fmt: skip


def words(label: Label | None) -> str:
    """A label of a form in the reader's language."""
    return label_of({"zh-Hans": label.zh, "en": label.en}) if label else ""


def drawn(field: Field, values: Mapping[str, Any], errors: Sequence[str] = (), *, free: bool = False) -> FormField:
    """One question. ``free`` asks without insisting (circumstances of a guide)."""
    look = Look.AREA if field.multiline else LOOKS[field.kind]
    value = values.get(field.key, "")
    chosen = tuple(str(item) for item in value) if isinstance(value, list) else ()
    plain = "" if isinstance(value, list) or value is False or value is None else str(value)
    return FormField(
        field.key, words(field.label), look, plain, chosen, hint=words(field.hint), errors=tuple(errors),
        choices=tuple(Choice(option.value, words(option.label)) for option in field.options),
        required=field.required and not free, inputmode="numeric" if field.kind is FieldKind.INTEGER else "",
        unit=gettext("yuan") if field.kind is FieldKind.FEN else "",
    )  # fmt: skip


def asked_fields(form: Form, step: str, values: Mapping[str, Any]) -> list[Field]:
    """The fields of a step that are shown with these values, of the kinds that a screen can ask."""
    keys = next((item.fields for item in form.steps if item.key == step), ())
    there = visible(form, values)
    return [form.field(key) for key in keys if key in there and form.field(key).kind in LOOKS]


def typed_values(form: Form, keys: Sequence[str], given: QueryDict) -> dict[str, Any]:
    """What was typed for some fields, as the form's checker reads it."""
    found: dict[str, Any] = {}
    for key in keys:
        if form.field(key).kind is FieldKind.MULTI_ENUM:
            found[key] = given.getlist(key)
        elif key in given:
            found[key] = given[key]
    return found


def ask_form(asked: Asked) -> Page:
    """One step of the pack's form."""
    journey = asked.journey
    assert journey.form is not None, "the step is one of the form"
    step = asked.key.removeprefix(FORM)
    typed = {} if asked.typed is None else asked.typed
    values = {**journey.content.get("values", {}), **typed_of(journey.form, step, typed)}
    problems = problems_of(asked.refusal)
    fields = tuple(
        drawn(field, values, problems.get(field.key, ())) for field in asked_fields(journey.form, step, values)
    )
    keys = {field.name: field.first_key for field in fields}
    hidden = (("asked", ",".join(keys)),)
    form = form_of(asked, (FieldGroup(fields=fields),), keys, hidden=hidden)
    return page_of(asked, head_of(asked, journey.title_of(asked.key) or words(journey.form.title)), form)


def typed_of(form: Form, step: str, typed: Mapping[str, str]) -> dict[str, Any]:
    """What was typed in a refused step; choices that were unmarked are no longer there."""
    keys = next((item.fields for item in form.steps if item.key == step), ())
    return {key: typed.get(key, "") for key in keys} if typed else {}


def take_form(journey: Journey, request: HttpRequest, key: str) -> Mapping[str, Any]:
    """The step's values, checked. Questions that only now are asked are shown before they are insisted on."""
    assert journey.form is not None, "the step is one of the form"
    step = key.removeprefix(FORM)
    keys = next(item.fields for item in journey.form.steps if item.key == step)
    kept = {name: value for name, value in journey.content.get("values", {}).items() if name not in keys}
    found = _checked(journey, {**kept, **typed_values(journey.form, keys, request.POST)}, step)
    asked = set(request.POST.get("asked", "").split(","))
    new = {problem.path for problem in found.problems} - asked
    others = [problem for problem in found.problems if problem.path not in new]
    if others or (new and not _first_time(asked, new)):
        raise Invalid(KernelCode.INVALID, problems=found.problems)
    done = {*journey.content.get("done", ()), key} - ({key} if new else set())
    return {"values": {**kept, **found.values}, "done": sorted(done)}


def _first_time(asked: set[str], new: set[str]) -> bool:
    return not new & asked


def _checked(journey: Journey, values: Mapping[str, Any], step: str) -> Validated:
    assert journey.form is not None, "the step is one of the form"
    found = validate(journey.form, values, step, today=journey.day)
    fields = {field.key for field in journey.form.fields}
    if any(problem.path not in fields for problem in found.problems):
        raise Invalid(KernelCode.INVALID, problems=(Problem("", KernelCode.BAD_REQUEST),))
    return found
