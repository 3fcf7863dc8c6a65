"""What goes over the wire for contact points, consents and looks."""

from datetime import date, datetime
from typing import Annotated, Any
from uuid import UUID

from ninja import Field, Schema

from linli.faces.api.bodies import Body, Day, Key, Short, Versioned
from linli.faces.api.paging import ListIn, PageOut, one_of, sort_of
from linli.faces.api.people.person_shapes import PersonOut
from linli.people.queries.looks import WAYS, WHO_LOOKED
from linli.people.rules.consents import WAYS as CONSENT_WAYS
from linli.people.rules.contacts import CHANNELS, DAY_MINUTES, KINDS, SETTINGS
from linli.people.rules.persons import SOURCES

Minute = Annotated[int, Field(ge=0, le=DAY_MINUTES, description="minute of the local day")]
WAYS_TO_REACH: dict[str, Any] = {"items": {"enum": [way for ways in CHANNELS.values() for way in ways]}}


class ContactIn(Body):
    """A phone number or mail address."""

    kind: str = Field(max_length=8, json_schema_extra={"enum": list(KINDS)})
    value: str = Field(min_length=1, max_length=254)
    source: str = Field(max_length=20, json_schema_extra={"enum": list(SOURCES)})


class Hours(Body):
    """From a minute of the day to another; it may pass midnight."""

    start: Minute
    end: Minute


class WishesIn(Versioned):
    """How a contact may be used; ``setting`` never and via close it, hours closes all but the safe ones."""

    channels: list[str] = Field(max_length=3, json_schema_extra=WAYS_TO_REACH)
    quiet: Hours | None = None
    setting: str = Field("free", max_length=8, json_schema_extra={"enum": list(SETTINGS)})
    safe: Hours | None = None
    via: UUID | None = None


class ConsentIn(Body):
    """One purpose, named fields, one audience, until a day; under 14 by a guardian."""

    purpose: Key
    fields: list[Short] = Field(min_length=1, max_length=30)
    audience: str = Field(min_length=1, max_length=60)
    text_version: str = Field(min_length=1, max_length=40)
    way: str = Field(max_length=10, json_schema_extra={"enum": list(CONSENT_WAYS)})
    expires_on: Day
    guardian: UUID | None = None


class LooksIn(ListIn):
    """What may be asked of the list of looks."""

    way: str = one_of(WAYS)
    sort: str = sort_of(WHO_LOOKED)


class ConsentOut(Schema):
    """A consent; ``live`` says whether it holds at this moment."""

    id: UUID
    purpose: str
    fields: list[str]
    audience: str
    text_version: str
    way: str
    guardian: UUID | None
    given_at: datetime
    expires_on: date
    withdrawn_at: datetime | None
    live: bool
    version: int


class LookLine(Schema):
    """A look at unmasked values: who, under which post, at whom (masked), which fields, for what."""

    id: UUID
    at: datetime
    who: str
    unit: str
    post: str
    stand_in_for: UUID | None
    subject: UUID
    subject_name: str
    fields: list[str]
    purpose: str
    case: UUID | None
    channel: str
    exported: bool


class LookPage(PageOut):
    """A page of looks."""

    rows: list[LookLine]


class OnlookerOut(Schema):
    """A post that could have seen a person on a day; ``unmasked`` if it could ask for the values themselves."""

    post: UUID
    unit: str
    title: str
    holders: list[str]
    unmasked: bool


class LooksOut(Schema):
    """The looks at one person, the latest first, and who could have seen them on a day."""

    looks: list[LookLine]
    could: list[OnlookerOut]


class OwnRecordOut(Schema):
    """What is kept about oneself, masked, and who looked at it, the latest first."""

    person: PersonOut
    looks: list[LookLine]
