"""Lines of a run, masked: those that would change a known person, and those that are refused."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from linli.kernel.actor import Actor
from linli.kernel.crypto.boxes import open_box
from linli.kernel.db.listing import Column, Listing
from linli.kernel.errors import n_
from linli.kernel.text import MASKS, mask_name, mask_phone
from linli.people.models import LedgerLine, Person
from linli.people.queries.ledger_homes import home_words, open_homes
from linli.people.queries.ledger_runs import found_run, visible
from linli.people.queries.person_values import L1, values_of
from linli.people.rules.ledgers.taking import taken_of
from linli.people.rules.ledgers.verdicts import CHANGED, REFUSED
from linli.people.rules.ledgers.weighing import CONTACT, HOME, merged

_KINDS = {"hukou_address": "address"}


@dataclass(frozen=True)
class FieldChange:
    """A field, as the register has it and as the line says it; masked."""

    field: str
    before: str
    after: str


@dataclass(frozen=True)
class ChangedLine:
    """A line about a known person and what it says otherwise. ``sheet`` counts from 1."""

    id: UUID
    sheet: int
    row: int
    person: UUID
    name: str
    changes: tuple[FieldChange, ...]


@dataclass(frozen=True)
class RefusedLineRow:
    """A line that is not taken: where it stands, whom it names (masked), and what is wrong: (column, code).

    ``sheet`` counts from 1; ``place`` counts the persons of a wide row from 0.
    """

    id: UUID
    sheet: int
    row: int
    place: int
    name: str
    why: tuple[tuple[str, str], ...]


def masked_field(field: str, text: str) -> str:
    """A value of a record for a list inside the house; sex is not masked, of a birth the year stays."""
    if field == "birth":
        return f"{text[:4]}-**-**" if len(text) == 10 else text
    mask = MASKS.get(_KINDS.get(field, field))
    return mask(text, L1) if mask and text else text


def _box(line: LedgerLine) -> Mapping[str, Any]:
    if not line.box:
        return {}
    found: Mapping[str, Any] = json.loads(
        open_box(bytes(line.box), table="people_ledgerline", field="box", row=line.id)
    )
    return found


def changes_in(actor: Actor, run: UUID, most: int = 100) -> tuple[ChangedLine, ...]:
    """The first lines of a run that change a known person, in the order of the file, with what they change."""
    row = found_run(actor, run)
    lines = LedgerLine.objects.filter(county=row.county, run=row, verdict=CHANGED, box__isnull=False)
    found = list(lines.order_by("sheet", "row", "place")[:most])
    there = Person.objects.filter(county=row.county, pk__in={line.target for line in found}).order_by("id")
    persons = {person.id: person for person in there}
    homes = home_words(row.county, open_homes(row, persons).values())
    return tuple(_changed(line, persons[line.target], homes) for line in found if line.target in persons)


def _changed(line: LedgerLine, person: Person, homes: Mapping[UUID, str]) -> ChangedLine:
    changes = tuple(_written(line) if line.before else _changes(line, person, homes.get(person.id, "")))
    return ChangedLine(line.id, line.sheet + 1, line.row, person.id, mask_name(person.name, L1), changes)


def _changes(line: LedgerLine, person: Person, home: str) -> Iterator[FieldChange]:
    """What would be written: not yet done."""
    taken, before = taken_of(_box(line)["taken"]), values_of(person)
    old, new = before.as_texts(), merged(before, taken).as_texts()
    for field in line.changes:
        if field == CONTACT:
            phones = "、".join(mask_phone(phone, L1) for phone in taken.phones)
            yield FieldChange(CONTACT, "", phones)
        elif field == HOME:
            yield FieldChange(HOME, masked_field("address", home), masked_field("address", taken.address))
        elif old[field] != new[field]:
            yield FieldChange(field, masked_field(field, old[field]), masked_field(field, new[field]))


def _written(line: LedgerLine) -> Iterator[FieldChange]:
    """What was written, from what was kept for undoing it."""
    text = open_box(bytes(line.before or b""), table="people_ledgerline", field="before", row=line.id)
    kept = json.loads(text)
    for field, (old, new) in kept.get("fields", {}).items():
        yield FieldChange(field, masked_field(field, old), masked_field(field, new))
    if HOME in kept:
        old, new = kept[HOME]["words"]
        yield FieldChange(HOME, masked_field("address", old), masked_field("address", new))
    if CONTACT in line.changes:
        phones = "、".join(mask_phone(phone, L1) for phone in _box(line)["taken"]["phones"])
        yield FieldChange(CONTACT, "", phones)


def refused_listing(run: UUID) -> Listing[RefusedLineRow]:
    """The refused lines of a run, a page by key; of none that the actor does not see."""

    def source(actor: Actor) -> QuerySet[LedgerLine]:
        return LedgerLine.objects.filter(county=actor.county, run=run, run__in=visible(actor), verdict=REFUSED)

    return Listing(
        name="people.ledger_refused",
        title=n_("Refused rows"),
        columns=(
            Column("row", n_("Row"), "number", sort="row"),
            Column("name", n_("Full name")),
            Column("why", n_("Why it was refused")),
        ),
        source=source,
        row=_refused,
        default_sort="row",
    )


def _refused(line: LedgerLine) -> RefusedLineRow:
    box = _box(line)
    name = mask_name(box["taken"]["name"], L1) if box else ""
    why = tuple((key, code) for key, code in box.get("why", ())) or (("", line.reason),)
    # What was decided about a line afterwards counts, not what was found when it was read.
    codes = {code for _, code in why}
    return RefusedLineRow(
        line.id, line.sheet + 1, line.row, line.place, name, why if line.reason in codes else (("", line.reason),)
    )
