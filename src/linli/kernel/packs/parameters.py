"""Parameters by place and date, with their basis: the numbers of the law and of local rules."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from linli.kernel.packs.lookup import Found, entries
from linli.kernel.packs.sections import PackText, Section, register_section

PERIOD = re.compile(r"^(\d+)(h|d|wd|m|y)$")
THRESHOLD = re.compile(r"^(>=|>)(\d+)/(\d+)$")
SCHEMA: dict[str, Any] = {
    "required": ["type", "value"],
    "properties": {
        "type": {"enum": ["integer", "boolean", "text", "period", "threshold", "integers", "texts", "ratio"]},
        "value": {},
        "tighter": {"enum": ["smaller", "larger", "none"]},
        "unit": {"type": "string"},
        "note": {"type": "string"},
    },
}


class NoParameter(LookupError):
    """No parameter of that key holds at that place on that day: a fault of the packs, named with key and day."""


@dataclass(frozen=True)
class Parameter:
    """A value with its basis. ``basis`` names rule, source and article; ``area`` where it was set."""

    key: str
    value: Any
    area: str
    basis: Mapping[str, str]
    valid_from: date | None


def _is_ints(value: Any, least: int = 1) -> bool:
    return isinstance(value, list) and len(value) >= least and all(type(item) is int for item in value)


def _is_texts(value: Any) -> bool:
    return isinstance(value, list) and bool(value) and all(isinstance(item, str) for item in value)


_FITS: dict[str, Any] = {
    "integer": lambda v: type(v) is int,
    "boolean": lambda v: isinstance(v, bool),
    "text": lambda v: isinstance(v, str),
    "period": lambda v: isinstance(v, str) and bool(PERIOD.match(v)),
    "threshold": lambda v: isinstance(v, str) and bool(THRESHOLD.match(v)),
    "integers": _is_ints,
    "texts": _is_texts,
    "ratio": lambda v: _is_ints(v, 2) and len(v) == 2 and v[1] > 0,
}


def strictness(kind: str, value: Any) -> tuple[str, tuple[int, int]]:
    """A value as (family, numerator/denominator), so that two of one family can be compared exactly."""
    if kind == "period":
        amount, unit = PERIOD.match(value).groups()  # type: ignore[union-attr]  # checked by _FITS
        return unit, (int(amount), 1)
    if kind == "threshold":
        sign, x, n = THRESHOLD.match(value).groups()  # type: ignore[union-attr]  # checked by _FITS
        return sign, (int(x), int(n))
    if kind == "ratio":
        return kind, (value[0], value[1])
    return kind, (int(value), 1)


def is_tighter_or_equal(kind: str, local: Any, national: Any, tighter: str) -> bool | None:
    """Whether ``local`` is as strict as ``national``; None when the two cannot be compared."""
    family, (a, b) = strictness(kind, local)
    other, (c, d) = strictness(kind, national)
    if family != other:
        return None
    return a * d <= c * b if tighter == "smaller" else a * d >= c * b


def _check(key: str, entry: Mapping[str, Any], pack: PackText) -> Sequence[str]:
    if not _FITS[entry["type"]](entry["value"]):
        return [f"{entry['value']!r} is no {entry['type']}"]
    if entry.get("tighter", "none") != "none" and entry["type"] in ("boolean", "text", "texts", "integers"):
        return ["only single numbers can be tighter"]
    return _looser_than_nation(key, entry, pack) if pack.area else []


def _looser_than_nation(key: str, entry: Mapping[str, Any], pack: PackText) -> list[str]:
    start = date.fromisoformat(entry.get("from", "2000-01-01"))
    above = _candidates(key, "", start)
    if not above or above[-1].data.get("tighter", "none") == "none":
        return []
    tighter, national = above[-1].data["tighter"], above[-1].data["value"]
    if is_tighter_or_equal(entry["type"], entry["value"], national, tighter):
        return []
    return [f"{entry['value']} is looser than the national {national}, which only lets a place be {tighter}"]


def _candidates(key: str, area: str, day: date) -> list[Found]:
    found = [f for f in entries("parameters") if f.key == key and area.startswith(f.area) and f.holds_on(day)]
    return sorted(found, key=lambda item: len(item.area))


def parameter(key: str, area: str, day: date) -> Parameter:
    """The value of ``key`` at ``area`` on ``day``: the nearest place that is not looser than one above it."""
    chosen: Found | None = None
    for item in _candidates(key, area, day):
        if chosen is None or _may_replace(item, chosen):
            chosen = item
    if chosen is None:
        raise NoParameter(f"{key} at {area or 'nation'} on {day}")
    data = chosen.data
    return Parameter(key, data["value"], chosen.area, data["basis"], chosen.valid_from)


def _may_replace(nearer: Found, farther: Found) -> bool:
    tighter = farther.data.get("tighter", "none")
    if tighter == "none":
        return True
    kind = farther.data["type"]
    return bool(is_tighter_or_equal(kind, nearer.data["value"], farther.data["value"], tighter))


def register() -> None:
    """Register the section (called at start-up)."""
    meaning = "Numbers of the law and of local rules, by place and date, each with its basis."
    register_section(Section("parameters", meaning, SCHEMA, _check))
