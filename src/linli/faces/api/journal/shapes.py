"""What goes over the wire for the journal: nothing personal stands in it."""

from datetime import datetime
from typing import Any
from uuid import UUID

from ninja import Field, Schema

from linli.faces.api.bodies import Code, Day
from linli.faces.api.paging import ListIn, PageOut, sort_of
from linli.kernel.command import all_commands
from linli.kernel.db.listing import Listing
from linli.kernel.journal.listing import EntryRow, journal_listing
from linli.kernel.journal.listing_seals import SEALS

NAME = r"^$|^[a-z]+\.[a-z_]+$"


class EntriesIn(ListIn):
    """What may be asked of the journal: a command, a kind of object, a local day, a place."""

    command: str = Field("", max_length=60, pattern=NAME)
    type: str = Field("", max_length=60, pattern=NAME)
    day: Day | None = None
    area: Code | None = None
    sort: str = sort_of(journal_listing((), ()))

    def listing(self) -> Listing[EntryRow]:
        """The list with the filters that were given: commands are known, kinds, days and places are taken as named."""
        commands = tuple((info.name, info.meaning) for info in all_commands())
        types = ((self.type, ""),) if self.type else ()
        return journal_listing(commands, types, self.day, self.area or "")


class EntryLine(Schema):
    """Who did what to what, and which fields changed."""

    id: UUID
    recorded_at: datetime
    command: str
    outcome: str
    account: UUID | None
    post: UUID | None
    stand_in_for: UUID | None
    object_type: str
    object_id: UUID
    area: str
    changed: list[str]
    purpose: str


class EntryPage(PageOut):
    """A page of the journal."""

    rows: list[EntryLine]


class EntryOut(Schema):
    """One entry of an object's history; ``facts`` are not personal, they depend on the command."""

    id: UUID
    at: datetime
    command: str
    outcome: str
    account: UUID | None
    post: UUID | None
    stand_in_for: UUID | None
    channel: str
    version: int
    changed: list[str]
    facts: dict[str, Any]


class SealsIn(ListIn):
    """Where in the list of seals one is."""

    sort: str = sort_of(SEALS)


class SealLine(Schema):
    """A seal: the Merkle root over the entries at the places ``first`` to ``last``, chained to the seal before."""

    number: int
    first: int
    last: int
    root: str
    previous: str
    digest: str
    sealed_at: datetime


class SealPage(PageOut):
    """A page of seals."""

    rows: list[SealLine]


class SealHeadOut(Schema):
    """A seal as it is digested; the moment to the microsecond, as text."""

    county: str
    number: int
    first: int
    last: int
    root: str
    previous: str
    sealed_at: str
    digest: str


class ProofOut(Schema):
    """``entry`` is the very text that was digested; ``path`` leads from its leaf to the root (docs/seal.md)."""

    format: str
    place: int
    entry: str
    path: list[tuple[str, str]]
    seal: SealHeadOut
