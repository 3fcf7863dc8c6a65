"""Public reports as requests of Open311: by number, or by when they came in."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import OuterRef, Q, QuerySet, Subquery

from linli.cases.models import Case, CaseAct, CaseFile
from linli.cases.models.case import NEVER
from linli.cases.queries.access import public_cases
from linli.cases.queries.public_cases import PublicRow, public_row, rows_shown
from linli.cases.queries.services import BETWEEN, service_code
from linli.cases.rules.numbers import read_number

MOST = 1_000


@dataclass(frozen=True)
class RequestRow:
    """A public report: ``due_at`` is when its main clock ends, ``updated_at`` its last act that its reporter sees.

    Of one that is closed, ``updated_at`` is when it was closed.
    """

    report: PublicRow
    service: str
    due_at: datetime | None
    updated_at: datetime


def requests_numbered(county: str, numbers: Sequence[str]) -> tuple[RequestRow, ...]:
    """The public reports of these numbers, the newest first; others are left out (two queries)."""
    wanted = [found for number in numbers if (found := read_number(number)) is not None]
    return _told(county, public_cases(county).filter(number__in=wanted)) if wanted else ()


def requests_between(
    county: str, since: datetime, until: datetime, *, services: Sequence[str] = (), open: bool | None = None
) -> tuple[RequestRow, ...]:
    """The newest 1,000 public reports that came in from ``since`` through ``until`` (two queries).

    Only those of ``services`` if any are named, only open or closed ones if ``open`` says so.
    """
    rows = public_cases(county).filter(received_at__gte=since, received_at__lte=until)
    if services:
        rows = rows.filter(_of_services(services))
    if open is not None:
        done = Q(closed_at__isnull=False) | Q(ended_at__isnull=False)
        rows = rows.exclude(done) if open else rows.filter(done)
    return _told(county, rows)


def _of_services(codes: Sequence[str]) -> Q:
    wanted = Q()
    for code in codes:
        type_key, _, sort = code.partition(BETWEEN)
        wanted |= Q(type=type_key, sort=sort)
    return wanted


def _told(county: str, rows: QuerySet[Case]) -> tuple[RequestRow, ...]:
    acts = CaseAct.objects.filter(county=OuterRef("county"), case=OuterRef("pk"), shown="reporter").order_by("-seq")
    shown = rows_shown(rows).annotate(told_at=Subquery(acts.values("at")[:1]))
    found = list(shown.order_by("-received_at", "-id")[:MOST])
    photos = _photos(county, [row.id for row in found])
    return tuple(_row(row, photos.get(row.id)) for row in found)


def _photos(county: str, cases: Sequence[UUID]) -> dict[UUID, UUID]:
    """The first photo of each case that the staff have shown."""
    files = CaseFile.objects.filter(county=county, case__in=cases, public=True, left_at__isnull=True)
    latest_first = files.order_by("-added_at", "-id").values_list("case_id", "id")
    return dict(latest_first) if cases else {}


def _row(row: Any, photo: UUID | None) -> RequestRow:
    report = public_row(row, (photo,) if photo else ())
    closed = row.closed_at or row.ended_at
    return RequestRow(
        report, service_code(row.type, row.sort), None if row.due_at == NEVER else row.due_at,
        closed or row.told_at or row.received_at,
    )  # fmt: skip
