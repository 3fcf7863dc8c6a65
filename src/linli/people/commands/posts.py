"""Posts and terms."""

from datetime import date
from uuid import UUID

from django.db.models import Q

from linli.kernel.actor import Actor
from linli.kernel.command import Receipt, command, expect_version, must_cover, record
from linli.kernel.db.locks import lock_row
from linli.kernel.errors import Conflict, Invalid, KernelCode, NotFound
from linli.kernel.ids import new
from linli.kernel.journal.entries import Act, subject_of
from linli.people.models import Account, Post, Tenure, Unit
from linli.people.queries.roles import role_named
from linli.people.rules.reasons import PeopleCode


@command("people.create_post")
def create_post(actor: Actor, *, unit: UUID, title: str, roles: tuple[str, ...]) -> Receipt:
    """Set up a post in a unit with roles of the pack; it acts inside the unit's area."""
    row = Unit.objects.filter(pk=unit).order_by("pk").first()
    if row is None:
        raise NotFound(KernelCode.NOT_FOUND)
    must_cover(actor, row.area)
    unknown = [role for role in roles if role_named(role, row.area, actor.at) is None]
    if unknown:
        raise Invalid(PeopleCode.UNKNOWN_ROLE, {"role": unknown[0]})
    if Post.objects.filter(county=row.county, unit=row, title=title).exists():
        raise Conflict(PeopleCode.NAME_TAKEN, {"name": title})
    post = Post.objects.create(
        id=new(row.county), county=row.county, area=row.area, unit=row, title=title, roles=list(roles)
    )
    record(actor, subject_of(post), Act(changed=("title", "roles"), facts={"title": title, "roles": list(roles)}))
    return Receipt("people.post", post.id, "open", post.version)


@command("people.appoint")
def appoint(actor: Actor, *, post: UUID, account: UUID, since: date, until: date | None = None) -> Receipt:
    """Give a post to an account for a term; impossible or overlapping dates are refused."""
    row = lock_row(Post, "person", post)
    must_cover(actor, row.area)
    holder = Account.objects.filter(pk=account).first()
    if holder is None:
        raise NotFound(KernelCode.NOT_FOUND)
    if until is not None and until < since:
        raise Invalid(PeopleCode.TERM_DATES)
    _refuse_overlap(row, holder, since, until)
    tenure = Tenure.objects.create(
        id=new(row.county),
        county=row.county,
        area=row.area,
        post=row,
        account=holder,
        since=since,
        until=until,
    )
    facts = {"post": str(row.id), "account": str(account), "since": str(since), "until": str(until or "")}
    record(actor, subject_of(tenure), Act(changed=("post", "account", "since", "until"), facts=facts))
    return Receipt("people.tenure", tenure.id, "running", tenure.version)


def _refuse_overlap(post: Post, holder: Account, since: date, until: date | None) -> None:
    rows = Tenure.objects.filter(county=post.county, post=post, account=holder)
    rows = rows.filter(Q(until__isnull=True) | Q(until__gte=since))
    if until is not None:
        rows = rows.filter(since__lte=until)
    earlier = rows.order_by("since").first()
    if earlier is not None:
        raise Conflict(PeopleCode.TERM_OVERLAPS, {"name": holder.display_name, "since": str(earlier.since)})


@command("people.end_tenure")
def end_tenure(actor: Actor, *, tenure: UUID, until: date, expected_version: int) -> Receipt:
    """End a term on a day; the post's powers end with it."""
    row = lock_row(Tenure, "person", tenure)
    must_cover(actor, row.area)
    expect_version(row, expected_version)
    if until < row.since:
        raise Invalid(PeopleCode.TERM_DATES)
    row.until, row.version = until, row.version + 1
    row.save(update_fields=["until", "version"])
    record(actor, subject_of(row), Act(changed=("until",), facts={"until": str(until)}))
    return Receipt("people.tenure", row.id, "ended", row.version)
