"""A case is a fold over its acts: the same acts always give the same row (settled.md, machinery 4)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

COUNTERS = ("returned", "rework", "reopened", "notices", "trips", "supporters")


@dataclass(frozen=True)
class Deed:
    """One act: what was done, the state it led to, and its facts (nothing personal)."""

    seq: int
    action: str
    state: str
    facts: Mapping[str, Any]


@dataclass(frozen=True)
class Folded:
    """What the acts say: state, type, lead, counters, rating, what it was merged into."""

    state: str = ""
    type: str = ""
    sort: str = ""
    area: str = ""
    lead: str = ""
    merged_into: str = ""
    rating: int | None = None
    returned: int = 0
    rework: int = 0
    reopened: int = 0
    notices: int = 0
    trips: int = 0
    supporters: int = 0
    length: int = 0


def fold(deeds: Iterable[Deed]) -> Folded:
    """Fold acts in the order of ``seq``; a gap or a repeat is a bug and raises ``ValueError``."""
    found = Folded()
    for deed in deeds:
        if deed.seq != found.length + 1:
            raise ValueError(f"act {deed.seq} follows act {found.length}")
        found = _after(found, deed)
    return found


def _after(before: Folded, deed: Deed) -> Folded:
    facts = deed.facts
    named = {name: facts[name] for name in ("type", "sort", "area", "lead", "merged_into", "rating") if name in facts}
    counted = {name: getattr(before, name) + 1 for name in COUNTERS if name in facts.get("counts", ())}
    return replace(before, state=deed.state, length=deed.seq, **named, **counted)
