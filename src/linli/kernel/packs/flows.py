"""Flows as pack data: proved when the pack is checked, looked up by place and date."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from functools import lru_cache
from typing import Any

from linli.kernel.clock_port import LOCAL
from linli.kernel.errors import Invalid
from linli.kernel.flow import Flow, Vocabulary, check_flow, parse_flow
from linli.kernel.packs.lookup import Found, entry
from linli.kernel.packs.sections import PackText, Section, register_section
from linli.kernel.ports import effect_names


class NoFlow(LookupError):
    """No flow of that key holds at that place on that day: a fault of the packs."""


def _check(key: str, given: Mapping[str, Any], pack: PackText) -> Sequence[str]:
    try:
        flow = parse_flow({**given["flow"], "key": key})
    except Invalid as refusal:
        return [f"{problem.path}: {problem.code} {dict(problem.data)}" for problem in refusal.problems]
    return [str(finding) for finding in check_flow(flow, Vocabulary(effects=effect_names()))]


def flow_at(key: str, area: str, at: datetime) -> Flow:
    """The flow ``key`` that holds at ``area`` on the local day of ``at``."""
    found = entry("flows", key, area, at.astimezone(LOCAL).date())
    if found is None:
        raise NoFlow(f"{key} at {area} on {at.date()}")
    return flow_of(found)


@lru_cache(maxsize=512)
def flow_of(found: Found) -> Flow:
    """The flow in an entry (kept versions are read by their entry)."""
    return parse_flow({**found.data["flow"], "key": found.key})


def register() -> None:
    """Register the section (called at start-up)."""
    schema = {"required": ["flow"], "properties": {"flow": {"type": "object"}}}
    register_section(Section("flows", "State tables: states, actions, who may, what is needed.", schema, _check))
