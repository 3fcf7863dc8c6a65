"""Buildings, dwellings, addresses without a committee and addresses that led nowhere, as faces see them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet

from linli.kernel.actor import Actor
from linli.kernel.codes import AreaLevel
from linli.kernel.crypto.boxes import open_box
from linli.kernel.db.listing import Column, Filter, Listing
from linli.kernel.db.ranges import inside
from linli.kernel.errors import KernelCode, NotFound, n_
from linli.kernel.geo import Point
from linli.places.models import AddressGap, Building, Dwelling
from linli.places.queries.addresses import AddressRow, addresses_of
from linli.places.rules.addresses import address_key

# Who may look at dwellings, and those who keep them.
SEEING = ("places.see_dwellings", "places.add_building", "places.add_dwellings", "places.place_dwellings")
SEEING_GAPS = ("places.match_address", "places.dismiss_address")


@dataclass(frozen=True)
class BuildingRow:
    """A building with its community (or the area above) and point."""

    id: UUID
    area: str
    code: str
    address: str
    use: str
    point: Point | None
    no_committee: bool
    version: int


@dataclass(frozen=True)
class DwellingRow:
    """A dwelling; ``point`` is its own or the building's."""

    id: UUID
    building: UUID
    area: str
    code: str
    address: str
    use: str
    point: Point | None
    no_committee: bool
    version: int


@dataclass(frozen=True)
class DwellingDetail:
    """A dwelling with all its addresses."""

    dwelling: DwellingRow
    addresses: tuple[AddressRow, ...]


@dataclass(frozen=True)
class GapRow:
    """An address that led nowhere."""

    id: UUID
    area: str
    text: str
    source: str
    times: int
    state: str
    first_at: datetime
    version: int


def _areas(actor: Actor, looks: tuple[str, ...]) -> Q:
    wanted = Q(pk__in=[])
    for prefix in sorted({prefix for look in looks for prefix in actor.areas_for(look)}):
        wanted |= inside("area", prefix)
    return wanted


def visible(actor: Actor) -> QuerySet[Dwelling]:
    """The dwellings that the actor may see."""
    return Dwelling.objects.filter(_areas(actor, SEEING), county=actor.county).select_related("building")


def visible_buildings(actor: Actor) -> QuerySet[Building]:
    """The buildings that the actor may see."""
    return Building.objects.filter(_areas(actor, SEEING), county=actor.county)


def visible_gaps(actor: Actor) -> QuerySet[AddressGap]:
    """The queued addresses that the actor may settle."""
    return AddressGap.objects.filter(_areas(actor, SEEING_GAPS), county=actor.county)


def point_of(row: Building | Dwelling) -> Point | None:
    """Its own point, else the building's."""
    if row.lon is not None and row.lat is not None:
        return Point(row.lon, row.lat)
    return point_of(row.building) if isinstance(row, Dwelling) else None


def _building(row: Building) -> BuildingRow:
    return BuildingRow(row.id, row.area, row.code, row.address, row.use, point_of(row), row.no_committee, row.version)


def dwelling_row(row: Dwelling) -> DwellingRow:
    """The frozen row of a dwelling read with its building."""
    return DwellingRow(
        row.id, row.building_id, row.area, row.code, row.address, row.use, point_of(row), row.no_committee, row.version
    )


def _gap(row: AddressGap) -> GapRow:
    text = open_box(bytes(row.box), table="places_addressgap", field="box", row=row.id)
    return GapRow(row.id, row.area, text, row.source, row.times, row.state, row.first_at, row.version)


def dwelling_detail(actor: Actor, dwelling: UUID) -> DwellingDetail:
    """One dwelling; NotFound when the actor may not know of it."""
    row = visible(actor).filter(pk=dwelling).order_by("id").first()
    if row is None:
        raise NotFound(KernelCode.NOT_FOUND)
    return DwellingDetail(dwelling_row(row), addresses_of(row.county, row.id))


