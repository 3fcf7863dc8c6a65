"""What goes over the wire for cases."""

from datetime import date, datetime
from typing import Any, Literal
from uuid import UUID

from ninja import Field, Schema

from linli.cases.commands.opening import PLACE_LENGTH, TEXT_LENGTH, TITLE_LENGTH
from linli.cases.commands.steps import NOTE_LENGTH
from linli.cases.queries.cases import CASES, CLOCK, GROUPS, LEAD, LIFE, MINE
from linli.faces.api.bodies import Short, Versioned
from linli.faces.api.notes.shapes import ReceiptOut
from linli.faces.api.paging import ListIn, PageOut, one_of, sort_of, words_of

Note = Field("", max_length=NOTE_LENGTH)
Needed = Field(min_length=1, max_length=NOTE_LENGTH)


class CasesIn(ListIn):
    """What may be asked of the list of cases."""

    mine: str = one_of(MINE)
    life: str = one_of(LIFE)
    lead: str = one_of(LEAD)
    clock: str = one_of(CLOCK)
    group: str = one_of(GROUPS)
    q: str = words_of()
    sort: str = sort_of(CASES)


class PartyIn(Schema):
    """A party: who it is about, who reports it, who speaks for them."""

    role: Literal["applicant", "reporter", "other_side", "representative", "agent", "supporter"] = "reporter"
    name: str = Field("", max_length=60)
    phone: str = Field("", max_length=30)
    person: UUID | None = None
    anonymous: bool = False
    wishes: Literal["sms", "mail", "none"] = "sms"
    speaks_for: int | None = Field(None, ge=0, le=50, description="place of the principal in the list")
    scope: list[Short] = Field(default_factory=list, max_length=20)
    until: date | None = None
    originals: list[Short] = Field(default_factory=list, max_length=20)


class FileIn(Schema):
    """A file that the store took in (POST /files)."""

    sha256: str = Field(pattern="^[0-9a-f]{64}$")
    kind: Literal["before", "after", "material", "agreement", "answer", "other"] = "other"
    material: str = Field("", max_length=60)


class CaseIn(Schema):
    """A matter to take in. ``values`` are the answers of the type's form."""

    type: str = Field(max_length=60)
    area: str = Field(pattern="^[0-9]{6,24}$")
    sort: str = Field("", max_length=60)
    text: str = Field("", max_length=TEXT_LENGTH)
    values: dict[str, Any] = Field(default_factory=dict)
    title: str = Field("", max_length=TITLE_LENGTH)
    address: str = Field("", max_length=PLACE_LENGTH)
    place_name: str = Field("", max_length=80)
    lon: float | None = Field(None, ge=73, le=136)
    lat: float | None = Field(None, ge=3, le=54)
    urgent: bool = False
    received_at: datetime | None = None
    parent: UUID | None = None
    parties: list[PartyIn] = Field(default_factory=list, max_length=50)
    files: list[FileIn] = Field(default_factory=list, max_length=30)


class CaseStepIn(Versioned):
    """A step of the case's flow."""

    action: str = Field(max_length=60)
    note: str = Note
    given: list[Short] = Field(default_factory=list, max_length=20)


class ShareIn(Versioned):
    """A unit to lead, help or share responsibility."""

    unit: UUID
    role: Literal["lead", "helping", "responsible"] = "lead"
    nature: Literal["own", "assist", "entrusted", "bought"] = "own"
    basis: str = Field(default="", max_length=200)
    note: str = Note


class CaseAnswerIn(Versioned):
    """A reason or a report."""

    note: str = Needed


class CaseNoteIn(Schema):
    """Words beside the case."""

    text: str = Needed
    shown: Literal["inner", "reporter"] = "inner"


class ClockIn(Versioned):
    """A clock to pause, with a reason of the list."""

    clock: str = Field(max_length=24)
    reason: str = Field(max_length=40)
    note: str = Needed


class ClockKey(Versioned):
    """A clock to run on."""

    clock: str = Field(max_length=24)


class MoreTimeIn(Versioned):
    """More time for a clock: once, with the reason."""

    clock: str = Field(max_length=24)
    by: str = Field(max_length=12, examples=["5wd"])
    reason: str = Needed


class MissingIn(Versioned):
    """Everything that is missing, in one notice."""

    materials: list[Short] = Field(default_factory=list, max_length=50)
    note: str = Note
    why_again: str = Note


class CaseMergeIn(Versioned):
    """The case to merge into."""

    into: UUID


class RouteIn(Versioned):
    """Another way under the same number."""

    type: str = Field(max_length=60)
    sort: str = Field("", max_length=60)
    area: str = Field(pattern="^[0-9]{6,24}$")
    reason: str = Needed


class OpenedOut(ReceiptOut):
    """A case that was taken in: its number, and the codes of parties, shown once."""

    number: str = ""
    keys: list[str] = Field(default_factory=list)


class CaseLine(Schema):
    """A case in a list."""

    id: UUID
    number: str
    title: str
    type: str
    state: str
    area: str
    area_name: str
    lead: UUID | None
    lead_name: str
    received_at: datetime
    due_at: datetime | None
    alarm: int
    urgent: bool
    ended: bool
    supporters: int
    rating: int | None
    version: int


class CasePage(PageOut):
    """A page of cases."""

    rows: list[CaseLine]


class ShareOut(Schema):
    """A unit's share."""

    unit: UUID
    unit_name: str
    role: str
    state: str
    nature: str
    duty: str


class CaseClockOut(Schema):
    """A clock."""

    key: str
    period: str
    source: str
    due_on: date | None
    due_at: datetime | None
    provisional: bool
    stopped_at: datetime | None
    late: bool


class ActOut(Schema):
    """One act of the history."""

    seq: int
    at: datetime
    action: str
    state: str
    words: str | None
    who: str
    channel: str
    shown: str


class OfferOut(Schema):
    """An action, allowed or with the reason why not."""

    action: str
    to: str
    allowed: bool
    needs: list[str]
    reason: str | None

    @staticmethod
    def resolve_reason(offer: Any) -> str | None:
        """The code of the reason."""
        return offer.reason.code if offer.reason else None


class CaseOut(Schema):
    """One case."""

    row: CaseLine
    text: str
    values: dict[str, Any]
    address: str
    place_name: str
    lon: float | None
    lat: float | None
    channel: str
    public: bool
    accepted_at: datetime | None
    done_at: datetime | None
    closed_at: datetime | None
    parent: UUID | None
    merged_into: UUID | None
    counters: dict[str, int]
    shares: list[ShareOut]
    clocks: list[CaseClockOut]
    history: list[ActOut]
    offers: list[OfferOut]


class TakenOut(Schema):
    """A file that the store took in; name it in a case."""

    sha256: str
    size: int
    type: str
    ending: str
