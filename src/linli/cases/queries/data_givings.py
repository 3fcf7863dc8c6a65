"""The log of data sharing: who gave what to whom, for what, when, of how many persons; never a value (S-283)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import F, QuerySet

from linli.cases.models import DataGiving
from linli.cases.queries.data_sharing import duty_label, titles_at, visible
from linli.kernel.actor import Actor
from linli.kernel.clock import local_day
from linli.kernel.db.listing import Column, Filter, Listing
from linli.kernel.errors import n_
from linli.places.queries.names import area_name

Words = Mapping[str, str]


@dataclass(frozen=True)
class GivingRow:
    """A line of the log. ``persons`` is a number of people, nothing about any of them."""

    id: UUID
    request: UUID
    at: datetime
    holder_name: str
    requester_name: str
    who: str
    fields: tuple[str, ...]
    field_titles: tuple[Words, ...]
    persons: int
    way: str
    area: str
    area_name: str
    since: date
    until: date
    duty_label: Words
    purpose: str
    ground: str
    keep_until: date


def _source(actor: Actor) -> QuerySet[Any]:
    rows = DataGiving.objects.filter(county=actor.county, request__in=visible(actor))
    return rows.select_related("request__requester", "request__holder").annotate(area_name=area_name())


def _row(row: Any) -> GivingRow:
    asked = row.request
    day = local_day(asked.asked_at)
    return GivingRow(
        row.id, asked.id, row.at, asked.holder.name, asked.requester.name, row.who, tuple(row.fields),
        tuple(titles_at(asked.area, day, row.fields).values()), row.persons, row.way, row.area, row.area_name or "",
        asked.since, asked.until, duty_label(asked.area, day, asked.duty), asked.purpose, asked.ground,
        asked.keep_until,
    )  # fmt: skip


WAY_LABELS = (("file", n_("as a file")), ("interface", n_("by an interface")), ("paper", n_("on paper")))


def _by_side(rows: QuerySet[Any], value: str, actor: Actor) -> QuerySet[Any]:
    return rows.filter(request__requester=actor.unit) if value == "got" else rows.filter(request__holder=actor.unit)


SIDES = (("gave", n_("given by my unit")), ("got", n_("given to my unit")))
DATA_GIVINGS: Listing[GivingRow] = Listing(
    name="cases.data_givings",
    title=n_("Data that were given"),
    columns=(
        Column("at", n_("When"), "moment", sort="at"),
        Column("holder_name", n_("Given by")),
        Column("who", n_("By whom")),
        Column("requester_name", n_("Given to")),
        Column("field_titles", n_("Data fields")),
        Column("persons", n_("How many persons"), "number", sort="persons"),
        Column("area_name", n_("Place")),
        Column("purpose", n_("What for"), "link"),
        Column("ground", n_("Basis")),
        Column("way", n_("How")),
        Column("keep_until", n_("Needed until"), "date"),
    ),
    source=_source,
    row=_row,
    default_sort="-at",
    filters=(
        Filter("side", n_("Whose"), SIDES, _by_side),
        Filter("way", n_("How"), WAY_LABELS, lambda rows, value, actor: rows.filter(way=value)),
    ),
    search=lambda rows, text: rows.filter(request__purpose__contains=text),
)  # fmt: skip


def givings_of(actor: Actor, request: UUID) -> tuple[GivingRow, ...]:
    """What was given for one request, the newest first (one query)."""
    rows = _source(actor).filter(request=request).order_by(F("at").desc(), "id")
    return tuple(_row(row) for row in rows)
