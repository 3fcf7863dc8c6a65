"""Who may know of a case: the one filter that every list, count, search, map and export starts from."""

from collections.abc import Iterator
from typing import Any
from uuid import UUID

from django.core.cache import cache
from django.db.models import Exists, OuterRef, Q, QuerySet

from linli.cases.models import Assignment, Case
from linli.cases.models.assignment import LIVE
from linli.cases.queries.parties import hearers
from linli.cases.rules.visibility import Visibility
from linli.kernel.actor import Actor
from linli.kernel.db.ranges import inside

OWN, AREA, CLOSED_SHOP = "cases.see_own_cases", "cases.see_cases", "cases.see_confidential"
CONFIDENTIAL = (Visibility.HANDLERS.value, Visibility.SEALED.value)
FINISHED = (*LIVE, "done")
MANY, ASKED_AGAIN = 5_000, 600


def visible(actor: Actor) -> QuerySet[Case]:
    """The cases that the actor may know of.

    Their unit's own (leading, helping, setting, first receiving until handed over), and those inside the areas they
    oversee. A case for handlers only is seen by no overseer, and in its units only by posts for such matters. Someone
    with number and key sees their one case; the installation sees all.
    """
    rows = Case.objects.filter(county=actor.county)
    if actor.party is not None:
        return rows.filter(parties__in=hearers(actor.county, actor.at).filter(pk=actor.party))
    if actor.account is None and actor.channel == "job":
        return rows
    own = actor.unit if OWN in actor.powers else None
    areas = actor.areas_for(AREA)
    if own is not None and not areas:
        rows = _worked_on(rows, actor.county, own)
        return rows if CLOSED_SHOP in actor.powers else rows.exclude(visibility__in=CONFIDENTIAL)
    # The area first: an engine looks at one column before it asks for shares, row by row.
    wanted = Q(pk__in=[])
    for area in areas:
        wanted |= inside("area", area) & ~Q(visibility__in=CONFIDENTIAL)
    if own is not None:
        wanted |= _of_unit(own) if CLOSED_SHOP in actor.powers else _of_unit(own) & ~Q(visibility__in=CONFIDENTIAL)
    return rows.filter(wanted)


def _of_unit(unit: UUID) -> Q:
    shares = Assignment.objects.filter(county=OuterRef("county"), case=OuterRef("pk"), unit=unit, state__in=FINISHED)
    return Q(lead=unit) | Q(sponsor=unit) | Q(receiver=unit, handed_over=False) | Q(Exists(shares))


def _worked_on(rows: QuerySet[Case], county: str, unit: UUID) -> QuerySet[Case]:
    """The same as a filter of its own.

    A unit with few cases is found by the index of each way of working on one, which an OR would not use; one with many
    by walking in the order of the list, where soon enough of them turn up (bench/first_pages.py).
    """
    return rows.filter(_of_unit(unit)) if _has_many(county, unit) else rows.filter(pk__in=_ids_of(county, unit))


def _ids_of(county: str, unit: UUID) -> QuerySet[Any, Any]:
    shares = Assignment.objects.filter(county=county, unit=unit, state__in=FINISHED).order_by().values("case_id")
    cases = Case.objects.filter(county=county).order_by()
    ways = (Q(lead=unit), Q(sponsor=unit), Q(receiver=unit, handed_over=False))
    return shares.union(*(cases.filter(way).values("pk") for way in ways))


def _has_many(county: str, unit: UUID) -> bool:
    """Whether so many cases are the unit's that lists walk; asked again now and then, for either way is right."""
    key = f"linli.many.{county}.{unit}"
    known: bool | None = cache.get(key)
    if known is None:
        known = len(_ids_of(county, unit)[: MANY + 1]) > MANY
        cache.set(key, known, timeout=ASKED_AGAIN)
    return known


def of_unit(actor: Actor, rows: QuerySet[Case] | None = None) -> QuerySet[Case]:
    """The cases, of ``rows`` or of all that the actor may know of, that the actor's own unit works on."""
    seen = visible(actor) if rows is None else rows
    return seen.none() if actor.unit is None else _worked_on(seen, actor.county, actor.unit)


def public_cases(county: str) -> QuerySet[Case]:
    """The cases that everybody may see: of public types, accepted, shown by the staff."""
    return Case.objects.filter(county=county, public=True, visibility=Visibility.PUBLIC.value)


def may_know_of(actor: Actor) -> Q:
    """The same for rows that only tell of a case and keep its ``visibility``: what other units do is overseen by area.

    Of a matter for handlers only they tell nobody but handlers of the unit that asked.
    """
    wanted = Q(pk__in=[])
    for area in actor.areas_for(AREA):
        wanted |= inside("area", area) & ~Q(visibility__in=CONFIDENTIAL)
    if CLOSED_SHOP in actor.powers and actor.unit is not None:
        wanted |= Q(asked_by=actor.unit, visibility__in=CONFIDENTIAL)
    return wanted


def may_know(actor: Actor, case: UUID) -> bool:
    """Whether the actor may know of a case."""
    return visible(actor).filter(pk=case).exists()


def open_at(county: str, area: str) -> Iterator[UUID]:
    """The cases of exactly one code that are not ended, in bounded memory."""
    rows = Case.objects.filter(county=county, area=area, ended_at__isnull=True).order_by("id")
    yield from rows.values_list("id", flat=True).iterator(chunk_size=500)
