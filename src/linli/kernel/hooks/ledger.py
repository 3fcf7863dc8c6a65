"""The ledger of deliveries: made once an event and hook, taken for a try under a lease, settled.

Machinery like the jobs beside it: it writes no journal, for the entry that it tells of stands there already.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from random import shuffle
from uuid import UUID

from django.db import transaction
from django.db.models import Exists, F, OuterRef, Q, QuerySet

from linli.kernel.clock_port import now
from linli.kernel.crypto.boxes import open_box
from linli.kernel.db.guard import writing
from linli.kernel.db.upsert import insert_if_absent
from linli.kernel.hooks.bodies import body_of, tellable_entries
from linli.kernel.hooks.models import Hook, HookDelivery
from linli.kernel.hooks.rules import (
    FAILED,
    GATHERING,
    GIVEN_UP,
    LEASE,
    MOST_TRIES,
    ON,
    OPEN,
    PING,
    SENT,
    WAITING,
    WITHHELD,
    Parcel,
    is_taken,
    rest_after,
    wait_after,
    why_disable,
)
from linli.kernel.ids import county_of_id, new
from linli.kernel.journal.models import JournalEntry

# So many are tried at once, each in its own thread.
ROUND = 16


@dataclass(frozen=True)
class Ending:
    """How a try ended: the status of the answer, or 0 and a word why there was none."""

    status: int
    reason: str = ""


def _wants(hook: Hook, entry: JournalEntry) -> bool:
    if entry.event == PING:
        return hook.pk == entry.object_id
    return entry.event in hook.events and entry.area.startswith(hook.area)


def new_delivery(hook: Hook, entry: JournalEntry, moment: datetime, replay: UUID | None = None) -> HookDelivery:
    """A row that waits for its first try; not saved."""
    return HookDelivery(
        id=new(hook.county), county=hook.county, hook=hook, event=entry.pk, name=entry.event,
        subject_type=entry.object_type, subject_id=entry.object_id, state=WAITING, next_try_at=moment, replay=replay,
        created_at=moment,
    )  # fmt: skip


def hand_out(entry_id: UUID) -> int:
    """Make the deliveries of an entry, one a hook that wants it; again changes nothing. Returns for how many hooks."""
    county = county_of_id(entry_id)
    entry = JournalEntry.objects.filter(pk=entry_id, county=county).first()
    if entry is None or not tellable_entries(county, [entry]):
        return 0
    hooks = Hook.objects.filter(county=county, state__in=GATHERING).order_by("id")
    rows = [new_delivery(hook, entry, now()) for hook in hooks if _wants(hook, entry)]
    if rows:
        with writing("framework"), transaction.atomic():
            insert_if_absent(*rows)
    return len(rows)


def take_due(county: str, moment: datetime) -> list[Parcel]:
    """Take up to ROUND due deliveries for one try each; until their lease is over nobody else takes them.

    Shared evenly among the hooks; a hook whose receiver fails gets one.
    """
    with writing("framework"), transaction.atomic():
        ready = _ready(county, moment)
        share = max(1, ROUND // len(ready)) if ready else 0
        taken = [row for hook in ready for row in _taken(hook, moment, 1 if hook.failures else share)]
    return _parcels(county, taken, moment)


def _ready(county: str, moment: datetime) -> list[Hook]:
    due = HookDelivery.objects.filter(county=county, hook=OuterRef("pk"), next_try_at__lte=moment)
    rested = Q(rest_until__isnull=True) | Q(rest_until__lte=moment)
    rows = Hook.objects.filter(rested, Exists(due), county=county, state=ON).order_by("id")
    found = list(rows.select_for_update(skip_locked=True, no_key=True))
    # When there are more than fit, each has its turn.
    shuffle(found)
    return found[:ROUND]


def _taken(hook: Hook, moment: datetime, count: int) -> list[HookDelivery]:
    due = HookDelivery.objects.filter(county=hook.county, hook=hook, next_try_at__lte=moment)
    rows = list(due.order_by("next_try_at", "id").select_for_update(skip_locked=True)[:count])
    _rows_of(rows).update(tries=F("tries") + 1, next_try_at=moment + LEASE)
    if hook.failures:
        Hook.objects.filter(county=hook.county, pk=hook.pk).update(rest_until=moment + LEASE)
    for row in rows:
        row.hook, row.tries = hook, row.tries + 1
    return rows


def _rows_of(rows: Iterable[HookDelivery]) -> QuerySet[HookDelivery]:
    found = list(rows)
    counties = {row.county for row in found}
    return HookDelivery.objects.filter(county__in=counties, pk__in=[row.pk for row in found])


def _parcels(county: str, taken: list[HookDelivery], moment: datetime) -> list[Parcel]:
    """What to send. What may no longer be told of is withheld; what lost its worker at the last try ends."""
    entries = JournalEntry.objects.filter(county=county, pk__in=[row.event for row in taken]).order_by("pk")
    told = {entry.pk: entry for entry in tellable_entries(county, entries)}
    _end((row for row in taken if row.event not in told), WITHHELD, moment)
    _end((row for row in taken if row.event in told and row.tries > MOST_TRIES), "worker_lost", moment)
    return [
        Parcel(row.pk, row.hook_id, row.event, row.hook.address, body_of(told[row.event]),
               secrets_of(row.hook, moment), row.tries)
        for row in taken if row.event in told and row.tries <= MOST_TRIES
    ]  # fmt: skip


def _end(rows: Iterable[HookDelivery], reason: str, moment: datetime) -> None:
    with writing("framework"), transaction.atomic():
        _rows_of(rows).update(state=GIVEN_UP, reason=reason, next_try_at=None, settled_at=moment)


def secrets_of(hook: Hook, moment: datetime) -> tuple[str, ...]:
    """The secrets in force, the newest first."""
    newest = open_box(bytes(hook.secret), table="kernel_hook", field="secret", row=hook.pk)
    if hook.old_secret is None or hook.old_until is None or hook.old_until <= moment:
        return (newest,)
    return (newest, open_box(bytes(hook.old_secret), table="kernel_hook", field="old_secret", row=hook.pk))


def settle(parcel: Parcel, ending: Ending, moment: datetime, chance: float) -> str:
    """Note how a try ended; why its hook must be switched off, or "".

    A yes counts however late it comes; a no only for the try that is under way.
    """
    county = county_of_id(parcel.delivery)
    with writing("framework"), transaction.atomic():
        hook = Hook.objects.select_for_update(no_key=True).get(county=county, pk=parcel.hook)
        row = HookDelivery.objects.select_for_update().get(county=county, pk=parcel.delivery)
        if is_taken(ending.status):
            return _sent(hook, row, ending, moment)
        if row.state not in OPEN or row.tries != parcel.tries:
            return ""
        _keep_failure(row, ending, moment, chance)
        return _note_failure(hook, ending, moment)


def _sent(hook: Hook, row: HookDelivery, ending: Ending, moment: datetime) -> str:
    row.state, row.next_try_at, row.settled_at = SENT, None, moment
    row.status, row.reason = ending.status, ""
    row.save(update_fields=["state", "next_try_at", "settled_at", "status", "reason"])
    hook.failures, hook.failing_since, hook.rest_until, hook.last_sent_at = 0, None, None, moment
    hook.save(update_fields=["failures", "failing_since", "rest_until", "last_sent_at"])
    return ""


def _keep_failure(row: HookDelivery, ending: Ending, moment: datetime, chance: float) -> None:
    wait = wait_after(row.tries, chance)
    row.state, row.next_try_at = (FAILED, moment + wait) if wait is not None else (GIVEN_UP, None)
    row.settled_at = moment if wait is None else None
    row.status, row.reason = ending.status or None, ending.reason[:40]
    row.save(update_fields=["state", "next_try_at", "settled_at", "status", "reason"])


def _note_failure(hook: Hook, ending: Ending, moment: datetime) -> str:
    hook.failures += 1
    hook.failing_since = hook.failing_since or moment
    hook.rest_until = moment + rest_after(hook.failures)
    hook.save(update_fields=["failures", "failing_since", "rest_until"])
    return why_disable(ending.status, hook.failures, hook.failing_since, moment)
