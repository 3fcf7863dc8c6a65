"""Who looked at whom: for the auditor, for the person, and who could have looked on a day."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import CharField, OuterRef, Q, QuerySet, Subquery

from linli.kernel.actor import Actor
from linli.kernel.clock_port import LOCAL
from linli.kernel.db.listing import Column, Filter, Listing
from linli.kernel.db.ranges import inside
from linli.kernel.errors import KernelCode, NotFound, n_
from linli.kernel.text import mask_name
from linli.people.models import Account, Look, Person, Post, Residence, StandIn
from linli.people.queries.actors import HeldPost, holding_on, powers_of
from linli.people.queries.person_values import L1, group_of
from linli.people.queries.residences import on_day

SEE_LOOKS = "people.see_looks"
MASKED, UNMASKED = ("people.see_persons",), ("people.reveal", "people.export_persons")
OWN_LIMIT = 500


@dataclass(frozen=True)
class LookRow:
    """One look: who, under which post, at whom (masked), which fields, for what."""

    id: UUID
    at: datetime
    who: str
    unit: str
    post: str
    stand_in_for: UUID | None
    subject: UUID
    subject_name: str
    fields: tuple[str, ...]
    purpose: str
    case: UUID | None
    channel: str
    exported: bool


@dataclass(frozen=True)
class Onlooker:
    """A post that could have seen a person on a day; ``unmasked`` if it could ask for the values themselves."""

    post: UUID
    unit: str
    title: str
    holders: tuple[str, ...]
    unmasked: bool


def _named(rows: QuerySet[Look]) -> QuerySet[Any]:
    posts = Post.objects.filter(county=OuterRef("county"), pk=OuterRef("post"))
    persons = Person.objects.filter(county=OuterRef("county"), pk=OuterRef("subject"))
    accounts = Account.objects.filter(pk=OuterRef("account"))
    text = CharField()
    return rows.annotate(
        who_name=Subquery(accounts.values("display_name")[:1], output_field=text),
        unit_name=Subquery(posts.values("unit__name")[:1], output_field=text),
        post_title=Subquery(posts.values("title")[:1], output_field=text),
        subject_name=Subquery(persons.values("name")[:1], output_field=text),
    )


def visible_looks(actor: Actor) -> QuerySet[Look]:
    """The looks inside the areas that the actor audits."""
    wanted = Q(pk__in=[])
    for area in actor.areas_for(SEE_LOOKS):
        wanted |= inside("area", area)
    return Look.objects.filter(wanted, county=actor.county)


def _source(actor: Actor) -> QuerySet[Any]:
    return _named(visible_looks(actor))


def _row(look: Any) -> LookRow:
    return LookRow(
        look.id, look.at, look.who_name or "", look.unit_name or "", look.post_title or "", look.stand_in_for,
        look.subject, mask_name(look.subject_name or "", L1), tuple(look.fields), look.purpose, look.case,
        look.channel, look.run is not None,
    )  # fmt: skip


def _by_way(rows: QuerySet[Any], value: str, actor: Actor) -> QuerySet[Any]:
    return rows.filter(run__isnull=value == "single")


WAYS = (("single", n_("One person")), ("export", n_("Export")))
WHO_LOOKED: Listing[LookRow] = Listing(
    name="people.looks",
    title=n_("Who looked"),
    columns=(
        Column("at", n_("When"), "moment", sort="at"),
        Column("who", n_("Who")),
        Column("unit", n_("Unit")),
        Column("post", n_("Post")),
        Column("subject_name", n_("At whom")),
        Column("fields", n_("Fields")),
        Column("purpose", n_("Purpose")),
    ),
    source=_source,
    row=_row,
    default_sort="-at",
    filters=(Filter("way", n_("Way"), WAYS, _by_way),),
)


def looks_of(actor: Actor, person: UUID) -> tuple[LookRow, ...]:
    """The latest looks at one person and the records merged into them, for the auditor."""
    group = group_of(actor.county, [person])
    rows = _source(actor).filter(subject__in=group).order_by("-at", "-id")[:OWN_LIMIT]
    return tuple(_row(look) for look in rows)


def looks_at_me(actor: Actor) -> tuple[LookRow, ...]:
    """The latest looks at the actor's own record: everyone may know who looked at them (R9.3)."""
    if actor.account is None:
        return ()
    own = Person.objects.filter(county=actor.county, account=actor.account).order_by("id").values_list("id", flat=True)
    group = group_of(actor.county, own)
    rows = _named(Look.objects.filter(county=actor.county, subject__in=group)).order_by("-at", "-id")[:OWN_LIMIT]
    return tuple(_row(look) for look in rows)


def could_see(actor: Actor, person: UUID, day: date) -> tuple[Onlooker, ...]:
    """The posts that could have seen a person on ``day``: role and area of the post, held by somebody that day.

    For the auditor of the person's area; NotFound for others. Terms that ran out without a successor act on.
    """
    row = Person.objects.filter(pk=person, county=actor.county).order_by("id").first()
    if row is None or not actor.may(SEE_LOOKS, row.area):
        raise NotFound(KernelCode.NOT_FOUND)
    places = _places(row, day)
    found = [_onlooker(post, holders, places, day) for post, holders in _held_posts(row.county, day)]
    return tuple(sorted((item for item in found if item), key=lambda item: (item.unit, item.title, item.post)))


def _places(row: Person, day: date) -> set[str]:
    homes = Residence.objects.filter(on_day(day), county=row.county, person=row).order_by("id")
    return set(homes.values_list("area", flat=True)) or {row.county}


def _held_posts(county: str, day: date) -> list[tuple[Post, tuple[str, ...]]]:
    """The posts held on a day, each with the names of its holders and stand-ins."""
    posts: dict[UUID, Post] = {}
    names: dict[UUID, list[str]] = {}
    # Posts without roles, such as most members of committees, can see nothing.
    held = holding_on(day).filter(county=county).exclude(post__roles=[]).select_related("post__unit", "account")
    for tenure in held.order_by("post", "id"):
        posts[tenure.post_id] = tenure.post
        names.setdefault(tenure.post_id, []).append(tenure.account.display_name)
    away = StandIn.objects.filter(county=county, since__lte=day, until__gte=day).order_by("post", "id")
    for stand_in in away.select_related("post__unit", "account"):
        posts[stand_in.post_id] = stand_in.post
        own = [stand_in.account.display_name] if stand_in.account else names.get(stand_in.by_post_id or UUID(int=0), [])
        names.setdefault(stand_in.post_id, []).extend(own)
    return [(post, tuple(dict.fromkeys(names[key]))) for key, post in posts.items()]


def _onlooker(post: Post, holders: tuple[str, ...], places: set[str], day: date) -> Onlooker | None:
    unit = post.unit
    held = HeldPost(
        post.id, post.title, unit.id, unit.name, post.area, post.county, tuple(post.roles), unit.kind, post.kind
    )
    powers = powers_of(held, datetime(day.year, day.month, day.day, 12, tzinfo=LOCAL))
    seen, shown = (any(_covers(powers, name, places) for name in names) for names in (MASKED, UNMASKED))
    return Onlooker(post.id, unit.name, post.title, holders, shown) if seen or shown else None


def _covers(powers: Mapping[str, tuple[str, ...]], name: str, places: set[str]) -> bool:
    return any(place.startswith(area) for area in powers.get(name, ()) for place in places)
