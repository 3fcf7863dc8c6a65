"""Conditions between fields: their names, kinds and order."""

from collections.abc import Iterable, Mapping, Sequence

from linli.kernel.errors import Problem
from linli.kernel.expr import Expression, Kind, check, names_in
from linli.kernel.form.fields import Field, FieldKind
from linli.kernel.form.reasons import FormFault


def kinds_of(fields: Iterable[Field]) -> dict[str, Kind]:
    """The names that conditions may read, with their kinds."""
    return {field.key: field.expression_kind for field in fields}


def problems_of(fields: Sequence[Field], path: str, outer: Mapping[str, Kind] | None = None) -> list[Problem]:
    """Unknown names, wrong kinds and circles in the conditions of ``fields``, and of the rows below them.

    A row's conditions read its own fields and those of the form that are no rows (``outer``).
    """
    around = dict(outer or {})
    known = {**around, **kinds_of(fields)}
    found = [problem for field in fields for problem in _own_problems(field, known, path)]
    found += [Problem(path, FormFault.SHADOWED, {"field": field.key}) for field in fields if field.key in around]
    found += [Problem(path, FormFault.CYCLE, {"field": key}) for key in _circles(fields)]
    single = kinds_of(field for field in fields if field.kind is not FieldKind.GROUP)
    for field in fields:
        if field.rows:
            found += problems_of(field.rows, f"{path}.{field.key}.items.properties", single)
    return found


def in_order(fields: Sequence[Field]) -> tuple[Field, ...]:
    """The fields so that each comes after those that its ``show_if`` reads; those of a circle are left out."""
    waiting, done = list(fields), list[Field]()
    keys = {field.key for field in fields}
    while waiting:
        seen = {field.key for field in done}
        ready = [field for field in waiting if _read(field.show_if) & keys <= seen]
        if not ready:
            break
        done += ready
        waiting = [field for field in waiting if field not in ready]
    return tuple(done)


def _circles(fields: Sequence[Field]) -> list[str]:
    placed = {field.key for field in in_order(fields)}
    return [field.key for field in fields if field.key not in placed]


def _read(expression: Expression | None) -> frozenset[str]:
    return names_in(expression) if expression else frozenset()


def _own_problems(field: Field, known: Mapping[str, Kind], path: str) -> list[Problem]:
    where = f"{path}.{field.key}"
    found = check(field.show_if, known, f"{where}.show_if") if field.show_if else []
    # What a field holds cannot decide whether it must hold something.
    others = {name: kind for name, kind in known.items() if name != field.key}
    return found + (check(field.require_if, others, f"{where}.require_if") if field.require_if else [])
