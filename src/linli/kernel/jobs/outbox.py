"""From the outbox to jobs: entries get their place in the order, their events become jobs, in one transaction."""

from uuid import UUID

from django.db import transaction

from linli.kernel.db.guard import writing
from linli.kernel.db.locks import one_at_a_time
from linli.kernel.ids import new
from linli.kernel.jobs import queue
from linli.kernel.journal.events import is_wanted, subscribers
from linli.kernel.journal.models import JournalEntry, Leaf, Pending

BATCH = 200


def hand_on(county: str) -> int:
    """Take up to BATCH pending entries of ``county``: order them, fan their events out, forget them.

    A crash before the commit repeats all of it; after it nothing is left to do. Returns how many were taken.
    """
    with writing("framework"), transaction.atomic():
        one_at_a_time(f"order-{county}")  # two workers must not give the same place twice
        pending = list(Pending.objects.filter(county=county).order_by("recorded_at", "id")[:BATCH])
        if not pending:
            return 0
        _give_order(county, [row.id for row in pending])
        for row in pending:
            _fan_out(row)
        Pending.objects.filter(county=county, id__in=[row.id for row in pending]).delete()
        return len(pending)


def _give_order(county: str, entries: list[UUID]) -> None:
    last = Leaf.objects.filter(county=county).order_by("-seq").values_list("seq", flat=True).first() or 0
    digests = dict(
        JournalEntry.objects.filter(county=county, pk__in=entries).order_by("pk").values_list("pk", "digest")
    )
    # An entry that is gone gets its place too, so that ``verify`` names it and the outbox does not stand still.
    Leaf.objects.bulk_create(
        Leaf(id=new(county), county=county, seq=place, entry=entry, digest=digests.get(entry, ""))
        for place, entry in enumerate(entries, start=last + 1)
    )


def _fan_out(row: Pending) -> None:
    for task in subscribers(row.event) if row.event else ():
        if is_wanted(task, row.county):
            queue.put(row.county, task, {"entry": str(row.id)}, dedupe=f"{row.id}/{task}")
