"""A form of the pack at the desk: its questions as fields, what was typed as values, answers as facts."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext

from linli.kernel.form import FieldKind, Form
from linli.ui.parts import Choice, Fact, FormField, Width
from linli.ui.parts import FieldKind as Look
from linli.ui.web.questions import answer_words, question, typed_answers
from linli.ui.web.wording import said

PREFIX = "values."


def fields_of_form(form: Form) -> tuple[FormField, ...]:
    """The questions of a form, all on one screen."""
    return tuple(_dense(question(form.field(key), {}, prefix=PREFIX)) for key in _asked(form))


def _asked(form: Form) -> list[str]:
    return [field.key for field in form.fields if field.kind is not FieldKind.FILE]


def _dense(field: FormField) -> FormField:
    """A question as it stands among many: one choice of some is a list, not a row of marks."""
    field = replace(field, width=Width.MEDIUM, rows=3, required=field.required and field.kind is not Look.CHECKS)
    if field.kind is not Look.RADIO:
        return field
    return replace(field, kind=Look.SELECT, choices=(Choice("", gettext("Choose")), *field.choices))


def typed_values(form: Form, given: QueryDict) -> dict[str, Any]:
    """What was typed, as the form reads it."""
    return typed_answers(form, _asked(form), given, prefix=PREFIX)


def answers_of(form: Form | None, values: Mapping[str, Any]) -> tuple[Fact, ...]:
    """The answers in the words of the form."""
    known = {field.key: field for field in form.fields} if form else {}
    return tuple(
        Fact(said(known[key].label) if key in known else key, answer_words(known.get(key), value), wide=True)
        for key, value in values.items()
    )
