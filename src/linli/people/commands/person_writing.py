"""Writes many new persons with all that belongs to them: the inner part of every batch (E12, E13)."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from typing import Any
from uuid import UUID

from linli.kernel.crypto.boxes import seal_box
from linli.kernel.db.bulk import Json, load_rows
from linli.kernel.ids import new
from linli.kernel.text import search_tokens
from linli.people.commands.person_rows import columns_of
from linli.people.models import ContactPoint, Household, NameToken, Person, Residence
from linli.people.queries.person_search import contact_key
from linli.people.rules.person_batches import NewContact, NewPerson
from linli.people.rules.persons import GIVEN, Values, empty_fields
from linli.people.rules.residences import HEAD

PERSON_COLUMNS = (
    "id", "county", "area", "version", "name", "sex", "birth", "birth_year", "identity_kind", "identity",
    "identity_key", "hukou_address", "sources", "pinyin", "initials", "sort_key", "merge_took",
    "run",
)  # fmt: skip
TOKEN_COLUMNS = ("county", "token", "person")
HOUSEHOLD_COLUMNS = ("id", "county", "area", "version", "dwelling", "run")
RESIDENCE_COLUMNS = (
    "id", "county", "area", "version", "person", "kind", "dwelling", "household", "relation", "source", "since",
    "until", "address", "run",
)  # fmt: skip
CONTACT_COLUMNS = (
    "id", "county", "area", "version", "person", "kind", "box", "lookup", "channels", "quiet_from", "quiet_to",
    "setting", "safe_from", "safe_to", "source", "since", "run",
)  # fmt: skip


_EMPTY = Json("[]")


@cache
def _as_json(channels: tuple[str, ...] | None) -> Json:
    return Json(json.dumps(list(channels or ())))


@dataclass(frozen=True)
class ReadPerson:
    """A new person whose values were read. ``contacts`` carry their normal form; ``address`` is kept as written."""

    id: UUID
    area: str
    values: Values
    given: NewPerson
    contacts: tuple[tuple[NewContact, str], ...]
    address: str = ""


@dataclass(frozen=True)
class Batch:
    """Where the persons of a batch come from. ``ledger`` is the run that holds them back until it is shown.

    ``households`` are those that stand already, by their key in the batch.
    """

    county: str
    day: date
    source: str
    run: str
    ledger: UUID | None = None
    households: Mapping[str, UUID] = field(default_factory=dict)
    made: dict[tuple[str, ...], Json] = field(default_factory=dict)

    def origin(self) -> dict[str, str]:
        """Source, day and run, as each field remembers them."""
        return {"source": self.source, "on": self.day.isoformat(), "run": self.run}

    def sources_without(self, unknown: tuple[str, ...]) -> Json:
        """The origin of every field but the unknown ones."""
        if unknown not in self.made:
            self.made[unknown] = Json(json.dumps({name: self.origin() for name in GIVEN if name not in unknown}))
        return self.made[unknown]


def write_persons(batch: Batch, rows: Sequence[ReadPerson]) -> None:
    """Write the rows; permission, numbers and households were looked at before."""
    households = _households(batch, rows)
    # Lists, not streams: sealing may ask the database for a key, which it cannot while a COPY runs.
    load_rows(Person, PERSON_COLUMNS, [_person(batch, row) for row in rows])
    tokens = ((batch.county, token, row.id) for row in rows for token in _tokens(row))
    load_rows(NameToken, TOKEN_COLUMNS, tokens)
    load_rows(Household, HOUSEHOLD_COLUMNS, households.values())
    ids = {**{key: values[0] for key, values in households.items()}, **batch.households}
    load_rows(Residence, RESIDENCE_COLUMNS, [home for row in rows for home in _residences(batch, row, ids)])
    load_rows(ContactPoint, CONTACT_COLUMNS, [point for row in rows for point in _contacts(batch, row)])


def _tokens(row: ReadPerson) -> list[str]:
    return search_tokens(row.values.name)


def _person(batch: Batch, row: ReadPerson) -> list[Any]:
    columns = columns_of(row.id, row.values)
    fixed = {
        "id": row.id, "county": batch.county, "area": row.area, "version": 1,
        "sources": batch.sources_without(empty_fields(row.values)), "merge_took": _EMPTY, "run": batch.ledger,
    }  # fmt: skip
    return [columns[name] if name in columns else fixed[name] for name in PERSON_COLUMNS]


def _households(batch: Batch, rows: Sequence[ReadPerson]) -> dict[str, tuple[Any, ...]]:
    """The household rows by their key in the batch; a household is where its head is registered."""
    return {
        home.household: (new(batch.county), batch.county, home.area, 1, home.dwelling, batch.ledger)
        for row in rows
        for home in row.given.residences
        if home.household and home.relation == HEAD and home.until is None and home.household not in batch.households
    }


def _residences(batch: Batch, row: ReadPerson, households: dict[str, UUID]) -> Iterator[tuple[Any, ...]]:
    for home in row.given.residences:
        household = households.get(home.household)
        relation = home.relation if household else ""
        place: UUID = new(batch.county)
        box = seal_box(row.address, table="people_residence", field="address", row=place) if row.address else None
        yield (
            place, batch.county, home.area, 1, row.id, home.kind, home.dwelling, household, relation,
            batch.source, home.since, home.until, box, batch.ledger,
        )  # fmt: skip


def _contacts(batch: Batch, row: ReadPerson) -> Iterator[tuple[Any, ...]]:
    for item, normal in row.contacts:
        point: UUID = new(batch.county)
        box = seal_box(normal, table="people_contactpoint", field="box", row=point)
        quiet, safe = item.quiet or (None, None), item.safe or (None, None)
        yield (
            point, batch.county, row.area, 1, row.id, item.kind, box, contact_key(item.kind, normal),
            _as_json(item.channels), *quiet, item.setting, *safe, batch.source, batch.day,
            batch.ledger,
        )  # fmt: skip
