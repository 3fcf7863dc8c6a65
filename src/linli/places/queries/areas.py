"""Areas as others see them. Their names and codes are public, so look-ups by code ask for no actor."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet
from django.db.models.functions import Length

from linli.kernel.actor import Actor
from linli.kernel.clock import local_day
from linli.kernel.codes import AreaLevel, ancestors_of, county_of, is_virtual, level_of
from linli.kernel.db.kept import Kept
from linli.kernel.db.listing import Column, Filter, Listing
from linli.kernel.db.ranges import inside
from linli.kernel.db.standing import kept_while_standing
from linli.kernel.errors import KernelCode, NotFound, n_
from linli.kernel.journal.reading import Entry, history
from linli.places.models import Area, AreaChange, AreaLink
from linli.places.rules.histories import Span, live_on


@dataclass(frozen=True)
class AreaRow:
    """An area; an empty name marks a placeholder, ``virtual`` a community without a residents' body."""

    id: UUID
    county: str
    code: str
    level: AreaLevel
    kind: str
    parent: str
    name: str
    since: date | None
    until: date | None
    source: str
    urban_rural: str
    virtual: bool
    version: int


@dataclass(frozen=True)
class ChangeRow:
    """A change of areas: what ended or was divided, what came of it, when and on which basis."""

    id: UUID
    kind: str
    area: str
    on: date
    basis: str
    name_before: str
    name_after: str
    links: tuple[tuple[str, str], ...]


def _row(area: Area) -> AreaRow:
    return AreaRow(
        area.id, area.county, area.code, level_of(area.code), area.kind, area.parent, area.name, area.since,
        area.until, area.source, area.urban_rural, is_virtual(area.code), area.version,
    )  # fmt: skip


def _change(row: AreaChange, links: Iterable[AreaLink]) -> ChangeRow:
    pairs = tuple(sorted((link.predecessor, link.successor) for link in links))
    return ChangeRow(row.id, row.kind, row.area, row.on, row.basis, row.name_before, row.name_after, pairs)


def _rows_of(codes: Iterable[str]) -> QuerySet[Area]:
    wanted = set(codes)
    return Area.objects.filter(county__in={county_of(code) for code in wanted}, code__in=wanted)


_ONE: Kept[Area] = Kept(
    lambda county, code: Area.objects.filter(county=county, code=code).order_by("id"), county="000000", code="sample"
)


def _one_row(code: str) -> list[Area]:
    return _ONE.rows(county=county_of(code), code=code)


def area_coded(code: str) -> AreaRow | None:
    """The area that holds this code, ended or not."""
    found = _one_row(code)
    return _row(found[0]) if found else None


def areas_coded(codes: Iterable[str]) -> dict[str, AreaRow]:
    """The areas of several codes, ended or not, by code (one query)."""
    return {area.code: _row(area) for area in _rows_of(codes).order_by("code")}


@kept_while_standing
def area_by_code(code: str, on: date) -> tuple[AreaRow, ...]:
    """What stands on a day for a code: the area itself, or those that took its place; () for an unknown code."""
    seen: dict[str, Area] = {}

    def load(codes: frozenset[str]) -> dict[str, Span]:
        found = {
            area.code: area for area in (_one_row(*codes) if len(codes) == 1 else _rows_of(codes).order_by("code"))
        }
        seen.update(found)
        return {name: Span(area.since, area.until) for name, area in found.items()}

    return tuple(_row(seen[name]) for name in live_on(code, on, load, successors_of))


def successors_of(codes: frozenset[str]) -> list[str]:
    """The codes that directly followed on any of ``codes``."""
    rows = AreaLink.objects.filter(county__in={county_of(code) for code in codes}, predecessor__in=codes)
    return list(rows.order_by("successor").values_list("successor", flat=True).distinct())


def predecessors_of(code: str) -> frozenset[str]:
    """Every code whose place ``code`` took, directly or over several steps: closed matters keep those."""
    found: set[str] = set()
    wanted = {code}
    while wanted:
        rows = AreaLink.objects.filter(county__in={county_of(name) for name in wanted}, successor__in=wanted)
        wanted = set(rows.order_by("predecessor").values_list("predecessor", flat=True)) - found - {code}
        found |= wanted
    return frozenset(found)


def codes_within(prefix: str) -> tuple[str, ...]:
    """``prefix`` and the codes that went over into it from elsewhere: together the ranges of a look-up in the past."""
    links = AreaLink.objects.filter(inside("successor", prefix), inside("county", prefix[: AreaLevel.COUNTY]))
    old = set(links.order_by("predecessor").values_list("predecessor", flat=True))
    earlier = {name for code in old for name in predecessors_of(code)}
    return (prefix, *sorted(code for code in old | earlier if not code.startswith(prefix)))


def name_on(code: str, on: date) -> str:
    """The name that an area had on a day; "" for a placeholder or an unknown code."""
    later = AreaChange.objects.filter(county=county_of(code), area=code, kind="rename", on__gt=on)
    renamed = later.order_by("on", "id").first()
    if renamed is not None:
        return renamed.name_before
    found = area_coded(code)
    return found.name if found else ""


def path_of(code: str) -> tuple[AreaRow, ...]:
    """The areas above ``code`` that are known, the highest first, then itself (one query)."""
    found = areas_coded([name for name in (*ancestors_of(code), code) if name])
    return tuple(found[name] for name in sorted(found, key=len))


def children_of(code: str, on: date) -> tuple[AreaRow, ...]:
    """The areas directly below a code on a day, by code."""
    rows = Area.objects.filter(_live(on), inside("county", code[: AreaLevel.COUNTY]), parent=code)
    return tuple(_row(area) for area in rows.order_by("code"))


