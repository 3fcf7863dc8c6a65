"""Writing addresses: each key leads to one building or dwelling."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from linli.kernel.db.bulk import load_rows
from linli.kernel.errors import Conflict, Invalid, Problem
from linli.kernel.ids import new
from linli.places.commands.texts import refused
from linli.places.models import Address
from linli.places.queries.addresses import keys_of
from linli.places.rules.addresses import LENGTH, canonical_address
from linli.places.rules.reasons import AddressCode

COLUMNS = ("id", "county", "area", "version", "text", "key", "canonical", "building", "dwelling")


@dataclass(frozen=True)
class NewAddress:
    """An address to write: where it stands in what was sent, its text, what it leads to."""

    path: str
    text: str
    area: str
    canonical: bool
    building: UUID | None = None
    dwelling: UUID | None = None


def clean_address(path: str, text: str) -> str:
    """The canonical form of what was typed; Invalid for nothing or too much."""
    clean = canonical_address(text.replace("\x00", ""))
    if not clean or len(clean) > LENGTH:
        raise refused(path, AddressCode.EMPTY)
    return clean


def write_addresses(county: str, given: Sequence[NewAddress]) -> None:
    """Insert addresses; Invalid or Conflict names every one that is empty or leads elsewhere already."""
    keys = keys_of(county, [item.text for item in given])
    _refuse_taken(county, given, keys)
    rows = (
        (new(county), county, item.area, 1, item.text, key, item.canonical, item.building, item.dwelling)
        for item, key in zip(given, keys, strict=True)
    )
    load_rows(Address, COLUMNS, rows)


def _refuse_taken(county: str, given: Sequence[NewAddress], keys: Sequence[str]) -> None:
    empty = tuple(Problem(item.path, AddressCode.EMPTY) for item, key in zip(given, keys, strict=True) if not key)
    if empty:
        raise Invalid(AddressCode.EMPTY, problems=empty)
    rows = Address.objects.filter(county=county, key__in=keys).order_by("key")
    holders = dict(rows.values_list("key", "text"))
    problems = []
    for item, key in zip(given, keys, strict=True):
        if key in holders:
            data = {"text": item.text, "holder": holders[key]}
            problems.append(Problem(item.path, AddressCode.TAKEN, data))
        holders[key] = item.text
    if problems:
        raise Conflict(AddressCode.TAKEN, problems[0].data, problems=tuple(problems))
