"""What everybody may see: accepted reports under the staff's titles, at rounded places; small counts hidden."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from linli.cases.models import Case, CaseFile
from linli.cases.queries.access import public_cases
from linli.cases.queries.cases import label_of_state
from linli.cases.queries.types import kept_type
from linli.kernel.actor import Actor
from linli.kernel.db.listing import Column, Filter, Listing
from linli.kernel.db.ranges import inside
from linli.kernel.errors import KernelCode, NotFound, n_
from linli.places.queries.names import area_name

ROUND = 4  # 0.0001° is about ten metres: the building or the corner of a street, never a door
ON_THE_MAP = 2_000


@dataclass(frozen=True)
class PublicRow:
    """A public report: nothing of who reported it, no free words of theirs."""

    id: UUID
    number: str
    title: str
    sort_label: Mapping[str, str]
    state_label: Mapping[str, str]
    state: str
    area: str
    area_name: str
    place_name: str
    lon: float | None
    lat: float | None
    received_at: datetime
    closed_at: datetime | None
    lead_name: str
    supporters: int
    rating: int | None
    photos: tuple[UUID, ...]
    open: bool


def public_row(row: Any, photos: tuple[UUID, ...] = ()) -> PublicRow:
    """The frozen row of a public case."""
    case_type = kept_type(row.type_entry, row.county)
    sort = case_type.sorts.get(row.sort)
    return PublicRow(
        row.id, row.number, row.title, sort.label if sort else case_type.label,
        label_of_state(row.flow_entry, row.county, row.state), row.state, row.area, row.area_name or "",
        row.place_name, _rounded(row.lon), _rounded(row.lat), row.received_at, row.closed_at,
        row.lead.name if row.lead else "", row.supporters, row.rating, photos,
        row.closed_at is None and row.ended_at is None,
    )  # fmt: skip


def _rounded(degrees: float | None) -> float | None:
    return None if degrees is None else round(degrees, ROUND)


def rows_shown(rows: QuerySet[Case]) -> QuerySet[Any]:
    """The rows with the names that a public row shows, without anybody's words."""
    return rows.select_related("lead").defer("box", "address").annotate(area_name=area_name())


def _source(actor: Actor) -> QuerySet[Any]:
    return rows_shown(public_cases(actor.county))


def _by_life(rows: QuerySet[Any], value: str, actor: Actor) -> QuerySet[Any]:
    return _narrowed(rows, "", value)


PUBLIC: Listing[PublicRow] = Listing(
    name="cases.public",
    title=n_("Reports"),
    columns=(
        Column("title", n_("Matter"), "link"),
        Column("area_name", n_("Place")),
        Column("state", n_("State"), "state"),
        Column("received_at", n_("Received"), "moment", sort="received_at"),
        Column("supporters", n_("Joined"), "number"),
    ),
    source=_source,
    row=public_row,
    default_sort="-received_at",
    filters=(Filter("life", n_("How far"), (("open", n_("Open")), ("closed", n_("Solved"))), _by_life),),
    search=lambda rows, text: rows.filter(Q(title__contains=text) | Q(place_name__contains=text)),
)


def public_listing(area: str, sorts: tuple[tuple[str, str], ...]) -> Listing[PublicRow]:
    """The public reports inside an area, to be narrowed by sort (pairs of "type.sort" and its label)."""
    by_sort = Filter("sort", n_("Kind"), sorts, _by_sort)

    def source(actor: Actor) -> QuerySet[Any]:
        return _source(actor).filter(inside("area", area))

    return replace(PUBLIC, source=source, filters=(by_sort, *PUBLIC.filters))


def _by_sort(rows: QuerySet[Any], value: str, actor: Actor) -> QuerySet[Any]:
    return _narrowed(rows, value, "")


def public_detail(county: str, number: str) -> PublicRow:
    """One public report with the photos that the staff have looked at; NotFound for all others (two queries)."""
    row = rows_shown(public_cases(county)).filter(number=number).order_by("id").first()
    if row is None:
        raise NotFound(KernelCode.NOT_FOUND)
    files = CaseFile.objects.filter(county=county, case=row, public=True, left_at__isnull=True).order_by(
        "added_at", "id"
    )
    return public_row(row, tuple(files.values_list("id", flat=True)))


def public_map(
    county: str, area: str, box: tuple[float, float, float, float] | None = None, *, sort: str = "", life: str = ""
) -> tuple[PublicRow, ...]:
    """The newest 2,000 public reports of an area with a point, inside a box of west, south, east, north if given."""
    rows = rows_shown(public_cases(county).filter(inside("area", area), lon__isnull=False))
    rows = _narrowed(rows, sort, life)
    if box is not None:
        west, south, east, north = box
        rows = rows.filter(lon__gte=west, lon__lte=east, lat__gte=south, lat__lte=north)
    return tuple(public_row(row) for row in rows.order_by("-received_at", "-id")[:ON_THE_MAP])


def _narrowed(rows: QuerySet[Any], sort: str, life: str) -> QuerySet[Any]:
    if sort:
        type_key, _, name = sort.partition(".")
        rows = rows.filter(type=type_key, sort=name)
    done = Q(closed_at__isnull=False)
    if life == "closed":
        return rows.filter(done)
    return rows.filter(~done, ended_at__isnull=True) if life == "open" else rows


def public_photo(county: str, number: str, photo: UUID) -> UUID:
    """The stored file of a photo that everybody may see; NotFound for all others (one query)."""
    shown = public_cases(county).filter(number=number)
    files = CaseFile.objects.filter(county=county, pk=photo, public=True, left_at__isnull=True, case__in=shown)
    found = files.order_by("id").first()
    if found is None:
        raise NotFound(KernelCode.NOT_FOUND)
    return found.file


def newest_public(county: str, area: str, most: int) -> tuple[PublicRow, ...]:
    """The newest public reports of an area (one query)."""
    rows = rows_shown(public_cases(county).filter(inside("area", area)))
    return tuple(public_row(row) for row in rows.order_by("-received_at", "-id")[:most])


@dataclass(frozen=True)
class Tally:
    """How many public reports of a sort there are; None where fewer than the least cell would be shown."""

    sort: str
    open: int | None
    closed: int | None


LEAST_CELL = 10


def tallies(county: str, area: str, since: datetime) -> tuple[Tally, ...]:
    """Public reports of an area by sort since a moment (one query). They are public one by one, so none is hidden."""
    rows = public_cases(county).filter(inside("area", area), received_at__gte=since)
    found = rows.values("sort").annotate(all=Count("id"), done=Count("id", filter=Q(closed_at__isnull=False)))
    return tuple(Tally(item["sort"], item["all"] - item["done"], item["done"]) for item in found.order_by("sort"))


def shown_count(count: int) -> int | None:
    """A count of matters that are not public, as others may see it: none below the least cell of ten."""
    return count if count >= LEAST_CELL else None
