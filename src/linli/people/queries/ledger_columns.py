"""The names that columns of ledgers carry, as pack data."""

from collections.abc import Mapping, Sequence
from typing import Any

from linli.kernel.actor import Actor
from linli.kernel.clock import local_day
from linli.kernel.packs.lookup import entries_for
from linli.kernel.packs.sections import PackText, Section, register_section
from linli.people.rules.ledgers.lexicon import KINDS, LEVELS, Lexicon, faults_of
from linli.people.rules.ledgers.shapes import Destination

SECTION = "ledger_columns"
_NAMES: dict[str, Any] = {"type": "array", "items": {"type": "string", "minLength": 1}, "uniqueItems": True}
SCHEMA: dict[str, Any] = {
    "required": ["title", "kind", "destination", "level"],
    "properties": {
        "title": {
            "type": "object",
            "required": ["zh-Hans", "en"],
            "additionalProperties": {"type": "string", "minLength": 1},
        },
        "names": _NAMES,
        "kind": {"enum": list(KINDS)},
        "destination": {"enum": [destination.value for destination in Destination]},
        "field": {"type": "string", "minLength": 1},
        "level": {"enum": list(LEVELS)},
    },
}


def _check(key: str, entry: Mapping[str, Any], pack: PackText) -> Sequence[str]:
    faults = faults_of(key, entry)
    field = entry.get("field", "")
    if field and pack.keys("fields") and field not in pack.keys("fields"):
        faults.append(f"there is no field {field}")
    return faults


def register() -> None:
    """Register the pack section (called at start-up)."""
    meaning = "Names of columns in ledgers: how their values are read and where they go, or that they go nowhere."
    register_section(Section(SECTION, meaning, SCHEMA, _check))


def lexicon_at(area: str, actor: Actor) -> Lexicon:
    """The lexicon that holds at ``area`` on the actor's day."""
    found = entries_for(SECTION, area, local_day(actor.at))
    return Lexicon((key, item.data) for key, item in found.items())


def lexicon_of(pack: PackText) -> Lexicon:
    """The lexicon of a pack that was not published, for looking at a file before there is a database."""
    return Lexicon((str(entry["key"]), entry) for entry in pack.entries.get(SECTION, ()))
