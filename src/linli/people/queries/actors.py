"""From a log-in or a token to an Actor."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db.models import F, OuterRef, Q, QuerySet, Subquery, UUIDField, Value
from django.utils.translation import gettext

from linli.kernel.actor import Actor, Channel
from linli.kernel.clock import local_day
from linli.kernel.db.kept import Kept
from linli.kernel.models import TableStamp
from linli.kernel.packs.lookup import while_current
from linli.people.models import AccessToken, Post, StandIn, Tenure
from linli.people.queries.roles import roles_at
from linli.people.queries.unit_kinds import unit_kind
from linli.people.rules.secrets import digest_of

COLUMNS = (
    "post_id", "post__title", "post__unit_id", "post__unit__name", "post__area", "post__county", "post__roles",
    "post__unit__kind", "post__kind", "until",
)  # fmt: skip
NO_POST: Any = Value(None, output_field=UUIDField())


@dataclass(frozen=True)
class HeldPost:
    """A post that an account holds on a day, or acts under as a stand-in.

    ``until`` is the end of the term or of standing in; a term that ran out is ``overdue`` (超期) and keeps its
    powers. ``own`` is the post by which a stand-in was named, if not by account.
    """

    id: UUID
    title: str
    unit: UUID
    unit_name: str
    area: str
    county: str
    roles: tuple[str, ...]
    unit_kind: str = "department"
    kind: str = ""
    until: date | None = None
    overdue: bool = False
    stands_in: bool = False
    own: UUID | None = None


def there_on(day: date, post: str = "post") -> Q:
    """Posts (reached by ``post``) that exist on ``day`` in a unit that is not closed."""
    unit = f"{post}__unit" if post else "unit"
    last = f"{post}__until" if post else "until"
    open_unit = Q(**{f"{unit}__closed_on__isnull": True}) | Q(**{f"{unit}__closed_on__gt": day})
    return open_unit & (Q(**{f"{last}__isnull": True}) | Q(**{f"{last}__gte": day}))


def holding_on(day: date) -> QuerySet[Tenure]:
    """The tenures whose holders have the powers of a post on ``day``, in term or acting on."""
    rows = Tenure.objects.filter(Q(ended__isnull=True) | Q(ended__gte=day), since__lte=day)
    return rows.filter(there_on(day))


def _held_rows(account: UUID, day: date) -> QuerySet[Any, Any]:
    own = holding_on(day).filter(account_id=account)
    away = StandIn.objects.filter(there_on(day), since__lte=day, until__gte=day)
    away = away.filter(Q(account_id=account) | Q(by_post_id__in=own.values("post_id")))
    return own.values_list(*COLUMNS, Value(False), NO_POST).union(
        away.values_list(*COLUMNS, Value(True), F("by_post_id")), all=True
    )


_HELD = Kept(_held_rows, account=UUID(int=1), day=date(1970, 1, 1))


def held_posts(account: UUID, at: datetime) -> tuple[HeldPost, ...]:
    """The posts that ``account`` may act under on the local day of ``at`` (one query).

    First its own, then those it stands in for; each by unit and title.
    """
    day = local_day(at)
    found = [_held(row, day) for row in _HELD.tuples(account=account, day=day)]
    mine = _sorted(post for post in found if not post.stands_in)
    held = {post.id for post in mine}
    others = _sorted({post.id: post for post in found if post.stands_in and post.id not in held}.values())
    first = mine[0].id if mine else None
    return (*mine, *(replace(post, own=post.own or first) for post in others))


def _held(row: Sequence[Any], day: date) -> HeldPost:
    post, title, unit, unit_name, area, county, roles, unit_kind, kind, until, stands_in, own = row
    overdue = until is not None and until < day
    return HeldPost(
        post, title, unit, unit_name, area, county, tuple(roles), unit_kind, kind, until, overdue, stands_in, own
    )


def _sorted(posts: Iterable[HeldPost]) -> list[HeldPost]:
    return sorted(posts, key=lambda post: (post.unit_name, post.title, str(post.id)))


def powers_of(post: HeldPost, at: datetime, only: Iterable[str] | None = None) -> dict[str, tuple[str, ...]]:
    """What a post may do, each inside the post's area; ``only`` narrows it to the scopes of a token.

    Roles of another level or kind of unit give nothing. Outside the administration a power covers no area: it
    reaches only what belongs to the unit itself.
    """
    return dict(_powers(post.roles, post.unit_kind, post.area, local_day(at), None if only is None else tuple(only)))


@while_current
def _powers(
    held: tuple[str, ...], unit: str, area: str, day: date, only: tuple[str, ...] | None
) -> dict[str, tuple[str, ...]]:
    kind = unit_kind(unit, area, day)
    if kind is None:
        return {}
    roles = roles_at(area, day)
    holding = [roles[key] for key in held if key in roles and roles[key].holds_for(area, kind)]
    names = {name for role in holding for name in role.may}
    if only is not None:
        names &= set(only)
    return dict.fromkeys(sorted(names), (area,) if kind.government else ())


def acting(
    account: UUID, post: HeldPost | None, at: datetime, channel: Channel, only: Iterable[str] | None = None
) -> Actor:
    """The actor of an account under a post; without a post it may do nothing.

    A stand-in has the powers of the absent post, which the journal names beside the stand-in's own.
    """
    if post is None:
        county = settings.LINLI.county
        return Actor(account, None, None, "", county, at, channel)
    label = f"{post.unit_name} · {post.title}"
    powers = powers_of(post, at, only)
    if not post.stands_in:
        return Actor(account, post.id, post.unit, post.area, post.county, at, channel, powers, label=label)
    label = gettext("{post} (stand-in)").format(post=label)
    own = post.own or post.id
    return Actor(account, own, post.unit, post.area, post.county, at, channel, powers, post.id, label=label)


def administers(posts: Iterable[HeldPost], at: datetime) -> bool:
    """Whether one of the posts administers system, security or audit: such a session ends sooner (R9.8)."""
    return any(role.administers for post in posts for key, role in roles_at(post.area, at).items() if key in post.roles)


def chosen(posts: tuple[HeldPost, ...], wanted: str) -> HeldPost | None:
    """The post that the session names, else the only one of one's own, else the only one to stand in for."""
    named = [post for post in posts if str(post.id) == wanted]
    own = [post for post in posts if not post.stands_in]
    for found in (named, own or list(posts)):
        if len(found) == 1:
            return found[0]
    return None


