"""A pack's form, drawn: one step a screen, only the questions that are asked in these circumstances."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, QueryDict

from linli.faces.portal.intake.journey import FORM, Journey
from linli.faces.portal.intake.screens import Asked, form_of, head_of, page_of
from linli.faces.portal.pages import Page, problems_of
from linli.kernel.errors import Invalid, KernelCode, Problem
from linli.kernel.form import Field, FieldKind, Form, Validated, validate, visible
from linli.ui.parts import FieldGroup
from linli.ui.web.questions import question, typed_answers
from linli.ui.web.wording import said

# What a screen can ask of residents; files and places have steps of their own.
NOT_ASKED = (FieldKind.FILE, FieldKind.PLACE, FieldKind.GROUP)


def asked_fields(form: Form, step: str, values: Mapping[str, Any]) -> list[Field]:
    """The fields of a step that are shown with these values, of the kinds that a screen can ask."""
    keys = next((item.fields for item in form.steps if item.key == step), ())
    there = visible(form, values)
    return [form.field(key) for key in keys if key in there and form.field(key).kind not in NOT_ASKED]


def ask_form(asked: Asked) -> Page:
    """One step of the pack's form."""
    journey = asked.journey
    assert journey.form is not None, "the step is one of the form"
    step = asked.key.removeprefix(FORM)
    values = _values_shown(asked, journey.form, step)
    problems = problems_of(asked.refusal)
    fields = tuple(
        question(field, values, problems.get(field.key, ())) for field in asked_fields(journey.form, step, values)
    )
    keys = {field.name: field.first_key for field in fields}
    hidden = (("asked", ",".join(keys)),)
    form = form_of(asked, (FieldGroup(fields=fields),), keys, hidden=hidden)
    return page_of(asked, head_of(asked, journey.title_of(asked.key) or said(journey.form.title)), form)


def _values_shown(asked: Asked, form: Form, step: str) -> dict[str, Any]:
    """What is kept, and over it what was typed in a refused step: choices that were unmarked are no longer there."""
    kept = asked.journey.content.get("values", {})
    if not isinstance(asked.typed, QueryDict):
        return dict(kept)
    keys = next((item.fields for item in form.steps if item.key == step), ())
    return {**{key: value for key, value in kept.items() if key not in keys}, **typed_answers(form, keys, asked.typed)}


def take_form(journey: Journey, request: HttpRequest, key: str) -> Mapping[str, Any]:
    """The step's values, checked. Questions that only now are asked are shown before they are insisted on."""
    assert journey.form is not None, "the step is one of the form"
    step = key.removeprefix(FORM)
    keys = next(item.fields for item in journey.form.steps if item.key == step)
    kept = {name: value for name, value in journey.content.get("values", {}).items() if name not in keys}
    found = _checked(journey, {**kept, **typed_answers(journey.form, keys, request.POST)}, step)
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
