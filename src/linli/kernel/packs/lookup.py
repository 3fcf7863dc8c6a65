"""Looking entries up by place and date of the event; the nearer place wins where the basis lets it."""

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import lru_cache, wraps
from types import MappingProxyType
from typing import Any, ParamSpec, TypeVar
from uuid import UUID

from django.conf import settings
from django.db import connection

from linli.kernel.packs.models import PackEntry, PackVersion

FRESH_SECONDS = 5.0
Given = ParamSpec("Given")
Made = TypeVar("Made")


@dataclass(frozen=True)
class Found:
    """An entry with its key, place, pack version and data."""

    key: str
    area: str
    valid_from: date | None
    valid_to: date | None
    version: int
    pack: str
    # The id alone makes an entry what it is: data is a mapping and has no hash.
    id: UUID
    data: Mapping[str, Any] = field(compare=False)

    def holds_on(self, day: date) -> bool:
        """Whether the entry is valid on ``day``."""
        return self.meets(day, day)

    def meets(self, first: date, last: date) -> bool:
        """Whether the entry is valid on a day from ``first`` through ``last``."""
        begins = self.valid_from is None or self.valid_from <= last
        return begins and (self.valid_to is None or first <= self.valid_to)


def last_published(county: str) -> datetime | None:
    """When a pack was published last; None before the first (one query)."""
    rows = PackVersion.objects.filter(county=county).order_by("-applied_at", "id")
    return rows.values_list("applied_at", flat=True).first()


class _Stamp:
    """Which packs are published, looked at again every few seconds."""

    def __init__(self) -> None:
        self.value = ""
        self.seen = 0.0

    def now(self) -> str:
        """A value that changes whenever a pack is published."""
        if not self.value or time.monotonic() - self.seen > FRESH_SECONDS:
            rows = PackVersion.objects.order_by("county", "pack", "version")
            # One text: it is the key of every cache below, and a text keeps its hash.
            self.value = " ".join([str(connection.settings_dict["NAME"]), *map(str, rows.values_list("id", flat=True))])
            self.seen = time.monotonic()
        return self.value


_stamp = _Stamp()


def forget_packs() -> None:
    """Look at the published packs anew at the next question (after publishing one)."""
    _stamp.value = ""


def while_current(derive: Callable[Given, Made]) -> Callable[Given, Made]:
    """Keep what ``derive`` makes of the published packs alone until another is published; its arguments must hash."""
    kept = lru_cache(maxsize=4096)(lambda stamp, *given, **named: derive(*given, **named))

    @wraps(derive)
    def call(*given: Given.args, **named: Given.kwargs) -> Made:
        return kept(_stamp.now(), *given, **named)  # type: ignore[arg-type]  # arguments that hash

    return call


@lru_cache(maxsize=64)
def _load(section: str, stamp: str) -> tuple[Found, ...]:
    rows = PackEntry.objects.filter(county=settings.LINLI.county, section=section, current=True)
    rows = rows.select_related("pack_version").order_by("key", "area", "valid_from", "id")
    return tuple(_found(row) for row in rows)


def _found(row: PackEntry) -> Found:
    version = row.pack_version
    return Found(row.key, row.area, row.valid_from, row.valid_to, version.version, version.pack, row.id, row.data)


@lru_cache(maxsize=64)
def _by_key(section: str, stamp: str) -> Mapping[str, tuple[Found, ...]]:
    found: dict[str, list[Found]] = {}
    for item in _load(section, stamp):
        found.setdefault(item.key, []).append(item)
    return {key: tuple(items) for key, items in found.items()}


def entries(section: str) -> tuple[Found, ...]:
    """Every current entry of a section, by key."""
    return _load(section, _stamp.now())


def _applies(found: Found, area: str, day: date) -> bool:
    return area.startswith(found.area) and found.holds_on(day)


def entries_for(section: str, area: str, day: date) -> Mapping[str, Found]:
    """The entries that hold at ``area`` on ``day``, by key; the longest area prefix wins."""
    return _entries_for(section, area, day, _stamp.now())


@lru_cache(maxsize=1024)
def _entries_for(section: str, area: str, day: date, stamp: str) -> Mapping[str, Found]:
    found: dict[str, Found] = {}
    for item in sorted(_load(section, stamp), key=lambda item: len(item.area)):
        if _applies(item, area, day):
            found[item.key] = item
    return MappingProxyType(found)


def entry(section: str, key: str, area: str, day: date) -> Found | None:
    """The entry ``key`` that holds at ``area`` on ``day``."""
    of_key = _by_key(section, _stamp.now()).get(key, ())
    candidates = [item for item in of_key if _applies(item, area, day)]
    # The last of the longest, as in ``entries_for``.
    return max(reversed(candidates), key=lambda item: len(item.area), default=None)


@lru_cache(maxsize=4096)
def entry_kept(entry_id: UUID, county: str) -> Found:
    """The entry of that id, current or not: published versions never change, and work keeps the one it began under."""
    row = PackEntry.objects.select_related("pack_version").filter(pk=entry_id, county=county).order_by("id").first()
    if row is None:
        raise LookupError(f"no pack entry {entry_id}")
    return _found(row)
