"""The duty list: which step of a matter lies with whom, and in which legal nature (E44, S-054, S-242, S-244, R6.5).

A community can be given only what is on its two lists: its own duties and what it assists with. Five categories it can
never be made responsible for. The gate is pure; ``commands.assigning`` is the one place that asks it.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from linli.cases.rules.types import DutyStep


class Nature(StrEnum):
    """The legal nature of a piece of work (S-054): own duty, assistance to government, entrusted by another, bought."""

    OWN = "own"
    ASSIST = "assist"
    ENTRUSTED = "entrusted"
    BOUGHT = "bought"


# P3 §四(四): matters in which a committee is never the responsible body (S-244, N-010).
FORBIDDEN = ("law_enforcement", "demolition", "cleanup_campaign", "city_management", "investment")
SELF_GOVERNING = ("residents_committee", "village_committee")
STATIONS = ("service_station",)
COMMUNITY_KINDS = (*SELF_GOVERNING, *STATIONS)


@dataclass(frozen=True)
class DutyEntry:
    """One line of the matrix: a step of a matter lies with units of ``unit_kinds`` at ``level``, as ``nature``.

    ``category`` is set by the list, never by free text; ``basis`` names the law or decision behind it.
    """

    key: str
    matter: str
    step: DutyStep
    level: str
    unit_kinds: tuple[str, ...]
    nature: Nature
    category: str
    label: Mapping[str, str]
    basis: Mapping[str, str]


@dataclass(frozen=True)
class Placed:
    """Work that may be given: under which entry and nature. ``entry`` is empty for work above the community."""

    entry: str
    nature: Nature


@dataclass(frozen=True)
class Barred:
    """Work that may not be given. ``why``: forbidden, not_listed, not_theirs; ``entry`` is the line that says so."""

    why: str
    entry: str = ""
    category: str = ""


def place_work(
    kind: str, matter: str, category: str, nature: Nature, entries: Iterable[DutyEntry], *, responsible: bool = True
) -> Placed | Barred:
    """Whether a unit of ``kind`` may be given a matter: committees and stations only what their lists name.

    ``responsible`` is false for help beside a lead, which even in the five categories is no responsibility, but still
    wants its line on the list of assistance.
    """
    lines = [line for line in entries if line.matter == matter]
    category = next((line.category for line in lines if line.category), category)
    if kind not in COMMUNITY_KINDS:
        return _above(kind, lines, nature)
    if responsible and category in FORBIDDEN:
        return Barred("forbidden", category=category)
    own = [line for line in lines if kind in line.unit_kinds]
    fitting = _fitting(own, responsible)
    if fitting is not None:
        return Placed(fitting.key, fitting.nature)
    theirs = (line for line in lines if line.step is DutyStep.HANDLE and set(line.unit_kinds) & set(COMMUNITY_KINDS))
    other = next(theirs, None)
    return Barred("not_theirs", other.key) if other else Barred("not_listed")


def _fitting(own: list[DutyEntry], responsible: bool) -> DutyEntry | None:
    """Who answers for a matter must have its handling on the list; for help any line of the matter will do."""
    handling = next((line for line in own if line.step is DutyStep.HANDLE), None)
    if responsible or handling is not None:
        return handling
    return next(iter(own), None)


def _above(kind: str, lines: list[DutyEntry], nature: Nature) -> Placed:
    line = next((line for line in lines if kind in line.unit_kinds), None)
    return Placed(line.key, line.nature) if line else Placed("", nature)


def owners_twice(entries: Iterable[DutyEntry]) -> list[tuple[str, str]]:
    """Pairs of entries that give one step of a matter at one level to two owners."""
    seen: dict[tuple[str, DutyStep, str], str] = {}
    found = []
    for line in entries:
        place = (line.matter, line.step, line.level)
        if place in seen:
            found.append((seen[place], line.key))
        seen.setdefault(place, line.key)
    return found


def forbidden_owners(entries: Iterable[DutyEntry]) -> list[str]:
    """Entries that would make a committee or station responsible in one of the five categories."""
    return [
        line.key
        for line in entries
        if line.category in FORBIDDEN
        and line.nature is not Nature.ASSIST
        and set(line.unit_kinds) & set(COMMUNITY_KINDS)
    ]
