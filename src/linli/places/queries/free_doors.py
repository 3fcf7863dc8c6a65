"""Doors of a community that belong to no group (or grid) yet, and the buildings that hold some."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from linli.kernel.actor import Actor
from linli.places.models import Dwelling, Placement
from linli.places.queries.dwellings import DwellingRow, dwelling_row, visible
from linli.places.queries.subdivisions import PartRow, holding
from linli.places.rules.addresses import address_key

SHOWN = 100


@dataclass(frozen=True)
class FreeHouse:
    """A building and how many of its doors are still free."""

    id: UUID
    address: str
    doors: int


def _free(actor: Actor, part: PartRow, day: date) -> QuerySet[Dwelling]:
    taken = Placement.objects.filter(county=actor.county, kind=part.kind)
    open_now = taken.filter(Q(until__isnull=True) | Q(until__gte=day)).values("dwelling")
    return visible(actor).filter(area=part.community).exclude(pk__in=open_now)


def _narrowed(rows: QuerySet[Dwelling], text: str) -> QuerySet[Dwelling]:
    if not text:
        return rows
    return rows.filter(Q(address__contains=text) | Q(addresses__key__contains=address_key(text) or text)).distinct()


def free_houses(actor: Actor, part: PartRow, day: date, text: str = "") -> tuple[FreeHouse, ...]:
    """Buildings with doors that belong to no part of this kind, by address; at most 100 (one query)."""
    rows = _narrowed(_free(actor, part, day), text).values("building", "building__address")
    found = rows.annotate(n=Count("id", distinct=True)).order_by("building__address", "building")[:SHOWN]
    return tuple(FreeHouse(row["building"], row["building__address"], row["n"]) for row in found)


def free_doors(actor: Actor, part: PartRow, day: date, text: str = "") -> tuple[DwellingRow, ...]:
    """Single doors that belong to no part of this kind, by address; at most 100 (one query)."""
    rows = _narrowed(_free(actor, part, day), text).order_by("address", "id")
    return tuple(dwelling_row(row) for row in rows[:SHOWN])


def free_doors_of(actor: Actor, part: PartRow, day: date, houses: Sequence[UUID]) -> tuple[UUID, ...]:
    """Every free door of some buildings (one query)."""
    if not houses:
        return ()
    rows = _free(actor, part, day).filter(building__in=houses)
    return tuple(rows.order_by("id").values_list("id", flat=True))


def held_doors(part: PartRow, day: date) -> tuple[DwellingRow, ...]:
    """The doors that belong to a part on a day, by address; at most 500 of them (one query)."""
    rows = Placement.objects.filter(holding(day), county=part.community[:6], subdivision=part.id)
    found = rows.select_related("dwelling__building").order_by("dwelling__address", "dwelling")
    return tuple(dwelling_row(row.dwelling) for row in found[: 5 * SHOWN])
