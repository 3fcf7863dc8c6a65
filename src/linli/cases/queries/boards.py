"""The supervisor's board and counts: open by unit, age and kind; overdue; what was asked of whom (S-116, S-054)."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from itertools import pairwise
from typing import Any
from uuid import UUID

from django.db.models import Count, F, Q, QuerySet

from linli.cases.models import Assignment, Case, RefusedAsking
from linli.cases.queries.access import AREA, CONFIDENTIAL, may_know_of, visible
from linli.cases.queries.cases import CASES, CaseRow, rows_of
from linli.cases.queries.types import case_types
from linli.cases.rules.ladder import OVERDUE, WARNED
from linli.cases.rules.types import CaseType
from linli.kernel.actor import Actor
from linli.kernel.clock import day_end, day_start
from linli.kernel.db.listing import Column, Filter, Listing
from linli.kernel.db.ranges import inside
from linli.kernel.errors import KernelCode, NotAllowed, NotFound, n_

Label = Mapping[str, str] | None
AGES = (("week", 7), ("month", 30), ("quarter", 90))


@dataclass(frozen=True)
class BoardLine:
    """Open cases of one unit (``name``), type (``label``, in each language) or age."""

    key: str
    name: str
    label: Label
    open: int
    soon: int
    overdue: int
    up: int


@dataclass(frozen=True)
class Board:
    """The board of an area at a moment."""

    units: tuple[BoardLine, ...]
    types: tuple[BoardLine, ...]
    ages: tuple[BoardLine, ...]
    total: BoardLine


_COUNTS: dict[str, Any] = {
    "open_": Count("id"),
    "soon_": Count("id", filter=Q(alarm=WARNED)),
    "overdue_": Count("id", filter=Q(alarm__gte=OVERDUE)),
    "up_": Count("id", filter=Q(alarm__gt=OVERDUE)),
}


def _line(key: str, item: Mapping[str, Any], *, name: str = "", label: Label = None) -> BoardLine:
    return BoardLine(key, name, label, item["open_"], item["soon_"], item["overdue_"], item["up_"])


def board(actor: Actor, area: str) -> Board:
    """Open cases inside ``area`` by leading unit, type and age, among those the actor may know of (four queries)."""
    rows = _open_in(actor, area)
    units = rows.values("lead", "lead__name").annotate(**_COUNTS).order_by(F("open_").desc(), "lead")[:100]
    types, known = (
        rows.values("type").annotate(**_COUNTS).order_by(F("open_").desc(), "type"),
        case_types(area, actor.at),
    )
    return Board(
        tuple(_line(str(i["lead"] or ""), i, name=i["lead__name"] or "") for i in units),
        tuple(_line(i["type"], i, label=_label_of_type(i["type"], known)) for i in types),
        _ages(rows, actor.at), _line("", rows.aggregate(**_COUNTS)),
    )  # fmt: skip


def _label_of_type(key: str, known: Mapping[str, CaseType]) -> Mapping[str, str]:
    return known[key].label if key in known else {"zh-Hans": key}


def _ages(rows: QuerySet[Case], at: datetime) -> tuple[BoardLine, ...]:
    spans = _age_spans(at)
    counts: dict[str, Count] = {}
    for name, span in spans.items():
        counts |= {f"{name}_{key}": Count("id", filter=span & (count.filter or Q())) for key, count in _COUNTS.items()}
    found = rows.aggregate(**counts)
    return tuple(_line(name, {key: found[f"{name}_{key}"] for key in _COUNTS}) for name in spans)


def board_cases(area: str, by: str, key: str) -> Listing[CaseRow]:
    """The open cases behind a number of the board: of a unit, a type, an age, or all (keys as in ``BoardLine``)."""
    return replace(CASES, source=lambda actor: _behind(rows_of(_open_in(actor, area)), by, key, actor.at))


def _open_in(actor: Actor, area: str) -> QuerySet[Case]:
    return visible(actor).filter(inside("area", area), ended_at__isnull=True, closed_at__isnull=True)


def _behind(rows: QuerySet[Any], by: str, key: str, at: datetime) -> QuerySet[Any]:
    if by == "unit":
        return rows.filter(lead=_id(key)) if key else rows.filter(lead__isnull=True)
    if by == "type":
        return rows.filter(type=key)
    return rows.filter(_age_spans(at).get(key, Q(pk__in=[]))) if by == "age" else rows


def _id(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError as error:
        raise NotFound(KernelCode.NOT_FOUND) from error


def _age_spans(at: datetime) -> dict[str, Q]:
    edges = [at - timedelta(days=days) for _, days in AGES]
    spans = [Q(received_at__gt=edges[0])]
    spans += [Q(received_at__lte=new, received_at__gt=old) for new, old in pairwise(edges)]
    spans.append(Q(received_at__lte=edges[-1]))
    return dict(zip([*(key for key, _ in AGES), "older"], spans, strict=True))


@dataclass(frozen=True)
class AskedLine:
    """How much one unit asked of the community's units, by legal nature."""

    asked_by: UUID | None
    name: str
    nature: str
    count: int
    refused: int


