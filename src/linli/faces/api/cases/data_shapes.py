"""What goes over the wire for data between units."""

from datetime import date, datetime
from typing import Annotated, Literal
from uuid import UUID

from ninja import Field, Schema

from linli.cases.queries.data_givings import DATA_GIVINGS, WAY_LABELS
from linli.cases.queries.data_givings import SIDES as GIVING_SIDES
from linli.cases.queries.data_sharing import DATA_REQUESTS, LIVES, SIDES
from linli.faces.api.bodies import Body, Code, Day, Key, Versioned, Words
from linli.faces.api.paging import ListIn, PageOut, one_of, sort_of, words_of

Keys = Annotated[list[Key], Field(max_length=40)]
Duty = Annotated[str, Field(max_length=80, pattern=r"^[a-z][a-z0-9_.]{0,79}$", examples=["tasks.handle.county"])]


class DictionaryIn(Body):
    """The place whose dictionary is asked for; without one it is that of the post."""

    area: Code | None = None


class DictionaryLine(Schema):
    """A line of the dictionary; ``personal`` are fields of the field catalogue, ``why`` it is not shared."""

    key: str
    title: Words
    sharing: str
    personal: list[str]
    why: Words


class DataRequestsIn(ListIn):
    """What may be asked of the list of requests."""

    side: str = one_of(SIDES)
    life: str = one_of(LIVES)
    q: str = words_of()
    sort: str = sort_of(DATA_REQUESTS)


class DataGivingsIn(ListIn):
    """What may be asked of the log."""

    side: str = one_of(GIVING_SIDES)
    way: str = one_of(WAY_LABELS)
    q: str = words_of()
    sort: str = sort_of(DATA_GIVINGS)


class DataRequestIn(Body):
    """Fields of ``area`` from ``since`` through ``until``, for a ``duty`` of the asker, until ``keep_until``."""

    holder: UUID
    fields: Keys = Field(min_length=1, max_length=40)
    area: Code
    since: Day
    until: Day
    duty: Duty
    purpose: str = Field(min_length=1, max_length=200)
    ground: str = Field(min_length=1, max_length=200)
    keep_until: Day


class DataDecisionIn(Versioned):
    """The fields that are granted; a basis for the others. The version is that of the case."""

    granted: Keys
    conditions: str = Field("", max_length=5_000)
    refusal: str = Field("", max_length=5_000)


class DataGivingIn(Versioned):
    """What was handed over, of how many persons, and how."""

    fields: Keys = Field(min_length=1, max_length=40)
    persons: int = Field(ge=0, le=10_000_000)
    way: Literal["file", "interface", "paper"]
    note: str = Field("", max_length=5_000)


class DataAskedOut(Schema):
    """A request that was sent; ``held`` names, by field, the earlier request whose answer covers it."""

    type: str
    id: UUID
    status: str
    version: int
    repeated: bool
    requests: list[UUID] = []
    numbers: list[str] = []
    held: dict[str, UUID] = {}


class DataFieldOut(Schema):
    """A field and what became of it."""

    key: str
    title: Words
    decision: str
    earlier: UUID | None
    given_at: datetime | None


class DataRequestLine(Schema):
    """A request; without ``case`` everything was held already and nobody was asked."""

    id: UUID
    case: UUID | None
    number: str
    requester: UUID
    requester_name: str
    holder: UUID
    holder_name: str
    sharing: str
    area: str
    area_name: str
    since: date
    until: date
    duty: str
    duty_label: Words
    purpose: str
    ground: str
    keep_until: date
    asked_at: datetime
    due_at: datetime | None
    state: str
    state_label: Words
    over: bool
    fields: list[DataFieldOut]
    version: int


class DataRequestPage(PageOut):
    """A page of requests for data."""

    rows: list[DataRequestLine]


class DataGivingLine(Schema):
    """A line of the log. ``persons`` is a number of people, nothing about any of them."""

    id: UUID
    request: UUID
    at: datetime
    holder_name: str
    requester_name: str
    who: str
    fields: list[str]
    field_titles: list[Words]
    persons: int
    way: str
    area: str
    area_name: str
    since: date
    until: date
    duty_label: Words
    purpose: str
    ground: str
    keep_until: date


class DataGivingPage(PageOut):
    """A page of the log."""

    rows: list[DataGivingLine]


class DataRequestOut(Schema):
    """One request with what was given, the newest first."""

    request: DataRequestLine
    given: list[DataGivingLine]
