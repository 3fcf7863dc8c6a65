"""What somebody has changed since a run was finished: what undoing it would leave as it is."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from linli.kernel.actor import Actor
from linli.kernel.crypto.boxes import open_box
from linli.kernel.text import mask_name
from linli.people.models import LedgerLine, LedgerRun, Person, Residence
from linli.people.queries.ledger_homes import homes_of_moves, is_as_written
from linli.people.queries.ledger_runs import found_run
from linli.people.queries.ledger_traces import touched_of
from linli.people.queries.person_values import L1, values_of
from linli.people.rules.ledgers.runs import FINISHED
from linli.people.rules.ledgers.weighing import HOME

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
    """Known persons of whom the register no longer says what the run wrote."""
    written = _written(run)
    for start in range(0, len(written), PIECE):
        some = dict(list(written.items())[start : start + PIECE])
        homes = homes_of_moves(run, [one.home for one in some.values() if one.home])
        for person in Person.objects.filter(county=run.county, pk__in=some).order_by("id"):
            fields = tuple(_differing(person, some[person.id], homes))
            if fields:
                yield TouchedRow(person.id, mask_name(person.name, L1), fields)


def _differing(person: Person, written: "_Written", homes: Mapping[str, Residence]) -> Iterable[str]:
    now = values_of(person).as_texts()
    yield from (name for name, new in written.fields.items() if now[name] != new)
    if written.home and not is_as_written(written.home, homes):
        yield HOME


@dataclass
class _Written:
    """What a run wrote last about a known person."""

    fields: dict[str, str] = field(default_factory=dict)
    home: Mapping[str, Any] = field(default_factory=dict)


def _written(run: LedgerRun) -> dict[UUID, _Written]:
    found: dict[UUID, _Written] = {}
    lines = LedgerLine.objects.filter(county=run.county, run=run, before__isnull=False, target__isnull=False)
    for line in lines.order_by("sheet", "row", "place").iterator(chunk_size=PIECE):
        text = open_box(bytes(line.before or b""), table="people_ledgerline", field="before", row=line.id)
        kept = json.loads(text)
        fields = {name: new for name, (_, new) in kept.get("fields", {}).items()}
        if line.target and (fields or HOME in kept):
            one = found.setdefault(line.target, _Written())
            one.fields.update(fields)
            one.home = kept.get(HOME, one.home)
    return found