def levels_below(code: str, on: date) -> dict[str, tuple[AreaRow, ...]]:
    """The areas directly below a code, and below each of those, by the code above them (two queries)."""
    first = children_of(code, on)
    codes = [row.code for row in first]
    rows = Area.objects.filter(_live(on), county__in={county_of(name) for name in codes}, parent__in=codes)
    found: dict[str, list[AreaRow]] = {name: [] for name in codes}
    for area in rows.order_by("code"):
        found[area.parent].append(_row(area))
    return {code: first, **{name: tuple(below) for name, below in found.items()}}


def areas_below(prefix: str, level: AreaLevel, on: date) -> tuple[str, ...]:
    """The codes of the areas of ``level`` inside ``prefix`` that stand on a day (one query)."""
    rows = Area.objects.filter(_live(on), inside("code", prefix)).annotate(digits=Length("code")).filter(digits=level)
    return tuple(rows.order_by("code").values_list("code", flat=True))


def siblings_of(code: str, on: date) -> tuple[AreaRow, ...]:
    """The other areas directly below the same one on a day."""
    found = area_coded(code)
    return tuple(row for row in children_of(found.parent, on) if row.code != code) if found else ()


def _live(on: date) -> Q:
    begun = Q(since__isnull=True) | Q(since__lte=on)
    return begun & (Q(until__isnull=True) | Q(until__gte=on))


def changes_of(code: str) -> tuple[ChangeRow, ...]:
    """The history of an area: changes that it made, ended in or came from, oldest first (two queries)."""
    links = AreaLink.objects.filter(county=county_of(code)).filter(Q(predecessor=code) | Q(successor=code))
    rows = AreaChange.objects.filter(county=county_of(code)).filter(Q(area=code) | Q(pk__in=links.values("change")))
    found = rows.order_by("on", "id").prefetch_related("links")
    return tuple(_change(row, row.links.all()) for row in found)


def area_change(county: str, change_id: UUID) -> ChangeRow:
    """One change, for subscribers of ``places.areas_merged`` and ``places.area_split``; LookupError if unknown."""
    row = AreaChange.objects.filter(county=county, pk=change_id).prefetch_related("links").order_by("id").first()
    if row is None:
        raise LookupError(f"no change of areas {change_id}")
    return _change(row, row.links.all())


def successor_links(change: ChangeRow) -> tuple[tuple[str, str], ...]:
    """(old code, new code) of what open matters follow: itself where it stays, else the first of its successors."""
    found: dict[str, str] = {}
    for before, after in sorted(change.links, key=lambda link: (link[0], link[0] != link[1], link[1])):
        found.setdefault(before, after)
    return tuple(sorted(found.items(), key=lambda link: (-len(link[0]), link)))


def visible(actor: Actor) -> QuerySet[Area]:
    """The areas of the actor's own jurisdiction; others are found by code."""
    return Area.objects.filter(inside("county", actor.area[: AreaLevel.COUNTY]), inside("code", actor.area))


def area_seen(actor: Actor, code: str) -> AreaRow:
    """An area of the actor's jurisdiction; NotFound for others (one query)."""
    found = visible(actor).filter(county=county_of(code), code=code).order_by("id").first()
    if found is None:
        raise NotFound(KernelCode.NOT_FOUND)
    return _row(found)


def area_detail(actor: Actor, code: str) -> tuple[AreaRow, tuple[Entry, ...]]:
    """The same with its journal (two queries)."""
    found = area_seen(actor, code)
    return found, tuple(history(found.county, "places.area", found.id))


LEVELS = (
    ("4", n_("Prefectures")),
    ("6", n_("Counties")),
    ("9", n_("Towns and streets")),
    ("12", n_("Communities and villages")),
)
STATES = (("live", n_("Standing")), ("ended", n_("Ended")), ("unnamed", n_("Without a name")))


def _by_level(rows: QuerySet[Any], value: str, actor: Actor) -> QuerySet[Any]:
    return rows.filter(code__regex=rf"^[0-9]{{{int(value)}}}$")


def _by_state(rows: QuerySet[Any], value: str, actor: Actor) -> QuerySet[Any]:
    if value == "unnamed":
        return rows.filter(name="")
    ended = Q(until__lt=local_day(actor.at))
    return rows.filter(ended) if value == "ended" else rows.exclude(ended)


def _search(rows: QuerySet[Any], text: str) -> QuerySet[Any]:
    earlier = AreaChange.objects.filter(name_before__contains=text).values("area")
    return rows.filter(Q(name__contains=text) | Q(code__startswith=text) | Q(code__in=earlier))


AREAS: Listing[AreaRow] = Listing(
    name="places.areas",
    title=n_("Areas"),
    columns=(
        Column("code", n_("Code"), "link", sort="code"),
        Column("name", n_("Name"), sort="name"),
        Column("kind", n_("Kind"), "state"),
        Column("since", n_("Since"), "date"),
        Column("until", n_("Until"), "date"),
        Column("source", n_("Source")),
    ),
    source=visible,
    row=_row,
    default_sort="code",
    filters=(Filter("level", n_("Level"), LEVELS, _by_level), Filter("state", n_("State"), STATES, _by_state)),
    search=_search,
)


def communities_within(county: str, prefixes: Iterable[str], on: date) -> tuple[AreaRow, ...]:
    """The communities inside any of ``prefixes`` that stand on a day, by code: what a form offers (one query)."""
    wanted = Q(pk__in=[])
    for prefix in prefixes:
        wanted |= inside("code", prefix)
    rows = Area.objects.filter(wanted, _live(on), county=county).order_by("code")
    return tuple(_row(area) for area in rows if len(area.code) == AreaLevel.COMMUNITY)
