"""What goes over the wire for parties, files, titles and shares of a case."""

from datetime import date, datetime
from uuid import UUID

from ninja import Field, Schema

from linli.cases.commands.opening import TITLE_LENGTH
from linli.cases.commands.steps import NOTE_LENGTH
from linli.faces.api.bodies import Versioned
from linli.faces.api.cases.shapes import PartyIn
from linli.faces.api.notes.shapes import ReceiptOut

PLACE_NAME_LENGTH = 80


class NewPartyIn(Versioned):
    """A party to add."""

    party: PartyIn


class TitleIn(Versioned):
    """The title and place that others may read: the staff's own words, rounded to building or street."""

    title: str = Field(min_length=1, max_length=TITLE_LENGTH)
    place_name: str = Field("", max_length=PLACE_NAME_LENGTH)
    urgent: bool = False


class ReasonIn(Versioned):
    """Why."""

    reason: str = Field(min_length=1, max_length=NOTE_LENGTH)


class DropIn(ReasonIn):
    """The unit whose share is taken back, and why."""

    unit: UUID


class ShowIn(Versioned):
    """Whether everybody may see a photo; before, somebody looked: no faces, no number plates, no doors of homes."""

    public: bool


class PartyOut(Schema):
    """A party, masked."""

    id: UUID
    role: str
    name: str
    phone: str
    person: UUID | None
    unit_name: str
    anonymous: bool
    wishes: str
    speaks_for: UUID | None
    scope: list[str]
    until: date | None
    originals: list[str]
    returned_at: datetime | None
    left_at: datetime | None


class AddedOut(ReceiptOut):
    """A party that was added; the code for its receipt is shown once."""

    keys: list[str] = Field(default_factory=list)


class PartyShown(ReceiptOut):
    """A party's name and phone, for this one answer; the look was noted."""

    name: str = ""
    phone: str = ""


class FileOut(Schema):
    """A file of a case."""

    id: UUID
    kind: str
    material: str
    public: bool
    added_at: datetime


BYTES = {
    "responses": {
        200: {
            "description": "The bytes, in their own type.",
            "content": {"application/octet-stream": {"schema": {"type": "string", "format": "binary"}}},
        }
    }
}
