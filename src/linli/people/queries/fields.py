"""The field catalogue and the purposes, as pack data."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from linli.kernel.actor import Actor
from linli.kernel.clock import local_day
from linli.kernel.packs.lookup import entries, entries_for
from linli.kernel.packs.sections import PackText, Section, register_section
from linli.people.rules.field_catalogue import Purpose, forbidden_in

# Fields that a reveal or an export can name; the others are shown by pages or not at all.
SHOWN = ("name", "birth", "identity", "hukou_address", "phone", "mail")
LAWFUL = ("consent", "contract", "legal_duty", "emergency", "news", "self_disclosed", "other_law")  # R9.1
_TITLE: dict[str, Any] = {
    "type": "object",
    "required": ["zh-Hans", "en"],
    "additionalProperties": {"type": "string", "minLength": 1},
}
_NAMES: dict[str, Any] = {"type": "array", "items": {"type": "string"}, "uniqueItems": True, "minItems": 1}
PURPOSE_SCHEMA: dict[str, Any] = {
    "required": ["title", "lawful"],
    "properties": {"title": _TITLE, "lawful": {"enum": list(LAWFUL)}, "needs_case": {"type": "boolean"}},
}
FIELD_SCHEMA: dict[str, Any] = {
    "required": ["title", "columns", "purposes", "protection", "retention", "audience", "destination"],
    "properties": {
        "title": _TITLE,
        "columns": _NAMES,
        "purposes": _NAMES,
        "protection": {"enum": ["clear", "sealed"]},
        "sensitive": {"type": "boolean"},
        "retention": {
            "type": "object",
            "required": ["after", "years"],
            "additionalProperties": False,
            "properties": {
                "after": {"enum": ["last_residence", "consent_end", "look"]},
                "years": {"type": "integer", "minimum": 0, "maximum": 30},
            },
        },
        "audience": _NAMES,
        "destination": {"type": "string", "minLength": 1},
    },
}


def _check_field(key: str, entry: Mapping[str, Any], pack: PackText) -> Sequence[str]:
    faults = [f"no person may have the field {name}" for name in forbidden_in([key, *entry["columns"]])]
    known = pack.keys("purposes") | {item.key for item in entries("purposes")}
    unknown = [name for name in entry["purposes"] if name not in known]
    return faults + [f"there is no purpose {name}" for name in unknown]


def register() -> None:
    """Register the pack sections (called at start-up)."""
    register_section(Section("purposes", "Purposes for which personal values may be shown.", PURPOSE_SCHEMA))
    meaning = "Field catalogue: personal columns with purposes, time, audience and destination."
    register_section(Section("fields", meaning, FIELD_SCHEMA, _check_field))


def purposes_at(area: str, actor: Actor) -> dict[str, Purpose]:
    """The purposes that hold at ``area`` on the actor's day."""
    found = entries_for("purposes", area, local_day(actor.at))
    return {
        key: Purpose(key, item.data["lawful"], bool(item.data.get("needs_case", False))) for key, item in found.items()
    }


def purposes_of_fields(area: str, actor: Actor) -> dict[str, tuple[str, ...]]:
    """The purposes that each field of the catalogue may serve."""
    found = entries_for("fields", area, local_day(actor.at))
    return {key: tuple(item.data["purposes"]) for key, item in found.items()}


def sensitive_fields(area: str, actor: Actor) -> frozenset[str]:
    """The fields that are sensitive by themselves (R9.2)."""
    found = entries_for("fields", area, local_day(actor.at))
    return frozenset(key for key, item in found.items() if item.data.get("sensitive", False))


def catalogued_columns() -> frozenset[str]:
    """Every ``table.column`` that the published catalogue allows."""
    return frozenset(column for item in entries("fields") for column in item.data["columns"])


@dataclass(frozen=True)
class Titled:
    """A purpose or field of the pack with its words."""

    key: str
    title: Mapping[str, str]


def titles_of(section: str, area: str, actor: Actor) -> dict[str, Titled]:
    """The words of every purpose (section ``purposes``) or field (``fields``) that holds at ``area``."""
    found = entries_for(section, area, local_day(actor.at))
    return {key: Titled(key, item.data["title"]) for key, item in found.items()}


def purposes_for(fields: Sequence[str], area: str, actor: Actor) -> tuple[Titled, ...]:
    """The purposes for which all of ``fields`` may be shown without a case at hand, in their order."""
    allowed, known = purposes_of_fields(area, actor), purposes_at(area, actor)
    titles = titles_of("purposes", area, actor)
    return tuple(
        titles[key]
        for key, purpose in known.items()
        if not purpose.needs_case and all(key in allowed.get(field, ()) for field in fields)
    )


def longest_keeping(after: str, area: str, day: date) -> int | None:
    """The most years that any field is kept after a ground ended, at ``area`` on ``day``; None when none names it."""
    kept = [item.data["retention"] for item in entries_for("fields", area, day).values()]
    return max((span["years"] for span in kept if span["after"] == after), default=None)
