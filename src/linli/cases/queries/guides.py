"""Service guides: what one can ask for, which papers in which circumstances, how long, by which law (S-074, S-080)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from linli.cases.queries.duties import way_of
from linli.cases.queries.types import case_types, found_type
from linli.cases.rules.types import CaseType, DutyStep, Material
from linli.kernel.clock import local_day
from linli.kernel.expr import holds, parse
from linli.kernel.packs.lookup import Found, entry
from linli.kernel.packs.parameters import parameter

Words = Mapping[str, str]


@dataclass(frozen=True)
class Limit:
    """A clock as the guide names it: the period promised, the one the law sets, and the basis."""

    key: str
    label: Words
    promised: str
    legal: str
    basis: Mapping[str, str]


@dataclass(frozen=True)
class Guide:
    """What the page of a matter tells before one asks for it. ``unit_name`` is where it is taken in, ``hours``
    its opening hours as confirmed on ``hours_on``,
    ``unit_area`` where it sits.
    """

    key: str
    label: Words
    group: str
    by_public: bool
    texts: Mapping[str, Words]
    fee: Words | None
    materials: tuple[Material, ...]
    limits: tuple[Limit, ...]
    unit_name: str
    hours: str
    hours_on: date | None
    basis: Mapping[str, str]
    valid_from: date | None
    version: int
    unit_area: str = ""


def guides(area: str, at: datetime) -> tuple[CaseType, ...]:
    """The matters that residents of ``area`` may ask for or report themselves, by group and name."""
    found = [item for item in case_types(area, at).values() if item.by_public]
    return tuple(sorted(found, key=lambda item: (item.group, item.key)))


def guide_of(county: str, key: str, area: str, at: datetime) -> Guide | None:
    """The guide of one matter at a place; None when there is none."""
    pair = found_type(key, area, at)
    if pair is None:
        return None
    case_type, found = pair
    day = local_day(at)
    way = way_of(case_type.matter, DutyStep.ACCEPT, area, day, county)
    unit = way.unit if way else None
    return Guide(
        key, case_type.label, case_type.group, case_type.by_public, case_type.guide, case_type.fee, case_type.materials,
        _limits(case_type, area, day), unit.name if unit else "", unit.hours if unit else "",
        unit.hours_on if unit else None, found.data["basis"], found.valid_from, found.version,
        unit.area if unit else "",
    )  # fmt: skip


def _limits(case_type: CaseType, area: str, day: date) -> tuple[Limit, ...]:
    rules = [rule for rule in case_type.clocks.values() if rule.ladder]
    found = []
    for rule in rules:
        legal = parameter(rule.period, area, day)
        promised = parameter(rule.promise, area, day).value if rule.promise else ""
        found.append(Limit(rule.key, rule.label, promised, legal.value, legal.basis))
    return tuple(found)


def materials_for(case_type: CaseType, values: Mapping[str, Any]) -> tuple[Material, ...]:
    """The papers that are asked for in the circumstances that the form tells (S-080)."""
    return tuple(item for item in case_type.materials if not item.when or holds(parse(item.when), values))


def form_entry_of(case_type: CaseType, area: str, at: datetime) -> Found | None:
    """The form of a matter as it holds at a place."""
    if not case_type.form:
        return None
    return entry("forms", case_type.form, area, local_day(at))
