"""Posts and terms (E16)."""

from datetime import date
from uuid import UUID

from linli.kernel.actor import Actor
from linli.kernel.clock import local_day
from linli.kernel.command import Receipt, command, expect_version, must_cover, record
from linli.kernel.db.locks import lock_row, lock_rows
from linli.kernel.errors import Conflict, Invalid, KernelCode, NotFound, Problem
from linli.kernel.ids import new
from linli.kernel.journal.entries import Act, subject_of
from linli.people.commands.duty import checked_phone, checked_place
from linli.people.commands.faults import at_field
from linli.people.commands.terms import check_presence, check_seat, latest_end, settle_seats
from linli.people.models import Account, Post, StandIn, Tenure, Unit
from linli.people.queries.actors import holding_on
from linli.people.queries.conflicts import clashes_with, facts_of, words_of
from linli.people.queries.post_kinds import PostKind, post_conflicts, post_kind
from linli.people.queries.roles import role_named
from linli.people.rules.conflicts import Clash, clashes_among
from linli.people.rules.reasons import PeopleCode
from linli.people.rules.terms import PROCEDURES

MOST_SEATS, LONGEST_TITLE = 500, 80


@command("people.create_post")
def create_post(
    actor: Actor, *, unit: UUID, title: str, roles: tuple[str, ...], kind: str = "clerk", seats: int = 1,
    since: date | None = None, place: str = "", duty_phone: str = "",
) -> Receipt:  # fmt: skip
    """Set up a post with seats and roles of the pack in a unit; it acts inside the unit's area.

    ``place`` is the area or grid that its holders look after, ``duty_phone`` the office's phone, open to all.
    """
    row = lock_row(Unit, "person", unit)
    must_cover(actor, row.area)
    title = _title(title)
    _check_post(actor, row, title, roles, kind, seats)
    post = Post(
        id=new(row.county), county=row.county, area=row.area, unit=row, title=title, kind=kind, seats=seats,
        roles=list(roles), since=since, place=checked_place(row.area, place), duty_phone=checked_phone(duty_phone),
    )  # fmt: skip
    _refuse_clashing_roles(actor, post)
    post.save(force_insert=True)
    facts = {
        "title": title, "kind": kind, "seats": seats, "roles": list(roles), "since": str(since or ""),
        "place": post.place, "duty_phone": post.duty_phone,
    }  # fmt: skip
    record(actor, subject_of(post), Act(changed=("title", "kind", "seats", "roles"), facts=facts))
    return Receipt("people.post", post.id, "open", post.version)


@command("people.edit_post")
def edit_post(
    actor: Actor, *, post: UUID, title: str, seats: int, expected_version: int, place: str = "",
    duty_phone: str = "",
) -> Receipt:  # fmt: skip
    """Correct title, seats, place and duty phone of a post; its roles stay, they are given when it is set up.

    A post whose roles could be changed would let its holder take any power.
    """
    row = lock_row(Post, "person", post)
    must_cover(actor, row.area)
    expect_version(row, expected_version)
    title = _title(title)
    _check_edit(actor, row, title, seats)
    before = {name: getattr(row, name) for name in EDITED}
    row.title, row.seats = title, seats
    row.place, row.duty_phone = checked_place(row.area, place), checked_phone(duty_phone)
    row.version += 1
    row.save(update_fields=[*EDITED, "version"])
    changed = tuple(name for name in EDITED if before[name] != getattr(row, name))
    facts = {name: getattr(row, name) for name in EDITED}
    record(actor, subject_of(row), Act(changed=changed, facts=facts))
    return Receipt("people.post", row.id, "changed", row.version)


EDITED = ("title", "seats", "place", "duty_phone")


def _check_edit(actor: Actor, post: Post, title: str, seats: int) -> None:
    kind = post_kind(post.kind, post.area, local_day(actor.at))
    most = 1 if kind is not None and kind.one_a_unit else MOST_SEATS
    held = holding_on(local_day(actor.at)).filter(county=post.county, post=post).count()
    if not max(held, 1) <= seats <= most:
        raise at_field(Invalid, "seats", PeopleCode.SEATS, least=max(held, 1), most=most)
    if Post.objects.filter(county=post.county, unit=post.unit, title=title).exclude(pk=post.pk).exists():
        raise at_field(Conflict, "title", PeopleCode.NAME_TAKEN, name=title)


def _title(title: str) -> str:
    title = title.replace("\x00", "").strip()
    if not title:
        raise Invalid(KernelCode.INVALID, problems=(Problem("title", KernelCode.REQUIRED),))
    if len(title) > LONGEST_TITLE:
        problem = Problem("title", KernelCode.TOO_LONG, {"length": len(title), "limit": LONGEST_TITLE})
        raise Invalid(KernelCode.INVALID, problems=(problem,))
    return title


def check_words(actor: Actor, area: str, roles: tuple[str, ...], kind: str, seats: int) -> PostKind:
    """The kind of a post, when the pack has it, all its roles and so many seats; Invalid otherwise."""
    found = post_kind(kind, area, local_day(actor.at))
    if found is None:
        raise at_field(Invalid, "kind", PeopleCode.UNKNOWN_POST_KIND, kind=kind)
    unknown = [role for role in roles if role_named(role, area, actor.at) is None]
    if unknown:
        raise at_field(Invalid, "roles", PeopleCode.UNKNOWN_ROLE, role=unknown[0])
    most = 1 if found.one_a_unit else MOST_SEATS
    if not 1 <= seats <= most:
        raise at_field(Invalid, "seats", PeopleCode.SEATS, least=1, most=most)
    return found


