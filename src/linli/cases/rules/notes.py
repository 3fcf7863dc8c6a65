"""Rules of notes: how long an answer may take, when alarms come, who is who."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

LEAST_DAYS = 1
MOST_DAYS = 60
SUBJECT_LENGTH = 120
BODY_LENGTH = 5_000
EDITABLE = ("sent", "delivered")
WAITING = ("sent", "delivered")
WARN_AT_PERCENT = 80


@dataclass(frozen=True)
class Alarm:
    """The next alarm of a note: its kind (warned, overdue) and moment."""

    kind: str
    at: datetime


def may_edit(state: str) -> bool:
    """Whether the sender may still change the words."""
    return state in EDITABLE


def role_of(unit: UUID | None, sender: UUID, receiver: UUID) -> str:
    """What a unit is to a note: sender, receiver or "" for others."""
    if unit is None:
        return ""
    return {sender: "sender", receiver: "receiver"}.get(unit, "")


def next_alarm(sent: datetime, due: datetime, reached: str) -> Alarm | None:
    """The alarm after ``reached``: a warning at 80 % of the time (R10.3), then overdue, then none."""
    if reached == "":
        return Alarm("warned", sent + (due - sent) * WARN_AT_PERCENT / 100)
    if reached == "warned":
        return Alarm("overdue", due)
    return None


def alarm_reached(at: datetime, sent: datetime, due: datetime) -> str:
    """How far a note has come at ``at``: "", warned or overdue."""
    if at >= due:
        return "overdue"
    return "warned" if at >= sent + (due - sent) * WARN_AT_PERCENT / 100 else ""
