"""What somebody has changed since a run was finished: what undoing it would leave as it is."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from linli.kernel.actor import Actor
from linli.kernel.crypto.boxes import open_box
from linli.kernel.text import mask_name
from linli.people.models import LedgerLine, LedgerRun, Person
from linli.people.queries.ledger_runs import found_run
from linli.people.queries.ledger_traces import touched_of
from linli.people.queries.person_values import L1, values_of
from linli.people.rules.ledgers.runs import FINISHED

PIECE = 500


@dataclass(frozen=True)
class TouchedRow:
    """A person of a run, masked. ``fields`` were changed since; none of a new person whom somebody touched."""

    person: UUID
    name: str
    fields: tuple[str, ...] = ()


def touched_rows(actor: Actor, run: UUID) -> tuple[TouchedRow, ...]:
    """Whom undoing a finished run would leave in the register, or leave changed; of an undone run whom it left."""
    row = found_run(actor, run)
    if row.state != FINISHED:
        return tuple(_kept(row))
    return (*_new(row, touched_of(row)), *_changed(row))


def _kept(run: LedgerRun) -> Iterable[TouchedRow]:
    lines = LedgerLine.objects.filter(county=run.county, run=run, reason="kept", target__isnull=False)
    return _new(run, lines.order_by("id").values_list("target", flat=True))


def _new(run: LedgerRun, ids: Iterable[UUID | None]) -> Iterable[TouchedRow]:
    wanted = sorted({key for key in ids if key})
    for start in range(0, len(wanted), PIECE):
        rows = Person.objects.filter(county=run.county, pk__in=wanted[start : start + PIECE]).order_by("id")
        for person in rows:
            yield TouchedRow(person.id, mask_name(person.name, L1))


def _changed(run: LedgerRun) -> Iterable[TouchedRow]:
    """Known persons whose fields no longer say what the run wrote."""
    written = _written(run)
    for start in range(0, len(written), PIECE):
        some = dict(list(written.items())[start : start + PIECE])
        for person in Person.objects.filter(county=run.county, pk__in=some).order_by("id"):
            now = values_of(person).as_texts()
            fields = tuple(field for field, new in some[person.id].items() if now[field] != new)
            if fields:
                yield TouchedRow(person.id, mask_name(person.name, L1), fields)


def _written(run: LedgerRun) -> dict[UUID, dict[str, str]]:
    """What the run wrote last into the fields of each known person."""
    found: dict[UUID, dict[str, str]] = {}
    lines = LedgerLine.objects.filter(county=run.county, run=run, before__isnull=False, target__isnull=False)
    for line in lines.order_by("sheet", "row", "place").iterator(chunk_size=PIECE):
        text = open_box(bytes(line.before or b""), table="people_ledgerline", field="before", row=line.id)
        fields = {field: new for field, (_, new) in json.loads(text).get("fields", {}).items()}
        if fields and line.target:
            found.setdefault(line.target, {}).update(fields)
    return found
