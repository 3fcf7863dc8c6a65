"""The steps of a note's flow: each asks the flow's interpreter, then writes what it says."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from linli.cases.commands.notes import locked_note
from linli.cases.commands.words import checked, sealed
from linli.cases.models import Note
from linli.cases.rules.notes import BODY_LENGTH, alarm_reached, next_alarm, role_of
from linli.kernel.actor import Actor
from linli.kernel.clock import day_end
from linli.kernel.command import Receipt, command, expect_version, must_cover, record
from linli.kernel.db.locks import lock_row
from linli.kernel.flow import Facts, step
from linli.kernel.journal.entries import Act, subject_of
from linli.kernel.packs.flows import flow_at


def _facts(actor: Actor, row: Note, text: str, role: str) -> Facts:
    given = frozenset({"note"} if text else ())
    return Facts(roles=frozenset({role}), given=given, values={"returned": row.returned}, actor=str(actor.account))


def _advance(row: Note, action: str, facts: Facts) -> str:
    before = row.state
    outcome = step(flow_at("note", row.area, row.sent_at), before, action, facts)
    row.state = outcome.state
    row.version += 1
    return before


def _write(
    actor: Actor, row: Note, before: str, fields: list[str], personal: Mapping[str, str], event: str = ""
) -> Receipt:
    row.save(update_fields=["state", "version", *fields])
    facts: dict[str, Any] = {"from": before, "state": row.state}
    record(actor, subject_of(row), Act(("state", *fields), personal, facts, event))
    return Receipt("cases.note", row.id, row.state, row.version)


@command("cases.deliver_note")
def deliver_note(actor: Actor, *, note: UUID) -> Receipt:
    """Put a sent note into its receiver's list; a repeat finds it delivered and changes nothing."""
    row = lock_row(Note, "case", note)
    must_cover(actor, row.area)
    if row.state != "sent":
        return Receipt("cases.note", row.id, row.state, row.version, unchanged=True)
    before = _advance(row, "deliver", _facts(actor, row, "", "system"))
    row.delivered_at = actor.at
    return _write(actor, row, before, ["delivered_at"], {}, "cases.note_delivered")


@command("cases.answer_note")
def answer_note(actor: Actor, *, note: UUID, text: str, expected_version: int) -> Receipt:
    """Answer a note as its receiver; its clock stops."""
    (words,) = checked(("text", text, BODY_LENGTH))
    row = _own(actor, note, expected_version)
    before = _advance(row, "answer", _facts(actor, row, words, _role(actor, row)))
    row.answer, row.answered_at, row.next_alarm_at = sealed(row.id, "answer", words), actor.at, None
    return _write(
        actor,
        row,
        before,
        ["answer", "answered_at", "next_alarm_at"],
        {"answer": words},
        "cases.note_answered",
    )


@command("cases.return_note")
def return_note(actor: Actor, *, note: UUID, text: str, expected_version: int) -> Receipt:
    """Send an answer back once, with the reason; the clock runs again until the same day."""
    (words,) = checked(("text", text, BODY_LENGTH))
    row = _own(actor, note, expected_version)
    before = _advance(row, "return", _facts(actor, row, words, _role(actor, row)))
    row.returned += 1
    _restart(row, actor)
    return _write(actor, row, before, ["returned", "alarm", "next_alarm_at"], {"reason": words}, "cases.note_returned")


def _restart(row: Note, actor: Actor) -> None:
    moment = day_end(row.due_on)
    row.alarm = alarm_reached(actor.at, row.sent_at, moment)
    alarm = next_alarm(row.sent_at, moment, row.alarm)
    row.next_alarm_at = alarm.at if alarm else None


@command("cases.close_note")
def close_note(actor: Actor, *, note: UUID, expected_version: int) -> Receipt:
    """Accept the answer and close the note."""
    row = _own(actor, note, expected_version)
    before = _advance(row, "close", _facts(actor, row, "", _role(actor, row)))
    row.ended_at = actor.at
    return _write(actor, row, before, ["ended_at"], {}, "cases.note_closed")


@command("cases.withdraw_note")
def withdraw_note(actor: Actor, *, note: UUID, text: str, expected_version: int) -> Receipt:
    """Take a note back before it is answered, with the reason."""
    (words,) = checked(("text", text, BODY_LENGTH))
    row = _own(actor, note, expected_version)
    before = _advance(row, "withdraw", _facts(actor, row, words, _role(actor, row)))
    row.ended_at, row.next_alarm_at = actor.at, None
    return _write(actor, row, before, ["ended_at", "next_alarm_at"], {"reason": words}, "cases.note_withdrawn")


@command("cases.warn_note")
def warn_note(actor: Actor, *, note: UUID) -> Receipt:
    """Raise the alarm that is due: 80 % of the time gone, then overdue (R10.3)."""
    row = lock_row(Note, "case", note)
    must_cover(actor, row.area)
    moment = day_end(row.due_on)
    reached = alarm_reached(actor.at, row.sent_at, moment)
    due = row.next_alarm_at is not None and row.next_alarm_at <= actor.at and reached != row.alarm
    if not due:
        return Receipt("cases.note", row.id, row.alarm or "calm", row.version, unchanged=True)
    row.alarm = reached
    alarm = next_alarm(row.sent_at, moment, reached)
    row.next_alarm_at = alarm.at if alarm else None
    row.save(update_fields=["alarm", "next_alarm_at"])
    record(actor, subject_of(row), Act(("alarm",), facts={"alarm": reached}, event=f"cases.note_{reached}"))
    return Receipt("cases.note", row.id, reached, row.version)


def _own(actor: Actor, note: UUID, expected_version: int) -> Note:
    row = locked_note(actor, note)
    expect_version(row, expected_version)
    return row


def _role(actor: Actor, row: Note) -> str:
    return role_of(actor.unit, row.sender_id, row.receiver_id)
