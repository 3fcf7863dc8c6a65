"""Residences and households, and counts that name their kind (E13)."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from linli.kernel.actor import Actor
from linli.kernel.db.ranges import inside
from linli.kernel.errors import KernelCode, NotFound
from linli.kernel.text import mask_name
from linli.people.models import Household, Residence
from linli.people.queries.person_values import L1
from linli.people.rules.residences import KINDS


@dataclass(frozen=True)
class ResidenceRow:
    """A residence of a person."""

    id: UUID
    kind: str
    area: str
    dwelling: UUID | None
    household: UUID | None
    relation: str
    since: date
    until: date | None


@dataclass(frozen=True)
class MemberRow:
    """A member of a household on a day, masked."""

    person: UUID
    name: str
    relation: str


@dataclass(frozen=True)
class HouseholdDetail:
    """A household on a day."""

    id: UUID
    area: str
    dwelling: UUID | None
    members: tuple[MemberRow, ...]
    version: int


def on_day(day: date) -> Q:
    """Residences that hold on ``day``."""
    return Q(since__lte=day) & (Q(until__isnull=True) | Q(until__gte=day))


def residence_rows(county: str, person: UUID) -> tuple[ResidenceRow, ...]:
    """A person's residences, the latest first."""
    rows = Residence.objects.filter(county=county, person=person).order_by("-since", "kind", "id")
    return tuple(
        ResidenceRow(
            row.id, row.kind, row.area, row.dwelling, row.household_id, row.relation, row.since, row.until
        )
        for row in rows
    )  # fmt: skip


def members_on(county: str, household: UUID, day: date) -> QuerySet[Residence]:
    """The residences of a household's members on a day; records merged into others do not count."""
    rows = Residence.objects.filter(on_day(day), county=county, household=household, person__merged_into__isnull=True)
    return rows.select_related("person")


def household_detail(actor: Actor, household: UUID, day: date) -> HouseholdDetail:
    """A household on a day, masked; NotFound outside the areas where the actor sees persons."""
    rows = members_on(actor.county, household, day).select_related("household")
    found = list(rows.order_by("person__sort_key", "id"))
    row = found[0].household if found else Household.objects.filter(pk=household, county=actor.county).first()
    if row is None or not actor.may("people.see_persons", row.area):
        raise NotFound(KernelCode.NOT_FOUND)
    members = tuple(MemberRow(item.person_id, mask_name(item.person.name, L1), item.relation) for item in found)
    return HouseholdDetail(row.id, row.area, row.dwelling, members, row.version)


def persons_counted(county: str, area: str, day: date) -> dict[str, int]:
    """How many persons of each kind of residence there are inside ``area`` on ``day``: figures never mix kinds."""
    rows = Residence.objects.filter(inside("area", area), on_day(day), county=county, person__merged_into__isnull=True)
    found = dict(rows.order_by("kind").values_list("kind").annotate(Count("person", distinct=True)))
    return {kind: found.get(kind, 0) for kind in KINDS}
