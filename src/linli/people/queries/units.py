"""Units as others see them."""

from dataclasses import dataclass
from uuid import UUID

from linli.kernel.actor import Actor
from linli.people.models import Unit

CHOICES = 500


@dataclass(frozen=True)
class UnitRow:
    """A unit: name, kind, place."""

    id: UUID
    county: str
    area: str
    name: str
    kind: str


def _row(unit: Unit) -> UnitRow:
    return UnitRow(unit.id, unit.county, unit.area, unit.name, unit.kind)


def unit_named(county: str, unit_id: UUID) -> UnitRow | None:
    """One unit of a county."""
    unit = Unit.objects.filter(pk=unit_id, county=county).order_by("id").first()
    return _row(unit) if unit else None


def units_to_write_to(actor: Actor, search: str = "") -> tuple[UnitRow, ...]:
    """The units of the actor's county but their own, by place and name; at most 500, narrowed by ``search``."""
    rows = Unit.objects.filter(county=actor.county).exclude(pk=actor.unit or UUID(int=0))
    if search:
        rows = rows.filter(name__contains=search)
    return tuple(_row(unit) for unit in rows.order_by("area", "name", "id")[:CHOICES])
