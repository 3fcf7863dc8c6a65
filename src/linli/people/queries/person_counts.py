"""The register counted by place and category: what is stored each night, and what of it may be shown (S-093, S-282)."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from django.db.models import Case, CharField, Count, IntegerField, Max, OuterRef, Q, Subquery, Value, When
from django.db.models.functions import Left

from linli.kernel.actor import Actor
from linli.kernel.codes import AreaLevel
from linli.kernel.errors import KernelCode, NotFound
from linli.kernel.packs.lookup import entries_for
from linli.kernel.packs.sections import PackText, Section, register_section
from linli.kernel.suppression import LEAST, Tree
from linli.people.models import Household, PersonCount, Residence
from linli.people.queries.residences import on_day
from linli.people.queries.unit_kinds import LABEL
from linli.people.rules.counting import AGE, HOUSEHOLDS, OF, SEX, SEXES, SIZE, UNKNOWN, Counted, born_by, faults_of

SEEING = "people.see_counts"
SCHEMA: dict[str, Any] = {
    "required": ["label", "of", "by"],
    "properties": {
        "label": LABEL,
        "of": {"enum": list(OF)},
        "by": {"enum": [SEX, AGE, SIZE]},
        "starts": {"type": "array", "items": {"type": "integer", "minimum": 0, "maximum": 120}, "maxItems": 20},
    },
}


@dataclass(frozen=True)
class CountKind:
    """A count of the pack, with its title."""

    counted: Counted
    label: Mapping[str, str]


@dataclass(frozen=True)
class CountLine:
    """A place with its numbers by category and their total; None where a number may not be shown."""

    area: str
    numbers: tuple[int | None, ...]
    total: int | None


@dataclass(frozen=True)
class CountTable:
    """A count on a day: the place itself, and the places one level below it."""

    kind: CountKind
    day: date
    whole: CountLine
    parts: tuple[CountLine, ...]
    least: int = LEAST


def _check(key: str, given: Mapping[str, Any], pack: PackText) -> Sequence[str]:
    return faults_of(given["by"], given["of"], given.get("starts", ()))


def register() -> None:
    """Register the pack section (called at start-up)."""
    register_section(Section("person_counts", "By what the register of persons is counted.", SCHEMA, _check))


def count_kinds(area: str, day: date) -> dict[str, CountKind]:
    """Every count that holds at ``area`` on ``day``, by key."""
    found = entries_for("person_counts", area, day)
    return {
        key: CountKind(Counted(key, i.data["of"], i.data["by"], tuple(i.data.get("starts", ()))), i.data["label"])
        for key, i in found.items()
    }


def counting(county: str, day: date) -> Iterator[dict[str, Any]]:
    """The fields of every count of the county on ``day`` that is not 0 (one query a count, grouped by the engine)."""
    for kind in count_kinds(county, day).values():
        rows = _households(county, day) if kind.counted.of == HOUSEHOLDS else _persons(kind.counted, county, day)
        totals: dict[tuple[str, str], int] = {}
        for area, value, number in rows:
            category = str(value) if kind.counted.by == AGE else kind.counted.category_of(value)
            totals[area, category] = totals.get((area, category), 0) + number
        for (area, category), number in sorted(totals.items()):
            yield {"area": area, "day": day, "count": kind.counted.key, "category": category, "number": number}


def _persons(counted: Counted, county: str, day: date) -> Iterable[Any]:
    rows = Residence.objects.filter(on_day(day), county=county, kind=counted.of, person__merged_into__isnull=True)
    rows = rows.annotate(community=_community(), value=_band(counted, day) if counted.by == AGE else _sex())
    return rows.values_list("community", "value").annotate(number=Count("id")).order_by("community", "value")


def _community() -> Any:
    return Left("area", int(AreaLevel.COMMUNITY))


def _sex() -> Any:
    return Case(*(When(person__sex=sex, then=Value(sex)) for sex in SEXES), default=0, output_field=IntegerField())


def _band(counted: Counted, day: date) -> Any:
    """The band of an age, by the date of birth, else by the year alone."""
    known = Q(person__birth__isnull=False)
    steps = []
    for start in sorted(counted.starts, reverse=True):
        by_date = known & Q(person__birth__lte=born_by(day, start))
        by_year = ~known & Q(person__birth_year__lte=day.year - start)
        steps.append(When(by_date | by_year, then=Value(counted.category_of(start))))
    return Case(*steps, default=Value(UNKNOWN), output_field=CharField())


def _households(county: str, day: date) -> Iterable[Any]:
    members = Residence.objects.filter(
        on_day(day), county=county, household=OuterRef("pk"), person__merged_into__isnull=True
    )
    number = members.order_by().values("household").annotate(n=Count("id")).values("n")
    rows = Household.objects.filter(county=county).annotate(community=_community(), size=Subquery(number))
    found = rows.filter(size__gte=1).values_list("community", "size").annotate(number=Count("id"))
    return found.order_by("community", "size")


def counted_on(county: str) -> date | None:
    """The last day that was counted; None before the first night (one query)."""
    found: date | None = PersonCount.objects.filter(county=county).aggregate(day=Max("day"))["day"]
    return found


def counted_days(county: str) -> tuple[date, ...]:
    """The days whose counts are kept, the latest first (one query)."""
    days = PersonCount.objects.filter(county=county).order_by("-day").values_list("day", flat=True).distinct()
    return tuple(days[:60])


def count_table(actor: Actor, area: str, key: str, day: date | None = None) -> CountTable | None:
    """A count of ``area`` and the places below it; None when nothing was counted on that day.

    Counts of 1 to 9, and whatever would give one back, are None for everybody: who may see the persons has the list of
    persons. NotFound outside the actor's areas and for an unknown count. Two queries.
    """
    kinds = count_kinds(area, day or actor.at.date())
    if key not in kinds or not actor.may(SEEING, area):
        raise NotFound(KernelCode.NOT_FOUND)
    on = day or counted_on(actor.county)
    if on is None:
        return None
    tree, cells, totals = _suppressed(actor.county, key, on, kinds[key].counted.categories)
    if not tree.lowest:
        return None
    shown = _Shown(tree, cells, totals)
    return CountTable(kinds[key], on, shown.line(area), tuple(map(shown.line, shown.below(area))))


@dataclass(frozen=True)
class _Shown:
    tree: Tree
    cells: frozenset[tuple[str, str]]
    totals: frozenset[str]

    def line(self, area: str) -> CountLine:
        row = self.tree.counts.get(area, dict.fromkeys(self.tree.categories, 0))
        numbers = tuple(None if (area, name) in self.cells else row[name] for name in self.tree.categories)
        return CountLine(area, numbers, None if area in self.totals else sum(row.values()))

    def below(self, area: str) -> list[str]:
        return sorted(code for code, above in self.tree.parents.items() if above == area)


@lru_cache(maxsize=64)
def _kept(
    rows: tuple[tuple[str, str, int], ...], categories: tuple[str, ...]
) -> tuple[Tree, frozenset[tuple[str, str]], frozenset[str]]:
    lowest: dict[str, dict[str, int]] = {}
    for area, category, number in rows:
        lowest.setdefault(area, {})[category] = number
    tree = Tree(_parents(lowest), lowest, categories)
    return tree, tree.hidden_cells(), tree.hidden_totals()


def _suppressed(
    county: str, key: str, day: date, categories: tuple[str, ...]
) -> tuple[Tree, frozenset[tuple[str, str]], frozenset[str]]:
    rows = PersonCount.objects.filter(county=county, day=day, count=key).order_by("area", "category")
    return _kept(tuple(rows.values_list("area", "category", "number")), categories)


def _parents(communities: Mapping[str, Any]) -> dict[str, str]:
    found: dict[str, str] = {}
    for code in communities:
        town, county = code[: AreaLevel.TOWN], code[: AreaLevel.COUNTY]
        found |= {code: town, town: county, county: ""}
    return found
