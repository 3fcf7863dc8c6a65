"""Forms as pack data: read strictly when the pack is checked, looked up by place and date."""

import json
from collections.abc import Mapping, Sequence
from datetime import datetime
from functools import lru_cache
from typing import Any

from linli.kernel.clock_port import LOCAL
from linli.kernel.errors import Invalid
from linli.kernel.form import Form, parse_form
from linli.kernel.packs.lookup import entry
from linli.kernel.packs.sections import PackText, Section, register_section


class NoForm(LookupError):
    """No form of that key holds at that place on that day: a fault of the packs."""


def _check(key: str, given: Mapping[str, Any], pack: PackText) -> Sequence[str]:
    try:
        parse_form({**given["form"], "key": key})
    except Invalid as refusal:
        return [f"{problem.path}: {problem.code} {dict(problem.data)}" for problem in refusal.problems]
    return []


@lru_cache(maxsize=256)
def _parsed(key: str, text: str) -> Form:
    return parse_form({**json.loads(text), "key": key})


def form_of(key: str, data: Mapping[str, Any]) -> Form:
    """The form in an entry's data (kept versions are read by their entry)."""
    return _parsed(key, json.dumps(data["form"]))


def form_at(key: str, area: str, at: datetime) -> Form:
    """The form ``key`` that holds at ``area`` on the local day of ``at``."""
    found = entry("forms", key, area, at.astimezone(LOCAL).date())
    if found is None:
        raise NoForm(f"{key} at {area} on {at.date()}")
    return form_of(key, found.data)


def register() -> None:
    """Register the section (called at start-up)."""
    schema = {"required": ["form"], "properties": {"form": {"type": "object"}}}
    register_section(Section("forms", "Forms: what is asked, step by step.", schema, _check))
