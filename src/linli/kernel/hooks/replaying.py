"""Sending again what the journal knows of: batch by batch, so that a crash goes on where it stopped."""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Q, QuerySet

from linli.kernel.clock_port import now
from linli.kernel.db.guard import writing
from linli.kernel.db.ranges import inside
from linli.kernel.db.upsert import insert_if_absent
from linli.kernel.hooks.bodies import tellable_entries
from linli.kernel.hooks.ledger import new_delivery
from linli.kernel.hooks.models import Hook, HookDelivery
from linli.kernel.hooks.rules import WAITING
from linli.kernel.ids import county_of_id
from linli.kernel.journal.models import JournalEntry

BATCH = 200


def replay_batch(asked: UUID, after: str) -> str:
    """Make or renew the deliveries of the next BATCH entries of a replay; where to go on, "" at its end.

    ``asked`` is the entry of the command: it says which hook and which span. ``after`` is what the batch before gave
    back. What a receiver is sent again bears its old number, so that it can leave out what it has.
    """
    county = county_of_id(asked)
    order = JournalEntry.objects.get(county=county, pk=asked)
    hook = Hook.objects.get(county=county, pk=order.object_id)
    rows = list(_entries(hook, order, after)[:BATCH])
    with writing("framework"), transaction.atomic():
        _renew(hook, asked, tellable_entries(county, rows))
    return f"{rows[-1].recorded_at.isoformat()} {rows[-1].pk}" if len(rows) == BATCH else ""


def _entries(hook: Hook, order: JournalEntry, after: str) -> QuerySet[JournalEntry]:
    since, until = (datetime.fromisoformat(str(order.facts[name])) for name in ("since", "until"))
    rows = JournalEntry.objects.filter(
        inside("area", hook.area), county=hook.county, event__in=hook.events, recorded_at__gte=since,
        recorded_at__lt=until,
    )  # fmt: skip
    if after:
        moment, _, last = after.partition(" ")
        at = datetime.fromisoformat(moment)
        rows = rows.filter(recorded_at__gte=at).filter(Q(recorded_at__gt=at) | Q(pk__gt=UUID(last)))
    return rows.order_by("recorded_at", "pk")


def _renew(hook: Hook, asked: UUID, entries: list[JournalEntry]) -> None:
    if not entries:
        return
    moment = now()
    known = HookDelivery.objects.filter(county=hook.county, hook=hook, event__in=[row.pk for row in entries])
    # Those that this replay has renewed already may be under way: they are left alone.
    known.filter(Q(replay__isnull=True) | ~Q(replay=asked)).update(
        state=WAITING, tries=0, next_try_at=moment, status=None, reason="", settled_at=None, replay=asked
    )
    insert_if_absent(*(new_delivery(hook, row, moment, asked) for row in entries))
