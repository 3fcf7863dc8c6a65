"""Stand-ins: who acts under an absent post for some days (E16)."""

from datetime import date
from uuid import UUID

from linli.kernel.actor import Actor
from linli.kernel.command import Receipt, command, expect_version, must_cover, record
from linli.kernel.crypto.boxes import seal_box
from linli.kernel.db.locks import lock_row, lock_rows
from linli.kernel.errors import Conflict, Invalid, KernelCode, NotFound, Problem
from linli.kernel.ids import new
from linli.kernel.journal.entries import Act, subject_of
from linli.people.commands.faults import at_field
from linli.people.commands.posts import refuse_clashes
from linli.people.commands.terms import check_presence
from linli.people.models import Account, Post, StandIn
from linli.people.queries.actors import holding_on
from linli.people.queries.conflicts import clashes_with, facts_of
from linli.people.rules.reasons import PeopleCode


@command("people.appoint_stand_in")
def appoint_stand_in(
    actor: Actor, *, post: UUID, since: date, until: date, reason: str, account: UUID | None = None,
    by_post: UUID | None = None,
) -> Receipt:  # fmt: skip
    """Let one account, or whoever holds ``by_post``, act under ``post`` from ``since`` through ``until``."""
    row, by = _posts(post, by_post)
    must_cover(actor, row.area)
    _check_words(account, by_post, reason)
    if until < since:
        raise at_field(Invalid, "until", PeopleCode.TERM_DATES)
    check_presence(row, since, until)
    _refuse_overlap(row, since, until)
    accounts = _accounts(account, by, since)
    lock_rows(Account, "person", accounts)
    if post == by_post or holding_on(since).filter(post=row, account_id__in=accounts).exists():
        raise at_field(Invalid, "account", PeopleCode.STAND_IN_SELF)
    flagged = refuse_clashes(clashes_with(accounts, facts_of(row, actor.at), since, until, actor.at))
    stand_in_id = new(row.county)
    stand_in = StandIn.objects.create(
        id=stand_in_id, county=row.county, area=row.area, post=row, account_id=account, by_post=by, since=since,
        until=until, reason=seal_box(reason.strip(), table="people_standin", field="reason", row=stand_in_id),
    )  # fmt: skip
    facts = {
        "post": str(post), "account": str(account or ""), "by_post": str(by_post or ""), "since": str(since),
        "until": str(until), "conflicts": flagged,
    }  # fmt: skip
    changed = ("post", "account", "by_post", "since", "until", "reason")
    record(actor, subject_of(stand_in), Act(changed=changed, personal={"reason": reason.strip()}, facts=facts))
    return Receipt("people.standin", stand_in.id, "running", stand_in.version, values={"conflicts": flagged})


def _posts(post: UUID, by_post: UUID | None) -> tuple[Post, Post | None]:
    found = {row.id: row for row in lock_rows(Post, "person", {post, *([by_post] if by_post else [])})}
    if post not in found or (by_post is not None and by_post not in found):
        raise NotFound(KernelCode.NOT_FOUND)
    return found[post], found.get(by_post) if by_post else None


def _check_words(account: UUID | None, by_post: UUID | None, reason: str) -> None:
    if (account is None) == (by_post is None):
        raise at_field(Invalid, "account", PeopleCode.STAND_IN_WHO)
    if not reason.strip():
        raise Invalid(KernelCode.INVALID, problems=(Problem("reason", KernelCode.REQUIRED),))
    if len(reason.strip()) > 200:
        problem = Problem("reason", KernelCode.TOO_LONG, {"length": len(reason.strip()), "limit": 200})
        raise Invalid(KernelCode.INVALID, problems=(problem,))


def _accounts(account: UUID | None, by_post: Post | None, since: date) -> list[UUID]:
    if account is None:
        return list(holding_on(since).filter(post=by_post).order_by("account_id").values_list("account_id", flat=True))
    if not Account.objects.filter(pk=account).exists():
        raise NotFound(KernelCode.NOT_FOUND)
    return [account]


def _refuse_overlap(post: Post, since: date, until: date) -> None:
    rows = StandIn.objects.filter(county=post.county, post=post, since__lte=until, until__gte=since)
    there = rows.order_by("since").first()
    if there is not None:
        raise at_field(Conflict, "since", PeopleCode.STAND_IN_THERE, since=str(there.since), until=str(there.until))


@command("people.end_stand_in")
def end_stand_in(actor: Actor, *, stand_in: UUID, until: date, expected_version: int) -> Receipt:
    """End standing in after ``until``, earlier than planned."""
    row = lock_row(StandIn, "person", stand_in)
    must_cover(actor, row.area)
    expect_version(row, expected_version)
    if not row.since <= until <= row.until:
        raise at_field(Invalid, "until", PeopleCode.TERM_DATES)
    row.until, row.version = until, row.version + 1
    row.save(update_fields=["until", "version"])
    record(actor, subject_of(row), Act(changed=("until",), facts={"until": str(until)}))
    return Receipt("people.standin", row.id, "ended", row.version)
