"""Which posts of one account do not go together."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from uuid import UUID

from django.db.models import Q
from django.utils.translation import get_language

from linli.kernel.text import in_language
from linli.people.models import Post, StandIn, Tenure
from linli.people.queries.actors import holding_on
from linli.people.queries.post_kinds import post_conflicts
from linli.people.queries.roles import Role, roles_at
from linli.people.rules.conflicts import Clash, PostConflict, PostFacts, clashes_among

FIELDS = ("post_id", "post__area", "post__kind", "post__unit__kind", "post__roles")


def facts_of(post: Post, at: datetime) -> PostFacts:
    """What the rules look at in a post whose unit is loaded."""
    return _facts((post.id, post.area, post.kind, post.unit.kind, post.roles), roles_at(post.area, at))


def _facts(row: tuple[UUID, str, str, str, list[str]], roles: dict[str, Role]) -> PostFacts:
    post, area, kind, unit_kind, names = row
    administers = frozenset(roles[name].administers for name in names if name in roles) - {""}
    return PostFacts(post, area, kind, unit_kind, frozenset(names), administers)


def clashes_with(
    accounts: Iterable[UUID], post: PostFacts, since: date, until: date | None, at: datetime
) -> tuple[Clash, ...]:
    """The clashes that ``post`` would bring to any of ``accounts`` from ``since`` through ``until``."""
    found: dict[tuple[str, UUID], Clash] = {}
    rules = post_conflicts(post.area, since)
    for account in accounts:
        others = _held_between(account, since, until, at)
        for clash in clashes_among([*(item for item in others if item.id != post.id), post], rules):
            if post.id in (clash.one, clash.other):
                found[clash.conflict.key, clash.one] = clash
    return tuple(found[key] for key in sorted(found, key=str))


def _held_between(account: UUID, since: date, until: date | None, at: datetime) -> list[PostFacts]:
    tenures = Tenure.objects.filter(Q(ended__isnull=True) | Q(ended__gte=since), account_id=account)
    away = StandIn.objects.filter(Q(account_id=account) | Q(by_post__tenures__in=tenures), until__gte=since)
    if until is not None:
        tenures, away = tenures.filter(since__lte=until), away.filter(since__lte=until)
    rows = {row[0]: row for rows in (tenures, away) for row in rows.order_by("id").values_list(*FIELDS)}
    return [_facts(row, roles_at(row[1], at)) for row in rows.values()]


def held_by(accounts: Iterable[UUID], at: datetime) -> dict[UUID, list[PostFacts]]:
    """The posts of each account whose powers have not ended, whatever their dates (one query)."""
    held: dict[UUID, list[PostFacts]] = defaultdict(list)
    rows = Tenure.objects.filter(ended__isnull=True, account_id__in=set(accounts)).order_by("id")
    for account, *facts in rows.values_list("account_id", *FIELDS):
        held[account].append(_facts((facts[0], facts[1], facts[2], facts[3], facts[4]), roles_at(facts[1], at)))
    return held


def clashes_on(accounts: Iterable[UUID], day: date, at: datetime) -> dict[UUID, tuple[Clash, ...]]:
    """Every clash among the posts that each account holds on ``day`` (one query)."""
    return clashes_of(held_on(accounts, day, at), day)


def clashes_of(held: Mapping[UUID, Sequence[PostFacts]], day: date) -> dict[UUID, tuple[Clash, ...]]:
    """Every clash among the posts of each account."""
    return {account: _clashes(posts, day) for account, posts in held.items()}


def held_on(accounts: Iterable[UUID], day: date, at: datetime) -> dict[UUID, list[PostFacts]]:
    """The posts that each account holds on ``day`` (one query)."""
    held: dict[UUID, list[PostFacts]] = defaultdict(list)
    rows = holding_on(day).filter(account_id__in=set(accounts)).order_by("id").values_list("account_id", *FIELDS)
    for account, *facts in rows:
        held[account].append(_facts((facts[0], facts[1], facts[2], facts[3], facts[4]), roles_at(facts[1], at)))
    return dict(held)


def _clashes(posts: Sequence[PostFacts], day: date) -> tuple[Clash, ...]:
    rules = {rule.key: rule for area in sorted({post.area for post in posts}) for rule in post_conflicts(area, day)}
    return clashes_among(posts, rules.values())


def words_of(conflict: PostConflict) -> str:
    """The label in the language of the reader."""
    return in_language(conflict.label, get_language() or "")
