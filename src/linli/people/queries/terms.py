"""Posts and terms as pages show them: one post with all its terms, the list of terms, what an appointment brings."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet, TextField
from django.db.models.functions import Cast

from linli.kernel.actor import Actor
from linli.kernel.clock import local_day
from linli.kernel.db.listing import Column, Filter, Listing
from linli.kernel.errors import KernelCode, NotFound, n_
from linli.people.models import Post, StandIn, Tenure
from linli.people.queries.actors import there_on
from linli.people.queries.conflicts import clashes_on, clashes_with, facts_of, words_of
from linli.people.queries.units import visible

MOST = 200


@dataclass(frozen=True)
class TermRow:
    """A term. ``flags``: overdue_term (超期), conflict; ``conflicts`` says which, in words."""

    id: UUID
    post: UUID
    title: str
    unit_name: str
    name: str
    since: date
    until: date | None
    ended: date | None
    procedure: str
    proof: str
    flags: tuple[str, ...]
    conflicts: tuple[str, ...]
    version: int


@dataclass(frozen=True)
class AwayRow:
    """Who stands in, from when to when; the reason is not shown on pages: it may speak of somebody's health."""

    id: UUID
    name: str
    since: date
    until: date
    version: int


@dataclass(frozen=True)
class PostDetail:
    """One post with its terms and stand-ins, the newest first."""

    id: UUID
    county: str
    area: str
    title: str
    kind: str
    unit: UUID
    unit_name: str
    unit_kind: str
    seats: int
    vacant: int
    roles: tuple[str, ...]
    since: date | None
    until: date | None
    place: str
    duty_phone: str
    terms: tuple[TermRow, ...]
    away: tuple[AwayRow, ...]
    version: int


@dataclass(frozen=True)
class Warning:
    """A conflict that an appointment would bring: refused, or only flagged."""

    words: str
    refuses: bool


def _post(actor: Actor, post: UUID) -> Post:
    row = Post.objects.filter(pk=post, county=actor.county, unit__in=visible(actor)).select_related("unit")
    found = row.order_by("id").first()
    if found is None:
        raise NotFound(KernelCode.NOT_FOUND)
    return found


def post_detail(actor: Actor, post: UUID, day: date) -> PostDetail:
    """One post as of ``day``; NotFound when the actor may not look at its unit (four queries)."""
    row = _post(actor, post)
    tenures = list(
        Tenure.objects.filter(county=row.county, post=row).select_related("account").order_by("-since", "id")
    )
    held = [tenure for tenure in tenures if _is_held(tenure, day)]
    clashes = clashes_on({tenure.account_id for tenure in held}, day, actor.at) if held else {}
    words = {
        tenure.id: tuple(
            sorted({words_of(c.conflict) for c in clashes.get(tenure.account_id, ()) if row.id in (c.one, c.other)})
        )
        for tenure in held
    }
    terms = tuple(_term(tenure, row, day, words.get(tenure.id, ())) for tenure in tenures)
    return PostDetail(
        row.id, row.county, row.area, row.title, row.kind, row.unit_id, row.unit.name, row.unit.kind, row.seats,
        max(row.seats - len(held), 0), tuple(row.roles), row.since, row.until, row.place, row.duty_phone, terms,
        _away(row), row.version,
    )  # fmt: skip


def _is_held(row: Tenure, day: date) -> bool:
    return row.since <= day and (row.ended is None or day <= row.ended)


def _term(row: Tenure, post: Post, day: date, conflicts: tuple[str, ...]) -> TermRow:
    overdue = _is_held(row, day) and row.until is not None and row.until < day
    flags = (("overdue_term", overdue), ("conflict", bool(conflicts)))
    return TermRow(
        row.id, post.id, post.title, post.unit.name, row.account.display_name, row.since, row.until, row.ended,
        row.procedure, row.proof, tuple(flag for flag, raised in flags if raised), conflicts, row.version,
    )  # fmt: skip


def _away(post: Post) -> tuple[AwayRow, ...]:
    rows = StandIn.objects.filter(county=post.county, post=post).select_related("account", "by_post")
    return tuple(
        AwayRow(row.id, _stand_in_name(row), row.since, row.until, row.version)
        for row in rows.order_by("-since", "id")[:MOST]
    )


