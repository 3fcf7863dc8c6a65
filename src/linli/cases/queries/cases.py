"""Cases as the staff see them in lists: frozen rows, filters, search."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet

from linli.cases.models import Case
from linli.cases.models.case import NEVER
from linli.cases.queries.access import of_unit, visible
from linli.cases.queries.types import case_types, kept_flow, kept_type
from linli.cases.rules.ladder import OVERDUE, WARNED
from linli.cases.rules.numbers import read_number
from linli.kernel.actor import Actor
from linli.kernel.db.listing import Column, Filter, Listing
from linli.kernel.errors import n_
from linli.places.queries.names import area_name

Words = Mapping[str, str]


@dataclass(frozen=True)
class CaseRow:
    """A line of a list of cases. ``due_at`` is None where nothing runs; ``alarm``: 1 warned, 2 overdue, more: up the
    line.
    """

    id: UUID
    number: str
    title: str
    type: str
    type_label: Words
    sort_label: Words | None
    state: str
    state_label: Words
    area: str
    area_name: str
    lead: UUID | None
    lead_name: str
    receiver_name: str
    received_at: datetime
    due_at: datetime | None
    alarm: int
    urgent: bool
    ended: bool
    supporters: int
    rating: int | None
    version: int


def label_of_state(flow_entry: UUID, county: str, state: str) -> Words:
    """A state in words."""
    label = kept_flow(flow_entry, county).states[state].label
    return {"zh-Hans": label.zh, "en": label.en or label.zh} if label else {"zh-Hans": state, "en": state}


def case_row(row: Any) -> CaseRow:
    """The frozen row of a case read through ``rows_of``."""
    case_type = kept_type(row.type_entry, row.county)
    sort = case_type.sorts.get(row.sort)
    return CaseRow(
        row.id, row.number, row.title, row.type, case_type.label, sort.label if sort else None, row.state,
        label_of_state(row.flow_entry, row.county, row.state), row.area, row.area_name or "", row.lead_id,
        row.lead.name if row.lead else "", row.receiver.name if row.receiver else "", row.received_at,
        None if row.due_at == NEVER else row.due_at, row.alarm, row.urgent, row.ended_at is not None, row.supporters,
        row.rating, row.version,
    )  # fmt: skip


def number_of(county: str, case: UUID) -> str:
    """The public number of a case that was just opened, or opened before by the same request (one query)."""
    found: str = Case.objects.values_list("number", flat=True).get(county=county, pk=case)
    return found


def rows_of(rows: QuerySet[Case]) -> QuerySet[Any]:
    """The rows with the names that a line shows, without anybody's words."""
    return rows.select_related("lead", "receiver").defer("box", "address").annotate(area_name=area_name())


def _source(actor: Actor) -> QuerySet[Any]:
    return rows_of(visible(actor))


MINE = (("unit", n_("with my unit")), ("led", n_("led by my unit")), ("asked", n_("set by my unit")))
LIFE = (("open", n_("Open")), ("closed", n_("Closed")), ("ended", n_("Ended")))
LEAD = (("none", n_("nobody yet")), ("some", n_("a unit")))
CLOCK = (("soon", n_("Due soon")), ("overdue", n_("Overdue")), ("up", n_("Up the line")))
GROUPS = (
    ("service", n_("Services")),
    ("report", n_("Reports")),
    ("suggestion", n_("Suggestions")),
    ("complaint", n_("Complaints")),
    ("help", n_("Calls for help")),
    ("petition", n_("Petitions")),
    ("mediation", n_("Mediation")),
    ("hazard", n_("Hazards")),
    ("information", n_("Requests for information")),
    ("consultation", n_("Consultations of units")),
    ("task", n_("Tasks")),
    ("duty", n_("Recurring duties")),
    ("sharing", n_("Requests for data")),
)


def _by_mine(rows: QuerySet[Any], value: str, actor: Actor) -> QuerySet[Any]:
    if value == "unit":
        return of_unit(actor, rows)
    return rows.filter(lead=actor.unit) if value == "led" else rows.filter(sponsor=actor.unit)


