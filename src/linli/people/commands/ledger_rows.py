"""What the commands about ledgers share: locking a run, sealing a line, counting."""

import json
from collections import Counter
from typing import Any
from uuid import UUID

from django.db.models import Count

from linli.kernel.actor import Actor
from linli.kernel.command import Receipt, record
from linli.kernel.crypto.boxes import open_box, seal_box
from linli.kernel.db.locks import lock_row
from linli.kernel.errors import Conflict, KernelCode, NotFound
from linli.kernel.journal.entries import Act, subject_of
from linli.people.models import LedgerLine, LedgerRun
from linli.people.rules.ledgers.run_reasons import RunCode
from linli.people.rules.ledgers.verdicts import VERDICTS

LINE_TABLE = "people_ledgerline"
# Made once: a million lines would each make one.
_plain = json.JSONEncoder(ensure_ascii=False).encode


def locked_run(actor: Actor, command: str, run: UUID, *states: str) -> LedgerRun:
    """Lock a run of the actor's areas; NotFound for others, Conflict unless it stands at one of ``states``."""
    row = LedgerRun.objects.filter(pk=run, county=actor.county).order_by("id").first()
    if row is None or not actor.may(command, row.area):
        raise NotFound(KernelCode.NOT_FOUND)
    row = lock_row(LedgerRun, "area", run)
    if row.state not in states:
        raise Conflict(RunCode.STATE, {"state": row.state})
    return row


def seal_line(line: UUID, field: str, data: Any) -> bytes:
    """Values of a line, sealed as one box."""
    return seal_box(_plain(data), table=LINE_TABLE, field=field, row=line)


def open_line(line: LedgerLine, field: str = "box") -> Any:
    """What ``seal_line`` sealed; an empty mapping once it was forgotten."""
    box = getattr(line, field)
    return json.loads(open_box(bytes(box), table=LINE_TABLE, field=field, row=line.id)) if box else {}


def counted(run: LedgerRun) -> dict[str, int]:
    """How many lines there are of each verdict."""
    rows = LedgerLine.objects.filter(county=run.county, run=run).order_by("verdict")
    found = dict(rows.values_list("verdict").annotate(Count("id")))
    return {verdict: found.get(verdict, 0) for verdict in VERDICTS}


def rows_by_sheet(run: LedgerRun, sheets: int) -> list[int]:
    """How many different rows of each sheet are in staging."""
    rows = LedgerLine.objects.filter(county=run.county, run=run).order_by("sheet", "row")
    found = Counter(sheet for sheet, _ in rows.values_list("sheet", "row").distinct())
    return [found[number] for number in range(sheets)]


def step(actor: Actor, row: LedgerRun, event: str, fields: tuple[str, ...], **facts: object) -> Receipt:
    """Save a step of a run as its next version, and journal it."""
    row.version += 1
    row.save(update_fields=["version", *fields])
    record(actor, subject_of(row), Act(fields, facts=facts, event=event))
    return Receipt("people.ledgerrun", row.id, row.state, row.version, values=facts)
