"""From a Django form to our own fields: labels, hints and errors as we draw them, no Django widget markup."""

from collections.abc import Iterable
from typing import Any

from django.forms import BaseForm, BoundField, widgets
from django.utils.encoding import force_str

from linli.ui.parts.badges import Choice
from linli.ui.parts.forms import (
    ErrorSummary,
    FieldGroup,
    FieldKind,
    FieldProblem,
    FormField,
    may_be_attribute,
)

# Subclasses stand before their parents: the first match counts.
_KINDS: tuple[tuple[type[widgets.Widget], FieldKind], ...] = (
    (widgets.CheckboxSelectMultiple, FieldKind.CHECKS),
    (widgets.RadioSelect, FieldKind.RADIO),
    (widgets.NullBooleanSelect, FieldKind.SELECT),
    (widgets.Select, FieldKind.SELECT),
    (widgets.CheckboxInput, FieldKind.CHECK),
    (widgets.FileInput, FieldKind.FILE),
    (widgets.Textarea, FieldKind.AREA),
    (widgets.PasswordInput, FieldKind.PASSWORD),
    (widgets.EmailInput, FieldKind.EMAIL),
    (widgets.URLInput, FieldKind.URL),
    (widgets.NumberInput, FieldKind.NUMBER),
    (widgets.DateTimeInput, FieldKind.MOMENT),
    (widgets.DateInput, FieldKind.DATE),
    (widgets.TimeInput, FieldKind.TIME),
)

_MACHINE_FORMATS = {FieldKind.DATE: "%Y-%m-%d", FieldKind.TIME: "%H:%M", FieldKind.MOMENT: "%Y-%m-%dT%H:%M"}


def field_of(bound: BoundField) -> FormField:
    """One bound field. Unknown widgets keep their own markup (kind HTML)."""
    widget = bound.field.widget
    attrs = {**widget.attrs, **bound.field.widget_attrs(widget)}
    kind = _kind(widget)
    values = _values(bound, kind)
    return FormField(
        name=bound.html_name,
        label=force_str(bound.label),
        kind=kind,
        value=values[0] if values else "",
        values=values if _is_multiple(widget) else (),
        choices=_choices(bound),
        hint=force_str(bound.help_text),
        errors=tuple(force_str(error) for error in bound.errors),
        required=bound.field.required,
        autocomplete=str(attrs.get("autocomplete", "")),
        inputmode=str(attrs.get("inputmode", "")),
        rows=int(attrs.get("rows", 4)),
        maxlength=_whole(attrs.get("maxlength")),
        accept=str(attrs.get("accept", "")),
        multiple=_is_multiple(widget),
        disabled=bound.field.disabled,
        autofocus=bool(attrs.get("autofocus")),
        attributes=_attributes(attrs),
        html=str(bound) if kind is FieldKind.HTML else "",
        id=bound.id_for_label or bound.auto_id,
    )


def fields_of(form: BaseForm) -> tuple[FormField, ...]:
    """The visible fields of a Django form in their order."""
    return tuple(field_of(bound) for bound in form.visible_fields())


def groups_of(form: BaseForm) -> tuple[FieldGroup, ...]:
    """All visible fields as one group."""
    return (FieldGroup(fields=fields_of(form)),)


def hidden_of(form: BaseForm) -> tuple[tuple[str, str], ...]:
    """The hidden fields of a Django form."""
    return tuple((bound.html_name, _text(bound.value())) for bound in form.hidden_fields())


def summary_of(form: BaseForm, *, kept: str = "") -> ErrorSummary | None:
    """What is wrong with a bound Django form, or None."""
    if not form.errors:
        return None
    whole = [FieldProblem(force_str(error)) for error in form.non_field_errors()]
    single = [
        FieldProblem(f"{field.label}: {error}", field.first_key) for field in fields_of(form) for error in field.errors
    ]
    unseen = [FieldProblem(force_str(error)) for bound in form.hidden_fields() for error in bound.errors]
    return ErrorSummary((*whole, *single, *unseen), kept=kept)


def _kind(widget: widgets.Widget) -> FieldKind:
    for widget_type, kind in _KINDS:
        if isinstance(widget, widget_type):
            return kind
    if type(widget) is widgets.TextInput or isinstance(widget, widgets.Input):
        return _input_kind(widget)
    return FieldKind.HTML


def _input_kind(widget: widgets.Input) -> FieldKind:
    named = str(widget.attrs.get("type", widget.input_type))
    return FieldKind(named) if named in {"text", "search", "tel", "url", "email"} else FieldKind.HTML


def _values(bound: BoundField, kind: FieldKind) -> tuple[str, ...]:
    value = bound.value()
    if value is None or kind in (FieldKind.PASSWORD, FieldKind.FILE):
        return ()
    if kind is FieldKind.CHECK:
        return ("on",) if value else ()
    if isinstance(value, list | tuple | set):
        return tuple(_text(each) for each in value)
    pattern = _MACHINE_FORMATS.get(kind)
    return (value.strftime(pattern),) if pattern and hasattr(value, "strftime") else (_text(value),)


def _choices(bound: BoundField) -> tuple[Choice, ...]:
    choices = getattr(bound.field.widget, "choices", ())
    return tuple(Choice(_text(value), force_str(label)) for value, label in _flat(choices))


def _flat(choices: Iterable[tuple[Any, Any]]) -> Iterable[tuple[Any, Any]]:
    """Choices without their groups."""
    for value, label in choices:
        if isinstance(label, list | tuple):
            yield from _flat(label)
        else:
            yield value, label


def _is_multiple(widget: widgets.Widget) -> bool:
    return bool(getattr(widget, "allow_multiple_selected", False))


def _attributes(attrs: dict[str, Any]) -> tuple[tuple[str, str], ...]:
    """Further attributes of the widget; those with a field of their own are not among them."""
    return tuple(
        (name, "" if value is True else str(value))
        for name, value in attrs.items()
        if may_be_attribute(name) and name != "aria-describedby" and value is not False and value is not None
    )


def _text(value: object) -> str:
    return "" if value is None else force_str(value)


def _whole(value: object) -> int | None:
    return int(str(value)) if value is not None else None
