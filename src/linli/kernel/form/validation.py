"""Checking what was filled in. Whatever comes in, problems come out; nothing is raised."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from linli.kernel.errors import KernelCode, Problem, Term, n_
from linli.kernel.expr import holds
from linli.kernel.form.conditions import in_order
from linli.kernel.form.fields import Field, FieldKind, Form
from linli.kernel.form.reasons import FormCode
from linli.kernel.form.values import Flaw, flaw_of_count, normal

MAX_ENTRIES: Final = 10_000


@dataclass(frozen=True)
class Validated:
    """The normal values of what is shown, and what is wrong. Values may be kept only when ``ok``."""

    values: Mapping[str, Any]
    problems: tuple[Problem, ...]

    @property
    def ok(self) -> bool:
        """Whether nothing is wrong."""
        return not self.problems


def validate(form: Form, data: Any, step: str | None = None, *, today: date = date.max) -> Validated:
    """Check ``data`` against the form, or one ``step`` of it, and bring it into normal form.

    Fields that are not shown are dropped, unknown keys are problems. With ``step`` only its fields are
    checked and returned, but conditions may read what earlier steps gave, so ``data`` holds that too.
    ``today`` bounds the birth date in identity numbers. Validating normal values again gives the same values.
    """
    if not isinstance(data, Mapping):
        return _refused(Problem("", FormCode.WRONG_TYPE, {"expected": Term(n_("a mapping"))}))
    if _size(data) > MAX_ENTRIES:
        return _refused(Problem("", FormCode.DATA_TOO_LARGE, {"limit": MAX_ENTRIES}))
    known = {one.key: one for one in form.steps}
    if step is not None and step not in known:
        return _refused(Problem("", FormCode.UNKNOWN_STEP, {"step": str(step)[:60]}))
    wanted = None if step is None else frozenset(known[step].fields)
    sheet = _filled(form.fields, data, {}, "", today)
    return sheet.result(wanted)


def visible(form: Form, data: Mapping[str, Any]) -> frozenset[str]:
    """The keys of the fields that are shown for ``data`` (fields of rows are not among them)."""
    return frozenset(field.key for field in _filled(form.fields, data, {}, "", date.max).shown)


def _refused(problem: Problem) -> Validated:
    return Validated({}, (problem,))


def _size(data: Mapping[Any, Any]) -> int:
    # Two levels are all that a form has; what lies deeper is refused as it stands.
    rows = [row for value in data.values() if isinstance(value, list | tuple) for row in value]
    return len(data) + len(rows) + sum(len(row) for row in rows if isinstance(row, Mapping | list | tuple))


class _Sheet:
    """One mapping being filled in: the form itself or a row."""

    def __init__(self, fields: Sequence[Field], facts: Mapping[str, Any], path: str) -> None:
        self.fields = fields
        self.facts: dict[str, Any] = dict(facts)
        self.path = path
        self.shown: list[Field] = []
        self.values: dict[str, Any] = {}
        self.problems: dict[str, list[Problem]] = {}
        self.strays: list[Problem] = []

    def at(self, key: str) -> str:
        return f"{self.path}.{key}" if self.path else key

    def flaw(self, key: str, flaw: Flaw) -> None:
        self.problems.setdefault(key, []).append(Problem(self.at(key) + flaw.at, flaw.code, flaw.data))

    def result(self, wanted: frozenset[str] | None) -> Validated:
        keys = [field.key for field in self.fields if wanted is None or field.key in wanted]
        problems = [problem for key in keys for problem in self.problems.get(key, ())]
        return Validated({key: self.values[key] for key in keys if key in self.values}, (*self.strays, *problems))


def _filled(
    fields: Sequence[Field], data: Mapping[Any, Any], facts: Mapping[str, Any], path: str, today: date
) -> _Sheet:
    sheet = _Sheet(fields, facts, path)
    for field in in_order(fields):
        if field.show_if is None or holds(field.show_if, sheet.facts):
            sheet.shown.append(field)
            _take(sheet, field, data.get(field.key), today)
    # Rows read the fields of the form, and a duty to fill in may rest on any field, so both come after all.
    for field in sheet.shown:
        if field.kind is FieldKind.GROUP:
            _take_rows(sheet, field, today)
        if _is_owed(sheet, field):
            sheet.flaw(field.key, Flaw(KernelCode.REQUIRED))
    _refuse_strays(sheet, data)
    return sheet


def _take(sheet: _Sheet, field: Field, raw: Any, today: date) -> None:
    if field.kind is FieldKind.GROUP:
        found = _list_of_rows(field, raw)
    else:
        found = normal(field, raw, today)
    if isinstance(found, Flaw):
        sheet.flaw(field.key, found)
    elif found is not None:
        sheet.values[field.key] = found
        sheet.facts[field.key] = _fact(field, found)


def _fact(field: Field, value: Any) -> Any:
    return date.fromisoformat(value) if field.kind is FieldKind.DATE else value


def _list_of_rows(field: Field, raw: Any) -> list[Any] | Flaw | None:
    if raw is None or raw == []:
        return None
    if not isinstance(raw, list):
        return Flaw(FormCode.WRONG_TYPE, {"expected": Term(n_("a list of rows"))})
    return flaw_of_count(field, len(raw)) or raw


def _take_rows(sheet: _Sheet, field: Field, today: date) -> None:
    outer = {one.key: sheet.facts.get(one.key) for one in sheet.fields if one.kind is not FieldKind.GROUP}
    given = sheet.values.get(field.key, ())
    rows: list[Any] = []
    for place, raw in enumerate(given):
        path = f"{sheet.at(field.key)}[{place}]"
        if not isinstance(raw, Mapping):
            sheet.flaw(field.key, Flaw(FormCode.WRONG_TYPE, {"expected": Term(n_("a row"))}, f"[{place}]"))
            continue
        row = _filled(field.rows, raw, outer, path, today).result(None)
        sheet.problems.setdefault(field.key, []).extend(row.problems)
        rows.append(dict(row.values))
    if given:
        sheet.values[field.key] = rows


def _is_owed(sheet: _Sheet, field: Field) -> bool:
    if field.key in sheet.values or field.key in sheet.problems:
        return False
    return field.required or (field.require_if is not None and holds(field.require_if, sheet.facts))


def _refuse_strays(sheet: _Sheet, data: Mapping[Any, Any]) -> None:
    known = {field.key for field in sheet.fields}
    for key in data:
        if not isinstance(key, str) or key not in known:
            name = str(key)[:60] if isinstance(key, str | int) else "?"
            sheet.strays.append(Problem(sheet.at(name), FormCode.UNKNOWN_FIELD, {"field": name}))
