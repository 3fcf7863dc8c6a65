"""A form of the pack at the desk: its questions as fields, what was typed as values, answers as facts."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext

from linli.kernel.form import Field, FieldKind, Form
from linli.kernel.form import visible as shown_fields
from linli.ui.parts import Choice, Fact, FormField, Width
from linli.ui.parts import FieldKind as Kind
from linli.ui.web.wording import said

PREFIX = "values."
_KINDS = {
    FieldKind.INTEGER: Kind.NUMBER,
    FieldKind.FEN: Kind.NUMBER,
    FieldKind.BOOLEAN: Kind.CHECK,
    FieldKind.DATE: Kind.DATE,
    FieldKind.ENUM: Kind.SELECT,
    FieldKind.MULTI_ENUM: Kind.CHECKS,
    FieldKind.PHONE: Kind.TEL,
}


def fields_of_form(form: Form) -> tuple[FormField, ...]:
    """The questions of a form; a repeated group is asked for as one row a line."""
    return tuple(_field(field) for field in form.fields if field.kind is not FieldKind.FILE)


def _field(field: Field) -> FormField:
    choices = tuple(Choice(option.value, said(option.label)) for option in field.options)
    if field.kind is FieldKind.ENUM:
        choices = (Choice("", gettext("Choose")), *choices)
    kind = _KINDS.get(field.kind, Kind.AREA if field.multiline or field.rows else Kind.TEXT)
    hint = said(field.hint)
    if field.rows:
        columns = " | ".join(said(row.label) for row in field.rows)
        hint = gettext("One a line: {columns}").format(columns=columns)
    return FormField(f"{PREFIX}{field.key}", said(field.label), kind, choices=choices, hint=hint,
                     required=field.required and kind is not Kind.CHECKS, width=Width.MEDIUM, rows=3)  # fmt: skip


def typed_values(form: Form, given: QueryDict) -> dict[str, Any]:
    """What was typed, as the form reads it; what the answers before hide is left out."""
    typed = {field.key: _typed(field, given) for field in form.fields}
    values = {key: value for key, value in typed.items() if value not in ("", [], None)}
    seen = shown_fields(form, values)
    return {key: value for key, value in values.items() if key in seen}


def _typed(field: Field, given: QueryDict) -> Any:
    name = f"{PREFIX}{field.key}"
    if field.kind is FieldKind.MULTI_ENUM:
        return given.getlist(name)
    text = given.get(name, "").strip()
    if field.kind is FieldKind.BOOLEAN:
        return bool(text)
    if field.rows:
        return [_row(field.rows, line) for line in text.splitlines() if line.strip()]
    return _scalar(field.kind, text)


def _scalar(kind: FieldKind, text: str) -> Any:
    if kind in (FieldKind.INTEGER, FieldKind.FEN) and text.lstrip("-").isdecimal() and len(text) < 16:
        return int(text)
    return text


def _row(fields: Sequence[Field], line: str) -> dict[str, Any]:
    parts = [part.strip() for part in line.split("|")]
    return {field.key: _scalar(field.kind, part) for field, part in zip(fields, parts, strict=False) if part}


def answers_of(form: Form | None, values: Mapping[str, Any]) -> tuple[Fact, ...]:
    """The answers in the words of the form."""
    known = {field.key: field for field in form.fields} if form else {}
    return tuple(
        Fact(said(known[key].label) if key in known else key, _answer(known.get(key), value), wide=True)
        for key, value in values.items()
    )


def _answer(field: Field | None, value: Any) -> str:
    if isinstance(value, bool):
        return gettext("yes") if value else gettext("no")
    if isinstance(value, list):
        return "、".join(_answer(field, item) for item in value) or "–"
    if isinstance(value, dict):
        rows = {row.key: row for row in field.rows} if field else {}
        return ", ".join(
            f"{said(rows[k].label) if k in rows else k}: {_answer(rows.get(k), item)}" for k, item in value.items()
        )
    options = {option.value: said(option.label) for option in field.options} if field else {}
    return options.get(str(value), str(value))
