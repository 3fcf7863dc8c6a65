"""Units as others see them."""

from collections import Counter
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet

from linli.kernel.actor import Actor
from linli.kernel.clock_port import LOCAL
from linli.kernel.db.listing import Column, Filter, Listing
from linli.kernel.db.ranges import inside
from linli.kernel.errors import KernelCode, NotFound, n_
from linli.people.models import Unit, UnitState
from linli.people.queries.unit_kinds import unit_kind, unit_kinds
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
    return UnitRow(unit.id, unit.county, unit.area, unit.name, unit.kind)


def unit_named(county: str, unit_id: UUID) -> UnitRow | None:
    """One unit of a county."""
    unit = Unit.objects.filter(pk=unit_id, county=county).order_by("id").first()
    return _row(unit) if unit else None


def unit_detail(actor: Actor, unit_id: UUID, day: date) -> UnitDetail:
    """One unit as of ``day``; NotFound when the actor may not look at it (two queries)."""
    unit = visible(actor).filter(pk=unit_id).order_by("id").first()
    if unit is None:
        raise NotFound(KernelCode.NOT_FOUND)
    rows = UnitState.objects.filter(county=unit.county, unit=unit).order_by("until", "id")
    # The open state has no end; the others come in the order of their ends on every engine.
    ordered = sorted(rows, key=lambda row: row.until or date.max)
    states = tuple(StateRow(row.state, row.since, row.until, row.basis) for row in ordered)
    state = next((s.state for s in states if _in_state(s, day)), "")
    kind = unit_kind(unit.kind, unit.area, day)
    bare = kind is not None and lacks_code(kind.credit_code, state, unit.credit_code)
    return UnitDetail(
        unit.id, unit.county, unit.area, unit.name, unit.kind, unit.credit_code, state, states,
        ("no_credit_code",) if bare else (), unit.version,
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


def units_to_write_to(actor: Actor, search: str = "") -> tuple[UnitRow, ...]:
    """The units of the actor's county but their own, by place and name; at most 500, narrowed by ``search``.

    Closed units are left out; who is outside the administration chooses among those inside it.
    """
    day = actor.at.astimezone(LOCAL).date()
    rows = Unit.objects.filter(_open_on(day), county=actor.county).exclude(pk=actor.unit or UUID(int=0))
    if not any(actor.powers.values()):
        kinds = unit_kinds(actor.area, day)
        rows = rows.filter(kind__in=[key for key, kind in kinds.items() if kind.government])
    if search:
        rows = rows.filter(name__contains=search)
    return tuple(_row(unit) for unit in rows.order_by("area", "name", "id")[:CHOICES])


def _by_life(rows: QuerySet[Any], value: str, actor: Actor) -> QuerySet[Any]:
    there = _open_on(actor.at.astimezone(LOCAL).date())
    return rows.filter(there) if value == "open" else rows.exclude(there)


def _search(rows: QuerySet[Any], text: str) -> QuerySet[Any]:
    return rows.filter(Q(name__icontains=text) | Q(credit_code__iexact=text.strip()))


UNITS: Listing[UnitRow] = Listing(
    name="people.units",
    title=n_("Units"),
    columns=(
        Column("name", n_("Unit"), "link", sort="name"),
        Column("kind", n_("Kind of unit")),
        Column("area", n_("Place"), sort="area"),
    ),
    source=visible,
    row=_row,
    default_sort="area",
    filters=(Filter("life", n_("State"), (("open", n_("In existence")), ("closed", n_("Dissolved"))), _by_life),),
    search=_search,
)


def unit_called(county: str, area: str, name: str) -> UUID | None:
    """The unit of that name at a place: how imports find what they wrote."""
    row = Unit.objects.filter(county=county, area=area, name=name).order_by("id").first()
    return row.id if row else None
