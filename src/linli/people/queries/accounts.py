"""Accounts as a security administrator looks after them (R9.8)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from allauth.mfa.models import Authenticator
from django.db.models import BooleanField, Exists, OuterRef, Q, QuerySet, Value
from django.db.models.functions import Coalesce

from linli.kernel.actor import Actor
from linli.kernel.crypto.boxes import open_box
from linli.kernel.db.listing import Column, Filter, Listing
from linli.kernel.errors import Invalid, KernelCode, NotFound, Problem, n_
from linli.kernel.text.masking import MaskLevel, mask_email, mask_phone
from linli.people.models import Account, Tenure
from linli.people.queries.door import account_at_the_door

CHOICES = 500
LOOKS = ("people.see_accounts", "people.appoint", "people.appoint_stand_in")


@dataclass(frozen=True)
class AccountRow:
    """An account: whether it may log in, and what is missing for that."""

    id: UUID
    login_name: str
    display_name: str
    is_active: bool
    enrolled: bool
    second_factor: bool
    locked_until: datetime | None
    last_login: datetime | None
    created_at: datetime


@dataclass(frozen=True)
class HeldTerm:
    """A term of an account, past or present."""

    post: UUID
    title: str
    unit: UUID
    unit_name: str
    since: date
    until: date | None
    ended: date | None


@dataclass(frozen=True)
class AccountDetail:
    """One account with its terms, the newest first; phone and mail are masked."""

    account: AccountRow
    phone: str
    mail: str
    terms: tuple[HeldTerm, ...]


def visible(actor: Actor) -> QuerySet[Account]:
    """The accounts of the actor's county, for those who look after accounts or appoint."""
    rows = Account.objects.filter(county=actor.county, is_program=False)
    return rows if any(actor.areas_for(look) for look in LOOKS) else rows.none()


def _source(actor: Actor) -> QuerySet[Account]:
    factor = Exists(Authenticator.objects.filter(user_id=OuterRef("pk"), type="totp"))
    return visible(actor).annotate(factor=Coalesce(factor, Value(False), output_field=BooleanField()))


def _row(row: Any) -> AccountRow:
    return AccountRow(
        row.id, row.login_name, row.display_name, row.is_active, row.password_set_at is not None, row.factor,
        row.locked_until, row.last_login, row.created_at,
    )  # fmt: skip


def account_detail(actor: Actor, account: UUID) -> AccountDetail:
    """One account; NotFound when the actor does not look after it (two queries)."""
    row: Any = _source(actor).filter(pk=account).order_by("pk").first()
    if row is None:
        raise NotFound(KernelCode.NOT_FOUND)
    terms = Tenure.objects.filter(county=actor.county, account_id=account).select_related("post__unit")
    found = tuple(
        HeldTerm(t.post_id, t.post.title, t.post.unit_id, t.post.unit.name, t.since, t.until, t.ended)
        for t in terms.order_by("-since", "id")
    )
    phone, mail = (_opened(row, kind) for kind in ("phone", "mail"))
    return AccountDetail(
        _row(row), mask_phone(phone, MaskLevel.INTERNAL) if phone else "",
        mask_email(mail, MaskLevel.INTERNAL) if mail else "", found,
    )  # fmt: skip


def _opened(row: Account, kind: str) -> str:
    box = getattr(row, f"{kind}_box")
    return open_box(box, table="people_account", field=f"{kind}_box", row=row.id) if box else ""


def account_names(accounts: Iterable[UUID | None]) -> dict[UUID, str]:
    """The shown name of each account (one query)."""
    wanted = {account for account in accounts if account is not None}
    rows = Account.objects.filter(pk__in=wanted).order_by("pk") if wanted else ()
    return {row.id: row.display_name for row in rows}


def accounts_to_appoint(actor: Actor) -> tuple[AccountRow, ...] | None:
    """The active accounts to choose from, by name; None when they are too many to list: then one is named."""
    rows = list(_source(actor).filter(is_active=True).order_by("display_name", "login_name")[: CHOICES + 1])
    return tuple(_row(row) for row in rows) if len(rows) <= CHOICES else None


def account_meant(actor: Actor, typed: str, path: str) -> UUID:
    """The account of the actor's county that is chosen by id or named at the door's rules; Invalid names ``path``."""
    try:
        found = visible(actor).filter(pk=UUID(typed)).order_by("pk").first()
    except ValueError:
        named = account_at_the_door(typed)
        found = named if named is not None and named.county == actor.county else None
    if found is None:
        raise Invalid(KernelCode.INVALID, problems=(Problem(path, KernelCode.REQUIRED),))
    return found.id


def _by_state(rows: QuerySet[Any], value: str, actor: Actor) -> QuerySet[Any]:
    wanted = {
        "open": Q(is_active=True, password_set_at__isnull=False),
        "new": Q(is_active=True, password_set_at__isnull=True),
        "locked": Q(is_active=True, locked_until__gt=actor.at),
        "closed": Q(is_active=False),
    }
    return rows.filter(wanted[value])


def _search(rows: QuerySet[Any], text: str) -> QuerySet[Any]:
    named = Q(login_name__icontains=text) | Q(display_name__icontains=text)
    known = account_at_the_door(text)
    return rows.filter(named | Q(pk=known.pk)) if known is not None else rows.filter(named)


STATES = (
    ("open", n_("May log in")),
    ("new", n_("Never enrolled")),
    ("locked", n_("Locked now")),
    ("closed", n_("Deactivated")),
)
ACCOUNTS: Listing[AccountRow] = Listing(
    name="people.accounts",
    title=n_("Accounts"),
    columns=(
        Column("login_name", n_("Log-in name"), "link", sort="login_name"),
        Column("display_name", n_("Name"), sort="display_name"),
        Column("is_active", n_("State")),
        Column("second_factor", n_("Second factor")),
        Column("last_login", n_("Last log-in"), "moment"),
        Column("created_at", n_("Created"), "moment", sort="created_at"),
    ),
    source=_source,
    row=_row,
    default_sort="login_name",
    filters=(Filter("state", n_("State"), STATES, _by_state),),
    search=_search,
)
