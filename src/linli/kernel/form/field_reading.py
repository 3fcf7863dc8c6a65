"""Reading one field of a form."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any, Final

from linli.kernel.expr import Declared, DeclaredCode, Label
from linli.kernel.form.fields import (
    ALWAYS_PERSONAL,
    FIRST_DAY,
    LAST_DAY,
    MAX_FIELDS,
    MAX_OPTIONS,
    MAX_ROW_FIELDS,
    MAX_ROWS,
    MAX_TEXT,
    MAX_WHOLE,
    Field,
    FieldKind,
    Option,
)
from linli.kernel.form.patterns import fault_of
from linli.kernel.form.reasons import FormFault

_DEFAULT_TEXT: Final = 200
_RESERVED: Final = frozenset({"and", "or", "not", "in", "true", "false", "len", "missing"})
_FORMATS: Final = {
    ("string", "date"): FieldKind.DATE,
    ("string", "file"): FieldKind.FILE,
    ("string", "place"): FieldKind.PLACE,
    ("string", "phone"): FieldKind.PHONE,
    ("string", "id_number"): FieldKind.ID_NUMBER,
    ("string", ""): FieldKind.STRING,
    ("integer", "fen"): FieldKind.FEN,
    ("integer", ""): FieldKind.INTEGER,
    ("boolean", ""): FieldKind.BOOLEAN,
}

Extra = dict[str, Any]


def read_fields(parent: Declared, *, in_row: bool) -> tuple[Field, ...]:
    """The fields of ``properties``, with ``required`` of the same mapping."""
    members = parent.members("properties")
    required = parent.names("required")
    for key in required:
        if key not in members:
            parent.fault(FormFault.UNKNOWN_FIELD, "required", field=key)
    limit = MAX_ROW_FIELDS if in_row else MAX_FIELDS
    if len(members) > limit:
        parent.fault(FormFault.TOO_MUCH, "properties", count=len(members), limit=limit)
        return ()
    return tuple(_field(key, item, key in required, in_row=in_row) for key, item in members.items())


def _field(key: str, item: Declared, required: bool, *, in_row: bool) -> Field:
    kind = _kind(item, in_row=in_row)
    if key in _RESERVED:
        item.fault(FormFault.RESERVED_NAME, found=key)
    extra: Extra = _READERS.get(kind, _nothing)(item)
    personal = item.flag("personal") or kind in ALWAYS_PERSONAL
    purpose = item.text("purpose", default="", limit=200)
    if personal and not purpose:
        item.fault(FormFault.NO_PURPOSE)
    bounds = {"least": 0, "most": MAX_TEXT}
    field = Field(
        key=key,
        kind=kind,
        label=item.label("label") or Label(""),
        hint=item.label("hint", required=False),
        required=required,
        show_if=item.expression("show_if"),
        require_if=item.expression("require_if"),
        personal=personal or bool(purpose),
        purpose=purpose,
        **{**bounds, **extra},
    )
    if field.least > field.most or field.first > field.last:
        item.fault(FormFault.BOUNDS)
    item.done()
    return field


def _kind(item: Declared, *, in_row: bool) -> FieldKind:
    type_, format_ = item.text("type"), item.text("format", default="")
    if type_ == "array" and not format_:
        return _kind_of_list(item, in_row=in_row)
    if type_ == "string" and not format_ and item.has("enum"):
        return FieldKind.ENUM
    kind = _FORMATS.get((type_, format_))
    if kind is None:
        item.fault(FormFault.UNKNOWN_KIND, type=type_, format=format_)
    return kind or FieldKind.STRING


def _kind_of_list(item: Declared, *, in_row: bool) -> FieldKind:
    inner = item.raw("items")
    if not isinstance(inner, Mapping) or inner.get("type") != "object":
        return FieldKind.MULTI_ENUM
    if in_row:
        item.fault(FormFault.NESTED)
    return FieldKind.GROUP


def _nothing(item: Declared) -> Extra:
    return {}


def _text(item: Declared) -> Extra:
    pattern = item.text("pattern", default="", limit=1_000)
    why = fault_of(pattern) if pattern else None
    if why:
        item.fault(FormFault.BAD_PATTERN, "pattern", why=why)
    return {
        # An empty text is a missing one, so the shortest text has one character.
        "least": item.whole("minLength", 0, MAX_TEXT, default=1) or 1,
        "most": item.whole("maxLength", 1, MAX_TEXT, default=_DEFAULT_TEXT),
        "pattern": "" if why else pattern,
        "multiline": item.flag("multiline"),
    }


def _whole(item: Declared) -> Extra:
    return {
        "least": item.whole("minimum", -MAX_WHOLE, MAX_WHOLE, default=-MAX_WHOLE),
        "most": item.whole("maximum", -MAX_WHOLE, MAX_WHOLE, default=MAX_WHOLE),
    }


def _fen(item: Declared) -> Extra:
    return {**_whole(item), "least": item.whole("minimum", -MAX_WHOLE, MAX_WHOLE, default=0)}


def _date(item: Declared) -> Extra:
    return {"first": _day(item, "formatMinimum", FIRST_DAY), "last": _day(item, "formatMaximum", LAST_DAY)}


def _day(item: Declared, key: str, default: date) -> date:
    found = item.day(key) if item.has(key) else default
    if found is not None and not FIRST_DAY <= found <= LAST_DAY:
        item.fault(DeclaredCode.OUT_OF_RANGE, key, least=FIRST_DAY.isoformat(), most=LAST_DAY.isoformat())
    return found or default


def _choice(item: Declared) -> Extra:
    return {"options": _options(item, item, "enum")}


def _choices(item: Declared) -> Extra:
    inner = item.child("items")
    if inner.text("type") != "string":
        inner.fault(FormFault.UNKNOWN_KIND, type=str(inner.raw("type"))[:60], format="")
    options = _options(item, inner, "enum")
    inner.done()
    if item.flag("uniqueItems", default=True) is False:
        item.fault(DeclaredCode.WRONG_TYPE, "uniqueItems", expected="true")
    return {"options": options, **_counts(item, len(options) or 1, default=len(options) or 1)}


def _options(item: Declared, holder: Declared, key: str) -> tuple[Option, ...]:
    values = holder.names(key, required=True)
    if len(values) > MAX_OPTIONS:
        holder.fault(FormFault.TOO_MUCH, key, count=len(values), limit=MAX_OPTIONS)
    labels = item.child("labels")
    options = tuple(Option(value, labels.label(value) or Label("")) for value in values if labels.has(value))
    if {option.value for option in options} != set(values) or set(labels.keys()) - set(values):
        item.fault(FormFault.BAD_OPTIONS, "labels")
    return options


def _rows(item: Declared) -> Extra:
    inner = item.child("items")
    inner.ignore("type")
    rows = read_fields(inner, in_row=True)
    inner.done()
    return {"rows": rows, **_counts(item, MAX_ROWS, default=None)}


def _counts(item: Declared, limit: int, *, default: int | None) -> Extra:
    return {
        "least": item.whole("minItems", 0, limit, default=1) or 1,
        "most": item.whole("maxItems", 1, limit, default=default),
    }


_READERS: Final[Mapping[FieldKind, Callable[[Declared], Extra]]] = {
    FieldKind.STRING: _text,
    FieldKind.INTEGER: _whole,
    FieldKind.FEN: _fen,
    FieldKind.DATE: _date,
    FieldKind.ENUM: _choice,
    FieldKind.MULTI_ENUM: _choices,
    FieldKind.GROUP: _rows,
}
