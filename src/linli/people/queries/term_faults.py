"""What is wrong with the terms of an area: posts that do not go together, terms that ran out (超期)."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Count, QuerySet

from linli.kernel.actor import Actor
from linli.kernel.db.ranges import inside
from linli.kernel.errors import KernelCode, NotFound
from linli.people.models import Post, Tenure
from linli.people.queries.accounts import account_names
from linli.people.queries.actors import holding_on
from linli.people.queries.conflicts import clashes_on, words_of
from linli.people.queries.units import visible

MOST = 200


@dataclass(frozen=True)
class PostName:
    """A post as a link."""

    id: UUID
    title: str
    unit_name: str


@dataclass(frozen=True)
class HeldTogether:
    """Two posts of one person that do not go together."""

    name: str
    one: PostName
    other: PostName
    words: str
    refuses: bool


@dataclass(frozen=True)
class Expired:
    """A term that ran out without a successor: its holder acts on."""

    name: str
    post: PostName
    since: date
    until: date


@dataclass(frozen=True)
class TermFaults:
    """Conflicts and expired terms inside an area on a day; ``more``: there are further ones."""

    conflicts: tuple[HeldTogether, ...]
    expired: tuple[Expired, ...]
    more: bool


def _held_in(actor: Actor, area: str, day: date) -> QuerySet[Tenure]:
    return holding_on(day).filter(inside("area", area), county=actor.county, post__unit__in=visible(actor))


def term_faults(actor: Actor, area: str, day: date) -> TermFaults:
    """The first 200 of each; NotFound where the actor may not look at units (five queries)."""
    if not actor.may("people.see_units", area):
        raise NotFound(KernelCode.NOT_FOUND)
    rows = _held_in(actor, area, day).filter(until__lt=day).select_related("account", "post__unit")
    expired = list(rows.order_by("until", "id")[: MOST + 1])
    conflicts = _conflicts(actor, area, day)
    found = tuple(
        Expired(row.account.display_name, _name(row.post), row.since, row.until) for row in expired[:MOST] if row.until
    )
    return TermFaults(conflicts[:MOST], found, len(expired) > MOST or len(conflicts) > MOST)


def _conflicts(actor: Actor, area: str, day: date) -> tuple[HeldTogether, ...]:
    """Whoever holds a post here and two or more in all."""
    here = _held_in(actor, area, day).values("account_id")
    many = holding_on(day).filter(county=actor.county, account_id__in=here).values("account_id")
    accounts = many.annotate(posts=Count("id")).filter(posts__gt=1).order_by("account_id")
    ids = list(accounts.values_list("account_id", flat=True))
    found = clashes_on(ids, day, actor.at) if ids else {}
    clashes = [(account, clash) for account, items in found.items() for clash in items][: MOST + 1]
    posts = _posts({post for _, clash in clashes for post in (clash.one, clash.other)})
    names = account_names(account for account, _ in clashes)
    made = [
        HeldTogether(
            names[account], posts[clash.one], posts[clash.other], words_of(clash.conflict), clash.conflict.refuses
        )
        for account, clash in clashes
    ]
    return tuple(sorted(made, key=lambda item: (not item.refuses, item.name, item.words)))


def _posts(ids: set[UUID]) -> dict[UUID, PostName]:
    rows = Post.objects.filter(pk__in=ids).select_related("unit").order_by("id") if ids else ()
    return {row.id: _name(row) for row in rows}


def _name(post: Post) -> PostName:
    return PostName(post.id, post.title, post.unit.name)