def _check_post(actor: Actor, unit: Unit, title: str, roles: tuple[str, ...], kind: str, seats: int) -> None:
    found = check_words(actor, unit.area, roles, kind, seats)
    if unit.closed_on is not None:
        raise Conflict(PeopleCode.UNIT_CLOSED, {"day": str(unit.closed_on)})
    posts = Post.objects.filter(county=unit.county, unit=unit)
    if posts.filter(title=title).exists():
        raise at_field(Conflict, "title", PeopleCode.NAME_TAKEN, name=title)
    there = posts.filter(kind=kind, until__isnull=True).order_by("id").first() if found.one_a_unit else None
    if there is not None:
        raise at_field(Conflict, "kind", PeopleCode.ONE_A_UNIT, title=there.title)


def _refuse_clashing_roles(actor: Actor, post: Post) -> None:
    clashes = clashes_among([facts_of(post, actor.at)], post_conflicts(post.area, local_day(actor.at)))
    refuse_clashes(clashes)


def refuse_clashes(clashes: tuple[Clash, ...]) -> list[str]:
    """Refuse posts that must not go together; the keys of those that are only flagged, for the journal."""
    refused = [clash for clash in clashes if clash.conflict.refuses]
    if refused:
        raise Conflict(PeopleCode.POSTS_CONFLICT, {"conflict": words_of(refused[0].conflict)})
    return sorted({clash.conflict.key for clash in clashes})


@command("people.end_post")
def end_post(actor: Actor, *, post: UUID, until: date, expected_version: int) -> Receipt:
    """Abolish a post after ``until``; its holders' powers end with it."""
    row = lock_row(Post, "person", post)
    must_cover(actor, row.area)
    expect_version(row, expected_version)
    if row.since is not None and until < row.since:
        raise at_field(Invalid, "until", PeopleCode.TERM_DATES)
    later = Tenure.objects.filter(county=row.county, post=row, since__gt=until).order_by("since").first()
    if later is not None:
        raise Conflict(PeopleCode.LATER_TERMS, {"since": str(later.since)})
    row.until, row.version = until, row.version + 1
    row.save(update_fields=["until", "version"])
    record(actor, subject_of(row), Act(changed=("until",), facts={"until": str(until)}))
    return Receipt("people.post", row.id, "ended", row.version)


@command("people.appoint")
def appoint(
    actor: Actor, *, post: UUID, account: UUID, since: date, until: date | None = None,
    procedure: str = "appointed", proof: str = "",
) -> Receipt:  # fmt: skip
    """Give a seat of a post to an account for a term, by ``procedure``, proved by ``proof``.

    Refused are impossible dates, a full post and posts that must not go together; conflicts that are only flagged
    stand in the journal. Whoever acted on after an earlier term leaves when the seat is needed.
    """
    row = lock_row(Post, "person", post)
    must_cover(actor, row.area)
    holder = Account.objects.filter(pk=account).first()
    if holder is None:
        raise NotFound(KernelCode.NOT_FOUND)
    if procedure not in PROCEDURES:
        raise at_field(Invalid, "procedure", PeopleCode.PROCEDURE, procedure=procedure)
    until = latest_end(row, since, until, procedure)
    check_presence(row, since, until)
    check_seat(row, account, since, until)
    lock_rows(Account, "person", [account])  # two appointments at once must not give one account two posts that clash
    flagged = refuse_clashes(_clashes(actor, row, account, since, until))
    tenure = Tenure.objects.create(
        id=new(row.county), county=row.county, area=row.area, post=row, account=holder, since=since, until=until,
        procedure=procedure, proof=proof,
    )  # fmt: skip
    facts = {
        "post": str(row.id), "account": str(account), "since": str(since), "until": str(until or ""),
        "procedure": procedure, "proof": proof, "conflicts": flagged,
    }  # fmt: skip
    changed = ("post", "account", "since", "until", "procedure", "proof")
    record(actor, subject_of(tenure), Act(changed=changed, facts=facts))
    settle_seats(actor, row)
    return Receipt("people.tenure", tenure.id, "running", tenure.version, values={"conflicts": flagged})


def _clashes(actor: Actor, post: Post, account: UUID, since: date, until: date | None) -> tuple[Clash, ...]:
    """What the post brings, and the absent posts for which its holders stand in."""
    away = StandIn.objects.filter(county=post.county, by_post=post, until__gte=since)
    away = away.filter(since__lte=until) if until else away
    posts = [post, *(row.post for row in away.select_related("post__unit").order_by("id"))]
    return tuple(
        clash for item in posts for clash in clashes_with([account], facts_of(item, actor.at), since, until, actor.at)
    )


@command("people.end_tenure")
def end_tenure(actor: Actor, *, tenure: UUID, until: date, expected_version: int) -> Receipt:
    """Let a holder leave after ``until``; the powers of the post end with that day."""
    row = lock_row(Tenure, "person", tenure)
    must_cover(actor, row.area)
    expect_version(row, expected_version)
    if until < row.since:
        raise at_field(Invalid, "until", PeopleCode.TERM_DATES)
    row.ended, row.version = until, row.version + 1
    row.save(update_fields=["ended", "version"])
    record(actor, subject_of(row), Act(changed=("ended",), facts={"ended": str(until)}))
    return Receipt("people.tenure", row.id, "ended", row.version)
