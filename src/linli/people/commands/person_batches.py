"""Many persons in one command: the way of imports and of the demo (E12, E13, R10.5)."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from linli.kernel.actor import Actor
from linli.kernel.command import Receipt, SortedRows, batch_digest, check_size, command, read_rows, record
from linli.kernel.crypto.boxes import seal_box
from linli.kernel.db.bulk import load_rows
from linli.kernel.errors import Invalid, KernelCode, NotFound, Problem
from linli.kernel.ids import new
from linli.kernel.journal.entries import Act, Subject
from linli.kernel.text import search_tokens
from linli.people.commands.contact_rows import normal_contact
from linli.people.commands.person_rows import checked_source, columns_of, day_of
from linli.people.models import ContactPoint, Household, NameToken, Person, Residence
from linli.people.queries.person_search import contact_key, identity_key
from linli.people.rules.contacts import CHANNELS, VIA, Wishes, wishes_fit
from linli.people.rules.person_batches import (
    NewContact,
    NewPerson,
    NewResidence,
    area_of,
    fault_of_residences,
    households_without_one_head,
)
from linli.people.rules.person_reasons import PersonCode
from linli.people.rules.persons import Values, empty_fields, read_values
from linli.people.rules.residences import HEAD

COMMAND = "people.load_persons_batch"
PERSON_COLUMNS = (
    "id", "county", "area", "version", "name", "sex", "birth", "birth_year", "identity_kind", "identity",
    "identity_key", "hukou_address", "sources", "pinyin", "initials", "sort_key", "merge_took",
)  # fmt: skip
TOKEN_COLUMNS = ("id", "county", "token", "person")
HOUSEHOLD_COLUMNS = ("id", "county", "area", "version", "dwelling")
RESIDENCE_COLUMNS = (
    "id", "county", "area", "version", "person", "kind", "dwelling", "household", "relation", "source", "since",
    "until",
)  # fmt: skip
CONTACT_COLUMNS = (
    "id", "county", "area", "version", "person", "kind", "box", "lookup", "channels", "quiet_from", "quiet_to",
    "setting", "safe_from", "safe_to", "source", "since",
)  # fmt: skip


@dataclass(frozen=True)
class _Read:
    id: UUID
    area: str
    values: Values
    given: NewPerson
    contacts: tuple[tuple[NewContact, str], ...]


@dataclass(frozen=True)
class _Batch:
    county: str
    day: date
    source: str
    run: str


@command(COMMAND)
def load_persons_batch(actor: Actor, *, persons: Sequence[NewPerson], source: str, run: str) -> Receipt:
    """Register up to 2,000 persons with residences, households and contact points, all from one source.

    The rules are those of the single commands. A household stands whole in one batch. ``values["refused"]`` holds the
    rows that were left out, ``values["ids"]`` the ids of the others by their place in what was sent.
    """
    check_size(len(persons))
    batch = _Batch(actor.county, day_of(actor), checked_source(source), run)
    rows = read_rows(persons, lambda _, row: _read(actor, batch, row))
    _refuse_known_numbers(batch.county, rows)
    _refuse_broken_households(rows)
    _write(batch, [rows.passed[place] for place in sorted(rows.passed)])
    ids = {place: row.id for place, row in sorted(rows.passed.items())}
    facts = {"run": run, "persons": len(ids), "refused": len(rows.refused), "source": source}
    digest = batch_digest([row.id, row.given] for row in rows.passed.values())
    subject = Subject("people.batch", new(batch.county), batch.county, batch.county)
    act = Act(("persons",), facts={**facts, "digest": digest}, event="people.persons_loaded")
    record(actor, subject, act)
    values = {"refused": rows.told(), "ids": ids}
    return Receipt(subject.type, subject.id, "loaded", 1, values=values)


def _read(actor: Actor, batch: _Batch, row: NewPerson) -> _Read:
    residences = tuple(NewResidence(*home) for home in row.residences)
    fault = fault_of_residences(residences, batch.county, batch.day)
    if fault is not None:
        raise Invalid(KernelCode.INVALID, problems=(fault,))
    if not all(actor.may(COMMAND, home.area) for home in residences):
        raise NotFound(KernelCode.NOT_FOUND)
    values = read_values(row.values, batch.day)
    contacts = tuple(_contact(NewContact(*item)) for item in row.contacts)
    if len({normal for _, normal in contacts}) != len(contacts):
        raise Invalid(PersonCode.CONTACT_TAKEN, problems=(Problem("contacts", PersonCode.CONTACT_TAKEN),))
    given = NewPerson(row.values, residences, tuple(item for item, _ in contacts))
    return _Read(new(batch.county), area_of(residences), values, given, contacts)


def _contact(item: NewContact) -> tuple[NewContact, str]:
    normal = normal_contact(item.kind, item.value)
    channels = CHANNELS[item.kind] if item.channels is None else tuple(item.channels)
    (quiet_from, quiet_to), (safe_from, safe_to) = item.quiet or (None, None), item.safe or (None, None)
    wishes = Wishes(channels, quiet_from, quiet_to, item.setting, safe_from, safe_to)
    # Who is reached through somebody else needs that person's record: set by a single command afterwards.
    if not wishes_fit(item.kind, wishes) or item.setting == VIA:
        raise Invalid(PersonCode.CONTACT_WISH, problems=(Problem("contacts", PersonCode.CONTACT_WISH),))
    return item._replace(channels=channels), normal


def _refuse_known_numbers(county: str, rows: SortedRows[_Read]) -> None:
    keys = {place: identity_key(row.values.identity) for place, row in rows.passed.items() if row.values.identity}
    there = Person.objects.filter(county=county, identity_key__in=set(keys.values())).order_by("id")
    seen = {bytes(key) for key in there.values_list("identity_key", flat=True) if key is not None}
    for place, key in keys.items():
        if key in seen:
            rows.refuse(place, Problem("identity", PersonCode.NUMBER_TAKEN))
        seen.add(key)


def _refuse_broken_households(rows: SortedRows[_Read]) -> None:
    broken = households_without_one_head({place: row.given for place, row in rows.passed.items()})
    for place, row in list(rows.passed.items()):
        if any(home.household in broken for home in row.given.residences if home.household):
            rows.refuse(place, Problem("household", PersonCode.ONE_HEAD))


def _write(batch: _Batch, rows: Sequence[_Read]) -> None:
    households = _households(batch, rows)
    # Lists, not streams: sealing may ask the database for a key, which it cannot while a COPY runs.
    load_rows(Person, PERSON_COLUMNS, [_person(batch, row) for row in rows])
    tokens = ((new(batch.county), batch.county, token, row.id) for row in rows for token in _tokens(row))
    load_rows(NameToken, TOKEN_COLUMNS, tokens)
    load_rows(Household, HOUSEHOLD_COLUMNS, households.values())
    ids = {key: values[0] for key, values in households.items()}
    load_rows(Residence, RESIDENCE_COLUMNS, (home for row in rows for home in _residences(batch, row, ids)))
    load_rows(ContactPoint, CONTACT_COLUMNS, [point for row in rows for point in _contacts(batch, row)])


def _tokens(row: _Read) -> list[str]:
    return search_tokens(row.values.name)


def _person(batch: _Batch, row: _Read) -> list[Any]:
    columns = columns_of(row.id, row.values)
    unknown = empty_fields(row.values)
    origin = {"source": batch.source, "on": batch.day.isoformat(), "run": batch.run}
    sources = {name: origin for name in row.values.as_texts() if name not in unknown}
    fixed = {"id": row.id, "county": batch.county, "area": row.area, "version": 1, "sources": sources, "merge_took": []}
    return [columns[name] if name in columns else fixed[name] for name in PERSON_COLUMNS]


def _households(batch: _Batch, rows: Sequence[_Read]) -> dict[str, tuple[Any, ...]]:
    """The household rows by their key in the batch; a household is where its head is registered."""
    return {
        home.household: (new(batch.county), batch.county, home.area, 1, home.dwelling)
        for row in rows
        for home in row.given.residences
        if home.household and home.relation == HEAD and home.until is None
    }


def _residences(batch: _Batch, row: _Read, households: dict[str, UUID]) -> Iterator[tuple[Any, ...]]:
    for home in row.given.residences:
        household = households.get(home.household)
        relation = home.relation if household else ""
        yield (
            new(batch.county), batch.county, home.area, 1, row.id, home.kind, home.dwelling, household, relation,
            batch.source, home.since, home.until,
        )  # fmt: skip


def _contacts(batch: _Batch, row: _Read) -> Iterator[tuple[Any, ...]]:
    for item, normal in row.contacts:
        point: UUID = new(batch.county)
        box = seal_box(normal, table="people_contactpoint", field="box", row=point)
        quiet, safe = item.quiet or (None, None), item.safe or (None, None)
        yield (
            point, batch.county, row.area, 1, row.id, item.kind, box, contact_key(item.kind, normal),
            list(item.channels or ()), *quiet, item.setting, *safe, batch.source, batch.day,
        )  # fmt: skip
