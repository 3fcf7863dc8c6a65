"""The data dictionary as pack data: what units hold, in which class it is shared (S-283)."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from linli.cases.rules.data_sharing import Item, Sharing, is_tighter_or_same
from linli.kernel.packs.lookup import entries, entries_for
from linli.kernel.packs.sections import PackText, Section, register_section
from linli.people.queries.unit_kinds import LABEL

SCHEMA: dict[str, Any] = {
    "required": ["title", "sharing"],
    "properties": {
        "title": LABEL,
        "sharing": {"enum": [item.value for item in Sharing]},
        "personal": {"type": "array", "items": {"type": "string"}, "minItems": 1, "uniqueItems": True},
        "why": LABEL,
    },
}


def _item(key: str, data: Mapping[str, Any]) -> Item:
    return Item(key, data["title"], Sharing(data["sharing"]), tuple(data.get("personal", ())), data.get("why", {}))


def dictionary_at(area: str, day: date) -> dict[str, Item]:
    """Every line that holds at ``area`` on ``day``, in the order of the keys."""
    return {key: _item(key, found.data) for key, found in sorted(entries_for("dictionary", area, day).items())}


def _check(key: str, given: Mapping[str, Any], pack: PackText) -> Sequence[str]:
    item = _item(key, given)
    known = pack.keys("fields") | {found.key for found in entries("fields")}
    faults = [f"the field catalogue has no field {name}" for name in item.personal if name not in known]
    if item.personal and item.sharing is Sharing.UNCONDITIONAL:
        faults.append("what tells of a person is never shared without conditions (R9.1)")
    if item.sharing is Sharing.NONE and not item.why:
        faults.append("what is not shared says why")
    return faults + (_looser(item) if pack.area else [])


def _looser(item: Item) -> list[str]:
    wider = [_item(found.key, found.data) for found in entries("dictionary") if found.key == item.key]
    loose = any(not is_tighter_or_same(item.sharing, other.sharing) for other in wider)
    return ["a place shares no field more freely than the law"] if loose else []


def register() -> None:
    """Register the pack section (called at start-up)."""
    meaning = "Data dictionary: what units hold and may ask each other for, and in which class it is shared."
    register_section(Section("dictionary", meaning, SCHEMA, _check))
