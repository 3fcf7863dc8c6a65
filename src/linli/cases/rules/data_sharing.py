"""Data that units ask of each other: classes of sharing, and what somebody holds already (S-283, E49, R3.7)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TypeVar

Id = TypeVar("Id")


class Sharing(StrEnum):
    """Classes of the data dictionary: shared at once, shared after a decision, not shared."""

    UNCONDITIONAL = "unconditional"
    CONDITIONAL = "conditional"
    NONE = "none"


# What becomes of a field that was asked for. ``held``: an earlier answer covers it, so nobody was asked.
ASKED, HELD, GRANTED, REFUSED = "asked", "held", "granted", "refused"
DECISIONS = (ASKED, HELD, GRANTED, REFUSED)
# How data were handed over; the values themselves never come here.
WAYS = ("file", "interface", "paper")
TYPES = {Sharing.CONDITIONAL: "data_sharing", Sharing.UNCONDITIONAL: "data_sharing_open"}
GROUP, SUBJECT = "sharing", "cases.datarequest"
_ORDER = (Sharing.UNCONDITIONAL, Sharing.CONDITIONAL, Sharing.NONE)


@dataclass(frozen=True)
class Item:
    """One line of the data dictionary. ``personal`` are fields of the field catalogue; ``why`` it is not shared."""

    key: str
    title: Mapping[str, str]
    sharing: Sharing
    personal: tuple[str, ...]
    why: Mapping[str, str]


@dataclass(frozen=True)
class Extent:
    """What a request is about: from ``since`` through ``until``, inside ``area``, for one ``duty`` of the asker."""

    area: str
    since: date
    until: date
    duty: str

    def covers(self, other: "Extent", *, personal: bool) -> bool:
        """Whether data of this extent answer ``other``; what tells of persons serves the same duty only (PIPL 6)."""
        inside = other.area.startswith(self.area) and self.since <= other.since and other.until <= self.until
        return inside and (not personal or self.duty == other.duty)


def is_tighter_or_same(local: Sharing, wider: Sharing) -> bool:
    """Whether a place shares a field no more freely than the wider one."""
    return _ORDER.index(local) >= _ORDER.index(wider)


def held_already(
    wanted: Iterable[Item], extent: Extent, earlier: Mapping[str, Iterable[tuple[Id, Extent]]]
) -> dict[str, Id]:
    """The fields that one of the ``earlier`` answers (by field, the newest first) covers, with that answer."""
    found: dict[str, Id] = {}
    for item in wanted:
        for answer, reach in earlier.get(item.key, ()):
            if reach.covers(extent, personal=bool(item.personal)):
                found[item.key] = answer
                break
    return found


def by_class(items: Iterable[Item]) -> dict[Sharing, tuple[str, ...]]:
    """The keys by class, so that what is shared without conditions does not wait for the rest."""
    listed = tuple(items)
    found = {kind: tuple(item.key for item in listed if item.sharing is kind) for kind in _ORDER}
    return {kind: keys for kind, keys in found.items() if keys}
