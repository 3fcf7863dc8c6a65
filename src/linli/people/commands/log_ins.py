"""What happened at the door: wrong passwords, log-ins, log-outs. Called by the bridge to the log-in library."""

from uuid import UUID

from linli.kernel.actor import Actor
from linli.kernel.command import Receipt, command, record
from linli.kernel.errors import KernelCode, NotFound
from linli.kernel.journal.entries import Act
from linli.people.commands.accounts import account_subject
from linli.people.models import Account, Session
from linli.people.rules.lockout import Failures, after_failure, is_locked


def _locked_account(account: UUID) -> Account:
    row = Account.objects.select_for_update().filter(pk=account).order_by("pk").first()
    if row is None:
        raise NotFound(KernelCode.NOT_FOUND)
    return row


@command("people.note_wrong_password")
def note_wrong_password(actor: Actor, *, account: UUID) -> Receipt:
    """Count a wrong password or code; the sixth in 15 minutes locks the account for 30 (R9.8, T128)."""
    row = _locked_account(account)
    before = Failures(row.failures, row.first_failure_at, row.locked_until)
    after = after_failure(before, actor.at)
    row.failures, row.first_failure_at, row.locked_until = after.count, after.first, after.locked_until
    row.save(update_fields=["failures", "first_failure_at", "locked_until"])
    status = "locked" if is_locked(after, actor.at) else "counted"
    record(actor, account_subject(row, actor.county), Act(facts={"failures": after.count, "state": status}))
    return Receipt("people.account", row.id, status, 1)


@command("people.note_log_in")
def note_log_in(actor: Actor, *, account: UUID, session: str, only_one: bool, by: tuple[str, ...] = ()) -> Receipt:
    """Note a log-in and forget earlier failures; with ``only_one`` the account's other sessions end (R9.8).

    ``by`` names the proofs that were given.
    """
    row = _locked_account(account)
    row.failures, row.first_failure_at, row.locked_until, row.last_login = 0, None, None, actor.at
    row.save(update_fields=["failures", "first_failure_at", "locked_until", "last_login"])
    if only_one:
        Session.objects.filter(account=account).exclude(session_key=session).delete()
    record(actor, account_subject(row, actor.county), Act(facts={"log_in": True, "by": sorted(by)}))
    return Receipt("people.account", row.id, "logged_in", 1)


@command("people.note_log_out")
def note_log_out(actor: Actor, *, account: UUID) -> Receipt:
    """Note a log-out."""
    row = _locked_account(account)
    record(actor, account_subject(row, actor.county), Act(facts={"log_out": True}))
    return Receipt("people.account", row.id, "logged_out", 1)
