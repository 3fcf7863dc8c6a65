"""Units, posts and persons follow the code of their area after a merge or split, in batches (settled.md, machinery 16).

What is closed or ended keeps the code of its day.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.db.models import F, Model, Q, QuerySet

from linli.kernel.actor import Actor
from linli.kernel.command import Receipt, command, record
from linli.kernel.ids import new
from linli.kernel.journal.entries import Act, Subject
from linli.people.models import Consent, ContactPoint, Person, Post, Residence, StandIn, Tenure, Unit, UnitRelation

BATCH = 1_000
OPEN, OPEN_UNIT = Q(until__isnull=True), Q(closed_on__isnull=True)


@dataclass(frozen=True)
class Follower:
    """Rows of a table that follow a code in ``column``."""

    model: type[Model]
    column: str
    live: Q = field(default_factory=Q)


UNITS = (
    Follower(UnitRelation, "place", OPEN),
    Follower(UnitRelation, "area", OPEN),
    Follower(Tenure, "area", Q(ended__isnull=True)),
    Follower(StandIn, "area"),
    Follower(Post, "place", OPEN),
    Follower(Post, "area", OPEN),
    Follower(Unit, "area", OPEN_UNIT),
)
Rows = QuerySet[Any]


def _left(county: str, follower: Follower, before: str, after: str) -> Rows:
    rows: Rows = follower.model._default_manager.filter(follower.live, county=county, **{follower.column: before})
    if follower.model is Unit:
        # A unit of that name sits there already: both stay as they are until somebody renames or closes one.
        there = Unit.objects.filter(county=county, area=after).values("name")
        rows = rows.exclude(name__in=there)
    return rows


@command("people.recode_units")
def recode_units(actor: Actor, *, before: str, after: str) -> Receipt:
    """Move up to 1,000 rows of units, posts and terms from one code to its successor; "done" when none are left."""
    for follower in UNITS:
        ids = list(_left(actor.county, follower, before, after).order_by("pk").values_list("pk", flat=True)[:BATCH])
        if ids:
            rows = follower.model._default_manager.filter(county=actor.county, pk__in=ids)
            rows.update(**{follower.column: after, "version": F("version") + 1})
            return _moved(actor, follower.model, before, after, len(ids))
    return Receipt("people.recoding", new(actor.county), "done", 1, unchanged=True)


def _moved(actor: Actor, model: type[Model], before: str, after: str, count: int) -> Receipt:
    batch = new(actor.county)
    facts = {"table": model._meta.db_table, "before": before, "after": after, "rows": count}
    record(actor, Subject("people.recoding", batch, actor.county, after), Act(("area",), facts=facts))
    return Receipt("people.recoding", batch, "moved", count)


@command("people.recode_persons")
def recode_persons(actor: Actor, *, before: str, after: str) -> Receipt:
    """Move up to 1,000 persons with their open residences from one code to its successor; "done" when none are left."""
    rows = Person.objects.filter(county=actor.county, area=before).order_by("pk")
    persons = list(rows.values_list("pk", flat=True)[:BATCH])
    if not persons:
        return Receipt("people.recoding", new(actor.county), "done", 1, unchanged=True)
    _settle(actor.county, persons, before, after)
    return _moved(actor, Person, before, after, len(persons))


@command("people.recode_residents")
def recode_residents(actor: Actor, *, dwellings: Sequence[UUID], before: str, after: str) -> Receipt:
    """Move those who live in dwellings that went over to another community (at most 1,000 dwellings at once)."""
    homes = Residence.objects.filter(OPEN, county=actor.county, dwelling__in=list(dwellings)[:BATCH], area=before)
    persons = sorted(set(homes.values_list("person", flat=True)))
    if not persons:
        return Receipt("people.recoding", new(actor.county), "done", 1, unchanged=True)
    _settle(actor.county, persons, before, after)
    return _moved(actor, Person, before, after, len(persons))


def _settle(county: str, persons: Sequence[UUID], before: str, after: str) -> None:
    homes = Residence.objects.filter(OPEN, county=county, person__in=persons, area=before)
    homes.update(area=after, version=F("version") + 1)
    rows = Person.objects.filter(county=county, pk__in=persons, area=before)
    rows.update(area=after, version=F("version") + 1)
    for model in (ContactPoint, Consent):
        model._default_manager.filter(county=county, person__in=persons, area=before).update(area=after)


Step = Callable[..., Receipt]
STEPS: tuple[Step, ...] = (recode_units, recode_persons)