def _stand_in_name(row: StandIn) -> str:
    return row.account.display_name if row.account else row.by_post.title if row.by_post else ""


def term_named(actor: Actor, tenure: UUID, day: date) -> TermRow:
    """One term; NotFound when the actor may not look at its unit."""
    rows = Tenure.objects.filter(pk=tenure, county=actor.county, post__unit__in=visible(actor))
    row = rows.select_related("account", "post__unit").order_by("id").first()
    if row is None:
        raise NotFound(KernelCode.NOT_FOUND)
    return _term(row, row.post, day, ())


def stand_in_named(actor: Actor, stand_in: UUID) -> tuple[UUID, AwayRow]:
    """(post, one time of standing in); NotFound when the actor may not look at its unit."""
    rows = StandIn.objects.filter(pk=stand_in, county=actor.county, post__unit__in=visible(actor))
    row = rows.select_related("account", "by_post").order_by("id").first()
    if row is None:
        raise NotFound(KernelCode.NOT_FOUND)
    return row.post_id, AwayRow(row.id, _stand_in_name(row), row.since, row.until, row.version)


def conflicts_ahead(actor: Actor, post: UUID, account: UUID, since: date, until: date | None) -> tuple[Warning, ...]:
    """What would clash if ``account`` held ``post``, before anybody is appointed."""
    row = _post(actor, post)
    found = clashes_with([account], facts_of(row, actor.at), since, until, actor.at)
    return tuple(Warning(*item) for item in sorted({(words_of(c.conflict), c.conflict.refuses) for c in found}))


def posts_with_role(actor: Actor, role: str, day: date) -> tuple[TermRow, ...]:
    """Who holds posts with ``role`` on ``day`` among the units that the actor may look at; at most 200 (one query)."""
    rows = Tenure.objects.filter(Q(ended__isnull=True) | Q(ended__gte=day), there_on(day), since__lte=day)
    rows = rows.filter(county=actor.county, post__unit__in=visible(actor))
    named = rows.annotate(roles_text=Cast("post__roles", TextField())).filter(roles_text__contains=f'"{role}"')
    found = named.select_related("account", "post__unit").order_by("post__unit__name", "post__title", "id")[:MOST]
    return tuple(_term(row, row.post, day, ()) for row in found)


def _source(actor: Actor) -> QuerySet[Tenure]:
    rows = Tenure.objects.filter(county=actor.county, post__unit__in=visible(actor))
    return rows.select_related("account", "post__unit")


def _row(row: Tenure) -> TermRow:
    return _term(row, row.post, date.min, ())


def _by_state(rows: QuerySet[Any], value: str, actor: Actor) -> QuerySet[Any]:
    day = local_day(actor.at)
    held = Q(since__lte=day) & (Q(ended__isnull=True) | Q(ended__gte=day)) & there_on(day)
    wanted = {
        "held": held,
        "overdue": held & Q(until__lt=day),
        "coming": Q(since__gt=day),
        "over": Q(ended__lt=day),
    }
    return rows.filter(wanted[value])


def _search(rows: QuerySet[Any], text: str) -> QuerySet[Any]:
    named = Q(account__display_name__icontains=text) | Q(post__title__icontains=text)
    return rows.filter(named | Q(post__unit__name__icontains=text))


STATES = (
    ("held", n_("Held today")),
    ("overdue", n_("Term over, acts on")),
    ("coming", n_("Begins later")),
    ("over", n_("Over")),
)
TERMS: Listing[TermRow] = Listing(
    name="people.terms",
    title=n_("Posts and terms"),
    columns=(
        Column("name", n_("Holder")),
        Column("title", n_("Post"), "link"),
        Column("unit_name", n_("Unit")),
        Column("since", n_("Since"), "date", sort="since"),
        Column("until", n_("Until"), "date"),
        Column("ended", n_("Left on"), "date"),
    ),
    source=_source,
    row=_row,
    default_sort="-since",
    filters=(Filter("state", n_("State"), STATES, _by_state),),
    search=_search,
)
