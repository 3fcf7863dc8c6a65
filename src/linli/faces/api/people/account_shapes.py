"""What goes over the wire for accounts."""

from datetime import date, datetime
from uuid import UUID

from ninja import Field, Schema

from linli.faces.api.bodies import Body
from linli.faces.api.notes.shapes import ReceiptOut
from linli.faces.api.paging import ListIn, PageOut, one_of, sort_of, words_of
from linli.people.commands.accounts import LONGEST_NAME
from linli.people.queries.accounts import ACCOUNTS, STATES
from linli.people.rules.outside import LONGEST_SUBJECT


class AccountsIn(ListIn):
    """What may be asked of the list of accounts."""

    state: str = one_of(STATES)
    q: str = words_of()
    sort: str = sort_of(ACCOUNTS)


class AccountIn(Body):
    """An account without a password; its owner sets one through an enrolment link."""

    login_name: str = Field(min_length=1, max_length=LONGEST_NAME)
    display_name: str = Field(min_length=1, max_length=LONGEST_NAME)


class AccountContactIn(Body):
    """Phone and mail by which an account may log in as well; empty takes them away."""

    phone: str = Field("", max_length=30)
    mail: str = Field("", max_length=254)


class AccountLine(Schema):
    """An account: whether it may log in, and what is missing for that. It may do nothing without a post."""

    id: UUID
    login_name: str
    display_name: str
    is_active: bool
    enrolled: bool
    second_factor: bool
    locked_until: datetime | None
    last_login: datetime | None
    created_at: datetime


class AccountPage(PageOut):
    """A page of accounts."""

    rows: list[AccountLine]


class HeldOut(Schema):
    """A term of an account, past or present."""

    post: UUID
    title: str
    unit: UUID
    unit_name: str
    since: date
    until: date | None
    ended: date | None


class AccountOut(Schema):
    """One account with its terms; phone and mail are masked."""

    account: AccountLine
    phone: str
    mail: str
    terms: list[HeldOut]


class EnrolmentOut(ReceiptOut):
    """An enrolment link: its secret is shown in this answer only and good for an hour (/enrol/<secret>/)."""

    secret: str = ""


class IdentityIn(Body):
    """As whom an account logs in at the provider: the value of the agreed claim, exactly."""

    subject: str = Field(min_length=1, max_length=LONGEST_SUBJECT)


class IdentityLine(Schema):
    """An outside log-in of an account; the subject is masked."""

    id: UUID
    issuer: str
    subject: str
    linked_at: datetime


class IdentitiesOut(Schema):
    """The outside log-ins of an account."""

    rows: list[IdentityLine]
