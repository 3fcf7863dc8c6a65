"""Notes as faces see them: frozen rows, opened words, the actions one may take."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet

from linli.cases.models import Note
from linli.cases.rules.notes import may_edit, role_of
from linli.kernel.actor import Actor
from linli.kernel.crypto.boxes import open_box
from linli.kernel.db.listing import Column, Filter, Listing
from linli.kernel.db.ranges import inside
from linli.kernel.errors import KernelCode, NotFound, n_
from linli.kernel.journal.reading import Entry, history

NAMES = ("sender", "receiver")


@dataclass(frozen=True)
class NoteRow:
    """A line of a list of notes."""

    id: UUID
    subject: str
    sender: str
    receiver: str
    state: str
    sent_at: datetime
    due_on: date
    alarm: str
    mine_to_answer: bool
    version: int


@dataclass(frozen=True)
class NoteDetail:
    """One note with its words and history, for the units that may see it."""

    id: UUID
    area: str
    subject: str
    body: str
    answer: str
    sender: str
    receiver: str
    sender_id: UUID
    receiver_id: UUID
    state: str
    returned: int
    days: int
    sent_at: datetime
    due_on: date
    due_provisional: bool
    alarm: str
    delivered_at: datetime | None
    answered_at: datetime | None
    version: int
    role: str
    may_edit: bool
    history: tuple[Entry, ...]


def visible(actor: Actor) -> QuerySet[Note]:
    """The notes that the actor may see: those of their unit, and all inside the areas they oversee."""
    wanted = Q(pk__in=[])
    if actor.unit is not None and actor.may("cases.see_own_notes"):
        wanted |= Q(sender=actor.unit) | Q(receiver=actor.unit)
    for area in actor.areas_for("cases.see_notes"):
        wanted |= inside("area", area)
    return Note.objects.filter(wanted, county=actor.county)


def _source(actor: Actor) -> QuerySet[Any]:
    return visible(actor).select_related(*NAMES).defer("body", "answer")


def _row_for(unit: UUID | None, note: Note) -> NoteRow:
    return NoteRow(
        note.id, note.subject, note.sender.name, note.receiver.name, note.state, note.sent_at, note.due_on,
        note.alarm, note.receiver_id == unit and note.state == "delivered", note.version,
    )  # fmt: skip


def _row(note: Note) -> NoteRow:
    return _row_for(None, note)


STATES = (
    ("sent", n_("Sent")),
    ("delivered", n_("Waiting for an answer")),
    ("answered", n_("Answered")),
    ("closed", n_("Closed")),
    ("withdrawn", n_("Withdrawn")),
)
SIDES = (("received", n_("to us")), ("sent", n_("from us")))


def _by_state(rows: QuerySet[Any], value: str, actor: Actor) -> QuerySet[Any]:
    return rows.filter(state=value)


def _by_side(rows: QuerySet[Any], value: str, actor: Actor) -> QuerySet[Any]:
    return rows.filter(receiver=actor.unit) if value == "received" else rows.filter(sender=actor.unit)


def _search(rows: QuerySet[Any], text: str) -> QuerySet[Any]:
    return rows.filter(subject__icontains=text)


NOTES: Listing[NoteRow] = Listing(
    name="cases.notes",
    title=n_("Notes"),
    columns=(
        Column("subject", n_("Subject"), "link"),
        Column("sender", n_("From")),
        Column("receiver", n_("To")),
        Column("state", n_("State"), "state"),
        Column("due_on", n_("Answer due"), "due", sort="due_on"),
        Column("sent_at", n_("Sent on"), "moment", sort="sent_at"),
    ),
    source=_source,
    row=_row,
    default_sort="-sent_at",
    filters=(
        Filter("side", n_("Direction"), SIDES, _by_side),
        Filter("state", n_("State"), STATES, _by_state),
    ),
    search=_search,
)


def opened(note: Note, field: str) -> str:
    """The words of an encrypted field; empty when there are none."""
    box = getattr(note, field)
    return open_box(box, table="cases_note", field=field, row=note.id) if box else ""


def note_detail(actor: Actor, note_id: UUID) -> NoteDetail:
    """One note; NotFound when the actor may not know of it (three queries)."""
    rows = visible(actor).filter(pk=note_id).select_related(*NAMES)
    note = rows.order_by("id").first()
    if note is None:
        raise NotFound(KernelCode.NOT_FOUND)
    role = role_of(actor.unit, note.sender_id, note.receiver_id)
    return NoteDetail(
        note.id, note.area, note.subject, opened(note, "body"), opened(note, "answer"), note.sender.name,
        note.receiver.name, note.sender_id, note.receiver_id, note.state, note.returned, note.days, note.sent_at,
        note.due_on, note.due_provisional, note.alarm, note.delivered_at, note.answered_at, note.version, role,
        role == "sender" and may_edit(note.state),
        tuple(history(note.county, "cases.note", note.id, contents=True)),
    )  # fmt: skip


def waiting_for(actor: Actor) -> tuple[NoteRow, ...]:
    """The ten notes that the actor's unit must answer next, the most urgent first."""
    if actor.unit is None or not actor.may("cases.see_own_notes"):
        return ()
    rows = _source(actor).filter(receiver=actor.unit, state="delivered").order_by("due_on", "id")[:10]
    return tuple(_row_for(actor.unit, note) for note in rows)
