"""Who stands over whom, and who answers for a place (E15)."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Exists, Q, QuerySet

from linli.kernel.actor import Actor
from linli.kernel.codes import county_of
from linli.kernel.errors import KernelCode, NotFound
from linli.people.models import UnitRelation
from linli.people.queries.units import visible


@dataclass(frozen=True)
class RelationRow:
    """A relation: ``unit`` over ``other``, or answering for ``place``."""

    id: UUID
    kind: str
    unit: UUID
    unit_name: str
    other: UUID | None
    other_name: str
    place: str
    basis: str
    since: date
    until: date | None
    version: int


@dataclass(frozen=True)
class Answerer:
    """A unit that answers for ``place``."""

    unit: UUID
    name: str
    kind: str
    place: str


def _on(day: date) -> QuerySet[UnitRelation]:
    rows = UnitRelation.objects.filter(Q(until__isnull=True) | Q(until__gte=day), since__lte=day)
    for end in ("unit", "other"):  # where there is no other unit, its day of closing is empty too
        rows = rows.filter(Q(**{f"{end}__closed_on__isnull": True}) | Q(**{f"{end}__closed_on__gt": day}))
    return rows


def answers_for(area: str, day: date) -> tuple[Answerer, ...]:
    """The units that answer for ``area`` on ``day``: those of the nearest place around it that has any (one query)."""
    places = [area[:length] for length in (2, 4, 6, 9, 12, 15, 17) if length <= len(area)]
    rows = _on(day).filter(county=county_of(area), kind="answers_for", place__in=places).select_related("unit")
    found = [Answerer(row.unit_id, row.unit.name, row.unit.kind, row.place) for row in rows.order_by("since", "id")]
    nearest = max((len(item.place) for item in found), default=0)
    return tuple(item for item in found if len(item.place) == nearest)


def relations_of(actor: Actor, unit: UUID, day: date) -> tuple[RelationRow, ...]:
    """The relations of a unit that hold on ``day``; none when the actor may not look at the unit."""
    may_look = Exists(visible(actor).filter(pk=unit))
    rows = _on(day).filter(may_look, Q(unit_id=unit) | Q(other_id=unit), county=actor.county)
    return tuple(_row(row) for row in rows.select_related("unit", "other").order_by("kind", "since", "id"))


def relation_named(actor: Actor, relation: UUID) -> RelationRow:
    """One relation of a unit that the actor may look at; NotFound otherwise."""
    rows = UnitRelation.objects.filter(pk=relation, county=actor.county)
    rows = rows.filter(Q(unit__in=visible(actor)) | Q(other__in=visible(actor))).select_related("unit", "other")
    found = rows.order_by("id").first()
    if found is None:
        raise NotFound(KernelCode.NOT_FOUND)
    return _row(found)


def _row(row: UnitRelation) -> RelationRow:
    return RelationRow(
        row.id, row.kind, row.unit_id, row.unit.name, row.other_id, row.other.name if row.other else "", row.place,
        row.basis, row.since, row.until, row.version,
    )  # fmt: skip
