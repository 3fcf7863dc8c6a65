"""Looking after accounts: by which phone or mail they log in, unlocked, deactivated, active again (R9.8)."""

from uuid import UUID

from linli.kernel.actor import Actor
from linli.kernel.codes import check_phone
from linli.kernel.command import Receipt, command, record
from linli.kernel.crypto.boxes import seal_box
from linli.kernel.errors import Conflict, ErrorCode, Invalid, KernelCode, Problem
from linli.kernel.journal.entries import Act
from linli.people.commands.accounts import account_subject, locked_account
from linli.people.models import AccessToken, Account, EnrolmentLink, Session
from linli.people.queries.person_search import contact_key
from linli.people.rules.contacts import MAIL, PHONE, normal_mail
from linli.people.rules.person_reasons import PersonCode
from linli.people.rules.reasons import PeopleCode

FIELDS = ("phone_box", "phone_lookup", "mail_box", "mail_lookup")


@command("people.set_account_contact")
def set_account_contact(actor: Actor, *, account: UUID, phone: str = "", mail: str = "") -> Receipt:
    """Set the phone and mail by which an account may log in as well; empty takes them away.

    Each belongs to one account of the installation only.
    """
    row = locked_account(actor, account)
    normal = {PHONE: _phone(phone), MAIL: _mail(mail)}
    for kind, text in normal.items():
        _refuse_taken(row, kind, text)
        box = seal_box(text, table="people_account", field=f"{kind}_box", row=row.id) if text else None
        setattr(row, f"{kind}_box", box)
        setattr(row, f"{kind}_lookup", contact_key(kind, text) if text else None)
    row.save(update_fields=list(FIELDS))
    personal = {kind: text for kind, text in normal.items() if text}
    record(actor, account_subject(row, actor.county), Act(changed=(PHONE, MAIL), personal=personal))
    return Receipt("people.account", row.id, "changed", 1)


def _refused(path: str, code: ErrorCode) -> Invalid:
    return Invalid(KernelCode.INVALID, problems=(Problem(path, code),))


def _phone(text: str) -> str:
    if not text.strip():
        return ""
    found = check_phone(text)
    if found.error is not None:
        raise _refused(PHONE, found.error)
    return found.normal


def _mail(text: str) -> str:
    if not text.strip():
        return ""
    normal = normal_mail(text)
    if normal is None:
        raise _refused(MAIL, PersonCode.MAIL)
    return normal


def _refuse_taken(account: Account, kind: str, text: str) -> None:
    there = Account.objects.filter(**{f"{kind}_lookup": contact_key(kind, text)}) if text else Account.objects.none()
    if there.exclude(pk=account.pk).exists():
        raise Conflict(PeopleCode.CONTACT_OF_ANOTHER, problems=(Problem(kind, PeopleCode.CONTACT_OF_ANOTHER),))


@command("people.unlock_account")
def unlock_account(actor: Actor, *, account: UUID) -> Receipt:
    """End the lock that wrong passwords brought an account; its password stays."""
    row = locked_account(actor, account)
    row.failures, row.first_failure_at, row.locked_until = 0, None, None
    row.save(update_fields=["failures", "first_failure_at", "locked_until"])
    record(actor, account_subject(row, actor.county), Act(changed=("locked_until",)))
    return Receipt("people.account", row.id, "unlocked", 1)


@command("people.deactivate_account")
def deactivate_account(actor: Actor, *, account: UUID) -> Receipt:
    """Let an account no longer log in; its sessions, tokens and open enrolment links end at once.

    Its terms stay until they are ended: who held a post when is never lost. Nobody deactivates their own account.
    """
    row = locked_account(actor, account)
    if row.id == actor.account:
        raise Conflict(PeopleCode.NOT_ONESELF)
    row.is_active = False
    row.save(update_fields=["is_active"])
    Session.objects.filter(account=row.id).delete()
    tokens = AccessToken.objects.filter(county=actor.county, account=row, revoked_at__isnull=True)
    ended = tokens.update(revoked_at=actor.at)
    EnrolmentLink.objects.filter(county=actor.county, account=row, used_at__isnull=True).update(used_at=actor.at)
    record(actor, account_subject(row, actor.county), Act(changed=("is_active",), facts={"tokens": ended}))
    return Receipt("people.account", row.id, "deactivated", 1)


@command("people.reactivate_account")
def reactivate_account(actor: Actor, *, account: UUID) -> Receipt:
    """Let a deactivated account log in again, with the password it had; tokens stay ended."""
    row = locked_account(actor, account)
    row.is_active = True
    row.save(update_fields=["is_active"])
    record(actor, account_subject(row, actor.county), Act(changed=("is_active",)))
    return Receipt("people.account", row.id, "active", 1)
