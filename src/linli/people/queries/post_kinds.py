"""Kinds of post, and posts that do not go together, as pack data."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from linli.kernel.packs.lookup import Found, entries, entries_for, entry
from linli.kernel.packs.sections import PackText, Section, register_section
from linli.people.queries.unit_kinds import KEYS, LABEL
from linli.people.rules.conflicts import PostConflict, Side

KIND_SCHEMA: dict[str, Any] = {
    "required": ["label"],
    "properties": {"label": LABEL, "one_a_unit": {"type": "boolean"}, "leads": {"type": "boolean"}},
}
SIDE: dict[str, Any] = {
    "type": "object",
    "minProperties": 1,
    "additionalProperties": False,
    "properties": {
        "roles": {**KEYS, "minItems": 1},
        "administers": {**KEYS, "minItems": 1},
        "kinds": {**KEYS, "minItems": 1},
        "unit_kinds": {**KEYS, "minItems": 1},
    },
}
CONFLICT_SCHEMA: dict[str, Any] = {
    "required": ["label", "effect", "sides"],
    "properties": {
        "label": LABEL,
        "effect": {"enum": ["refuse", "flag"]},
        "same_area": {"type": "boolean"},
        "sides": {"type": "array", "minItems": 2, "items": SIDE},
    },
}
NAMED = {"roles": "roles", "kinds": "post_kinds", "unit_kinds": "unit_kinds"}


@dataclass(frozen=True)
class PostKind:
    """A kind of post; ``one_a_unit`` ones have one seat, and a unit has one of them; ``leads``: heads its unit."""

    key: str
    label: Mapping[str, str]
    one_a_unit: bool
    leads: bool


def _check_conflict(key: str, given: Mapping[str, Any], pack: PackText) -> Sequence[str]:
    faults = []
    for name, section in NAMED.items():
        known = pack.keys(section) | {item.key for item in entries(section)}
        wanted = {item for side in given["sides"] for item in side.get(name, ())}
        faults += [f"the {section} have no {item}" for item in sorted(wanted - known)]
    return faults


def _kind(key: str, found: Found) -> PostKind:
    return PostKind(key, found.data["label"], found.data.get("one_a_unit", False), found.data.get("leads", False))


def post_kinds(area: str, day: date) -> dict[str, PostKind]:
    """Every kind of post that holds at ``area`` on ``day``."""
    return {key: _kind(key, found) for key, found in entries_for("post_kinds", area, day).items()}


def post_kind(key: str, area: str, day: date) -> PostKind | None:
    """One kind, or None when the pack has none of that name."""
    found = entry("post_kinds", key, area, day)
    return _kind(key, found) if found else None


def _side(data: Mapping[str, Any]) -> Side:
    parts = {name: frozenset(data.get(name, ())) for name in ("roles", "administers", "kinds", "unit_kinds")}
    return Side(**parts)


def post_conflicts(area: str, day: date) -> tuple[PostConflict, ...]:
    """The rules about posts that do not go together at ``area`` on ``day``, by key."""
    found = entries_for("post_conflicts", area, day)
    return tuple(
        PostConflict(
            key, item.data["label"], item.data["effect"] == "refuse", item.data.get("same_area", False),
            tuple(_side(side) for side in item.data["sides"]),
        )
        for key, item in sorted(found.items())
    )  # fmt: skip


def register() -> None:
    """Register the pack sections (called at start-up)."""
    register_section(Section("post_kinds", "Kinds of post: director, member, grid worker, clerk.", KIND_SCHEMA))
    meaning = "Posts that one person should not hold together: refused or flagged."
    register_section(Section("post_conflicts", meaning, CONFLICT_SCHEMA, _check_conflict))
