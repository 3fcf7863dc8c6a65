"""Promises kept and broken: at this moment for the staff, as counted last night for everybody (S-078)."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Count, Max, Q, QuerySet, Sum

from linli.cases.models import CaseClock, PromiseCount
from linli.cases.queries.access import CONFIDENTIAL
from linli.cases.rules.data_sharing import SUBJECT as REQUEST
from linli.kernel.clock import day_end, day_start
from linli.kernel.db.ranges import inside

YEAR = timedelta(days=365)


@dataclass(frozen=True)
class Breach:
    """How often a promise was kept and broken, by which unit, for which type. Nothing personal."""

    unit: str
    type: str
    kept: int
    broken: int


def _ended(county: str, first: date, last: date) -> QuerySet[CaseClock]:
    return CaseClock.objects.filter(
        county=county, stopped_at__range=(day_start(first), day_end(last)), assignment__isnull=True, ladder=True
    ).exclude(case__visibility__in=CONFIDENTIAL)


_COUNTS: dict[str, Any] = {"n": Count("id"), "late": Count("id", filter=Q(late=True))}


def breaches(county: str, area: str, first: date, last: date) -> tuple[Breach, ...]:
    """Clocks of services that stopped in time or late, by unit and type (one query)."""
    rows = _ended(county, first, last).filter(inside("area", area))
    found: Any = rows.values("case__lead__name", "case__type").annotate(**_COUNTS)
    return tuple(
        Breach(i["case__lead__name"] or "", i["case__type"], i["n"] - i["late"], i["late"])
        for i in found.order_by("-late", "case__lead__name", "case__type")
    )


def counted_year(county: str, last: date) -> Iterator[dict[str, Any]]:
    """The fields of the counts of a county for the year up to ``last``, in bounded memory (one query).

    Everybody may read them, so what units ask of each other is left out.
    """
    ended = _ended(county, last - YEAR, last).exclude(case__subject_type=REQUEST)
    rows: Any = ended.values("area", "case__lead", "case__type").annotate(**_COUNTS)
    for item in rows.order_by("area", "case__lead", "case__type").iterator(chunk_size=2_000):
        yield {
            "area": item["area"], "lead_id": item["case__lead"], "type": item["case__type"],
            "kept": item["n"] - item["late"], "broken": item["late"], "last": last,
        }  # fmt: skip


def counted_on(county: str) -> date | None:
    """The last day of the year that was counted; None before the first night (one query)."""
    found: date | None = PromiseCount.objects.filter(county=county).aggregate(day=Max("last"))["day"]
    return found


def promises(county: str, area: str) -> tuple[Breach, ...]:
    """What was counted last night inside an area, by unit and type, the most broken first (one query)."""
    rows = PromiseCount.objects.filter(inside("area", area), county=county).values("lead__name", "type")
    found = rows.annotate(sum_kept=Sum("kept"), sum_broken=Sum("broken"))
    return tuple(
        Breach(i["lead__name"] or "", i["type"], i["sum_kept"], i["sum_broken"])
        for i in found.order_by("-sum_broken", "lead__name", "type")
    )