def building_detail(actor: Actor, building: UUID) -> tuple[BuildingRow, tuple[DwellingRow, ...]]:
    """One building with its dwellings; NotFound when the actor may not know of it."""
    row = visible_buildings(actor).filter(pk=building).order_by("id").first()
    if row is None:
        raise NotFound(KernelCode.NOT_FOUND)
    doors = Dwelling.objects.filter(county=row.county, building=row).select_related("building")
    return _building(row), tuple(dwelling_row(door) for door in doors.order_by("unit", "floor", "room", "id"))


def gap_detail(actor: Actor, gap: UUID) -> GapRow:
    """One queued address; NotFound when the actor may not settle it."""
    row = visible_gaps(actor).filter(pk=gap).order_by("id").first()
    if row is None:
        raise NotFound(KernelCode.NOT_FOUND)
    return _gap(row)


def _search(rows: QuerySet[Any], text: str) -> QuerySet[Any]:
    if text.isascii() and text.isdigit() and len(text) >= AreaLevel.COUNTY:
        return rows.filter(inside("area", text[: AreaLevel.COMMUNITY]) | inside("code", text))
    return rows.filter(Q(address__contains=text) | Q(addresses__key__contains=address_key(text) or text)).distinct()


def _unplaced(rows: QuerySet[Any], value: str, actor: Actor) -> QuerySet[Any]:
    return rows.filter(no_committee=value == "yes")


def _by_state(rows: QuerySet[Any], value: str, actor: Actor) -> QuerySet[Any]:
    return rows.filter(state=value)


COMMITTEE = Filter("no_committee", n_("Without a committee"), (("yes", n_("yes")), ("no", n_("no"))), _unplaced)
GAP_STATES = (("open", n_("Waiting")), ("matched", n_("Matched")), ("dismissed", n_("Set aside")))
PLACE_COLUMNS = (
    Column("address", n_("Address"), "link", sort="address"),
    Column("code", n_("Code")),
    Column("area", n_("Community"), sort="area"),
    Column("use", n_("Use"), "state"),
)
BUILDINGS: Listing[BuildingRow] = Listing(
    name="places.buildings",
    title=n_("Buildings"),
    columns=PLACE_COLUMNS,
    source=visible_buildings,
    row=_building,
    default_sort="address",
    filters=(COMMITTEE,),
    search=_search,
)
DWELLINGS: Listing[DwellingRow] = Listing(
    name="places.dwellings",
    title=n_("Dwellings"),
    columns=PLACE_COLUMNS,
    source=visible,
    row=dwelling_row,
    default_sort="address",
    filters=(COMMITTEE,),
    search=_search,
)
GAPS: Listing[GapRow] = Listing(
    name="places.gaps",
    title=n_("Addresses that led nowhere"),
    columns=(
        Column("text", n_("Address"), "link"),
        Column("source", n_("Source")),
        Column("times", n_("Times"), "number"),
        Column("state", n_("State"), "state"),
        Column("first_at", n_("Since"), "moment", sort="first_at"),
    ),
    source=visible_gaps,
    row=_gap,
    default_sort="first_at",
    filters=(Filter("state", n_("State"), GAP_STATES, _by_state),),
)


def dwellings_by_address(county: str, area: str) -> dict[str, UUID]:
    """The dwellings inside an area by their canonical address: how imports find what they wrote (one query)."""
    rows = Dwelling.objects.filter(inside("area", area), county=county).order_by("id")
    return dict(rows.values_list("address", "id"))


def dwelling_words(county: str, dwellings: Iterable[UUID | None]) -> dict[UUID, str]:
    """The addresses of dwellings, for pages that show them masked or to those who may see them (one query)."""
    wanted = {dwelling for dwelling in dwellings if dwelling is not None}
    rows = Dwelling.objects.filter(county=county, pk__in=wanted).order_by("id")
    return dict(rows.values_list("id", "address"))
