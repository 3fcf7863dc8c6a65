"""The only way to unmasked values: each look leaves a row that names fields, reader and purpose."""

import hashlib
from collections.abc import Iterable
from typing import Any
from uuid import UUID

from linli.kernel.actor import Actor
from linli.kernel.command import Receipt, command, record
from linli.kernel.errors import Conflict, Invalid, KernelCode, NotAllowed, NotFound, Problem
from linli.kernel.ids import new
from linli.kernel.journal.entries import Act, Subject
from linli.people.commands.person_rows import day_of
from linli.people.models import ContactPoint, Look, Person
from linli.people.queries.consents import consents_by_person
from linli.people.queries.contacts import open_contacts
from linli.people.queries.fields import SHOWN, purposes_at, purposes_of_fields
from linli.people.queries.person_values import group_of, opened_contact, values_of
from linli.people.queries.persons import live_person, persons_within
from linli.people.rules.consents import covered_fields
from linli.people.rules.field_catalogue import Purpose, not_for
from linli.people.rules.person_reasons import PersonCode

EXPORT_LIMIT = 2_000
CONTACT_FIELDS = ("phone", "mail")


@command("people.reveal")
def reveal(
    actor: Actor, *, subject: UUID, fields: tuple[str, ...], purpose: str = "", case: UUID | None = None
) -> Receipt:
    """Show unmasked fields of one person: exactly one look row; ``values`` maps each field to its text or texts.

    One's own record shown to oneself needs no purpose and leaves no row.
    """
    wanted = _known(fields)
    own = _own_record(actor, subject)
    if own is not None:
        return _shown(own, wanted, unchanged=True)
    row = live_person(actor, subject, "people.reveal")
    _check_purpose(actor, row.area, wanted, purpose, case)
    _check_consent(actor, [row.id], row.area, wanted, purpose)
    look = _look(actor, row, wanted, purpose, case)
    look.save(force_insert=True)
    facts = {"person": str(row.id), "fields": list(wanted), "case": str(case or "")}
    subject_row = Subject("people.look", look.id, look.county, look.area)
    record(actor.with_purpose(purpose), subject_row, Act(facts=facts))
    return _shown(row, wanted)


@command("people.note_look")
def note_look(
    actor: Actor, *, subject: UUID, area: str, fields: tuple[str, ...], purpose: str, case: UUID | None = None
) -> Receipt:
    """Note one look at somebody whose values another noun keeps, such as a party of a case: exactly one row."""
    wanted = _known(fields)
    _check_purpose(actor, area, wanted, purpose, case)
    look = Look(
        id=new(actor.county), county=actor.county, area=area, at=actor.at, account=actor.account, post=actor.post,
        stand_in_for=actor.stand_in_for, subject=subject, fields=list(wanted), purpose=purpose, case=case,
        channel=actor.channel,
    )  # fmt: skip
    look.save(force_insert=True)
    facts = {"person": str(subject), "fields": list(wanted), "case": str(case or "")}
    record(actor.with_purpose(purpose), Subject("people.look", look.id, look.county, look.area), Act(facts=facts))
    return Receipt("people.look", look.id, "noted", 1)


def _known(fields: Iterable[str]) -> tuple[str, ...]:
    wanted = tuple(dict.fromkeys(fields))
    unknown = [name for name in wanted if name not in SHOWN] or ([] if wanted else [""])
    if unknown:
        problem = Problem("fields", PersonCode.UNKNOWN_FIELD, {"field": unknown[0]})
        raise Invalid(PersonCode.UNKNOWN_FIELD, {"field": unknown[0]}, problems=(problem,))
    return wanted


def _own_record(actor: Actor, subject: UUID) -> Person | None:
    if actor.account is None:
        return None
    rows = Person.objects.filter(county=actor.county, account=actor.account, merged_into__isnull=True, pk=subject)
    return rows.order_by("id").first()


def _check_purpose(actor: Actor, area: str, fields: tuple[str, ...], purpose: str, case: UUID | None) -> Purpose:
    known = purposes_at(area, actor).get(purpose)
    if known is None:
        # The word itself is not repeated: somebody may have typed a name or a number.
        raise Invalid(PersonCode.PURPOSE, {"purpose": "?"}, problems=(Problem("purpose", PersonCode.PURPOSE),))
    if known.needs_case and case is None:
        raise Invalid(PersonCode.NEEDS_CASE, problems=(Problem("case", PersonCode.NEEDS_CASE),))
    refused = not_for(purpose, fields, purposes_of_fields(area, actor))
    if refused is not None:
        raise NotAllowed(PersonCode.NOT_FOR_PURPOSE, {"field": refused})
    return known


