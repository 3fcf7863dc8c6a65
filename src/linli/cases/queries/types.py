"""Case types as pack data: read, proved, looked up by place and date, and kept in the version a case began under."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from functools import lru_cache
from typing import Any
from uuid import UUID

from linli.cases.queries.type_schema import FACTS, SCHEMA
from linli.cases.rules.duties import FORBIDDEN
from linli.cases.rules.roles import ROLES
from linli.cases.rules.types import CaseType, ClockRule, Material, Sort
from linli.cases.rules.visibility import Visibility, is_tighter_or_same
from linli.kernel.clock import local_day
from linli.kernel.errors import Invalid
from linli.kernel.expr import names_in, parse
from linli.kernel.flow import Flow, Vocabulary, check_flow, parse_flow
from linli.kernel.packs.flows import flow_of
from linli.kernel.packs.lookup import Found, entries, entries_for, entry, entry_kept
from linli.kernel.packs.parameters import is_tighter_or_equal
from linli.kernel.packs.sections import PackText, Section, register_section
from linli.kernel.ports import effect_names


class NoType(LookupError):
    """A case names a type that no pack has: a fault of the packs."""


def _sort(key: str, data: Mapping[str, Any]) -> Sort:
    return Sort(
        key, data["label"], data.get("group", ""), data.get("matter", ""), data.get("period", ""),
        data.get("emergency", ""), data.get("radius", 50),
    )  # fmt: skip


def _clock(key: str, data: Mapping[str, Any]) -> ClockRule:
    return ClockRule(
        key, data["label"], data["period"], data.get("promise", ""), data.get("since", "now"),
        data.get("when_due", ""), data.get("stage", False), data.get("main", False), data.get("ladder", True),
        data.get("extend_by", ""), data.get("roll", True),
    )  # fmt: skip


def _material(data: Mapping[str, Any]) -> Material:
    return Material(data["key"], data["label"], data.get("when", ""), data.get("original", False), data.get("note"))


@lru_cache(maxsize=1024)
def type_of(found: Found) -> CaseType:
    """The type in an entry."""
    return read_type(found.key, found.data)


def read_type(key: str, data: Mapping[str, Any]) -> CaseType:
    """The type in the data of an entry that need not be published yet."""
    return CaseType(
        key, data["label"], data["group"], data["flow"], data.get("form", ""), Visibility(data["visibility"]),
        data["matter"], data.get("category", ""), {k: _sort(k, item) for k, item in data.get("sorts", {}).items()},
        {k: _clock(k, item) for k, item in data.get("clocks", {}).items()},
        tuple(_material(item) for item in data.get("materials", ())), data.get("photo", ""),
        data.get("by_public", False), data.get("anonymous", False), data.get("rated", True), data.get("reopen", ""),
        data.get("most_representatives", 5), data.get("guide", {}), data.get("fee"),
    )  # fmt: skip


def _day(at: datetime) -> date:
    return local_day(at)


def case_types(area: str, at: datetime) -> dict[str, CaseType]:
    """Every case type that holds at ``area`` on the local day of ``at``."""
    return {key: type_of(found) for key, found in entries_for("case_types", area, _day(at)).items()}


def found_type(key: str, area: str, at: datetime) -> tuple[CaseType, Found] | None:
    """The type that holds at ``area``, with its entry; None when there is none of that name."""
    found = entry("case_types", key, area, _day(at))
    return (type_of(found), found) if found else None


def kept_type(entry_id: UUID, county: str) -> CaseType:
    """The type in the version that a case began under."""
    found = entry_kept(entry_id, county)
    return type_of(found)


def kept_flow(entry_id: UUID, county: str) -> Flow:
    """The flow in the version that a case began under."""
    found = entry_kept(entry_id, county)
    return flow_of(found)


# --- proving ----------------------------------------------------------------------------------------
def _named(section: str, key: str, pack: PackText) -> Mapping[str, Any] | None:
    own = next((item for item in pack.entries.get(section, ()) if item.get("key") == key), None)
    return own or next((item.data for item in entries(section) if item.key == key), None)


def _check(key: str, given: Mapping[str, Any], pack: PackText) -> Sequence[str]:
    case_type = read_type(key, given)
    faults = [*_flow_faults(case_type, pack), *_form_faults(case_type, pack), *_clock_faults(case_type, pack)]
    if case_type.category and case_type.category not in FORBIDDEN:
        faults.append(f"there is no forbidden category {case_type.category}")
    if sum(rule.main for rule in case_type.clocks.values()) > 1:
        faults.append("only one clock can be the main one")
    faults += [f"no duty names the matter {name}" for name in _unlisted(case_type, pack)]
    return faults or (_looser(case_type, pack) if pack.area else [])


def _unlisted(case_type: CaseType, pack: PackText) -> list[str]:
    listed = {item.get("matter") for item in pack.entries.get("duties", ())}
    listed |= {item.data["matter"] for item in entries("duties")}
    wanted = {case_type.matter, *(sort.matter for sort in case_type.sorts.values() if sort.matter)}
    return sorted(wanted - listed)


def _flow_faults(case_type: CaseType, pack: PackText) -> list[str]:
    data = _named("flows", case_type.flow, pack)
    if data is None:
        return [f"there is no flow named {case_type.flow}"]
    try:
        flow = parse_flow({**data["flow"], "key": case_type.flow})
    except Invalid:
        return []  # the flow's own check says what is wrong with it
    clocks = frozenset(case_type.clocks)
    known = Vocabulary(clocks=clocks, effects=effect_names(), roles=frozenset(ROLES), facts=frozenset(FACTS))
    faults = [str(finding) for finding in check_flow(flow, known)]
    actions = {action.key for action in flow.actions}
    wanted = {rule.when_due for rule in case_type.clocks.values() if rule.when_due}
    return faults + [f"the flow has no action {name}" for name in sorted(wanted - actions)]


def _form_faults(case_type: CaseType, pack: PackText) -> list[str]:
    if case_type.form:
        data = _named("forms", case_type.form, pack)
        if data is None:
            return [f"there is no form named {case_type.form}"]
        fields = set(data["form"].get("properties", {}))
    else:
        fields = set()
    faults = []
    for material in case_type.materials:
        unknown = (names_in(parse(material.when)) if material.when else set()) - fields
        faults += [f"the material {material.key} asks for {name}, which the form lacks" for name in sorted(unknown)]
    return faults


def _period(key: str, pack: PackText) -> tuple[str, str] | None:
    """(value, tighter) of a period parameter, the pack's own first."""
    data = _named("parameters", key, pack)
    if data is None or data.get("type") != "period":
        return None
    return data["value"], data.get("tighter", "none")


