"""Sets of areas as jurisdictions: which areas on a day, which sets hold a place."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Q, QuerySet

from linli.kernel.actor import Actor
from linli.kernel.codes import AreaLevel, ancestors_of, county_of
from linli.kernel.db.listing import Column, Listing
from linli.kernel.db.ranges import inside
from linli.kernel.errors import KernelCode, NotFound, n_
from linli.places.models import AreaSet, AreaSetMember
from linli.places.queries.subdivisions import holding


@dataclass(frozen=True)
class SetRow:
    """A set with the unit that is competent for it."""

    id: UUID
    county: str
    area: str
    key: str
    name: str
    kind: str
    exclusive: bool
    unit: UUID | None
    basis: str
    version: int


@dataclass(frozen=True)
class MemberRow:
    """An area in a set, from one day through another."""

    id: UUID
    area: str
    since: date
    until: date | None
    version: int


def _row(row: AreaSet) -> SetRow:
    return SetRow(
        row.id, row.county, row.area, row.key, row.name, row.kind, row.exclusive, row.unit, row.basis, row.version
    )  # fmt: skip


def set_keyed(county: str, key: str) -> SetRow | None:
    """One set of a county."""
    row = AreaSet.objects.filter(county=county, key=key).order_by("id").first()
    return _row(row) if row else None


def areas_in_set(county: str, key: str, day: date) -> tuple[str, ...]:
    """The codes that a set consists of on a day: the prefixes of a jurisdiction."""
    rows = AreaSetMember.objects.filter(holding(day), county=county, set__key=key)
    return tuple(rows.order_by("area").values_list("area", flat=True))


def inside_set(column: str, county: str, key: str, day: date) -> Q:
    """Rows whose ``column`` lies in the set on a day; nothing for an empty set."""
    wanted = Q(pk__in=[])
    for code in areas_in_set(county, key, day):
        wanted |= inside(column, code)
    return wanted


def sets_holding(code: str, day: date) -> tuple[SetRow, ...]:
    """The sets that a place belongs to on a day, through itself or an area around it."""
    around = [name for name in (*ancestors_of(code[: AreaLevel.COMMUNITY]), code[: AreaLevel.COMMUNITY]) if name]
    rows = AreaSetMember.objects.filter(holding(day), county=county_of(code), area__in=around)
    found = {row.set_id: row.set for row in rows.select_related("set").order_by("set__key", "id")}
    return tuple(_row(row) for row in found.values())


def members_of_set(county: str, key: str) -> tuple[MemberRow, ...]:
    """Every membership of a set, past ones too, by area and day."""
    rows = AreaSetMember.objects.filter(county=county, set__key=key).order_by("area", "since")
    return tuple(MemberRow(row.id, row.area, row.since, row.until, row.version) for row in rows)


def visible(actor: Actor) -> QuerySet[AreaSet]:
    """The sets of the actor's jurisdiction."""
    return AreaSet.objects.filter(inside("area", actor.area), county=actor.county)


def set_detail(actor: Actor, set_id: UUID) -> SetRow:
    """One set; NotFound for those of others."""
    row = visible(actor).filter(pk=set_id).order_by("id").first()
    if row is None:
        raise NotFound(KernelCode.NOT_FOUND)
    return _row(row)


SETS: Listing[SetRow] = Listing(
    name="places.sets",
    title=n_("Sets of areas"),
    columns=(
        Column("key", n_("Key"), "link", sort="key"),
        Column("name", n_("Name"), sort="name"),
        Column("kind", n_("Kind"), "state"),
        Column("basis", n_("Basis")),
    ),
    source=visible,
    row=_row,
    default_sort="key",
)
