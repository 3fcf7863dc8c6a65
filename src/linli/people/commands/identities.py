"""Identities at an outside provider: linked, unlinked, refused at the door. Nobody gains an account by one."""

from uuid import UUID

from linli.kernel.actor import Actor
from linli.kernel.command import Receipt, command, record
from linli.kernel.crypto.boxes import seal_box
from linli.kernel.db.locks import one_at_a_time
from linli.kernel.errors import Conflict, Invalid, KernelCode, NotFound, Problem
from linli.kernel.ids import new
from linli.kernel.journal.entries import Act, Subject
from linli.people.commands.accounts import account_subject, locked_account
from linli.people.commands.faults import at_field
from linli.people.models import Account, OutsideIdentity, Session
from linli.people.queries.identities import identity_key
from linli.people.rules.outside import LONGEST_SUBJECT, normal_subject
from linli.people.rules.outside_reasons import OutsideCode
from linli.people.rules.reasons import PeopleCode


@command("people.link_identity")
def link_identity(actor: Actor, *, account: UUID, issuer: str, subject: str) -> Receipt:
    """Let an account log in as ``subject`` of the provider ``issuer`` as well.

    One subject belongs to one account, an account has one subject an issuer.
    """
    row = locked_account(actor, account)
    if not issuer:
        raise Conflict(OutsideCode.OFF)
    if not row.is_active:
        raise Conflict(PeopleCode.DEACTIVATED, {"name": row.login_name})
    plain = _checked(subject)
    _refuse_taken(row, issuer, plain)
    made = new(actor.county)
    OutsideIdentity.objects.create(
        id=made, county=row.county, account=row, issuer=issuer, lookup=identity_key(issuer, plain),
        subject_box=seal_box(plain, table="people_outsideidentity", field="subject_box", row=made),
        linked_at=actor.at,
    )  # fmt: skip
    act = Act(("outside_identity",), {"outside_identity": plain}, {"issuer": issuer, "linked": True})
    record(actor, account_subject(row, actor.county), act)
    return Receipt("people.outsideidentity", made, "linked", 1)


def _checked(subject: str) -> str:
    plain = normal_subject(subject)
    if plain is None:
        data = {"length": len(subject.strip()), "limit": LONGEST_SUBJECT}
        long = len(subject.strip()) > LONGEST_SUBJECT
        problem = Problem("subject", KernelCode.TOO_LONG, data) if long else Problem("subject", KernelCode.REQUIRED)
        raise Invalid(KernelCode.INVALID, problems=(problem,))
    return plain


def _refuse_taken(account: Account, issuer: str, subject: str) -> None:
    one_at_a_time("outside-identity")
    if OutsideIdentity.objects.filter(account=account, issuer=issuer).exists():
        raise at_field(Conflict, "subject", OutsideCode.THERE)
    if OutsideIdentity.objects.filter(lookup=identity_key(issuer, subject)).exists():
        raise at_field(Conflict, "subject", OutsideCode.TAKEN)


@command("people.unlink_identity")
def unlink_identity(actor: Actor, *, account: UUID, identity: UUID) -> Receipt:
    """End a link at once. When another than its owner does it, the account's sessions end too."""
    row = locked_account(actor, account)
    found = OutsideIdentity.objects.filter(pk=identity, account=row).order_by("pk").first()
    if found is None:
        raise NotFound(KernelCode.NOT_FOUND)
    found.delete()
    if row.id != actor.account:
        Session.objects.filter(account=row.id).delete()
    act = Act(("outside_identity",), facts={"issuer": found.issuer, "linked": False})
    record(actor, account_subject(row, actor.county), act)
    return Receipt("people.outsideidentity", identity, "unlinked", 1)


@command("people.note_refused_log_in")
def note_refused_log_in(actor: Actor, *, reason: str, issuer: str, account: UUID | None, subject: str) -> Receipt:
    """Note a log-in through a provider that failed; it locks nobody out, for nothing was guessed here."""
    kind = "people.account" if account else "people.refusedlogin"
    about = Subject(kind, account or new(actor.county), actor.county, actor.county)
    personal = {"outside_identity": subject} if subject else {}
    record(actor, about, Act(personal=personal, facts={"refused": reason, "issuer": issuer}))
    return Receipt(kind, about.id, "refused", 1)
