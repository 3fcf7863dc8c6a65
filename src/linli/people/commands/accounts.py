"""Accounts: created by an administrator, completed by their owner through a one-hour link."""

import secrets
from datetime import timedelta
from uuid import UUID

from django.contrib.auth.hashers import make_password

from linli.kernel.actor import Actor
from linli.kernel.codes import check_phone
from linli.kernel.command import Receipt, command, record
from linli.kernel.db.locks import lock_rows
from linli.kernel.errors import Conflict, Invalid, KernelCode, NotFound, Problem, TooLate
from linli.kernel.ids import new
from linli.kernel.journal.entries import Act, Subject
from linli.people.commands.second_factor import code_fits, set_second_factor
from linli.people.models import Account, EnrolmentLink
from linli.people.rules.passwords import faults_of
from linli.people.rules.reasons import PeopleCode
from linli.people.rules.secrets import digest_of

LINK_LIFE = timedelta(hours=1)
LONGEST_NAME = 60


def account_subject(account: Account, county: str) -> Subject:
    """An account as the subject of a journal entry of ``county``."""
    return Subject("people.account", account.id, county, county)


@command("people.create_account")
def create_account(actor: Actor, *, login_name: str, display_name: str) -> Receipt:
    """Create an account without a password; its owner sets one through an enrolment link."""
    name = login_name.strip().lower()
    if not name:
        raise Invalid(KernelCode.INVALID, problems=(Problem("login_name", KernelCode.REQUIRED),))
    shown = _checked_names(name, display_name)
    if Account.objects.filter(login_name=name).exists():
        raise Conflict(PeopleCode.NAME_TAKEN, {"name": name}, problems=(_taken(name),))
    account = Account.objects.create(
        id=new(actor.county), county=actor.county, login_name=name, display_name=shown, password=make_password(None),
        created_at=actor.at,
    )  # fmt: skip
    record(actor, account_subject(account, actor.county), Act(changed=("login_name",)))
    return Receipt("people.account", account.id, "created", 1)


def _taken(name: str) -> Problem:
    return Problem("login_name", PeopleCode.NAME_TAKEN, {"name": name})


def _checked_names(name: str, display_name: str) -> str:
    """The name to show. A log-in name that looks like a phone or an address would take somebody's place at the door."""
    shown = display_name.replace("\x00", "").strip()
    faults = [
        Problem(field, KernelCode.TOO_LONG, {"length": len(text), "limit": LONGEST_NAME})
        for field, text in (("login_name", name), ("display_name", shown))
        if len(text) > LONGEST_NAME
    ]
    if not shown:
        faults.append(Problem("display_name", KernelCode.REQUIRED))
    if "\x00" in name or " " in name or "@" in name or check_phone(name).ok:
        faults.append(Problem("login_name", PeopleCode.LOGIN_NAME))
    if faults:
        raise Invalid(KernelCode.INVALID, problems=tuple(faults))
    return shown


def locked_account(actor: Actor, account: UUID) -> Account:
    """The account, locked; NotFound for a program's, or when another county looks after it."""
    rows = lock_rows(Account, "person", [account])
    if not rows or rows[0].county != actor.county or rows[0].is_program:
        raise NotFound(KernelCode.NOT_FOUND)
    return rows[0]


@command("people.issue_enrolment")
def issue_enrolment(actor: Actor, *, account: UUID) -> Receipt:
    """Make a one-hour link for an account; ``values["secret"]`` is shown once and kept nowhere.

    Earlier links of the account that nobody used end.
    """
    row = locked_account(actor, account)
    if not row.is_active:
        raise Conflict(PeopleCode.DEACTIVATED, {"name": row.login_name})
    EnrolmentLink.objects.filter(county=actor.county, account=row, used_at__isnull=True).update(used_at=actor.at)
    secret = secrets.token_urlsafe(32)
    link = EnrolmentLink.objects.create(
        id=new(actor.county), county=actor.county, account=row, secret=digest_of(secret),
        expires_at=actor.at + LINK_LIFE,
    )  # fmt: skip
    record(actor, account_subject(row, actor.county), Act(facts={"link": str(link.id)}))
    return Receipt("people.enrolmentlink", link.id, "issued", 1, values={"secret": secret})


@command("people.enrol")
def enrol(actor: Actor, *, secret: str, password: str, totp_secret: str, code: str) -> Receipt:
    """Set password and second factor with a link: once, within the hour, with a code that proves the factor."""
    link = _live_link(actor, secret)
    account = link.account
    if faults_of(password, account.login_name):
        raise Invalid(PeopleCode.PASSWORD_WEAK, problems=(Problem("password", PeopleCode.PASSWORD_WEAK),))
    if not code_fits(totp_secret, code):
        raise Invalid(PeopleCode.CODE_WRONG, problems=(Problem("code", PeopleCode.CODE_WRONG),))
    set_second_factor(account, totp_secret)
    account.password, account.password_set_at = make_password(password), actor.at
    account.failures, account.locked_until = 0, None
    account.save(update_fields=["password", "password_set_at", "failures", "locked_until"])
    EnrolmentLink.objects.filter(pk=link.pk, county=link.county).update(used_at=actor.at)
    record(actor, account_subject(account, actor.county), Act(changed=("password", "second_factor")))
    return Receipt("people.account", account.id, "enrolled", 1)


def _live_link(actor: Actor, secret: str) -> EnrolmentLink:
    rows = EnrolmentLink.objects.filter(county=actor.county, secret=digest_of(secret), used_at__isnull=True)
    link = rows.select_related("account").select_for_update(of=("self",)).order_by("pk").first()
    if link is None or link.expires_at < actor.at or not link.account.is_active:
        raise TooLate(PeopleCode.LINK_USED)
    return link