def post_on(post: UUID, at: datetime) -> HeldPost | None:
    """A post itself, as whoever acts under it on the local day of ``at`` holds it; None when it is not there."""
    day = local_day(at)
    columns = [name.removeprefix("post__") for name in COLUMNS[1:-1]]
    row = Post.objects.filter(there_on(day, ""), pk=post).order_by("pk").values_list(*columns).first()
    return _held((post, *row, None, False, None), day) if row else None


def actor_of_token(token: str, at: datetime) -> Actor | None:
    """The actor of an API token, or None when it is unknown, expired, revoked or its post is no longer held."""
    prefix, _, rest = token.partition("_")
    county, _, secret = rest.partition("_")
    if prefix != "linli" or not secret:
        return None
    rows = _TOKEN.tuples(county=county, secret=digest_of(secret), at=at, day=local_day(at))
    if not rows:
        return None
    account, scopes, stamp, since, until, *columns = rows[0]
    # What nearly every request needs is the account's own post; the union of all others only where it is not.
    own = _held((*columns, until, False, None), local_day(at)) if since else None
    post = own or _post_stood_in_for(account, columns[0], at)
    actor = acting(account, post, at, "api", scopes) if post else None
    return replace(actor, standing=stamp or "") if actor else None


def _token_rows(county: str, secret: bytes, at: datetime, day: date) -> QuerySet[AccessToken, Any]:
    """Account and scopes of a token that holds, the stamp (``Actor.standing``), first and last day of its own tenure
    if there is one, and its post."""
    rows = AccessToken.objects.filter(county=county, secret=secret, revoked_at__isnull=True)
    term = holding_on(day).filter(account_id=OuterRef("account_id"), post_id=OuterRef("post_id"))
    first, last = (Subquery(term.order_by("id").values(name)[:1]) for name in ("since", "until"))
    rows = rows.filter(expires_at__gt=at, account__is_active=True).order_by("pk")
    stamp = Subquery(TableStamp.objects.filter(county=settings.LINLI.county).values("value"))
    return rows.values_list("account_id", "scopes", stamp, first, last, *COLUMNS[:-1])[:1]


_TOKEN = Kept(_token_rows, county="000000", secret=b"sample", at=datetime(1970, 1, 1, tzinfo=UTC), day=date(1970, 1, 1))


def _post_stood_in_for(account: UUID, post: UUID, at: datetime) -> HeldPost | None:
    return next((held for held in held_posts(account, at) if held.id == post), None)
