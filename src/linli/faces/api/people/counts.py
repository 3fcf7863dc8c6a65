"""How many persons and households there are, by place and category; small numbers are null (S-093, S-282)."""

from datetime import date
from typing import Annotated, Any

from django.http import HttpRequest
from ninja import Query, Schema

from linli.faces.api.asking import actor_of
from linli.faces.api.bodies import Body, Code, Day, PackKey, Words
from linli.faces.api.routing import NounRouter
from linli.kernel.clock import local_day
from linli.kernel.errors import KernelCode, NotFound
from linli.people.queries.person_counts import SEEING, CountLine, CountTable, count_kinds, count_table, counted_days

router = NounRouter("people")


class PersonCountIn(Body):
    """The area, without one that of the post; the day, without one the latest."""

    area: Code | None = None
    day: Day | None = None


class PersonCountKindOut(Schema):
    """A count of the pack: of whom (living, registered, away, households), by what, in which categories."""

    key: str
    label: Words
    of: str
    by: str
    categories: list[str]


class PersonCountKindsOut(Schema):
    """The counts there are at the post's place, and the days that are kept."""

    counts: list[PersonCountKindOut]
    days: list[date]


class PersonCountLineOut(Schema):
    """A place: a number a category, and the total; null is a number from 1 to 9, or one that would give such away."""

    area: str
    numbers: dict[str, int | None]
    total: int | None


class PersonCountOut(Schema):
    """A count on a day: the area, and the areas one level below it."""

    count: str
    day: date
    least: int
    whole: PersonCountLineOut
    parts: list[PersonCountLineOut]


def _line(line: CountLine, table: CountTable) -> dict[str, Any]:
    numbers = dict(zip(table.kind.counted.categories, line.numbers, strict=True))
    return {"area": line.area, "numbers": numbers, "total": line.total}


@router.get("", response=PersonCountKindsOut, summary="What is counted")
def list_counts(request: HttpRequest) -> dict[str, Any]:
    """Every count that holds at the post's place, and the days that are kept."""
    actor = actor_of(request, SEEING)
    kinds = count_kinds(actor.area, local_day(actor.at))
    counts = [
        {"key": key, "label": kind.label, "of": kind.counted.of, "by": kind.counted.by,
         "categories": list(kind.counted.categories)}
        for key, kind in kinds.items()
    ]  # fmt: skip
    return {"counts": counts, "days": list(counted_days(actor.county))}


@router.get("/{key}", response=PersonCountOut, summary="One count")
def read_count(request: HttpRequest, key: PackKey, query: Annotated[PersonCountIn, Query()]) -> dict[str, Any]:
    """The numbers of a place and of those below it; 404 before the first night, for another place, an unknown count."""
    actor = actor_of(request, SEEING)
    table = count_table(actor, query.area or actor.area or actor.county, key, query.day)
    if table is None:
        raise NotFound(KernelCode.NOT_FOUND)
    parts = [_line(line, table) for line in table.parts]
    return {"count": key, "day": table.day, "least": table.least, "whole": _line(table.whole, table), "parts": parts}
