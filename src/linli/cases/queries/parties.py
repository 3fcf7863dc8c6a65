"""Parties of a case, for programs that act for them."""

from uuid import UUID

from linli.cases.models import CaseParty, CaseQuestion


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