def _clock_faults(case_type: CaseType, pack: PackText) -> list[str]:
    faults = []
    for rule in case_type.clocks.values():
        legal = _period(rule.period, pack)
        if legal is None:
            faults.append(f"{rule.key}: there is no period named {rule.period}")
        elif rule.promise:
            promised = _period(rule.promise, pack)
            if promised is None or not is_tighter_or_equal("period", promised[0], legal[0], "smaller"):
                faults.append(f"{rule.key}: the promise {rule.promise} is longer than {rule.period} (R3.1, T056)")
    periods = {sort.period for sort in case_type.sorts.values() if sort.period}
    return faults + [f"there is no period named {name}" for name in sorted(periods) if _period(name, pack) is None]


def _looser(case_type: CaseType, pack: PackText) -> list[str]:
    """What a place's version loosens of the versions around it: it may tighten only (S-082)."""
    faults: list[str] = []
    for item in entries("case_types"):
        around = item.key == case_type.key and item.area != pack.area and pack.area.startswith(item.area)
        if around:
            wider = type_of(item)
            faults += _loosened(case_type, wider, item.area or "nation", pack)
    return list(dict.fromkeys(faults))


def _loosened(local: CaseType, wider: CaseType, place: str, pack: PackText) -> list[str]:
    faults = []
    if not is_tighter_or_same(local.visibility, wider.visibility):
        faults.append(f"it shows more than in {place}: {local.visibility}")
    if local.matter != wider.matter or local.category != wider.category:
        faults.append(f"matter and category are those of {place}")
    more = {item.key for item in local.materials} - {item.key for item in wider.materials}
    faults += [f"the material {key} is not asked for in {place}" for key in sorted(more)]
    for key, rule in wider.clocks.items():
        legal, mine = _period(rule.period, pack), local.clocks.get(key)
        given = _period(mine.period, pack) if mine else None
        if (
            legal
            and legal[1] == "smaller"
            and not (given and is_tighter_or_equal("period", given[0], legal[0], legal[1]))
        ):
            faults.append(f"the clock {key} is looser than in {place}")
    return faults


def register() -> None:
    """Register the pack section (called at start-up)."""
    meaning = "Case types: what can be asked for or reported, by whom, how it goes, by when."
    register_section(Section("case_types", meaning, SCHEMA, _check))
