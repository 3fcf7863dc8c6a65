"""Groups and grids of a community: who belongs to them, how large they are."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from linli.kernel.actor import Actor
from linli.kernel.codes import CommunityKind, GridSize, SizeVerdict, check_grid_size, county_of
from linli.kernel.db.listing import Column, Filter, Listing
from linli.kernel.db.ranges import inside
from linli.kernel.errors import KernelCode, NotFound, n_
from linli.kernel.geo import Feature, to_features
from linli.kernel.packs.parameters import NoParameter, parameter
from linli.places.models import Placement, Subdivision
from linli.places.models.subdivision import GRID, GROUP
from linli.places.queries.areas import area_coded, successors_of
from linli.places.queries.dwellings import SEEING, DwellingRow, dwelling_row
from linli.places.queries.figures import figure_of
from linli.places.queries.shapes import shape_of
from linli.places.rules.histories import Span, live_on

LOOKS = (*SEEING, "places.see_areas", "places.draw_grid", "places.create_group")


@dataclass(frozen=True)
class PartRow:
    """A group, grid or micro-grid. ``polygon`` is GeoJSON text, empty for groups."""

    id: UUID
    community: str
    kind: str
    code: str
    name: str
    nature: str
    parent: UUID | None
    square_metres: int
    polygon: str
    since: date
    until: date | None
    version: int


@dataclass(frozen=True)
class GroupSize:
    """Households of a group against the band of place and date; ``band`` is None where none is set."""

    group: PartRow
    households: int
    band: tuple[int, int] | None
    verdict: SizeVerdict


def holding(day: date) -> Q:
    """Rows whose span holds a day."""
    return Q(since__lte=day) & (Q(until__isnull=True) | Q(until__gte=day))


def part_row(row: Subdivision) -> PartRow:
    """The frozen row."""
    return PartRow(
        row.id, row.area, row.kind, row.code, row.name, row.nature, row.parent_id, row.square_metres, row.polygon,
        row.since, row.until, row.version,
    )  # fmt: skip


def _parts(community: str, kind: str, day: date) -> QuerySet[Subdivision]:
    return Subdivision.objects.filter(holding(day), county=county_of(community), area=community, kind=kind)


def parts_of(community: str, kind: str, day: date) -> tuple[PartRow, ...]:
    """The groups, grids or micro-grids of a community on a day, by code and name."""
    return tuple(part_row(row) for row in _parts(community, kind, day).order_by("code", "name"))


def part_coded(code: str) -> PartRow | None:
    """The grid or micro-grid that holds this code, ended or not."""
    row = Subdivision.objects.filter(county=county_of(code), code=code).order_by("id").first() if code else None
    return part_row(row) if row else None


def part_by_code(code: str, on: date) -> tuple[PartRow, ...]:
    """What stands on a day for the code of a grid: itself, or the one that took its place in a merge or split."""
    seen: dict[str, PartRow] = {}

    def load(codes: frozenset[str]) -> dict[str, Span]:
        rows = Subdivision.objects.filter(county=county_of(code), code__in=codes).order_by("code")
        found = {row.code: part_row(row) for row in rows}
        seen.update(found)
        return {name: Span(part.since, part.until) for name, part in found.items()}

    return tuple(seen[name] for name in live_on(code, on, load, successors_of))


def visible(actor: Actor) -> QuerySet[Subdivision]:
    """The groups and grids that the actor may see."""
    wanted = Q(pk__in=[])
    for prefix in sorted({prefix for look in LOOKS for prefix in actor.areas_for(look)}):
        wanted |= inside("area", prefix)
    return Subdivision.objects.filter(wanted, county=actor.county)


def part_detail(actor: Actor, part: UUID) -> PartRow:
    """One group or grid; NotFound when the actor may not know of it."""
    row = visible(actor).filter(pk=part).order_by("id").first()
    if row is None:
        raise NotFound(KernelCode.NOT_FOUND)
    return part_row(row)


def members_of(part: UUID, county: str, day: date) -> tuple[DwellingRow, ...]:
    """The dwellings that belong to a group or grid on a day, by address."""
    rows = Placement.objects.filter(holding(day), county=county, subdivision=part)
    found = rows.select_related("dwelling__building").order_by("dwelling__address", "dwelling")
    return tuple(dwelling_row(row.dwelling) for row in found)


def member_count(part: PartRow, day: date) -> int:
    """How many dwellings belong to a group or grid on a day."""
    rows = Placement.objects.filter(holding(day), county=county_of(part.community), subdivision=part.id)
    return rows.count()


def grid_size(community: str, day: date) -> GridSize | None:
    """The size check of a community's grids by its newest figure (R1.4, T031); None for villages."""
    area = area_coded(community)
    if area is None or area.kind != CommunityKind.RESIDENTS:
        return None
    figure = figure_of(community, "households", day)
    band = _band("grid.urban.households", community, day) or (300, 500)
    grids = _parts(community, GRID, day).count()
    return check_grid_size(figure.value if figure else 0, grids, smallest=band[0], largest=band[1])


def _band(key: str, area: str, day: date) -> tuple[int, int] | None:
    try:
        return parameter(f"{key}.min", area, day).value, parameter(f"{key}.max", area, day).value
    except NoParameter:
        return None


def group_sizes(community: str, day: date) -> tuple[GroupSize, ...]:
    """The dwellings of each group against the band that holds at the place that day, if one is set (two queries)."""
    rows = Placement.objects.filter(holding(day), county=county_of(community), area=community, kind=GROUP)
    counts = {item["subdivision"]: item["n"] for item in rows.values("subdivision").annotate(n=Count("id")).order_by()}
    band = _band("group.households", community, day)
    return tuple(_group_size(part, counts, band) for part in parts_of(community, GROUP, day))


def _group_size(part: PartRow, counts: Mapping[UUID, int], band: tuple[int, int] | None) -> GroupSize:
    households = counts.get(part.id, 0)
    if band is None:
        return GroupSize(part, households, None, SizeVerdict.NOT_APPLICABLE)
    verdict = check_grid_size(households, 1, smallest=band[0], largest=band[1]).verdict
    return GroupSize(part, households, band, verdict)


def grids_as_geojson(community: str, kind: str, day: date) -> dict[str, Any]:
    """The grids or micro-grids of a community on a day as a feature collection."""
    drawn = (part for part in parts_of(community, kind, day) if part.polygon)
    return to_features(
        [
            Feature(shape_of(part.polygon), {"code": part.code, "name": part.name, "nature": part.nature})
            for part in drawn
        ]
    )


KINDS = (("group", n_("Residents' groups")), ("grid", n_("Grids")), ("microgrid", n_("Micro-grids")))


def _by_kind(rows: QuerySet[Any], value: str, actor: Actor) -> QuerySet[Any]:
    return rows.filter(kind=value)


def _search(rows: QuerySet[Any], text: str) -> QuerySet[Any]:
    return rows.filter(Q(name__contains=text) | Q(code__startswith=text))


PARTS: Listing[PartRow] = Listing(
    name="places.parts",
    title=n_("Groups and grids"),
    columns=(
        Column("name", n_("Name"), "link", sort="name"),
        Column("kind", n_("Kind"), "state"),
        Column("code", n_("Code"), sort="code"),
        Column("community", n_("Community"), sort="area"),
        Column("since", n_("Since"), "date", sort="since"),
        Column("until", n_("Until"), "date"),
    ),
    source=visible,
    row=part_row,
    default_sort="code",
    filters=(Filter("kind", n_("Kind"), KINDS, _by_kind),),
    search=_search,
)
