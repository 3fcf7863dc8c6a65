"""Which known reports may be about the same thing (suggested while somebody types; at most 200 rows are looked at)."""

from dataclasses import dataclass
from datetime import timedelta

from linli.cases.models import Case
from linli.cases.queries.access import public_cases, visible
from linli.cases.queries.public_cases import PublicRow, public_row
from linli.cases.queries.types import found_type
from linli.cases.rules.similar import LEAST_SCORE, MOST_DAYS, Report, score
from linli.kernel.actor import Actor
from linli.kernel.db.ranges import inside
from linli.places.queries.names import area_name

LOOKED_AT, SHOWN = 200, 5
DEGREES_A_METRE = 1 / 90_000


@dataclass(frozen=True)
class Similar:
    """A report that may be the same, with its score (0–100)."""

    row: PublicRow
    score: int


def similar_cases(
    actor: Actor, type: str, sort: str, area: str, words: str, lon: float | None = None, lat: float | None = None
) -> tuple[Similar, ...]:
    """Open reports of the sort near the point, or in the area without one, that resemble the words, best first.

    Visitors are shown public reports only; the staff those that they may know of.
    """
    found = found_type(type, area, actor.at)
    if found is None:
        return ()
    sort_found = found[0].sorts.get(sort)
    radius = sort_found.radius if sort_found else 50
    new = Report(sort, lon, lat, actor.at, words)
    scored = [(score(new, _report(row), radius), row) for row in _near(actor, type, sort, area, radius, lon, lat)]
    best = sorted((pair for pair in scored if pair[0] >= LEAST_SCORE), key=lambda pair: (-pair[0], pair[1].id))
    return tuple(Similar(public_row(row), points) for points, row in best[:SHOWN])


def _near(
    actor: Actor, type: str, sort: str, area: str, radius: int, lon: float | None, lat: float | None
) -> list[Case]:
    base = public_cases(actor.county) if actor.unit is None else visible(actor)
    since = actor.at - timedelta(days=MOST_DAYS)
    rows = base.filter(type=type, sort=sort, received_at__gte=since, ended_at__isnull=True, merged_into__isnull=True)
    if lon is not None and lat is not None:
        reach = 2 * radius * DEGREES_A_METRE
        rows = rows.filter(lon__range=(lon - 2 * reach, lon + 2 * reach), lat__range=(lat - reach, lat + reach))
    else:
        rows = rows.filter(inside("area", area[:12]))
    found = rows.select_related("lead").defer("box", "address").annotate(area_name=area_name())
    return list(found.order_by("-received_at", "-id")[:LOOKED_AT])


def _report(row: Case) -> Report:
    return Report(row.sort, row.lon, row.lat, row.received_at, f"{row.title}{row.place_name}")
