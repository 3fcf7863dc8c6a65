"""What goes over the wire for notes."""

from datetime import date, datetime
from uuid import UUID

from ninja import Field, Schema

from linli.cases.queries.notes import NOTES, SIDES, STATES
from linli.cases.rules.notes import BODY_LENGTH, LEAST_DAYS, MOST_DAYS, SUBJECT_LENGTH
from linli.faces.api.bodies import Version
from linli.faces.api.paging import ListIn, PageOut, one_of, sort_of, words_of


class NotesIn(ListIn):
    """What may be asked of the list of notes."""

    state: str = one_of(STATES)
    side: str = one_of(SIDES)
    q: str = words_of()
    sort: str = sort_of(NOTES)


class NoteIn(Schema):
    """A note to send."""

    receiver: UUID
    subject: str = Field(min_length=1, max_length=SUBJECT_LENGTH)
    body: str = Field(min_length=1, max_length=BODY_LENGTH)
    days: int = Field(ge=LEAST_DAYS, le=MOST_DAYS, description="working days until the answer is due")


class WordsIn(Schema):
    """Other words for a note."""

    subject: str = Field(min_length=1, max_length=SUBJECT_LENGTH)
    body: str = Field(min_length=1, max_length=BODY_LENGTH)
    expected_version: Version


class StepIn(Schema):
    """A step with a text: answer, return, withdraw."""

    text: str = Field(min_length=1, max_length=BODY_LENGTH)
    expected_version: Version


class CloseIn(Schema):
    """A step without a text."""

    expected_version: Version


class ReceiptOut(Schema):
    """What a command answers; ``repeated`` when the key had been answered before."""

    type: str
    id: UUID
    status: str
    version: int
    repeated: bool


class NoteLine(Schema):
    """A note in a list."""

    id: UUID
    subject: str
    sender: str
    receiver: str
    state: str
    sent_at: datetime
    due_on: date
    alarm: str
    version: int


class NotePage(PageOut):
    """A page of notes."""

    rows: list[NoteLine]


class NoteOut(Schema):
    """One note."""

    id: UUID
    area: str
    subject: str
    body: str
    answer: str
    sender: str
    receiver: str
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
