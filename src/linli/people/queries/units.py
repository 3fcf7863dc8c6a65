"""Units as others see them."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet

from linli.kernel.actor import Actor
from linli.kernel.clock import local_day
from linli.kernel.db.listing import Column, Filter, Listing
from linli.kernel.db.ranges import inside
from linli.kernel.errors import KernelCode, NotFound, n_
from linli.people.models import Unit, UnitState
from linli.people.queries.unit_kinds import UnitKind, unit_kind, unit_kinds
from linli.people.rules.unit_states import lacks_code

CHOICES = 500


@dataclass(frozen=True)
class UnitRow:
    """A unit: name, kind, place."""

    id: UUID
    county: str
    area: str
    name: str
    kind: str
    credit_code: str = ""


@dataclass(frozen=True)
class StateRow:
    """A legal state with its days; ``since`` is None where nobody knows the beginning."""

    state: str
    since: date | None
    until: date | None
    basis: str


@dataclass(frozen=True)
class UnitDetail:
    """One unit with its legal states, oldest first. ``flags``: no_credit_code."""

    id: UUID
    county: str
    area: str
    name: str
    kind: str
    credit_code: str
    state: str
    states: tuple[StateRow, ...]
    flags: tuple[str, ...]
    version: int
    hours: str
    hours_on: date | None


@dataclass(frozen=True)
class UnitCount:
    """How many units of a kind are in a state on a day; of ``undated`` ones nobody knows since when."""

    kind: str
    state: str
    count: int
    undated: int


def visible(actor: Actor) -> QuerySet[Unit]:
    """The units that the actor may look at: those inside the areas they see, and their own."""
    wanted = Q(pk=actor.unit) if actor.unit is not None else Q(pk__in=[])
    for area in actor.areas_for("people.see_units"):
        wanted |= inside("area", area)
    return Unit.objects.filter(wanted, county=actor.county)


def _open_on(day: date) -> Q:
    return Q(closed_on__isnull=True) | Q(closed_on__gt=day)


def _row(unit: Unit) -> UnitRow:
    return UnitRow(unit.id, unit.county, unit.area, unit.name, unit.kind, unit.credit_code)


def unit_named(county: str, unit_id: UUID) -> UnitRow | None:
    """One unit of a county."""
    unit = Unit.objects.filter(pk=unit_id, county=county).order_by("id").first()
    return _row(unit) if unit else None


def unit_detail(actor: Actor, unit_id: UUID, day: date) -> UnitDetail:
    """One unit as of ``day``; NotFound when the actor may not look at it (one query: each unit has a state)."""
    found = UnitState.objects.filter(county=actor.county, unit_id=unit_id, unit__in=visible(actor))
    rows = list(found.select_related("unit").order_by("until", "id"))
    if not rows:
        raise NotFound(KernelCode.NOT_FOUND)
    unit = rows[0].unit
    # The open state has no end; the others come in the order of their ends on every engine.
    ordered = sorted(rows, key=lambda row: row.until or date.max)
    states = tuple(StateRow(row.state, row.since, row.until, row.basis) for row in ordered)
    state = next((s.state for s in states if _in_state(s, day)), "")
    kind = unit_kind(unit.kind, unit.area, day)
    bare = kind is not None and lacks_code(kind.credit_code, state, unit.credit_code)
    return UnitDetail(
        unit.id, unit.county, unit.area, unit.name, unit.kind, unit.credit_code, state, states,
        ("no_credit_code",) if bare else (), unit.version, unit.hours, unit.hours_on,
    )  # fmt: skip


def _in_state(row: StateRow, day: date) -> bool:
    return (row.since is None or row.since <= day) and (row.until is None or day <= row.until)


def states_on(day: date) -> QuerySet[UnitState]:
    """The legal states that hold on ``day``, one a unit that was there."""
    begun, open_ = Q(since__isnull=True) | Q(since__lte=day), Q(until__isnull=True) | Q(until__gte=day)
    return UnitState.objects.filter(begun, open_)


def unit_counts(actor: Actor, area: str, day: date) -> tuple[UnitCount, ...]:
    """Units inside ``area`` by kind and legal state as of ``day``, among those the actor may look at (one query)."""
    rows = states_on(day).filter(inside("area", area), unit__in=visible(actor))
    found = list(rows.values_list("unit__kind", "state", "since"))
    all_ = Counter((kind, state) for kind, state, _ in found)
    undated = Counter((kind, state) for kind, state, since in found if since is None)
    return tuple(UnitCount(*key, all_[key], undated[key]) for key in sorted(all_))


def units_to_relate(actor: Actor, besides: UUID) -> tuple[UnitRow, ...]:
    """The open units that the actor may look at but one, by place and name; at most 500."""
    rows = visible(actor).filter(_open_on(local_day(actor.at))).exclude(pk=besides)
    return tuple(_row(unit) for unit in rows.order_by("area", "name", "id")[:CHOICES])


def units_to_write_to(actor: Actor, search: str = "") -> tuple[UnitRow, ...]:
    """The units of the actor's county but their own, by place and name; at most 500, narrowed by ``search``.

    Closed units are left out; who is outside the administration chooses among those inside it.
    """
    day = local_day(actor.at)
    rows = Unit.objects.filter(_open_on(day), county=actor.county).exclude(pk=actor.unit or UUID(int=0))
    if not any(actor.powers.values()):
        kinds = unit_kinds(actor.area, day)
        rows = rows.filter(kind__in=[key for key, kind in kinds.items() if kind.government])
    if search:
        rows = rows.filter(name__contains=search)
    return tuple(_row(unit) for unit in rows.order_by("area", "name", "id")[:CHOICES])


def _by_life(rows: QuerySet[Any], value: str, actor: Actor) -> QuerySet[Any]:
    there = _open_on(local_day(actor.at))
    return rows.filter(there) if value == "open" else rows.exclude(there)


def _search(rows: QuerySet[Any], text: str) -> QuerySet[Any]:
    return rows.filter(Q(name__icontains=text) | Q(credit_code__iexact=text.strip()))


def _by_state(rows: QuerySet[Any], value: str, actor: Actor) -> QuerySet[Any]:
    day = local_day(actor.at)
    return rows.filter(pk__in=states_on(day).filter(county=actor.county, state=value).values("unit_id"))


def _by_kind(rows: QuerySet[Any], value: str, actor: Actor) -> QuerySet[Any]:
    return rows.filter(kind=value)


def with_kinds(listing: Listing[UnitRow], actor: Actor, name_of: Callable[[UnitKind], str]) -> Listing[UnitRow]:
    """The list with a filter of the kinds that the pack has today, each named by ``name_of``."""
    kinds = unit_kinds(actor.area, local_day(actor.at))
    choices = tuple((key, name_of(kind)) for key, kind in kinds.items())
    return replace(listing, filters=(Filter("kind", n_("Kind of unit"), choices, _by_kind), *listing.filters))


LEGAL_STATES = (
    ("idea", n_("Planned")),
    ("filed", n_("Filed")),
    ("registered", n_("Registered")),
    ("rated", n_("Registered and rated")),
    ("closed", n_("Dissolved")),
)
UNITS: Listing[UnitRow] = Listing(
    name="people.units",
    title=n_("Units"),
    columns=(
        Column("name", n_("Unit"), "link", sort="name"),
        Column("kind", n_("Kind of unit")),
        Column("area", n_("Place"), sort="area"),
        Column("credit_code", n_("Credit code")),
    ),
    source=visible,
    row=_row,
    default_sort="area",
    filters=(
        Filter("life", n_("There today"), (("open", n_("In existence")), ("closed", n_("Dissolved"))), _by_life),
        Filter("state", n_("Legal state"), LEGAL_STATES, _by_state),
    ),
    search=_search,
)


def unit_called(county: str, area: str, name: str) -> UUID | None:
    """The unit of that name at a place: how imports find what they wrote."""
    row = Unit.objects.filter(county=county, area=area, name=name).order_by("id").first()
    return row.id if row else None
