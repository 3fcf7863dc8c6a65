"""Registering and correcting a person."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from uuid import UUID

from django.db import IntegrityError

from linli.kernel.actor import Actor
from linli.kernel.command import Receipt, command, must_cover, record
from linli.kernel.errors import Conflict, Invalid, Problem
from linli.kernel.ids import new
from linli.kernel.journal.entries import Act, subject_of
from linli.people.commands.contact_rows import open_contact
from linli.people.commands.person_rows import (
    checked_community,
    checked_source,
    columns_of,
    day_of,
    locked_person,
    sourced,
    write_tokens,
)
from linli.people.models import Person, Residence
from linli.people.queries.person_search import identity_key
from linli.people.queries.person_values import values_of
from linli.people.rules.person_reasons import PersonCode
from linli.people.rules.persons import Values, changed_fields, empty_fields, personal_texts, read_values
from linli.people.rules.residences import AWAY, KINDS, LIVING

NOBODY = UUID(int=0)


@command("people.register_person")
def register_person(
    actor: Actor, *, area: str, values: Mapping[str, str], source: str, residence: str = LIVING,
    since: date | None = None, dwelling: UUID | None = None, phones: tuple[str, ...] = (),
) -> Receipt:  # fmt: skip
    """Register someone who lives or is registered at ``area`` since a day (R10.5).

    ``values`` maps name, sex, birth, identity, hukou_address to texts; Invalid names every field at fault,
    Conflict when the number is known already.
    """
    must_cover(actor, checked_community(actor.county, area))
    day, origin = day_of(actor), checked_source(source)
    start = since or day
    if residence not in KINDS or residence == AWAY:
        raise Invalid(PersonCode.RESIDENCE_KIND, {"kind": residence})
    if start > day:
        raise Invalid(PersonCode.RESIDENCE_DATES, problems=(Problem("since", PersonCode.RESIDENCE_DATES),))
    read = read_values(values, day)
    row = _create(actor, area, read, origin)
    home = Residence.objects.create(
        id=new(row.county), county=row.county, area=area, person=row, kind=residence, dwelling=dwelling,
        source=origin, since=start,
    )  # fmt: skip
    for phone in phones:
        open_contact(actor, row, "phone", phone, origin)
    _record_new(actor, row, read, home)
    return Receipt("people.person", row.id, "registered", row.version)


def _create(actor: Actor, area: str, read: Values, source: str) -> Person:
    refuse_known_number(actor.county, read.identity)
    row_id = new(actor.county)
    known = tuple(name for name in read.as_texts() if name not in empty_fields(read))
    row = Person(
        id=row_id, county=actor.county, area=area, sources=sourced(known, source, day_of(actor)),
        **columns_of(row_id, read),
    )  # fmt: skip
    with _alone_with_number():
        row.save(force_insert=True)
    write_tokens(row)
    return row


def _record_new(actor: Actor, row: Person, read: Values, home: Residence) -> None:
    known = tuple(row.sources)
    facts = {"residence": str(home.id), "kind": home.kind, "source": home.source}
    personal = {**personal_texts(read, known), "since": str(home.since)}
    act = Act((*known, "residence"), personal, facts, "people.person_registered")
    record(actor, subject_of(row), act)


def refuse_known_number(county: str, number: str, own: UUID | None = None) -> None:
    """Conflict when another record of the county, live or merged, has the number."""
    if not number:
        return
    rows = Person.everything.filter(county=county, identity_key=identity_key(number))
    if rows.exclude(pk=own or NOBODY).exclude(merged_into=own or NOBODY).exists():
        raise _number_taken()


def _number_taken() -> Conflict:
    return Conflict(PersonCode.NUMBER_TAKEN, problems=(Problem("identity", PersonCode.NUMBER_TAKEN),))


@contextmanager
def _alone_with_number() -> Iterator[None]:
    """Two who register one number at the same moment: the database lets one through, the other is told so."""
    try:
        yield
    except IntegrityError as error:
        raise _number_taken() from error


@command("people.correct_person")
def correct_person(
    actor: Actor, *, person: UUID, changes: Mapping[str, str], source: str, expected_version: int
) -> Receipt:
    """Change fields of a record, each with its source; an empty text clears what may be unknown (R9.3)."""
    row = locked_person(actor, "people.correct_person", person, expected_version)
    day, origin, before = day_of(actor), checked_source(source), values_of(row)
    after = read_values({**before.as_texts(), **changes}, day)
    changed = changed_fields(before, after)
    if not changed:
        return Receipt("people.person", row.id, "unchanged", row.version, unchanged=True)
    if "identity" in changed:
        refuse_known_number(row.county, after.identity, row.id)
    write_values(row, after, {**row.sources, **sourced(changed, origin, day)})
    act = Act(changed, personal_texts(after, changed), {"source": origin}, "people.person_corrected")
    record(actor, subject_of(row), act)
    return Receipt("people.person", row.id, "corrected", row.version)


def write_values(row: Person, values: Values, sources: Mapping[str, Mapping[str, str]]) -> None:
    """Write a record's values as its next version, with its search tokens."""
    unknown = empty_fields(values)
    row.sources = {field: origin for field, origin in sources.items() if field not in unknown}
    row.version += 1
    columns = columns_of(row.id, values)
    for name, value in columns.items():
        setattr(row, name, value)
    with _alone_with_number():
        row.save(update_fields=["sources", "version", *columns])
    write_tokens(row)
