"""Reading a form: a bounded subset of JSON Schema 2020-12 with labels, conditions, purposes and steps."""

from collections.abc import Mapping, Sequence
from typing import Any

from linli.kernel.expr import ENTRY_KEYS, Declared, DeclaredCode, Faults, Label
from linli.kernel.form.conditions import problems_of
from linli.kernel.form.field_reading import read_fields
from linli.kernel.form.fields import MAX_STEPS, Field, Form, Step
from linli.kernel.form.reasons import FormFault


def parse_form(data: Mapping[str, Any]) -> Form:
    """Read a form from a pack's mapping; raises ``Invalid`` with place and reason of everything outside the subset.

    Also refused: circles in ``show_if``, unknown names in conditions, personal data without ``purpose``, rows
    in rows, patterns that could take long, fields in no step or in two.
    """
    faults = Faults()
    top = Declared(data, faults)
    if top.text("type", default="object") != "object":
        top.fault(DeclaredCode.WRONG_TYPE, "type", expected="object")
    title = top.label("title") or Label("")
    fields = read_fields(top, in_row=False)
    form = Form(top.name("key"), top.whole("version", 1, 1_000_000), title, fields, _steps(top, title, fields))
    top.ignore(*ENTRY_KEYS)
    top.done()
    faults.extend(problems_of(fields, "properties"))
    faults.raise_if_any()
    return form


def _steps(top: Declared, title: Label, fields: Sequence[Field]) -> tuple[Step, ...]:
    keys = [field.key for field in fields]
    if not top.has("steps"):
        return (Step("all", title, tuple(keys)),)
    steps = tuple(_step(item, keys) for item in top.children("steps"))
    if len(steps) > MAX_STEPS:
        top.fault(FormFault.TOO_MUCH, "steps", count=len(steps), limit=MAX_STEPS)
    named = [step.key for step in steps]
    for key in sorted({key for key in named if named.count(key) > 1}):
        top.fault(DeclaredCode.TWICE, "steps", found=key)
    placed = [key for step in steps for key in step.fields]
    for key in keys:
        if placed.count(key) != 1:
            top.fault(FormFault.NOT_IN_A_STEP, "steps", field=key, count=placed.count(key))
    return steps


def _step(item: Declared, keys: Sequence[str]) -> Step:
    step = Step(item.name("key"), item.label("title") or Label(""), item.names("fields", required=True))
    for key in step.fields:
        if key not in keys:
            item.fault(FormFault.UNKNOWN_FIELD, "fields", field=key)
    item.done()
    return step
