"""What a webhook says: thin words about a journal entry, made anew at each try and always the same."""

import json
from collections.abc import Collection, Iterable
from datetime import UTC
from uuid import UUID

from linli.kernel.hooks.offers import offer_of
from linli.kernel.journal.models import JournalEntry

# A community; where inside it something happened is nobody's business outside.
COMMUNITY = 12


def body_of(entry: JournalEntry) -> bytes:
    """Type, moment, and of which object in which state; never words, titles or personal values."""
    told = {
        "type": entry.object_type,
        "id": str(entry.object_id),
        "county": entry.county,
        "area": entry.area[:COMMUNITY],
        "version": entry.object_version,
    }
    state = entry.facts.get("state")
    if isinstance(state, str) and state:
        told["state"] = state
    moment = entry.at.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
    whole = {"type": entry.event, "timestamp": moment, "data": told}
    return json.dumps(whole, ensure_ascii=False, separators=(",", ":")).encode()


def tellable(county: str, event: str, objects: Collection[UUID]) -> Collection[UUID]:
    """Those of the objects of an event that an outside system may hear of at this moment."""
    found = offer_of(event)
    return found.tellable(county, objects) if found is not None else ()


def tellable_entries(county: str, entries: Iterable[JournalEntry]) -> list[JournalEntry]:
    """Those of the entries that may be told, in their order; one question an event."""
    rows = list(entries)
    objects: dict[str, set[UUID]] = {}
    for row in rows:
        objects.setdefault(row.event, set()).add(row.object_id)
    allowed = {event: set(tellable(county, event, ids)) for event, ids in objects.items()}
    return [row for row in rows if row.object_id in allowed[row.event]]
