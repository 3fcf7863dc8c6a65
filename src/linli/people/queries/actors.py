"""From a log-in or a token to an Actor."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.conf import settings
from django.db.models import Q

from linli.kernel.actor import Actor, Channel
from linli.kernel.clock_port import LOCAL
from linli.people.models import AccessToken, Tenure
from linli.people.queries.roles import roles_at
from linli.people.rules.secrets import digest_of


@dataclass(frozen=True)
class HeldPost:
    """A post that an account holds on a day."""

    id: UUID
    title: str
    unit: UUID
    unit_name: str
    area: str
    county: str
    roles: tuple[str, ...]


def held_posts(account: UUID, at: datetime) -> tuple[HeldPost, ...]:
    """The posts that ``account`` holds on the local day of ``at``, by unit and title (one query)."""
    day = at.astimezone(LOCAL).date()
    rows = Tenure.objects.filter(Q(until__isnull=True) | Q(until__gte=day), account_id=account, since__lte=day)
    rows = rows.select_related("post__unit").order_by("post__unit__name", "post__title", "id")
    return tuple(
        HeldPost(
            row.post.id,
            row.post.title,
            row.post.unit_id,
            row.post.unit.name,
            row.post.area,
            row.post.county,
            tuple(row.post.roles),
        )
        for row in rows
    )


def powers_of(post: HeldPost, at: datetime, only: Iterable[str] | None = None) -> dict[str, tuple[str, ...]]:
    """What a post may do, each inside the post's area; ``only`` narrows it to the scopes of a token."""
    roles = roles_at(post.area, at)
    names = {name for key in post.roles if key in roles for name in roles[key].may}
    if only is not None:
        names &= set(only)
    return dict.fromkeys(sorted(names), (post.area,))


def acting(
    account: UUID, post: HeldPost | None, at: datetime, channel: Channel, only: Iterable[str] | None = None
) -> Actor:
    """The actor of an account under a post; without a post it may do nothing."""
    if post is None:
        county = settings.LINLI.county
        return Actor(account, None, None, "", county, at, channel)
    label = f"{post.unit_name} · {post.title}"
    powers = powers_of(post, at, only)
    return Actor(account, post.id, post.unit, post.area, post.county, at, channel, powers, label=label)


def chosen(posts: tuple[HeldPost, ...], wanted: str) -> HeldPost | None:
    """The post that the session names, else the only one held."""
    named = [post for post in posts if str(post.id) == wanted]
    if named:
        return named[0]
    return posts[0] if len(posts) == 1 else None


def actor_of_token(token: str, at: datetime) -> Actor | None:
    """The actor of an API token, or None when it is unknown, expired, revoked or its post is no longer held."""
    prefix, _, rest = token.partition("_")
    county, _, secret = rest.partition("_")
    if prefix != "linli" or not secret:
        return None
    rows = AccessToken.objects.filter(county=county, secret=digest_of(secret), revoked_at__isnull=True)
    row = rows.filter(expires_at__gt=at, account__is_active=True).order_by("pk").first()
    if row is None:
        return None
    held = [post for post in held_posts(row.account_id, at) if post.id == row.post_id]
    return acting(row.account_id, held[0], at, "api", row.scopes) if held else None
