"""The organisation chart of a place on any date: bodies, posts, holders, and what is missing (S-033, 2+1+1+n)."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Q

from linli.kernel.actor import Actor
from linli.kernel.codes import AreaLevel
from linli.kernel.db.ranges import inside
from linli.kernel.errors import KernelCode, NotFound
from linli.people.models import Post, StandIn, Tenure, Unit
from linli.people.queries.actors import holding_on, there_on
from linli.people.queries.conflicts import clashes_of, held_on, words_of
from linli.people.queries.post_kinds import post_kinds
from linli.people.queries.unit_kinds import CommunityBody, UnitKind, community_bodies, unit_kinds
from linli.people.queries.units import UnitDetail, states_on, visible
from linli.people.rules.conflicts import Clash, PostFacts
from linli.people.rules.joint_office import JointOffice, Lead, joint_office
from linli.people.rules.terms import lacks_proof
from linli.people.rules.unit_states import lacks_code


@dataclass(frozen=True)
class Holder:
    """Who holds a seat. ``flags``: overdue_term (超期: acts on), no_proof (no record of the election), conflict."""

    tenure: UUID
    account: UUID
    name: str
    since: date
    until: date | None
    procedure: str
    proof: str
    flags: tuple[str, ...]
    conflicts: tuple[str, ...]
    version: int
    conflict_words: tuple[str, ...] = ()


@dataclass(frozen=True)
class Absence:
    """Who stands in for a post, and until when: an account, or the holders of another post."""

    id: UUID
    name: str
    since: date
    until: date
    version: int


@dataclass(frozen=True)
class ChartPost:
    """A post with its holders; ``vacant`` seats are free."""

    id: UUID
    title: str
    kind: str
    seats: int
    vacant: int
    holders: tuple[Holder, ...]
    stand_ins: tuple[Absence, ...]
    version: int
    place: str = ""
    duty_phone: str = ""


@dataclass(frozen=True)
class ChartUnit:
    """A unit with its posts. ``flags``: no_credit_code. ``joint``: the bodies with which it shares its leader."""

    id: UUID
    name: str
    kind: str
    area: str
    state: str
    flags: tuple[str, ...]
    posts: tuple[ChartPost, ...]
    version: int
    joint: tuple[str, ...] = ()


@dataclass(frozen=True)
class ChartBody:
    """A body of the community, the units that fill it, and how many are ``missing``."""

    body: CommunityBody
    units: tuple[ChartUnit, ...]
    missing: int


@dataclass(frozen=True)
class Chart:
    """The chart of ``area`` on ``day``: what 2+1+1+n and the law ask for, then all other units.

    ``joint`` says which bodies share leaders (合署办公), worked out from the terms.
    """

    area: str
    day: date
    bodies: tuple[ChartBody, ...]
    others: tuple[ChartUnit, ...]
    joint: JointOffice | None = None

    @property
    def missing(self) -> tuple[str, ...]:
        """The keys of the bodies that are not there, in order."""
        return tuple(body.body.key for body in self.bodies if body.missing)


@dataclass(frozen=True)
class _Facts:
    kinds: Mapping[str, UnitKind]
    states: Mapping[UUID, str]
    posts: Mapping[UUID, Sequence[Post]]
    tenures: Mapping[UUID, Sequence[Tenure]]
    absences: Mapping[UUID, Sequence[StandIn]]
    clashes: Mapping[UUID, tuple[Clash, ...]]
    held: Mapping[UUID, Sequence[PostFacts]]
    day: date


def chart(actor: Actor, area: str, day: date) -> Chart:
    """The chart of ``area`` on ``day``; NotFound when the actor may not look at the units there (six queries).

    In a community every unit inside it counts and missing bodies are named; above it only the place's own units.
    """
    if not actor.may("people.see_units", area):
        raise NotFound(KernelCode.NOT_FOUND)
    community = len(area) >= AreaLevel.COMMUNITY
    rows = visible(actor).filter(inside("area", area) if community else Q(area=area))
    rows = rows.filter(Q(since__isnull=True) | Q(since__lte=day))
    rows = rows.filter(Q(closed_on__isnull=True) | Q(closed_on__gt=day))
    units = list(rows.order_by("area", "name", "id"))
    ids = [unit.id for unit in units]
    states = dict(states_on(day).filter(county=actor.county, unit__in=ids).values_list("unit_id", "state"))
    facts = _facts(actor, area, day, ids, states)
    found = {unit.id: _unit(unit, facts) for unit in units}
    bodies = community_bodies(area, day) if len(area) == AreaLevel.COMMUNITY else ()
    placed = tuple(_body(body, units, found, facts) for body in bodies)
    taken = {unit.id for body in placed for unit in body.units}
    return Chart(
        area, day, placed, tuple(found[unit.id] for unit in units if unit.id not in taken), _joint(area, units, facts)
    )


def unit_chart(actor: Actor, unit: UnitDetail, day: date) -> ChartUnit:
    """The posts on ``day`` of a unit that the actor was shown (four queries)."""
    return _unit(unit, _facts(actor, unit.area, day, [unit.id], {unit.id: unit.state}))


def _facts(actor: Actor, area: str, day: date, ids: Sequence[UUID], states: Mapping[UUID, str]) -> _Facts:
    posts, tenures, absences = defaultdict(list), defaultdict(list), defaultdict(list)
    there = Post.objects.filter(there_on(day, ""), Q(since__isnull=True) | Q(since__lte=day), unit__in=ids)
    for post in there.order_by("title", "id"):
        posts[post.unit_id].append(post)
    for tenure in holding_on(day).filter(post__unit__in=ids).select_related("account").order_by("since", "id"):
        tenures[tenure.post_id].append(tenure)
    away = StandIn.objects.filter(post__unit__in=ids, since__lte=day, until__gte=day)
    for row in away.select_related("account", "by_post").order_by("since", "id"):
        absences[row.post_id].append(row)
    accounts = {tenure.account_id for found in tenures.values() for tenure in found}
    held = held_on(accounts, day, actor.at)
    return _Facts(unit_kinds(area, day), states, posts, tenures, absences, clashes_of(held, day), held, day)


def _joint(area: str, units: Sequence[Unit], facts: _Facts) -> JointOffice | None:
    bodies = [body.key for body in community_bodies(area, facts.day) if body.joint]
    kinds = post_kinds(area, facts.day)
    leads = [
        Lead(tenure.account_id, tenure.account.display_name, _body_of(unit.kind, facts))
        for unit in units
        for post in facts.posts.get(unit.id, ())
        if post.kind in kinds and kinds[post.kind].leads
        for tenure in facts.tenures.get(post.id, ())
    ]
    return joint_office(leads, bodies)


def _body_of(kind: str, facts: _Facts) -> str:
    found = facts.kinds.get(kind)
    return found.body if found else ""


def _shared(unit: Unit | UnitDetail, facts: _Facts) -> tuple[str, ...]:
    """The other bodies that the leaders of ``unit`` lead at the same place."""
    bodies = [body.key for body in community_bodies(unit.area, facts.day) if body.joint]
    kinds, own = post_kinds(unit.area, facts.day), _body_of(unit.kind, facts)
    leaders = {
        tenure.account_id
        for post in facts.posts.get(unit.id, ())
        if own in bodies and post.kind in kinds and kinds[post.kind].leads
        for tenure in facts.tenures.get(post.id, ())
    }
    others = {
        _body_of(post.unit_kind, facts)
        for account in leaders
        for post in facts.held.get(account, ())
        if post.area == unit.area and post.kind in kinds and kinds[post.kind].leads
    }
    return tuple(body for body in bodies if body in others and body != own)


def _body(body: CommunityBody, units: Sequence[Unit], found: Mapping[UUID, ChartUnit], facts: _Facts) -> ChartBody:
    filling = tuple(found[u.id] for u in units if u.kind in facts.kinds and facts.kinds[u.kind].body == body.key)
    return ChartBody(body, filling, max(body.least - len(filling), 0))


def _unit(unit: Unit | UnitDetail, facts: _Facts) -> ChartUnit:
    kind, state = facts.kinds.get(unit.kind), facts.states.get(unit.id, "")
    bare = kind is not None and lacks_code(kind.credit_code, state, unit.credit_code)
    posts = tuple(_post(post, kind, facts) for post in facts.posts.get(unit.id, ()))
    flags = ("no_credit_code",) if bare else ()
    shared = _shared(unit, facts)
    return ChartUnit(unit.id, unit.name, unit.kind, unit.area, state, flags, posts, unit.version, shared)


def _post(post: Post, kind: UnitKind | None, facts: _Facts) -> ChartPost:
    elected = kind is not None and post.kind in kind.elected
    holders = tuple(_holder(row, elected, facts) for row in facts.tenures.get(post.id, ()))
    absences = tuple(_absence(row) for row in facts.absences.get(post.id, ()))
    vacant = max(post.seats - len(holders), 0)
    return ChartPost(
        post.id, post.title, post.kind, post.seats, vacant, holders, absences, post.version, post.place,
        post.duty_phone,
    )  # fmt: skip


def _holder(row: Tenure, elected: bool, facts: _Facts) -> Holder:
    clashes = [c for c in facts.clashes.get(row.account_id, ()) if row.post_id in (c.one, c.other)]
    flags = (
        ("overdue_term", row.until is not None and row.until < facts.day),
        ("no_proof", lacks_proof(elected, row.procedure, row.proof)),
        ("conflict", bool(clashes)),
    )
    return Holder(
        row.id, row.account_id, row.account.display_name, row.since, row.until, row.procedure, row.proof,
        tuple(flag for flag, raised in flags if raised), tuple(sorted({clash.conflict.key for clash in clashes})),
        row.version, tuple(sorted({words_of(clash.conflict) for clash in clashes})),
    )  # fmt: skip


def _absence(row: StandIn) -> Absence:
    name = row.account.display_name if row.account else row.by_post.title if row.by_post else ""
    return Absence(row.id, name, row.since, row.until, row.version)
