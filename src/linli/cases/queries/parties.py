"""Parties of a case: who hears of it; and whom programs act for."""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from django.db.models import Q, QuerySet

from linli.cases.models import CaseParty, CaseQuestion
from linli.cases.rules.parties import KEYED, SPEAKING
from linli.kernel.clock import local_day

AT_ONCE = 1_000


def hearers(county: str, at: datetime) -> QuerySet[CaseParty]:
    """The parties who hear of their case at a moment and may open it with number and key.

    Not the other side; not an agent whose mandate is over, who was sent away, or whose principal was.
    """
    for_somebody = Q(speaks_for__left_at__isnull=True, speaks_for__role__in=SPEAKING)
    return CaseParty.objects.filter(
        Q(until__isnull=True) | Q(until__gte=local_day(at)), Q(speaks_for__isnull=True) | for_somebody,
        county=county, role__in=KEYED, left_at__isnull=True,
    )  # fmt: skip


def first_party(county: str, case: UUID) -> UUID:
    """The party that a case began with; LookupError when it has none."""
    rows = CaseParty.objects.filter(county=county, case=case, left_at__isnull=True).order_by("came_at", "id")
    found = rows.values_list("id", flat=True).first()
    if found is None:
        raise LookupError(f"nobody is a party of {case}")
    return found


def last_question(county: str, case: UUID) -> UUID:
    """The question that a party of a case was asked last; LookupError when there was none."""
    rows = CaseQuestion.objects.filter(county=county, case=case).order_by("-asked_at", "-id")
    found = rows.values_list("id", flat=True).first()
    if found is None:
        raise LookupError(f"nobody of {case} was asked")
    return found


def persons_in_cases(county: str, persons: Collection[UUID]) -> set[UUID]:
    """Those of ``persons`` who are a party of a case, or were: undoing an import leaves them (one query a thousand)."""
    wanted, found = sorted(persons), set()
    for start in range(0, len(wanted), AT_ONCE):
        rows = CaseParty.objects.filter(county=county, person__in=wanted[start : start + AT_ONCE])
        found |= {person for person in rows.order_by("id").values_list("person", flat=True) if person is not None}
    return found
