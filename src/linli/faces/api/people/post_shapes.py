"""What goes over the wire for posts, terms and stand-ins."""

from datetime import date
from uuid import UUID

from ninja import Field, Schema

from linli.faces.api.bodies import Body, Code, Day, Key, Versioned
from linli.faces.api.notes.shapes import ReceiptOut
from linli.faces.api.paging import ListIn, PageOut, one_of, sort_of, words_of
from linli.people.commands.posts import LONGEST_TITLE, MOST_SEATS
from linli.people.queries.terms import STATES, TERMS
from linli.people.rules.terms import PROCEDURES

REASON_LENGTH = 200


class TermsIn(ListIn):
    """What may be asked of the list of terms."""

    state: str = one_of(STATES)
    q: str = words_of()
    sort: str = sort_of(TERMS)


class PostIn(Body):
    """A post to set up; its roles are given here and stay."""

    title: str = Field(min_length=1, max_length=LONGEST_TITLE)
    roles: list[Key] = Field(default_factory=list, max_length=20)
    kind: Key = "clerk"
    seats: int = Field(1, ge=1, le=MOST_SEATS)
    since: Day | None = None
    place: Code | None = Field(None, description="the area or grid that its holders look after")
    duty_phone: str = Field("", max_length=40, description="the office's phone, open to all")


class PostChange(Versioned):
    """Title, seats, place and duty phone; roles never change."""

    title: str = Field(min_length=1, max_length=LONGEST_TITLE)
    seats: int = Field(ge=1, le=MOST_SEATS)
    place: Code | None = None
    duty_phone: str = Field("", max_length=40)


class TermIn(Body):
    """A seat for an account; without an end it is for as long as the law lets it be."""

    account: UUID
    since: Day
    until: Day | None = None
    procedure: str = Field("appointed", max_length=10, json_schema_extra={"enum": list(PROCEDURES)})
    proof: str = Field("", max_length=200)


class StandInIn(Body):
    """Who acts under an absent post: an account, or whoever holds ``by_post``. The reason is shown to nobody."""

    since: Day
    until: Day
    reason: str = Field(min_length=1, max_length=REASON_LENGTH)
    account: UUID | None = None
    by_post: UUID | None = None


class TermLine(Schema):
    """A term. ``flags``: overdue_term (acts on), no_proof, conflict."""

    id: UUID
    post: UUID
    title: str
    unit_name: str
    name: str
    since: date
    until: date | None
    ended: date | None
    procedure: str
    proof: str
    flags: list[str]
    conflicts: list[str]
    version: int


class TermPage(PageOut):
    """A page of terms."""

    rows: list[TermLine]


class AwayOut(Schema):
    """Who stands in, from when to when."""

    id: UUID
    name: str
    since: date
    until: date
    version: int


class StandInOut(Schema):
    """One time of standing in, and for which post."""

    post: UUID
    stand_in: AwayOut


class PostOut(Schema):
    """One post with its terms and stand-ins, the newest first."""

    id: UUID
    area: str
    title: str
    kind: str
    unit: UUID
    unit_name: str
    seats: int
    vacant: int
    roles: list[str]
    since: date | None
    until: date | None
    place: str
    duty_phone: str
    terms: list[TermLine]
    away: list[AwayOut]
    version: int


class FlaggedOut(ReceiptOut):
    """An appointment; ``conflicts`` are the keys of those that are only flagged."""

    conflicts: list[str] = Field(default_factory=list)


class PostName(Schema):
    """A post by its name."""

    id: UUID
    title: str
    unit_name: str


class TogetherOut(Schema):
    """Two posts of one person that do not go together."""

    name: str
    one: PostName
    other: PostName
    words: str
    refuses: bool


class ExpiredOut(Schema):
    """A term that ran out without a successor: its holder acts on."""

    name: str
    post: PostName
    since: date
    until: date


class TermFaultsOut(Schema):
    """Conflicts and expired terms, at most 200 of each; ``more``: there are further ones."""

    conflicts: list[TogetherOut]
    expired: list[ExpiredOut]
    more: bool
