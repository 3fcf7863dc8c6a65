"""What goes over the wire for public reports and for somebody's own case."""

from datetime import datetime
from typing import Annotated, Any, Literal
from uuid import UUID

from ninja import Field, Path, Schema

from linli.cases.commands.parties import NAME_LENGTH
from linli.cases.commands.rating import REASONS
from linli.cases.commands.steps import NOTE_LENGTH
from linli.cases.queries.case_detail import ActRow
from linli.cases.queries.public_cases import PUBLIC
from linli.faces.api.bodies import Body, Code, Key, Version, Words
from linli.faces.api.cases.shapes import CaseClockOut, OfferOut
from linli.faces.api.notes.shapes import ReceiptOut
from linli.faces.api.paging import ListIn, PageOut, one_of, sort_of, words_of

Number = Annotated[str, Path(max_length=40, description="the number on the receipt")]
OWN_ROW = (
    "id", "number", "title", "type", "state", "state_label", "area", "area_name", "lead_name", "received_at", "due_at",
    "ended", "rating", "version",
)  # fmt: skip
LIVES = (("open", ""), ("closed", ""))


class PublicIn(ListIn):
    """What may be asked of the public reports."""

    life: str = one_of(LIVES)
    q: str = words_of()
    sort: str = sort_of(PUBLIC)


class InArea(PublicIn):
    """The same inside an area; without one all of the county."""

    area: Code | None = None

    def listed(self) -> PublicIn:
        """What the list reads; the area is no filter of it."""
        return PublicIn(**self.dict(exclude={"area"}))


class JoinIn(Body):
    """Who joins a public report; nobody need give a name."""

    name: str = Field("", max_length=NAME_LENGTH)
    phone: str = Field("", max_length=30)
    anonymous: bool = False
    wishes: Literal["sms", "none"] = "none"


class AccessIn(Body):
    """Number and key of a case, as on the receipt: the code of eight characters or the last four of the phone."""

    number: str = Field(min_length=1, max_length=40)
    key: str = Field(min_length=1, max_length=20)


class RateIn(AccessIn):
    """One to five stars with reasons."""

    stars: int = Field(ge=1, le=5)
    reasons: list[str] = Field(default_factory=list, max_length=8, json_schema_extra={"items": {"enum": list(REASONS)}})
    text: str = Field("", max_length=NOTE_LENGTH)
    expected_version: Version


class AnswerIn(AccessIn):
    """The answer to a question of the staff."""

    question: UUID
    text: str = Field(min_length=1, max_length=NOTE_LENGTH)


class OwnStepIn(AccessIn):
    """A step that the flow offers to a party: withdraw, open again, ask for a review."""

    action: Key
    note: str = Field("", max_length=NOTE_LENGTH)
    expected_version: Version


class OwnNoteIn(AccessIn):
    """Words of a party."""

    text: str = Field(min_length=1, max_length=NOTE_LENGTH)


class PublicLine(Schema):
    """A public report under the staff's title, at a rounded place: nothing of who reported it."""

    id: UUID
    number: str
    title: str
    sort_label: Words
    state: str
    state_label: Words
    area: str
    area_name: str
    place_name: str
    lon: float | None
    lat: float | None
    received_at: datetime
    closed_at: datetime | None
    lead_name: str
    supporters: int
    rating: int | None
    open: bool


class PublicPage(PageOut):
    """A page of public reports."""

    rows: list[PublicLine]


class PublicOut(PublicLine):
    """One public report with the photos that the staff have looked at."""

    photos: list[UUID]


class JoinedOut(ReceiptOut):
    """A report that was joined: its number, and the code for the receipt, shown once."""

    number: str = ""
    keys: list[str] = Field(default_factory=list)


class QuestionOut(Schema):
    """A question of the staff that waits for its answer."""

    id: UUID
    text: str
    expires_at: datetime


class OwnAct(Schema):
    """One act of the history, as its party may know it."""

    seq: int
    at: datetime
    action: str
    state: str
    words: str | None


class OwnOut(Schema):
    """A case in the hands of one of its parties; who only joined sees no words of others."""

    id: UUID
    number: str
    title: str
    type: str
    state: str
    state_label: Words
    area: str
    area_name: str
    lead_name: str
    received_at: datetime
    due_at: datetime | None
    ended: bool
    rating: int | None
    version: int
    own: bool
    clocks: list[CaseClockOut]
    history: list[OwnAct]
    questions: list[QuestionOut]
    offers: list[OfferOut]


def acts_shown(history: tuple[ActRow, ...], *, own: bool) -> list[dict[str, Any]]:
    """The acts that are not for the staff alone; words only for those whose case it is."""
    names = ("seq", "at", "action", "state")
    shown = [act for act in history if act.shown == "reporter"]
    return [{**{n: getattr(act, n) for n in names}, "words": act.words if own else None} for act in shown]
