"""Kinds of unit and the bodies of a community, as pack data."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from linli.kernel.packs.lookup import Found, entries, entries_for, entry
from linli.kernel.packs.sections import PackText, Section, register_section
from linli.people.rules.unit_states import STATES

LABEL: dict[str, Any] = {
    "type": "object",
    "required": ["zh-Hans", "en"],
    "additionalProperties": {"type": "string", "minLength": 1},
}
KEYS: dict[str, Any] = {"type": "array", "items": {"type": "string"}, "uniqueItems": True}
KIND_SCHEMA: dict[str, Any] = {
    "required": ["label", "government", "credit_code"],
    "properties": {
        "label": LABEL,
        "government": {"type": "boolean"},
        "credit_code": {"enum": ["needed", "expected", "none"]},
        "begins": {"enum": [state for state in STATES if state != "closed"]},
        "body": {"type": "string"},
        "elected": KEYS,
        "term": {"type": "string"},
        "legal_route": {"type": "boolean"},
    },
}
BODY_SCHEMA: dict[str, Any] = {
    "required": ["label", "part", "order", "least"],
    "properties": {
        "label": LABEL,
        "part": {"enum": ["2", "1", "n", "law"]},
        "order": {"type": "integer"},
        "least": {"type": "integer", "minimum": 0},
        "joint": {"type": "boolean"},
    },
}


@dataclass(frozen=True)
class UnitKind:
    """A kind of unit: inside the administration or not, with a credit code or not, which body it is."""

    key: str
    label: Mapping[str, str]
    government: bool
    credit_code: str  # needed, expected, none
    begins: str
    body: str
    elected: tuple[str, ...]
    term: str
    legal_route: bool = False


@dataclass(frozen=True)
class CommunityBody:
    """A body that every community has; ``part`` is its place in 2+1+1+n, or "law" for one beside it.

    ``joint``: it may share leaders and office with the other bodies so marked (S-036).
    """

    key: str
    label: Mapping[str, str]
    part: str
    least: int
    order: int
    joint: bool = False


def _known(section: str, pack: PackText) -> frozenset[str]:
    return pack.keys(section) | {item.key for item in entries(section)}


def _check_kind(key: str, given: Mapping[str, Any], pack: PackText) -> Sequence[str]:
    faults = []
    body = given.get("body")
    if body and body not in _known("community_bodies", pack):
        faults.append(f"there is no body named {body}")
    unknown = set(given.get("elected", ())) - _known("post_kinds", pack)
    faults += [f"there is no kind of post named {name}" for name in sorted(unknown)]
    term = given.get("term")
    if term and term not in _known("parameters", pack):
        faults.append(f"there is no parameter named {term}")
    return faults


def _kind(key: str, found: Found) -> UnitKind:
    data = found.data
    return UnitKind(
        key, data["label"], data["government"], data["credit_code"], data.get("begins", "registered"),
        data.get("body", ""), tuple(data.get("elected", ())), data.get("term", ""),
        data.get("legal_route", False),
    )  # fmt: skip


def unit_kinds(area: str, day: date) -> dict[str, UnitKind]:
    """Every kind of unit that holds at ``area`` on ``day``."""
    return {key: _kind(key, found) for key, found in entries_for("unit_kinds", area, day).items()}


def unit_kind(key: str, area: str, day: date) -> UnitKind | None:
    """One kind, or None when the pack has none of that name."""
    found = entry("unit_kinds", key, area, day)
    return _kind(key, found) if found else None


def community_bodies(area: str, day: date) -> tuple[CommunityBody, ...]:
    """What the chart of a community looks for on ``day``, in order."""
    found = entries_for("community_bodies", area, day)
    bodies = (
        CommunityBody(
            key,
            item.data["label"],
            item.data["part"],
            item.data["least"],
            item.data["order"],
            item.data.get("joint", False),
        )
        for key, item in found.items()
    )
    return tuple(sorted(bodies, key=lambda body: (body.order, body.key)))


def register() -> None:
    """Register the pack sections (called at start-up)."""
    register_section(
        Section("unit_kinds", "Kinds of unit: offices, committees, companies, teams.", KIND_SCHEMA, _check_kind)
    )
    register_section(Section("community_bodies", "Bodies that every community has (2+1+1+n).", BODY_SCHEMA))
