"""Parameters by place and date, with their basis: the numbers of the law and of local rules."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from linli.kernel.clock import parse_period
from linli.kernel.errors import Invalid
from linli.kernel.packs.lookup import Found, entries, while_current
from linli.kernel.packs.sections import PackText, Section, register_section
from linli.kernel.thresholds import parse_threshold

PERIOD = re.compile(r"([0-9]+)(h|d|wd|m|y)")
THRESHOLD = re.compile(r"(>=|>)([0-9]+)/([0-9]+)")
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


def _reads(value: Any, shape: re.Pattern[str], parse: Callable[[str], object]) -> bool:
    """Whether the engines that count with ``value`` will read it (0 days or 3/2 of the voters they refuse)."""
    if not isinstance(value, str) or not shape.fullmatch(value):
        return False
    try:
        parse(value)
    except Invalid:
        return False
    return True


_FITS: dict[str, Any] = {
    "integer": lambda v: type(v) is int,
    "boolean": lambda v: isinstance(v, bool),
    "text": lambda v: isinstance(v, str),
    "period": lambda v: _reads(v, PERIOD, parse_period),
    "threshold": lambda v: _reads(v, THRESHOLD, parse_threshold),
    "integers": _is_ints,
    "texts": _is_texts,
    "ratio": lambda v: _is_ints(v, 2) and len(v) == 2 and v[1] > 0,
}


def strictness(kind: str, value: Any) -> tuple[str, tuple[int, int]]:
    """A value as (family, numerator/denominator), so that two of one family can be compared exactly."""
    if kind == "period":
        amount, unit = PERIOD.fullmatch(value).groups()  # type: ignore[union-attr]  # checked by _FITS
        return unit, (int(amount), 1)
    if kind == "threshold":
        sign, x, n = THRESHOLD.fullmatch(value).groups()  # type: ignore[union-attr]  # checked by _FITS
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
    return list(dict.fromkeys(_against_wider(key, entry, pack))) if pack.area else []


def _wider(key: str, entry: Mapping[str, Any], pack: PackText) -> Iterator[Found]:
    """The published rows of the places around the pack's that hold on one of the entry's days."""
    start = date.fromisoformat(entry.get("from", "0001-01-01"))
    end = date.fromisoformat(entry.get("to", "9999-12-31"))
    for item in entries("parameters"):
        around = item.area != pack.area and pack.area.startswith(item.area)
        if item.key == key and around and item.meets(start, end):
            yield item


def _against_wider(key: str, entry: Mapping[str, Any], pack: PackText) -> Iterator[str]:
    for item in _wider(key, entry, pack):
        kind, value, tighter = item.data["type"], item.data["value"], item.data.get("tighter", "none")
        place = item.area or "nation"
        if entry["type"] != kind:
            yield f"it is of type {entry['type']}, but {kind} in {place}"
        elif tighter != "none" and not is_tighter_or_equal(kind, entry["value"], value, tighter):
            yield f"{entry['value']} is looser than {value} of {place}, which only lets a place be {tighter}"


def _candidates(key: str, area: str, day: date) -> list[Found]:
    found = [f for f in entries("parameters") if f.key == key and area.startswith(f.area) and f.holds_on(day)]
    return sorted(found, key=lambda item: len(item.area))


@while_current
def parameter(key: str, area: str, day: date) -> Parameter:
    """The value of ``key`` at ``area`` on ``day``: the nearest place that is not looser than any around it."""
    accepted: list[Found] = []
    for item in _candidates(key, area, day):
        if all(_may_replace(item, farther) for farther in accepted):
            accepted.append(item)
    if not accepted:
        raise NoParameter(f"{key} at {area or 'nation'} on {day}")
    chosen = accepted[-1]
    return Parameter(key, chosen.data["value"], chosen.area, chosen.data["basis"], chosen.valid_from)


def _may_replace(nearer: Found, farther: Found) -> bool:
    kind, tighter = farther.data["type"], farther.data.get("tighter", "none")
    if nearer.data["type"] != kind:
        return False
    if tighter == "none":
        return True
    return bool(is_tighter_or_equal(kind, nearer.data["value"], farther.data["value"], tighter))


def register() -> None:
    """Register the section (called at start-up)."""
    meaning = "Numbers of the law and of local rules, by place and date, each with its basis."
    register_section(Section("parameters", meaning, SCHEMA, _check))
