"""Requests for data between units as faces show them, and what a unit holds already (S-283)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import Prefetch, Q, QuerySet

from linli.cases.models import DataField, DataRequest
from linli.cases.models.case import NEVER
from linli.cases.queries.cases import label_of_state
from linli.cases.queries.dictionary import dictionary_at
from linli.cases.queries.duties import duties_at, lists_of
from linli.cases.rules.data_sharing import ASKED, GRANTED, HELD, Extent
from linli.cases.rules.duties import DutyEntry
from linli.kernel.actor import Actor
from linli.kernel.clock import local_day
from linli.kernel.db.listing import Column, Filter, Listing
from linli.kernel.db.ranges import inside
from linli.kernel.errors import KernelCode, NotFound, n_
from linli.people.queries.answering import unit_facts
from linli.places.queries.names import area_name

OWN, OVERSEE = "cases.see_own_data_requests", "cases.see_data_sharing"
Words = Mapping[str, str]
HELD_LABEL: Words = {"zh-Hans": "已有答复，未再询问", "en": "Held already, nobody was asked"}


@dataclass(frozen=True)
class FieldRow:
    """A field of a request and what became of it; ``earlier`` is the request whose answer covers it."""

    key: str
    title: Words
    decision: str
    earlier: UUID | None
    given_at: datetime | None


@dataclass(frozen=True)
class DataRequestRow:
    """A request for data. Without ``case`` everything was held already; ``over`` says that the use has ended in time
    or the day until which the data are needed is past.
    """

    id: UUID
    case: UUID | None
    number: str
    requester: UUID
    requester_name: str
    holder: UUID
    holder_name: str
    sharing: str
    area: str
    area_name: str
    since: date
    until: date
    duty: str
    duty_label: Words
    purpose: str
    ground: str
    keep_until: date
    asked_at: datetime
    due_at: datetime | None
    state: str
    state_label: Words
    over: bool
    fields: tuple[FieldRow, ...]
    version: int

    def keys(self, *decisions: str) -> tuple[str, ...]:
        """The fields of these decisions."""
        return tuple(field.key for field in self.fields if field.decision in decisions)


def visible(actor: Actor) -> QuerySet[DataRequest]:
    """The requests that the actor's unit made or got, and those inside the areas whose sharing they oversee."""
    wanted = Q(pk__in=[])
    if actor.unit is not None and OWN in actor.powers:
        wanted |= Q(requester=actor.unit) | Q(holder=actor.unit)
    for area in actor.areas_for(OVERSEE):
        wanted |= inside("area", area)
    return DataRequest.objects.filter(wanted, county=actor.county)


def _rows(actor: Actor) -> QuerySet[Any]:
    fields = Prefetch("fields", DataField.objects.filter(county=actor.county).order_by("field"))
    named = visible(actor).select_related("requester", "holder", "case").defer("case__box", "case__address")
    return named.prefetch_related(fields).annotate(area_name=area_name())


def titles_at(area: str, day: date, keys: Iterable[str]) -> dict[str, Words]:
    """The fields in words; a field that the dictionary no longer has keeps its key."""
    known = dictionary_at(area, day)
    return {key: known[key].title if key in known else {"zh-Hans": key, "en": key} for key in keys}


def duty_label(area: str, day: date, key: str) -> Words:
    """A line of the duty list in words."""
    found = next((line.label for line in duties_at(area, day) if line.key == key), None)
    return found or {"zh-Hans": key, "en": key}


def _row(row: Any) -> DataRequestRow:
    day, case = local_day(row.asked_at), row.case
    titles = titles_at(row.area, day, (item.field for item in row.fields.all()))
    fields = tuple(
        FieldRow(item.field, titles[item.field], item.decision, item.earlier_id, item.given_at)
        for item in row.fields.all()
    )
    return DataRequestRow(
        row.id, row.case_id, case.number if case else "", row.requester_id, row.requester.name, row.holder_id,
        row.holder.name, row.sharing, row.area, row.area_name or "", row.since, row.until, row.duty,
        duty_label(row.area, day, row.duty), row.purpose, row.ground, row.keep_until, row.asked_at,
        None if case is None or case.due_at == NEVER else case.due_at, case.state if case else HELD,
        label_of_state(case.flow_entry, case.county, case.state) if case else HELD_LABEL,
        case is not None and case.ended_at is not None, fields, case.version if case else row.version,
    )  # fmt: skip


