"""What a merge or split would move: counted before anything is changed."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Count, QuerySet

from linli.kernel.codes import county_of
from linli.places.models import AddressGap, Building, Dwelling, Placement, Subdivision
from linli.places.models.subdivision import GRID, GROUP
from linli.places.queries.subdivisions import PartRow, holding, part_row


@dataclass(frozen=True)
class Holdings:
    """What stands in one community."""

    code: str
    buildings: int
    dwellings: int
    groups: int
    grids: int
    queued: int


@dataclass(frozen=True)
class PartWithDoors:
    """A group or grid with the number of doors in it."""

    part: PartRow
    doors: int


def holdings_of(codes: Sequence[str], day: date) -> tuple[Holdings, ...]:
    """What a merge of these would move (five queries for all of them)."""
    houses, doors, queued, groups, grids = _counts(codes, day)
    return tuple(Holdings(code, houses[code], doors[code], groups[code], grids[code], queued[code]) for code in codes)


def _counts(codes: Sequence[str], day: date) -> list[Counter[str]]:
    counties = {county_of(code) for code in codes}
    parts = Subdivision.objects.filter(holding(day), county__in=counties)
    sources: list[QuerySet[Any]] = [
        Building.objects.filter(county__in=counties),
        Dwelling.objects.filter(county__in=counties),
        AddressGap.objects.filter(county__in=counties),
        parts.filter(kind=GROUP),
        parts.filter(kind=GRID),
    ]
    return [Counter(dict(_by_area(rows.filter(area__in=codes)))) for rows in sources]


def _by_area(rows: QuerySet[Any]) -> Iterator[tuple[str, int]]:
    yield from rows.values_list("area").annotate(n=Count("id")).order_by("area")


def parts_with_doors(community: str, day: date) -> tuple[PartWithDoors, ...]:
    """The groups and grids of a community, each with its doors (two queries)."""
    county = county_of(community)
    rows = Placement.objects.filter(holding(day), county=county, area=community)
    counts = dict(rows.values_list("subdivision").annotate(n=Count("id")).order_by("subdivision"))
    parts = Subdivision.objects.filter(holding(day), county=county, area=community, kind__in=(GROUP, GRID))
    return tuple(PartWithDoors(part_row(row), counts.get(row.id, 0)) for row in parts.order_by("kind", "code", "name"))


def doors_in(community: str, parts: Sequence[UUID], day: date) -> int:
    """How many doors some groups and grids hold together, each counted once."""
    rows = Placement.objects.filter(holding(day), county=county_of(community), subdivision__in=parts)
    return rows.values("dwelling").distinct().count()
