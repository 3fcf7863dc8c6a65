"""What goes over the wire for persons: masked, unless somebody says what they need it for."""

from datetime import date
from typing import Any
from uuid import UUID

from ninja import Field, Schema

from linli.faces.api.bodies import Body, Code, Day, Key, Short, Version, Versioned
from linli.faces.api.notes.shapes import ReceiptOut
from linli.faces.api.paging import ListIn, PageOut, one_of, sort_of
from linli.people.commands.reveals import EXPORT_LIMIT
from linli.people.queries.fields import SHOWN
from linli.people.queries.persons import PERSONS, SEXES
from linli.people.rules.persons import ADDRESS_LENGTH, NAME_LENGTH, SOURCES
from linli.people.rules.residences import KINDS, RELATIONS


def _one(values: tuple[str, ...], default: Any = ...) -> Any:
    return Field(default, max_length=24, json_schema_extra={"enum": list(values)})


def _fields() -> Any:
    return Field(min_length=1, max_length=len(SHOWN), json_schema_extra={"items": {"enum": list(SHOWN)}})


class SearchIn(ListIn):
    """A name (two characters are enough), pinyin, or a whole number: sent in the body, so that no log holds it."""

    q: str = Field("", max_length=100)
    sex: str = one_of(SEXES)
    sort: str = sort_of(PERSONS)


class ValuesIn(Body):
    """The values of a record; what the identity number tells fills what is not given."""

    name: str | None = Field(None, max_length=NAME_LENGTH)
    sex: str | None = Field(None, max_length=1)
    birth: str | None = Field(None, max_length=10, description="2000-01-31, or only the year")
    identity: str | None = Field(None, max_length=30)
    hukou_address: str | None = Field(None, max_length=ADDRESS_LENGTH)

    def texts(self) -> dict[str, str]:
        """What was given; an empty text clears what may be unknown."""
        return self.dict(exclude_none=True)


class PersonIn(Body):
    """Somebody who lives or is registered at ``area`` since a day."""

    area: Code
    values: ValuesIn
    source: str = _one(SOURCES)
    residence: str = _one(KINDS, "living")
    since: Day | None = None
    dwelling: UUID | None = None
    phones: list[Short] = Field(default_factory=list, max_length=5)


class CorrectIn(Versioned):
    """Fields to change, each with its source."""

    changes: ValuesIn
    source: str = _one(SOURCES)


class MoveIn(Versioned):
    """A residence that begins; the open one of its kind ends the day before."""

    kind: str = _one(KINDS)
    area: Code
    since: Day
    source: str = _one(SOURCES)
    dwelling: UUID | None = None


class LeaveIn(Versioned):
    """A residence that ends without another one."""

    kind: str = _one(KINDS)
    until: Day


class DeathIn(Versioned):
    """The day of a death, and where it is known from."""

    on: Day
    source: str = _one(SOURCES)


class PersonMergeIn(Body):
    """The record that rests in another from now on; nothing is deleted."""

    double: UUID
    keep_version: Version
    double_version: Version


class RevealIn(Body):
    """Fields to unmask, and what for."""

    fields: list[str] = _fields()
    purpose: Key
    case: UUID | None = None


class ExportIn(RevealIn):
    """Persons whose values are taken out, at most 2,000; one look a person."""

    persons: list[UUID] = Field(min_length=1, max_length=EXPORT_LIMIT)


class HouseholdMemberIn(Body):
    """Somebody who belongs to a household; exactly one is the head."""

    person: UUID
    relation: str = _one(RELATIONS)


class HouseholdIn(Body):
    """Who belongs to a household from a day on; who is not named leaves."""

    members: list[HouseholdMemberIn] = Field(min_length=1, max_length=50)
    since: Day
    dwelling: UUID | None = None


class HouseholdChange(HouseholdIn):
    """The same for a household that is known, at the version that you saw."""

    expected_version: Version


class PersonLine(Schema):
    """A person in a list, masked."""

    id: UUID
    name: str
    sex: int
    birth: str
    identity: str
    area: str
    version: int


class PersonPage(PageOut):
    """A page of persons."""

    rows: list[PersonLine]


class WishesOut(Schema):
    """How a person wants to be reached, in minutes of the local day, and what keeps them safe."""

    channels: list[str]
    quiet_from: int | None
    quiet_to: int | None
    setting: str
    safe_from: int | None
    safe_to: int | None


class ContactOut(Schema):
    """A contact point, masked."""

    id: UUID
    kind: str
    masked: str
    wishes: WishesOut
    via: UUID | None
    version: int


class ResidenceOut(Schema):
    """Where a person lives, is registered, or stays while away."""

    id: UUID
    kind: str
    area: str
    dwelling: UUID | None
    household: UUID | None
    relation: str
    since: date
    until: date | None


class SourceOut(Schema):
    """Where a value comes from and since which day."""

    source: str = ""
    on: str = ""


class PersonOut(PersonLine):
    """One person, masked: reading it is no look."""

    identity_kind: str
    hukou_address: str
    sources: dict[str, SourceOut]
    contacts: list[ContactOut]
    residences: list[ResidenceOut]
    doubles: list[UUID]
    bound: bool
    died: str


class HouseholdMember(Schema):
    """A member of a household, masked."""

    person: UUID
    name: str
    relation: str


class HouseholdOut(Schema):
    """A household on a day, masked."""

    id: UUID
    area: str
    dwelling: UUID | None
    members: list[HouseholdMember]
    version: int


class Shown(Schema):
    """Unmasked values; null is what was not asked for."""

    name: str | None = None
    birth: str | None = None
    identity: str | None = None
    hukou_address: str | None = None
    phone: list[str] | None = None
    mail: list[str] | None = None


class RevealedOut(ReceiptOut):
    """Values shown for this one answer; the look was noted."""

    shown: Shown


class ExportedRow(Shown):
    """Unmasked values of one person."""

    id: UUID


class ExportedOut(ReceiptOut):
    """Values of many persons; a look a person was noted."""

    rows: list[ExportedRow] = Field(default_factory=list)


class CodeOut(ReceiptOut):
    """A code for somebody at the window, shown in this answer only."""

    code: str = ""