def _by_life(rows: QuerySet[Any], value: str, actor: Actor) -> QuerySet[Any]:
    if value == "open":
        return rows.filter(ended_at__isnull=True, closed_at__isnull=True)
    return (
        rows.filter(ended_at__isnull=True, closed_at__isnull=False)
        if value == "closed"
        else rows.exclude(ended_at=None)
    )


def _by_clock(rows: QuerySet[Any], value: str, actor: Actor) -> QuerySet[Any]:
    least = {"soon": Q(alarm=WARNED), "overdue": Q(alarm__gte=OVERDUE), "up": Q(alarm__gt=OVERDUE)}
    return rows.filter(least[value], ended_at__isnull=True)


def _by_group(rows: QuerySet[Any], value: str, actor: Actor) -> QuerySet[Any]:
    return rows.filter(type__in=types_in(value, actor))


def _by_lead(rows: QuerySet[Any], value: str, actor: Actor) -> QuerySet[Any]:
    return rows.filter(lead__isnull=value == "none")


def types_in(group: str, actor: Actor) -> list[str]:
    """The keys of the types of a group."""
    return sorted(key for key, case_type in case_types(actor.area, actor.at).items() if case_type.group == group)


def _search(rows: QuerySet[Any], text: str) -> QuerySet[Any]:
    number = read_number(text)
    if number:
        return rows.filter(number=number)
    return rows.filter(Q(title__contains=text) | Q(number__startswith=text.replace(" ", "")))


CASES: Listing[CaseRow] = Listing(
    name="cases.cases",
    title=n_("Cases"),
    columns=(
        Column("number", n_("Number"), "link", sort="number"),
        Column("title", n_("Matter")),
        Column("state", n_("State"), "state"),
        Column("area_name", n_("Place")),
        Column("lead_name", n_("Leads")),
        Column("due_at", n_("Due"), "due", sort="due_at"),
        Column("received_at", n_("Received"), "moment", sort="received_at"),
    ),
    source=_source,
    row=case_row,
    default_sort="due_at",
    filters=(
        Filter("mine", n_("With whom"), MINE, _by_mine),
        Filter("life", n_("How far"), LIFE, _by_life),
        Filter("lead", n_("Leads"), LEAD, _by_lead),
        Filter("clock", n_("Clock"), CLOCK, _by_clock),
        Filter("group", n_("Kind"), GROUPS, _by_group),
    ),
    search=_search,
)


@dataclass(frozen=True)
class InboxCount:
    """How many open cases are in a part of the inbox; ``exact`` is false beyond a thousand."""

    key: str
    count: int
    exact: bool


def inbox_counts(actor: Actor) -> tuple[InboxCount, ...]:
    """The counts beside the inbox: with my unit, to be dispatched in my area, due soon, overdue (four queries)."""
    open_ = visible(actor).filter(ended_at__isnull=True, closed_at__isnull=True)
    parts = {
        "unit": of_unit(actor).filter(ended_at__isnull=True, closed_at__isnull=True),
        "undispatched": open_.filter(lead__isnull=True),
        "soon": open_.filter(alarm=WARNED),
        "overdue": open_.filter(alarm__gte=OVERDUE),
    }
    return tuple(_count(key, rows) for key, rows in parts.items())


def _count(key: str, rows: QuerySet[Case]) -> InboxCount:
    found = rows.order_by()[:1001].count()
    return InboxCount(key, min(found, 1000), found <= 1000)


def waiting_cases(actor: Actor, most: int = 10) -> tuple[CaseRow, ...]:
    """The open cases of the actor's unit that are due next (one query)."""
    rows = rows_of(of_unit(actor).filter(ended_at__isnull=True, closed_at__isnull=True))
    return tuple(case_row(row) for row in rows.order_by("due_at", "id")[:most])


def case_numbered(actor: Actor, typed: str) -> CaseRow | None:
    """The case of a number as people read it out, if the actor may know of it (one query)."""
    number = read_number(typed)
    row = rows_of(visible(actor)).filter(number=number).order_by("id").first() if number else None
    return case_row(row) if row else None
