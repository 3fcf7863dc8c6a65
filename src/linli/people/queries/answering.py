"""The units of a place, for routing: no actor asks, the house itself does."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from linli.kernel.codes import AreaLevel
from linli.kernel.db.kept import Kept
from linli.kernel.db.ranges import inside
from linli.kernel.db.standing import kept_while_standing
from linli.people.models import Unit, UnitRelation
from linli.people.queries.unit_kinds import unit_kinds
from linli.places.queries.areas import areas_coded

DEEPEST = AreaLevel.COMMUNITY


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
    return _units_at(county, place, tuple(kinds), day)


@kept_while_standing
def _units_at(county: str, place: str, kinds: tuple[str, ...], day: date) -> tuple[AnsweringUnit, ...]:
    asked = {f"kind{number}": kind for number, kind in enumerate(kinds)}
    found = _units_there(len(asked)).tuples(county=county, place=place, day=day, **asked) if asked else []
    return tuple(AnsweringUnit(*row[:-1]) for row in found)


@cache
def _units_there(kinds: int) -> Kept[Unit]:
    """The question of ``units_at`` for so many kinds."""
    samples = {f"kind{number}": f"sample of a kind {number}" for number in range(kinds)}
    return Kept(_there_rows, county="000000", place="sample of a place", day=date(1970, 1, 1), **samples)


def _there_rows(county: str, place: str, day: date, **kinds: str) -> QuerySet[Unit, Any]:
    there = Q(closed_on__isnull=True) | Q(closed_on__gt=day)
    answering = UnitRelation.objects.filter(
        Q(until__isnull=True) | Q(until__gte=day), county=county, kind="answers_for", place=place, since__lte=day
    )
    rows = Unit.objects.filter(there, county=county, kind__in=tuple(kinds.values())).annotate(
        answers=Exists(answering.filter(unit=OuterRef("pk")))
    )
    found = rows.filter(Q(area=place) | Q(answers=True)).order_by("-answers", "name", "id")
    return found.values_list("id", "name", "kind", "area", "hours", "hours_on", "answers")


def unit_facts(county: str, unit: UUID, day: date) -> AnsweringUnit | None:
    """One open unit; None when there is none on ``day``."""
    there = Q(closed_on__isnull=True) | Q(closed_on__gt=day)
    row = Unit.objects.filter(there, county=county, pk=unit).order_by("id").first()
    return _answering(row) if row else None


@dataclass(frozen=True)
class GoverningUnit:
    """A body of the administration with the name of its place, as names of bodies begin with it."""

    id: UUID
    name: str
    place: str


def governing_units(county: str, area: str, day: date) -> tuple[GoverningUnit, ...]:
    """The open bodies of the administration in ``area`` down to its towns (one query and one of places)."""
    there = Q(closed_on__isnull=True) | Q(closed_on__gt=day)
    kinds = [key for key, kind in unit_kinds(area, day).items() if kind.government]
    rows = Unit.objects.filter(there, inside("area", area), county=county, kind__in=kinds)
    found = [row for row in rows.order_by("name", "id").only("id", "name", "area") if len(row.area) < DEEPEST]
    places = areas_coded({row.area for row in found})
    return tuple(GoverningUnit(row.id, row.name, places[row.area].name if row.area in places else "") for row in found)
