"""A pack's form on a screen: its questions as fields, what was typed as its checker reads it, answers in words."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext

from linli.kernel.form import Field, Form
from linli.kernel.form import FieldKind as Kind
from linli.ui.parts import Choice, FieldKind, FormField
from linli.ui.web.wording import said
from linli.ui.wording import day_words, money_words, plain_money

_LOOKS = {
    Kind.BOOLEAN: FieldKind.CHECK, Kind.DATE: FieldKind.DATE, Kind.ENUM: FieldKind.RADIO,
    Kind.MULTI_ENUM: FieldKind.CHECKS, Kind.PHONE: FieldKind.TEL, Kind.GROUP: FieldKind.AREA,
}  # fmt: skip
# Numbers are plain texts: a number box of the browser takes neither 1,200.50 nor full-width digits.
_KEYBOARDS = {Kind.INTEGER: "numeric", Kind.FEN: "decimal"}
_BETWEEN = " | "


def question(field: Field, values: Mapping[str, Any], errors: Sequence[str] = (), *, prefix: str = "") -> FormField:
    """One question with what was typed or kept; a repeated group is asked for as one row a line."""
    value = values.get(field.key)
    hint = said(field.hint)
    if field.rows:
        hint = gettext("One a line: {columns}").format(columns=_BETWEEN.join(said(row.label) for row in field.rows))
    return FormField(
        f"{prefix}{field.key}", said(field.label),
        FieldKind.AREA if field.multiline else _LOOKS.get(field.kind, FieldKind.TEXT), _written(field, value),
        tuple(map(str, value)) if field.kind is Kind.MULTI_ENUM and isinstance(value, list) else (),
        hint=hint, errors=tuple(errors), required=field.required,
        choices=tuple(Choice(option.value, said(option.label)) for option in field.options),
        inputmode=_KEYBOARDS.get(field.kind, ""), unit=gettext("yuan") if field.kind is Kind.FEN else "",
    )  # fmt: skip


def _written(field: Field, value: Any) -> str:
    """A value as one types it: kept money is whole fen, typed money is yuan."""
    if value is None or value is False or field.kind is Kind.MULTI_ENUM:
        return ""
    if field.kind is Kind.FEN and isinstance(value, int):
        return plain_money(value)
    if field.rows and isinstance(value, list):
        return "\n".join(_BETWEEN.join(_written(row, line.get(row.key)) for row in field.rows) for line in value)
    return str(value)


def typed_answers(form: Form, keys: Iterable[str], given: QueryDict, *, prefix: str = "") -> dict[str, Any]:
    """What was typed for some questions, as the form's checker reads it; what was not sent is left out."""
    fields = [form.field(key) for key in keys]
    return {field.key: _typed(field, given, prefix) for field in fields if _was_sent(field, given, prefix)}


def _was_sent(field: Field, given: QueryDict, prefix: str) -> bool:
    return field.kind is Kind.MULTI_ENUM or f"{prefix}{field.key}" in given


def _typed(field: Field, given: QueryDict, prefix: str) -> Any:
    name = f"{prefix}{field.key}"
    if field.kind is Kind.MULTI_ENUM:
        return given.getlist(name)
    if field.rows:
        return [_row(field.rows, line) for line in given.get(name, "").splitlines() if line.strip()]
    return given[name]


def _row(fields: Sequence[Field], line: str) -> dict[str, str]:
    parts = [part.strip() for part in line.split(_BETWEEN.strip())]
    return {field.key: part for field, part in zip(fields, parts, strict=False) if part}


def answer_words(field: Field | None, value: Any) -> str:
    """A kept answer as people read it; ``field`` is None where the form no longer has it."""
    if isinstance(value, bool):
        return gettext("yes") if value else gettext("no")
    if isinstance(value, dict):
        rows = {row.key: row for row in field.rows} if field else {}
        pairs = ((key, rows.get(key), one) for key, one in value.items())
        return ", ".join(f"{said(row.label) if row else key}: {answer_words(row, one)}" for key, row, one in pairs)
    if isinstance(value, list):
        return "、".join(answer_words(field, item) for item in value) or "–"
    if field is not None and field.kind is Kind.FEN:
        return money_words(value)
    if field is not None and field.kind is Kind.DATE:
        return day_words(date.fromisoformat(value), with_year=True)
    options = {option.value: said(option.label) for option in field.options} if field else {}
    return options.get(str(value), str(value))