SIDES = (("asked", n_("asked by my unit")), ("holds", n_("asked of my unit")))
LIVES = (
    ("open", n_("To be decided or given")),
    ("given", n_("Given")),
    ("overdue_use", n_("Past the day until which it was needed")),
    ("refused", n_("Not shared")),
    ("held", n_("Held already")),
)


def _by_side(rows: QuerySet[Any], value: str, actor: Actor) -> QuerySet[Any]:
    return rows.filter(requester=actor.unit) if value == "asked" else rows.filter(holder=actor.unit)


def _by_life(rows: QuerySet[Any], value: str, actor: Actor) -> QuerySet[Any]:
    states = {"open": ("asked", "deciding", "granted", "correcting"), "given": ("given",), "refused": ("refused",)}
    if value in states:
        return rows.filter(case__state__in=states[value])
    if value == "overdue_use":
        return rows.filter(case__state__in=("given", "correcting"), keep_until__lt=local_day(actor.at))
    return rows.filter(case__isnull=True)


DATA_REQUESTS: Listing[DataRequestRow] = Listing(
    name="cases.data_requests",
    title=n_("Requests for data"),
    columns=(
        Column("purpose", n_("What for"), "link"),
        Column("requester_name", n_("Asked by")),
        Column("holder_name", n_("Holder of the data")),
        Column("area_name", n_("Place")),
        Column("state_label", n_("State"), "state"),
        Column("due_at", n_("Due"), "moment"),
        Column("asked_at", n_("Asked"), "moment", sort="asked_at"),
    ),
    source=_rows,
    row=_row,
    default_sort="-asked_at",
    filters=(Filter("side", n_("Whose"), SIDES, _by_side), Filter("life", n_("How far"), LIVES, _by_life)),
    search=lambda rows, text: rows.filter(purpose__contains=text),
)  # fmt: skip


def data_request(actor: Actor, request: UUID) -> DataRequestRow:
    """One request with its fields; NotFound for those who may not know of it (two queries)."""
    row = _rows(actor).filter(pk=request).order_by("id").first()
    if row is None:
        raise NotFound(KernelCode.NOT_FOUND)
    return _row(row)


def request_of_case(actor: Actor, case: UUID) -> DataRequestRow | None:
    """The request that a case is about; None for all other cases (at most two queries)."""
    row = _rows(actor).filter(case=case).order_by("id").first()
    return _row(row) if row is not None else None


def duties_to_name(actor: Actor, area: str) -> tuple[DutyEntry, ...]:
    """The duties of the actor's unit, of which one has to need the data (one query)."""
    day = local_day(actor.at)
    unit = unit_facts(actor.county, actor.unit, day) if actor.unit is not None else None
    if unit is None:
        return ()
    return tuple(line for lines in lists_of(unit.kind, area, day).values() for line in lines)


def held_by(actor: Actor, keys: Iterable[str]) -> dict[str, list[tuple[UUID, Extent]]]:
    """By field the answers that the actor's unit was given and still may use, the newest first (one query)."""
    rows = DataField.objects.filter(
        county=actor.county, field__in=tuple(keys), decision=GRANTED, given_at__isnull=False,
        request__requester=actor.unit, request__keep_until__gte=local_day(actor.at),
        request__case__ended_at__isnull=True,
    ).select_related("request")  # fmt: skip
    found: dict[str, list[tuple[UUID, Extent]]] = {}
    for row in rows.order_by("-given_at", "id"):
        found.setdefault(row.field, []).append((row.request_id, _extent(row.request)))
    return found


def asked_by(actor: Actor, holder: UUID, keys: Iterable[str]) -> dict[str, list[tuple[str, Extent]]]:
    """By field what the actor's unit has asked of ``holder`` and waits for, with the case's number (one query)."""
    rows = DataField.objects.filter(
        county=actor.county, field__in=tuple(keys), decision__in=(ASKED, GRANTED), given_at__isnull=True,
        request__requester=actor.unit, request__holder=holder, request__case__ended_at__isnull=True,
    ).select_related("request", "request__case")  # fmt: skip
    found: dict[str, list[tuple[str, Extent]]] = {}
    for row in rows.order_by("id"):
        if row.request.case is not None:
            found.setdefault(row.field, []).append((row.request.case.number, _extent(row.request)))
    return found


def _extent(row: DataRequest) -> Extent:
    return Extent(row.area, row.since, row.until, row.duty)
