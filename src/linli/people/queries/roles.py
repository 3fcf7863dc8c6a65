"""Roles: lists of command names, as pack data."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from linli.kernel.clock_port import LOCAL
from linli.kernel.command import all_commands
from linli.kernel.packs.lookup import entries_for
from linli.kernel.packs.sections import PackText, Section, register_section

LEVELS = ("nation", "province", "prefecture", "county", "town", "community")
# What a role may see; commands are known from the registry, looks are named here.
LOOKS = (
    "cases.see_own_notes",
    "cases.see_notes",
    "people.see_accounts",
    "kernel.see_jobs",
    "kernel.see_journal",
)
SCHEMA: dict[str, Any] = {
    "required": ["title", "level", "may"],
    "properties": {
        "title": {
            "type": "object",
            "required": ["zh-Hans", "en"],
            "additionalProperties": {"type": "string", "minLength": 1},
        },
        "level": {"enum": list(LEVELS)},
        "unit_kinds": {"type": "array", "items": {"type": "string"}},
        "may": {"type": "array", "items": {"type": "string"}, "uniqueItems": True, "minItems": 1},
        "administers": {"enum": ["system", "security", "audit"]},
    },
}


@dataclass(frozen=True)
class Role:
    """A role of the pack: what a post with it may do and look at."""

    key: str
    title: Mapping[str, str]
    level: str
    may: tuple[str, ...]
    administers: str


def _check(key: str, entry: Mapping[str, Any], pack: PackText) -> Sequence[str]:
    known = {info.name for info in all_commands()} | set(LOOKS)
    return [f"there is no command or look named {name}" for name in entry["may"] if name not in known]


def roles_at(area: str, at: datetime) -> dict[str, Role]:
    """Every role that holds at ``area`` on the local day of ``at``."""
    found = entries_for("roles", area, at.astimezone(LOCAL).date())
    return {key: _role(key, item.data) for key, item in found.items()}


def role_named(key: str, area: str, at: datetime) -> Role | None:
    """One role, or None."""
    return roles_at(area, at).get(key)


def _role(key: str, data: Mapping[str, Any]) -> Role:
    return Role(key, data["title"], data["level"], tuple(data["may"]), data.get("administers", ""))


def register() -> None:
    """Register the pack section (called at start-up)."""
    register_section(
        Section("roles", "Roles: lists of commands and looks, with the level they act at.", SCHEMA, _check)
    )
