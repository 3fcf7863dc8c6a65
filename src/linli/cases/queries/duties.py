"""The duty list as pack data, and the units that it leads to (S-085, S-242)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any
from uuid import UUID

from linli.cases.rules.duties import FORBIDDEN, DutyEntry, Nature, forbidden_owners, owners_twice
from linli.cases.rules.types import DutyStep
from linli.kernel.codes import level_of
from linli.kernel.packs.lookup import Found, entries, entries_for, while_current
from linli.kernel.packs.sections import PackText, Section, register_section
from linli.people.queries.answering import AnsweringUnit, units_at
from linli.people.queries.unit_kinds import LABEL

LEVELS = ("province", "prefecture", "county", "town", "community", "grid")
SCHEMA: dict[str, Any] = {
    "required": ["label", "matter", "step", "level", "unit_kinds", "nature"],
    "properties": {
        "label": LABEL,
        "matter": {"type": "string", "pattern": r"^[a-z][a-z0-9_]{0,59}$"},
        "step": {"enum": [item.value for item in DutyStep]},
        "level": {"enum": list(LEVELS)},
        "unit_kinds": {"type": "array", "items": {"type": "string"}, "minItems": 1, "uniqueItems": True},
        "nature": {"enum": [item.value for item in Nature]},
        "category": {"enum": list(FORBIDDEN)},
        "named": {"type": "string"},
    },
}


@dataclass(frozen=True)
class Way:
    """Where a step of a matter leads: the line of the list and the unit; None when no such unit is there."""

    entry: DutyEntry
    unit: AnsweringUnit | None


@lru_cache(maxsize=4096)
def _entry(found: Found) -> DutyEntry:
    data = found.data
    return DutyEntry(
        found.key, data["matter"], DutyStep(data["step"]), data["level"], tuple(data["unit_kinds"]),
        Nature(data["nature"]), data.get("category", ""), data["label"], data["basis"],
    )  # fmt: skip


def duties_at(area: str, day: date) -> tuple[DutyEntry, ...]:
    """Every line that holds at ``area`` on ``day``, by key."""
    return tuple(_entry(found) for _, found in sorted(entries_for("duties", area, day).items()))


def duties_of(matter: str, area: str, day: date) -> tuple[DutyEntry, ...]:
    """The lines of one matter."""
    return tuple(line for line in duties_at(area, day) if line.matter == matter)


@while_current
def _steps_of(matter: str, step: DutyStep, area: str, day: date) -> tuple[tuple[DutyEntry, str], ...]:
    """The lines of a step, the deepest level first, each with the word that the unit's name must hold."""
    found = entries_for("duties", area, day)
    lines = [line for line in duties_of(matter, area, day) if line.step is step]
    lines.sort(key=lambda line: -LEVELS.index(line.level))
    return tuple((line, str(found[line.key].data.get("named", ""))) for line in lines)


def way_of(matter: str, step: DutyStep, area: str, day: date, county: str) -> Way | None:
    """Where a step of a matter in ``area`` leads: the deepest level that has a unit; None without any line.

    ``named`` in a line picks the unit of that kind whose name contains it (two departments are of one kind).
    """
    lines = _steps_of(matter, step, area, day)
    for line, named in lines:
        unit = _unit_for(line, named, area, day, county)
        if unit is not None:
            return Way(line, unit)
    return Way(lines[0][0], None) if lines else None


def _unit_for(line: DutyEntry, named: str, area: str, day: date, county: str) -> AnsweringUnit | None:
    place = _cut(area, line.level)
    if place is None:
        return None
    found = [unit for unit in units_at(county, place, line.unit_kinds, day) if named in unit.name]
    return found[0] if found else None


def _cut(area: str, level: str) -> str | None:
    length = {"province": 2, "prefecture": 4, "county": 6, "town": 9, "community": 12, "grid": 15}[level]
    return area[:length] if len(area) >= length else None


def matrix_of(area: str, day: date) -> dict[str, dict[DutyStep, DutyEntry]]:
    """Matter × step, for the printed matrix of a place (S-085)."""
    found: dict[str, dict[DutyStep, DutyEntry]] = {}
    for line in duties_at(area, day):
        found.setdefault(line.matter, {}).setdefault(line.step, line)
    return found


def lists_of(kind: str, area: str, day: date) -> dict[Nature, tuple[DutyEntry, ...]]:
    """The lists of a kind of unit: own duties, assistance … (S-242: a committee has exactly two, N-013)."""
    lines = [line for line in duties_at(area, day) if kind in line.unit_kinds]
    return {nature: tuple(line for line in lines if line.nature is nature) for nature in Nature}


def _check(key: str, given: Mapping[str, Any], pack: PackText) -> Sequence[str]:
    known = pack.keys("unit_kinds") | {item.key for item in entries("unit_kinds")}
    faults = [f"there is no kind of unit named {kind}" for kind in given["unit_kinds"] if kind not in known]
    lines = [_text_entry(item) for item in pack.entries["duties"] if _holds_with(item, given)]
    faults += [f"it has the same place as {other}" for other, line in owners_twice(lines) if line == key]
    own = [line for line in lines if line.key == key]
    return faults + [
        f"a committee is never responsible for this category (S-244): {name}" for name in forbidden_owners(own)
    ]


def _holds_with(item: Mapping[str, Any], given: Mapping[str, Any]) -> bool:
    """Whether two lines hold on one day."""
    starts, ends = (str(x.get("from", "")) for x in (item, given)), (str(x.get("to", "9999")) for x in (item, given))
    return max(starts) <= min(ends)


def _text_entry(item: Mapping[str, Any]) -> DutyEntry:
    return DutyEntry(
        str(item["key"]), item["matter"], DutyStep(item["step"]), item["level"], tuple(item["unit_kinds"]),
        Nature(item["nature"]), item.get("category", ""), item["label"], item["basis"],
    )  # fmt: skip


def level_name(area: str) -> str:
    """The level of a code, in the words of the list."""
    return level_of(area).name.lower()


def unit_of(way: Way | None) -> UUID | None:
    """The unit that a way leads to."""
    return way.unit.id if way and way.unit else None


def register() -> None:
    """Register the pack section (called at start-up)."""
    meaning = "Duty lists: which step of a matter lies with which level and kind of unit, in which legal nature."
    register_section(Section("duties", meaning, SCHEMA, _check))