def _check_consent(actor: Actor, persons: list[UUID], area: str, fields: tuple[str, ...], purpose: str) -> None:
    if purposes_at(area, actor)[purpose].lawful != "consent":
        return
    given = consents_by_person(actor.county, persons)
    for person in persons:
        if not set(fields) <= covered_fields(given.get(person, ()), purpose, actor.at, day_of(actor)):
            raise Conflict(PersonCode.NO_CONSENT)


def _look(
    actor: Actor, row: Person, fields: tuple[str, ...], purpose: str, case: UUID | None, run: UUID | None = None
) -> Look:
    return Look(
        id=new(row.county), county=row.county, area=row.area, at=actor.at, account=actor.account, post=actor.post,
        stand_in_for=actor.stand_in_for, subject=row.id, fields=list(fields), purpose=purpose, case=case,
        channel=actor.channel, run=run,
    )  # fmt: skip


def _shown(row: Person, fields: tuple[str, ...], *, unchanged: bool = False) -> Receipt:
    contacts = open_contacts(row.county, [row.id]) if set(fields) & set(CONTACT_FIELDS) else []
    values = _plain_values(row, fields, contacts)
    return Receipt("people.person", row.id, "shown", row.version, values=values, unchanged=unchanged)


def _plain_values(row: Person, fields: tuple[str, ...], contacts: list[ContactPoint]) -> dict[str, Any]:
    texts: dict[str, Any] = dict(values_of(row).as_texts())
    for kind in CONTACT_FIELDS:
        texts[kind] = tuple(dict.fromkeys(opened_contact(point) for point in contacts if point.kind == kind))
    return {field: texts[field] for field in fields}


@command("people.export_persons")
def export_persons(
    actor: Actor, *, persons: tuple[UUID, ...], fields: tuple[str, ...], purpose: str, case: UUID | None = None
) -> Receipt:
    """Take out unmasked fields of many persons: one look row a person, written in bulk, one journal entry.

    ``values["rows"]`` holds one mapping a person, in the order asked for, with its ``id``.
    """
    wanted, asked = _known(fields), tuple(dict.fromkeys(persons))
    if not 1 <= len(asked) <= EXPORT_LIMIT:
        raise Invalid(PersonCode.EXPORT_SIZE, {"limit": EXPORT_LIMIT})
    rows = {row.id: row for row in persons_within(actor, "people.export_persons").filter(pk__in=asked).order_by("id")}
    if len(rows) != len(asked):
        raise NotFound(KernelCode.NOT_FOUND)
    _check_purpose(actor, actor.county, wanted, purpose, case)
    _check_consent(actor, list(asked), actor.county, wanted, purpose)
    run = new(actor.county)
    looks = [_look(actor, rows[person], wanted, purpose, case, run) for person in asked]
    Look.objects.bulk_create(looks, batch_size=500)
    _record_run(actor.with_purpose(purpose), run, looks, wanted)
    values = {"rows": _export_rows(actor.county, [rows[person] for person in asked], wanted)}
    return Receipt("people.export", run, "exported", 1, values=values)


def _record_run(actor: Actor, run: UUID, looks: list[Look], fields: tuple[str, ...]) -> None:
    lines = "\n".join(f"{look.id} {look.subject}" for look in looks)
    facts = {"persons": len(looks), "fields": list(fields), "digest": hashlib.sha256(lines.encode()).hexdigest()}
    record(actor, Subject("people.export", run, actor.county, actor.area or actor.county), Act(facts=facts))


def _export_rows(county: str, rows: list[Person], fields: tuple[str, ...]) -> tuple[dict[str, Any], ...]:
    owners = group_of(county, [row.id for row in rows])
    points: dict[UUID, list[ContactPoint]] = {}
    for point in open_contacts(county, [row.id for row in rows]) if set(fields) & set(CONTACT_FIELDS) else ():
        points.setdefault(owners[point.person_id], []).append(point)
    return tuple({"id": row.id, **_plain_values(row, fields, points.get(row.id, []))} for row in rows)
