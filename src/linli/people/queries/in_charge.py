"""Who is in charge of a place: the posts for it and for what lies inside it (S-112)."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Q, QuerySet

from linli.kernel.actor import Actor
from linli.kernel.db.ranges import inside
from linli.people.models import Post
from linli.people.queries.actors import holding_on, there_on
from linli.people.queries.post_kinds import post_kinds
from linli.people.queries.units import visible

MOST = 60


@dataclass(frozen=True)
class InCharge:
    """A post that looks after ``place``, who holds it, and the phone of its office."""

    post: UUID
    title: str
    kind: str
    unit: UUID
    unit_name: str
    place: str
    holders: tuple[str, ...]
    duty_phone: str


def in_charge(actor: Actor, area: str, day: date) -> tuple[InCharge, ...]:
    """The first 60 posts for ``area``, then for its grids, with their holders on ``day`` (two queries).

    A post without a place of its own counts where its unit sits, if it heads the unit or can be phoned.
    """
    leading = [key for key, kind in post_kinds(area, day).items() if kind.leads or kind.one_a_unit]
    own = Q(place="", area=area) & (Q(kind__in=leading) | ~Q(duty_phone=""))
    rows: QuerySet[Post] = Post.objects.filter(there_on(day, ""), unit__in=visible(actor), county=actor.county)
    rows = rows.filter(Q(since__isnull=True) | Q(since__lte=day), own | (inside("place", area) & ~Q(place="")))
    posts = list(rows.select_related("unit").order_by("place", "unit__name", "title", "id")[:MOST])
    names = defaultdict(list)
    held = holding_on(day).filter(county=actor.county, post__in=[post.id for post in posts])
    for tenure in held.select_related("account").order_by("since", "id"):
        names[tenure.post_id].append(tenure.account.display_name)
    return tuple(
        InCharge(
            post.id, post.title, post.kind, post.unit_id, post.unit.name, post.place or post.area,
            tuple(names[post.id]), post.duty_phone,
        )
        for post in posts
    )  # fmt: skip


def duty_phones(area: str, day: date) -> tuple[tuple[str, str, str], ...]:
    """(unit, post, phone) of the offices at ``area``, for everybody to see: no names stand here (one query)."""
    rows = Post.objects.filter(there_on(day, ""), ~Q(duty_phone=""), county=area[:6])
    found = rows.filter(Q(place="", area=area) | Q(place=area)).order_by("unit__name", "title", "id")
    return tuple(found.values_list("unit__name", "title", "duty_phone")[:MOST])
