"""Outside systems that cases may be handed to, as pack data; their keys are a setting, never in a pack."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.conf import settings

from linli.cases.rules.handovers import BY_HAND, KINDS, Target
from linli.kernel.clock import local_day
from linli.kernel.packs.lookup import Found, entries_for, entry_kept
from linli.kernel.packs.sections import PackText, Section, register_section
from linli.kernel.sending.calling import NoAnswer, parts_of
from linli.people.queries.unit_kinds import LABEL

SCHEMA: dict[str, Any] = {
    "required": ["title", "kind", "services", "days"],
    "properties": {
        "title": LABEL,
        "kind": {"enum": list(KINDS)},
        "address": {"type": "string", "maxLength": 300},
        "jurisdiction": {"type": "string", "maxLength": 120},
        "area": {"type": "string", "pattern": r"^[0-9]{6,17}$"},
        "services": {
            "type": "object",
            "minProperties": 1,
            "additionalProperties": {"type": "string", "minLength": 1, "maxLength": 80},
        },
        "days": {"type": "integer", "minimum": 1, "maximum": 365},
    },
}


def target_of(found: Found) -> Target:
    """The target of an entry."""
    data = found.data
    return Target(
        found.key, data["title"], data["kind"], data.get("address", ""), data["services"], data["days"],
        data.get("jurisdiction", ""), data.get("area", ""),
    )  # fmt: skip


def targets_for(area: str, type_: str, sort: str, at: datetime) -> Mapping[str, tuple[UUID, Target]]:
    """The targets that take a matter at a place on the local day of ``at``, by key, each with its entry."""
    found = {key: (item.id, target_of(item)) for key, item in entries_for("handovers", area, local_day(at)).items()}
    return {key: pair for key, pair in found.items() if pair[1].service_for(type_, sort) is not None}


def kept_target(entry: UUID, county: str) -> Target:
    """The target as it was when a case was handed to it."""
    return target_of(entry_kept(entry, county))


def key_for(target: str) -> str:
    """Our key for an outside system, from ``LINLI_HANDOVER_KEYS``; empty when it wants none."""
    pairs = (item.partition("=") for item in settings.LINLI.handover_keys)
    return next((secret for name, _, secret in pairs if name.strip() == target), "")


def _check(key: str, entry: Mapping[str, Any], pack: PackText) -> Sequence[str]:
    if entry["kind"] == BY_HAND:
        return []
    try:
        parts_of(entry.get("address", ""), private=True)
    except NoAnswer:
        return ["it has no address that can be called"]
    return (
        ["another Linli needs the area in which it opens cases"]
        if entry["kind"] == "linli" and not entry.get("area")
        else []
    )


def register() -> None:
    """Register the pack section (called at start-up)."""
    meaning = "Outside systems that public cases may be handed to, with what they call our matters."
    register_section(Section("handovers", meaning, SCHEMA, _check))
