"""Which cases an erasure touches."""

from collections.abc import Collection, Iterator
from typing import Any
from uuid import UUID

from linli.cases.models import Case, CaseParty
from linli.cases.rules.parties import SPEAKING


def is_at_work(county: str, person: UUID) -> bool:
    """Whether a person is a party of a case that goes on."""
    return CaseParty.objects.filter(
        county=county, person=person, left_at__isnull=True, case__ended_at__isnull=True
    ).exists()


def speaking_in(county: str, persons: Collection[UUID]) -> tuple[UUID, ...]:
    """The ended cases that these persons brought or spoke in."""
    rows = CaseParty.objects.filter(county=county, person__in=persons, role__in=SPEAKING, case__ended_at__isnull=False)
    return tuple(rows.order_by("case_id").values_list("case_id", flat=True).distinct())


def ended_of(county: str) -> Iterator[Any]:
    """Ended cases with kind, place and end; in bounded memory."""
    rows = Case.objects.filter(county=county, ended_at__isnull=False).order_by("id")
    yield from rows.only("id", "type", "area", "ended_at", "county").iterator(chunk_size=500)
