"""Forms: a bounded subset of JSON Schema 2020-12, read strictly and checked without ever raising."""

from linli.kernel.form.fields import Field, FieldKind, Form, Option, Step
from linli.kernel.form.reading import parse_form
from linli.kernel.form.reasons import FormCode, FormFault
from linli.kernel.form.schema import to_json_schema
from linli.kernel.form.validation import MAX_ENTRIES, Validated, validate, visible

__all__ = [
    "MAX_ENTRIES",
    "Field",
    "FieldKind",
    "Form",
    "FormCode",
    "FormFault",
    "Option",
    "Step",
    "Validated",
    "parse_form",
    "to_json_schema",
    "validate",
    "visible",
]
