"""The units of a place, for routing: no actor asks, the house itself does."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Exists, OuterRef, Q

from linli.people.models import Unit, UnitRelation


@dataclass(frozen=True)
class AnsweringUnit:
    """A unit that may be given work at a place."""

    id: UUID
    name: str
    kind: str
    area: str
    hours: str = ""
    hours_on: date | None = None


def _answering(row: Unit) -> AnsweringUnit:
    return AnsweringUnit(row.id, row.name, row.kind, row.area, row.hours, row.hours_on)


def units_at(county: str, place: str, kinds: Sequence[str], day: date) -> tuple[AnsweringUnit, ...]:
    """The open units of ``kinds`` that answer for ``place`` or sit there, those who answer first (one query)."""
    there = Q(closed_on__isnull=True) | Q(closed_on__gt=day)
    answering = UnitRelation.objects.filter(
        Q(until__isnull=True) | Q(until__gte=day), county=county, kind="answers_for", place=place, since__lte=day
    )
    rows = Unit.objects.filter(there, county=county, kind__in=tuple(kinds)).annotate(
        answers=Exists(answering.filter(unit=OuterRef("pk")))
    )
    found = rows.filter(Q(area=place) | Q(answers=True)).order_by("-answers", "name", "id")
    return tuple(map(_answering, found))


def unit_facts(county: str, unit: UUID, day: date) -> AnsweringUnit | None:
    """One open unit; None when there is none on ``day``."""
    there = Q(closed_on__isnull=True) | Q(closed_on__gt=day)
    row = Unit.objects.filter(there, county=county, pk=unit).order_by("id").first()
    return _answering(row) if row else None
