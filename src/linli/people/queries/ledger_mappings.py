"""The meanings of columns that people chose, as they hold for a run."""

from collections.abc import Mapping

from django.db.models import Q

from linli.people.models import LedgerMapping, LedgerRun


def mappings_for(run: LedgerRun) -> dict[str, Mapping[str, str]]:
    """Head → letter → meaning: what the community remembered before the file came, then what was said of this file.

    What is remembered later changes nothing about it, so that a file reads the same as long as it is kept.
    """
    # Ids are made in the order of time, finer than moments are.
    remembered = Q(remembered=True, area=run.area, pk__lt=run.pk)
    rows = LedgerMapping.objects.filter(Q(run=run) | remembered, county=run.county).order_by("id")
    found: dict[str, Mapping[str, str]] = {}
    own: dict[str, Mapping[str, str]] = {}
    for row in rows:
        (own if row.run_id == run.id else found)[row.head] = row.columns
    return {**found, **own}
