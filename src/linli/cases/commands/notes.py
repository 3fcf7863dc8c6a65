"""Sending and changing a note."""

from uuid import UUID

from linli.cases.commands.words import checked, sealed
from linli.cases.models import Note
from linli.cases.queries.notes import visible
from linli.cases.rules.notes import (
    BODY_LENGTH,
    LEAST_DAYS,
    MOST_DAYS,
    SUBJECT_LENGTH,
    may_edit,
    next_alarm,
    role_of,
)
from linli.cases.rules.reasons import CasesCode
from linli.kernel.actor import Actor
from linli.kernel.clock import Period, Unit, due
from linli.kernel.command import Receipt, command, expect_version, record
from linli.kernel.db.locks import lock_row
from linli.kernel.errors import Conflict, Invalid, KernelCode, NotAllowed, NotFound, Problem
from linli.kernel.ids import new
from linli.kernel.journal.entries import Act, subject_of
from linli.kernel.packs.calendars import calendar_at
from linli.kernel.packs.flows import flow_at
from linli.people.queries.units import unit_named


def _range_problem() -> Invalid:
    data = {"least": LEAST_DAYS, "most": MOST_DAYS}
    problem = Problem("days", CasesCode.DAYS_OUT_OF_RANGE, data)
    return Invalid(CasesCode.DAYS_OUT_OF_RANGE, data, problems=(problem,))


@command("cases.send_note")
def send_note(actor: Actor, *, receiver: UUID, subject: str, body: str, days: int) -> Receipt:
    """Send a note to another unit, which owes an answer within ``days`` working days (R0.2)."""
    if actor.unit is None:
        raise NotAllowed(CasesCode.NO_UNIT)
    subject, body = checked(("subject", subject, SUBJECT_LENGTH), ("body", body, BODY_LENGTH))
    if not LEAST_DAYS <= days <= MOST_DAYS:
        raise _range_problem()
    unit = unit_named(actor.county, receiver)
    if unit is None:
        raise NotFound(KernelCode.NOT_FOUND)
    if receiver == actor.unit:
        raise Invalid(CasesCode.SAME_UNIT, problems=(Problem("receiver", CasesCode.SAME_UNIT),))
    flow = flow_at("note", unit.area, actor.at)
    deadline = due(actor.at, Period(days, Unit.WORKING_DAY), calendar_at(unit.area))
    alarm = next_alarm(actor.at, deadline.moment, "")
    note_id = new(unit.county)
    note = Note.objects.create(
        id=note_id, county=unit.county, area=unit.area, sender_id=actor.unit, receiver_id=receiver, subject=subject,
        body=sealed(note_id, "body", body), state=flow.initial, flow_version=flow.version, sent_at=actor.at,
        days=days, due_on=deadline.day, due_provisional=deadline.provisional,
        next_alarm_at=alarm.at if alarm else None,
    )  # fmt: skip
    facts = {"receiver": str(receiver), "days": days, "due_on": str(deadline.day), "state": note.state}
    act = Act(("subject", "body", "days"), {"subject": subject, "body": body}, facts, "cases.note_sent")
    record(actor, subject_of(note), act)
    return Receipt("cases.note", note.id, note.state, note.version)


def locked_note(actor: Actor, note_id: UUID) -> Note:
    """Lock a note that the actor may see; NotFound for others."""
    if not visible(actor).filter(pk=note_id).exists():
        raise NotFound(KernelCode.NOT_FOUND)
    return lock_row(Note, "case", note_id)


@command("cases.edit_note")
def edit_note(actor: Actor, *, note: UUID, subject: str, body: str, expected_version: int) -> Receipt:
    """Change the words of one's own note before it is answered; a stale version is told what changed."""
    subject, body = checked(("subject", subject, SUBJECT_LENGTH), ("body", body, BODY_LENGTH))
    row = locked_note(actor, note)
    if role_of(actor.unit, row.sender_id, row.receiver_id) != "sender":
        raise NotAllowed(KernelCode.NOT_ALLOWED)
    expect_version(row, expected_version)
    if not may_edit(row.state):
        raise Conflict(CasesCode.NOT_EDITABLE, {"state": row.state})
    row.subject, row.body, row.version = subject, sealed(row.id, "body", body), row.version + 1
    row.save(update_fields=["subject", "body", "version"])
    record(actor, subject_of(row), Act(("subject", "body"), {"subject": subject, "body": body}))
    return Receipt("cases.note", row.id, row.state, row.version)
