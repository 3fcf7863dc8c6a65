"""A form as plain JSON Schema 2020-12, for other systems.

It accepts every set of normal values that ``validate`` accepts. It refuses all others too, with three
exceptions that JSON Schema cannot say: the check characters inside identity numbers, comparisons between two
fields or with calculations, and conditions of rows that read the form. There the schema is wider.
"""

from collections.abc import Mapping, Sequence
from typing import Final

from linli.kernel.codes import SHORT_NUMBERS
from linli.kernel.form.conditions import in_order
from linli.kernel.form.days import REAL_DAY, not_after, not_before
from linli.kernel.form.fields import FIRST_DAY, LAST_DAY, Field, FieldKind, Form
from linli.kernel.form.schema_conditions import Inexpressible, Schema, condition_schema
from linli.kernel.form.values import FILE, PLACE

DIALECT: Final = "https://json-schema.org/draft/2020-12/schema"
_NO_CONTROLS: Final = r"^[^\u0000-\u001f\u007f-\u009f]*$"
_NO_CONTROLS_BUT_LINES: Final = r"^[^\u0000-\u0009\u000b-\u001f\u007f-\u009f]*$"
_PHONE: Final = (
    r"^(?:\+861[3-9][0-9]{9}|\+86(?:10|2[0-9]|[3-9][0-9]{2})[0-9]{7,8}(?:;ext=[0-9]{1,6})?|\+852[0-9]{8}"
    rf"|(?:400|800)[0-9]{{7}}|{'|'.join(sorted(SHORT_NUMBERS))})$"
)
_ID_NUMBER: Final = r"^(?:[0-9]{17}[0-9X]|[A-Z]{3}[0-9]{12}|[HM][0-9]{8}(?:[0-9]{2})?|[0-9]{8})$"
_PATTERNS: Final = {
    FieldKind.FILE: FILE,
    FieldKind.PLACE: PLACE,
    FieldKind.PHONE: _PHONE,
    FieldKind.ID_NUMBER: _ID_NUMBER,
}


def to_json_schema(form: Form) -> Schema:
    """The schema of the form's normal values."""
    writer = _SchemaWriter()
    body = writer.mapping(form.fields, "")
    head: Schema = {"$schema": DIALECT, "$id": f"urn:linli:form:{form.key}:{form.version}", "title": form.title.zh}
    return {**head, **body, **({"$defs": writer.definitions} if writer.definitions else {})}


class _SchemaWriter:
    def __init__(self) -> None:
        self.definitions: dict[str, Schema] = {}

    def mapping(self, fields: Sequence[Field], prefix: str) -> Schema:
        """The schema of the form, or of one row."""
        shown = self._shown(fields, prefix)
        plain = [field for field in fields if shown.get(field.key) == {}]
        rules = [rule for field in fields for rule in self._rules(field, fields, shown)]
        schema: Schema = {
            "type": "object",
            "additionalProperties": False,
            "properties": {field.key: self.value(field) if field in plain else {} for field in fields},
            "required": [field.key for field in plain if field.required],
        }
        return {**schema, **({"allOf": rules} if rules else {})}

    def _shown(self, fields: Sequence[Field], prefix: str) -> dict[str, Schema]:
        """For each field the schema of its being shown: empty when always, absent when it cannot be said."""
        by_key = {field.key: field for field in fields}
        shown: dict[str, Schema] = {}
        for field in in_order(fields):
            if field.show_if is None:
                shown[field.key] = {}
                continue
            try:
                condition = condition_schema(field.show_if, by_key, shown)
            except Inexpressible:
                continue
            name = f"show.{prefix}{field.key}"
            self.definitions[name] = condition
            shown[field.key] = {"$ref": f"#/$defs/{name}"}
        return shown

    def _rules(self, field: Field, fields: Sequence[Field], shown: Mapping[str, Schema]) -> list[Schema]:
        condition = shown.get(field.key)
        if condition is None:
            return []
        rules = list[Schema]()
        if condition:
            needed: Schema = {"required": [field.key]} if field.required else {}
            value = self.value(field)
            rules.append({"if": condition, "then": {"properties": {field.key: value}, **needed}})
        return [*rules, *self._duty(field, fields, shown, condition)]

    def _duty(
        self, field: Field, fields: Sequence[Field], shown: Mapping[str, Schema], condition: Schema
    ) -> list[Schema]:
        if field.require_if is None or field.required:
            return []
        try:
            duty = condition_schema(field.require_if, {one.key: one for one in fields}, shown)
        except Inexpressible:
            return []
        return [{"if": {"allOf": [condition, duty]}, "then": {"required": [field.key]}}]

    def value(self, field: Field) -> Schema:
        """The schema of one field's normal values, with its label and hint."""
        words: Schema = {"title": field.label.zh}
        if field.hint:
            words["description"] = field.hint.zh
        return {**words, **self._bare(field)}

    def _bare(self, field: Field) -> Schema:
        match field.kind:
            case FieldKind.INTEGER | FieldKind.FEN:
                return {"type": "integer", "minimum": field.least, "maximum": field.most}
            case FieldKind.BOOLEAN:
                return {"type": "boolean"}
            case FieldKind.ENUM:
                return {"type": "string", "enum": _values(field)}
            case FieldKind.MULTI_ENUM:
                items: Schema = {"type": "string", "enum": _values(field)}
                return {"type": "array", "items": items, "uniqueItems": True, **_counts(field)}
            case FieldKind.GROUP:
                return {"type": "array", "items": self.mapping(field.rows, f"{field.key}."), **_counts(field)}
            case FieldKind.DATE:
                return _date(field)
            case FieldKind.STRING:
                return _text(field)
        return {"type": "string", "pattern": _PATTERNS[field.kind]}


def _values(field: Field) -> list[str]:
    return [option.value for option in field.options]


def _counts(field: Field) -> Schema:
    return {"minItems": field.least, "maxItems": field.most}


def _text(field: Field) -> Schema:
    patterns = [_NO_CONTROLS_BUT_LINES if field.multiline else _NO_CONTROLS, field.pattern]
    return {
        "type": "string",
        "minLength": field.least,
        "maxLength": field.most,
        "allOf": [{"pattern": pattern} for pattern in patterns if pattern],
    }


def _date(field: Field) -> Schema:
    bounds = [not_before(field.first)] if field.first > FIRST_DAY else []
    bounds += [not_after(field.last)] if field.last < LAST_DAY else []
    schema: Schema = {"type": "string", "format": "date", "pattern": REAL_DAY}
    return {**schema, **({"allOf": [{"pattern": bound} for bound in bounds]} if bounds else {})}
