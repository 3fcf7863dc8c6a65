"""Of which cases an outside system may hear, thinly: of none that only its handlers may know."""

from collections.abc import Collection
from uuid import UUID

from linli.cases.models import Case
from linli.cases.queries.access import CONFIDENTIAL
from linli.kernel.errors import n_
from linli.kernel.hooks.offers import offer


def tellable_cases(county: str, cases: Collection[UUID]) -> Collection[UUID]:
    """Those of the cases that are for everybody or for the units that work on them (one query)."""
    rows = Case.objects.filter(county=county, pk__in=cases).exclude(visibility__in=CONFIDENTIAL)
    return set(rows.order_by("pk").values_list("pk", flat=True))


def register() -> None:
    """Offer the events of cases to webhooks (called at start-up)."""
    offer("cases.case_acted", n_("Something happened to a case"), tellable_cases)
    offer("cases.duty_missed", n_("A recurring duty was missed"))
