"""Persons as pages see them: always masked (R9.10); unmasked values come from ``people.reveal`` alone."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet
from django.db.models.functions import Coalesce

from linli.kernel.actor import Actor
from linli.kernel.clock import local_day
from linli.kernel.db.listing import Column, Filter, Listing
from linli.kernel.db.ranges import inside
from linli.kernel.errors import KernelCode, NotFound, n_
from linli.kernel.text import mask_name
from linli.people.models import ContactPoint, NameToken, Person, Residence
from linli.people.queries.contacts import ContactRow, contact_rows
from linli.people.queries.person_search import Wanted, read_search
from linli.people.queries.person_values import L1, masked_address, masked_identity
from linli.people.queries.residences import ResidenceRow, residence_rows

SEE = "people.see_persons"
COUNTY_DIGITS = 6


@dataclass(frozen=True)
class PersonRow:
    """A line of a list of persons, masked."""

    id: UUID
    name: str
    sex: int
    birth: str
    identity: str
    area: str
    version: int


@dataclass(frozen=True)
class PersonDetail:
    """One person, masked, with residences and contact points. ``doubles`` are the records merged into this one."""

    id: UUID
    area: str
    name: str
    sex: int
    birth: str
    identity_kind: str
    identity: str
    hukou_address: str
    sources: dict[str, dict[str, str]]
    contacts: tuple[ContactRow, ...]
    residences: tuple[ResidenceRow, ...]
    doubles: tuple[UUID, ...]
    version: int
    bound: bool = False
    died: str = ""
    double_versions: Mapping[UUID, int] = field(default_factory=dict)


def persons_within(actor: Actor, power: str) -> QuerySet[Person]:
    """The live records inside the areas where the actor has ``power``.

    A community sees those who live or are registered there; a county sees all of its records.
    """
    areas = actor.areas_for(power)
    rows = Person.objects.filter(county=actor.county, merged_into__isnull=True, erased_at__isnull=True)
    if any(len(area) <= COUNTY_DIGITS and actor.county.startswith(area) for area in areas):
        return rows
    there = Q(pk__in=[])
    for area in areas:
        there |= inside("area", area)
    day = local_day(actor.at)
    present = Residence.objects.filter(there, Q(until__isnull=True) | Q(until__gte=day), county=actor.county)
    return rows.filter(pk__in=present.values("person"))


def visible(actor: Actor) -> QuerySet[Person]:
    """The live records that the actor may see, masked."""
    return persons_within(actor, SEE)


def _row(person: Person) -> PersonRow:
    birth = str(person.birth_year or "")
    return PersonRow(
        person.id, mask_name(person.name, L1), person.sex, birth, masked_identity(person), person.area, person.version
    )


def _by_sex(rows: QuerySet[Any], value: str, actor: Actor) -> QuerySet[Any]:
    return rows.filter(sex=int(value))


def _by_number(county: str, wanted: Wanted) -> QuerySet[Any]:
    """The live records behind a number: a merged record leads to the one that it was merged into."""
    rows = Person.objects.filter(county=county)
    points = ContactPoint.objects.filter(county=county, lookup__in=wanted.contact_keys, until__isnull=True)
    found = rows.filter(Q(identity_key__in=wanted.identity_keys) | Q(pk__in=points.values("person")))
    return found.values_list(Coalesce("merged_into", "id"))


def _search(rows: QuerySet[Any], text: str) -> QuerySet[Any]:
    wanted = read_search(text)
    # All rows are of the actor's county; the sub-queries name it, so that they find their index.
    county = "".join(rows.order_by().values_list("county", flat=True)[:1])
    if wanted.identity_keys or wanted.contact_keys:
        return rows.filter(pk__in=_by_number(county, wanted))
    if wanted.letters:
        return rows.filter(inside("initials", wanted.letters) | inside("pinyin", wanted.letters))
    for token in wanted.tokens:
        named = NameToken.objects.filter(county=county, token=token)
        rows = rows.filter(pk__in=named.values("person"))
    return rows if wanted.tokens else rows.none()


SEXES = (("1", n_("Male")), ("2", n_("Female")), ("0", n_("Unknown")), ("9", n_("Not stated")))
PERSONS: Listing[PersonRow] = Listing(
    name="people.persons",
    title=n_("Persons"),
    columns=(
        Column("name", n_("Name"), "link", sort="sort_key"),
        Column("sex", n_("Sex"), "state"),
        Column("birth", n_("Born")),
        Column("identity", n_("Identity number")),
        Column("area", n_("Community")),
    ),
    source=visible,
    row=_row,
    default_sort="name",
    filters=(Filter("sex", n_("Sex"), SEXES, _by_sex),),
    search=_search,
)


def live_person(actor: Actor, person: UUID, power: str) -> Person:
    """The live record of a person, also by the id of a merged one; NotFound outside the areas of ``power``."""
    live = Person.objects.filter(pk=person, county=actor.county).values_list(Coalesce("merged_into", "id"))
    row = persons_within(actor, power).filter(pk__in=live).order_by("id").first()
    if row is None:
        raise NotFound(KernelCode.NOT_FOUND)
    return row


def person_detail(actor: Actor, person: UUID) -> PersonDetail:
    """One person, masked; NotFound when the actor may not know of them."""
    row = live_person(actor, person, SEE)
    merged = Person.objects.filter(county=row.county, merged_into=row).order_by("id")
    doubles = tuple(merged.values_list("id", "version"))
    return PersonDetail(
        row.id, row.area, mask_name(row.name, L1), row.sex, str(row.birth_year or ""), row.identity_kind,
        masked_identity(row), masked_address(row), row.sources,
        contact_rows(row.county, [row.id, *(double for double, _ in doubles)]),
        residence_rows(row.county, row.id), tuple(double for double, _ in doubles), row.version,
        row.account is not None, str(row.died.year) if row.died else "", dict(doubles),
    )  # fmt: skip