def asked_of(actor: Actor, area: str, first: date, last: date) -> tuple[AskedLine, ...]:
    """What was asked of the units of ``area``, by whom, in which nature, from ``first`` through ``last``.

    A plain count of assignments and of refused attempts, from the first day on (S-054, S-242, S-244, N-010).
    Confidential matters are left out. NotAllowed for an area that the actor does not oversee.
    """
    if not actor.may(AREA, area):
        raise NotAllowed(KernelCode.NOT_ALLOWED, {"area": area})
    when = (day_start(first), day_end(last))
    own = Assignment.objects.filter(inside("unit__area", area), county=actor.county, asked_at__range=when)
    shown = own.exclude(case__visibility__in=CONFIDENTIAL)
    counted = shown.values("asked_by", "asked_by__name", "nature").annotate(n=Count("id")).order_by("-n", "asked_by")
    refused = _refused(actor, area, when)
    return tuple(
        AskedLine(i["asked_by"], i["asked_by__name"] or "", i["nature"], i["n"], refused.pop(i["asked_by"], 0))
        for i in counted
    ) + tuple(AskedLine(unit, "", "", 0, count) for unit, count in refused.items())


def _refused(actor: Actor, area: str, when: tuple[datetime, datetime]) -> dict[UUID | None, int]:
    rows = _attempts(actor).filter(inside("area", area), at__range=when).exclude(visibility__in=CONFIDENTIAL)
    return {i["asked_by"]: i["n"] for i in rows.values("asked_by").annotate(n=Count("id")).order_by("asked_by")}


@dataclass(frozen=True)
class RefusedRow:
    """An attempt that was refused."""

    id: UUID
    at: datetime
    matter: str
    category: str
    why: str
    duty: str
    path: str
    area: str


WHY = (("forbidden", n_("forbidden category")), ("not_listed", n_("on no list")), ("not_theirs", n_("another body's")))


def _attempts(actor: Actor) -> QuerySet[Any]:
    return RefusedAsking.objects.filter(may_know_of(actor), county=actor.county)


REFUSED: Listing[RefusedRow] = Listing(
    name="cases.refused",
    title=n_("Refused attempts"),
    columns=(
        Column("at", n_("When"), "moment", sort="at"),
        Column("matter", n_("Matter")),
        Column("category", n_("Category")),
        Column("why", n_("Why")),
        Column("duty", n_("Line of the list")),
        Column("area", n_("Place")),
    ),
    source=_attempts,
    row=lambda r: RefusedRow(r.id, r.at, r.matter, r.category, r.why, r.duty, r.path, r.area),
    default_sort="-at",
    filters=(Filter("why", n_("Why"), WHY, lambda rows, value, actor: rows.filter(why=value)),),
)
