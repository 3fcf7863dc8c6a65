"""Many persons in one command: the way of imports and of the demo (E12, E13, R10.5)."""

from collections.abc import Sequence

from linli.kernel.actor import Actor
from linli.kernel.command import Receipt, SortedRows, batch_digest, check_size, command, read_rows, record
from linli.kernel.errors import Invalid, KernelCode, NotFound, Problem
from linli.kernel.ids import new
from linli.kernel.journal.entries import Act, Subject
from linli.people.commands.contact_rows import normal_contact
from linli.people.commands.person_rows import checked_source, day_of
from linli.people.commands.person_writing import Batch, ReadPerson, write_persons
from linli.people.models import Person
from linli.people.queries.person_search import identity_key
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
from linli.people.rules.persons import read_values

COMMAND = "people.load_persons_batch"


@command(COMMAND)
def load_persons_batch(actor: Actor, *, persons: Sequence[NewPerson], source: str, run: str) -> Receipt:
    """Register up to 2,000 persons with residences, households and contact points, all from one source.

    The rules are those of the single commands. A household stands whole in one batch. ``values["refused"]`` holds the
    rows that were left out, ``values["ids"]`` the ids of the others by their place in what was sent.
    """
    check_size(len(persons))
    batch = Batch(actor.county, day_of(actor), checked_source(source), run)
    rows = read_rows(persons, lambda _, row: _read(actor, batch, row))
    _refuse_known_numbers(batch.county, rows)
    _refuse_broken_households(rows)
    write_persons(batch, [rows.passed[place] for place in sorted(rows.passed)])
    ids = {place: row.id for place, row in sorted(rows.passed.items())}
    facts = {"run": run, "persons": len(ids), "refused": len(rows.refused), "source": source}
    digest = batch_digest([row.id, row.given] for row in rows.passed.values())
    subject = Subject("people.batch", new(batch.county), batch.county, batch.county)
    act = Act(("persons",), facts={**facts, "digest": digest}, event="people.persons_loaded")
    record(actor, subject, act)
    values = {"refused": rows.told(), "ids": ids}
    return Receipt(subject.type, subject.id, "loaded", 1, values=values)


def _read(actor: Actor, batch: Batch, row: NewPerson) -> ReadPerson:
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
    return ReadPerson(new(batch.county), area_of(residences), values, given, contacts)


def _contact(item: NewContact) -> tuple[NewContact, str]:
    normal = normal_contact(item.kind, item.value)
    channels = CHANNELS[item.kind] if item.channels is None else tuple(item.channels)
    (quiet_from, quiet_to), (safe_from, safe_to) = item.quiet or (None, None), item.safe or (None, None)
    wishes = Wishes(channels, quiet_from, quiet_to, item.setting, safe_from, safe_to)
    # Who is reached through somebody else needs that person's record: set by a single command afterwards.
    if not wishes_fit(item.kind, wishes) or item.setting == VIA:
        raise Invalid(PersonCode.CONTACT_WISH, problems=(Problem("contacts", PersonCode.CONTACT_WISH),))
    return item._replace(channels=channels), normal


def _refuse_known_numbers(county: str, rows: SortedRows[ReadPerson]) -> None:
    keys = {place: identity_key(row.values.identity) for place, row in rows.passed.items() if row.values.identity}
    there = Person.everything.filter(county=county, identity_key__in=set(keys.values())).order_by("id")
    seen = {bytes(key) for key in there.values_list("identity_key", flat=True) if key is not None}
    for place, key in keys.items():
        if key in seen:
            rows.refuse(place, Problem("identity", PersonCode.NUMBER_TAKEN))
        seen.add(key)


def _refuse_broken_households(rows: SortedRows[ReadPerson]) -> None:
    broken = households_without_one_head({place: row.given for place, row in rows.passed.items()})
    for place, row in list(rows.passed.items()):
        if any(home.household in broken for home in row.given.residences if home.household):
            rows.refuse(place, Problem("household", PersonCode.ONE_HEAD))
