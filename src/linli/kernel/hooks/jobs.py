"""What happens by itself: events become deliveries, deliveries go out, old ones are forgotten. All may run twice."""

import time
from collections.abc import Iterable
from concurrent.futures import Future, ThreadPoolExecutor, as_completed
from random import random
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django_tasks import task

from linli.kernel.actor import system_actor
from linli.kernel.clock_port import now
from linli.kernel.db.guard import writing
from linli.kernel.hooks import ledger
from linli.kernel.hooks.commands import disable_hook
from linli.kernel.hooks.forgetting import forget_batch
from linli.kernel.hooks.ledger import ROUND, Ending, settle, take_due
from linli.kernel.hooks.replaying import replay_batch
from linli.kernel.hooks.rules import Parcel, is_taken
from linli.kernel.hooks.signing import headers
from linli.kernel.ids import county_of_id
from linli.kernel.installation import Installation
from linli.kernel.jobs import queue
from linli.kernel.jobs.sweeping import sweeping
from linli.kernel.sending.calling import Call, NoAnswer, ask

SEND, REPLAY = "linli.kernel.hooks.jobs.send_due", "linli.kernel.hooks.jobs.replay"
# A run ends after so long; the rest goes in the next minute, so that other jobs have their turn.
RUN_SECONDS = 20.0
MOST_SECONDS = 60


def _queue(county: str, name: str, dedupe: str, **arguments: str) -> None:
    with writing("framework"), transaction.atomic():
        queue.put(county, name, arguments, dedupe=dedupe)


@task()
def hand_out(*, entry: str, job_key: str) -> None:
    """Make the deliveries of an event (subscriber of every offered event), and have them sent at once."""
    if ledger.hand_out(UUID(entry)):
        _queue(county_of_id(UUID(entry)), SEND, f"{entry}/{SEND}")


def post(place: Installation, parcel: Parcel) -> Ending:
    """Send one parcel and say how it ended. Only the status counts: the body of the answer stays unread.

    The moment under the signature is the real one also in a demo whose clock is ahead: the receiver's is.
    """
    signed = headers(parcel.secrets, str(parcel.event), int(time.time()), parcel.body)
    call = Call(
        parcel.address, float(min(place.hook_seconds, MOST_SECONDS)), place.guarded, parcel.body,
        {"Content-Type": "application/json", "User-Agent": "Linli", **signed}, longest=0,
    )  # fmt: skip
    try:
        status = ask(call).status
    except NoAnswer as fault:
        return Ending(0, fault.reason)
    return Ending(status, "" if is_taken(status) else f"http_{status}")


def _settle(parcel: Parcel, ending: Ending) -> None:
    why = settle(parcel, ending, now(), random())
    if why:
        actor = system_actor(county_of_id(parcel.hook), now(), "kernel.disable_hook")
        disable_hook(actor, hook=parcel.hook, reason=why)


def _send_all(parcels: Iterable[Parcel]) -> None:
    """Send parcels side by side, so that a slow receiver holds up no other; only this thread asks the database."""
    with ThreadPoolExecutor(ROUND) as pool, sweeping("kernel.send_due") as sweep:
        under_way: dict[Future[Ending], Parcel] = {pool.submit(post, settings.LINLI, item): item for item in parcels}
        sweep.each(as_completed(under_way), lambda done: _settle(under_way[done], done.result()))


@task()
def send_due(*, job_key: str) -> None:
    """Try what is due, a round at a time.

    Taken, sent, settled: three steps, none of which holds a transaction while a receiver is asked. A crash in between
    repeats the try after the lease, under the same number.
    """
    end = time.monotonic() + RUN_SECONDS
    while parcels := take_due(settings.LINLI.county, now()):
        _send_all(parcels)
        if time.monotonic() > end:
            return


@task()
def replay(*, entry: str, job_key: str, after: str = "") -> None:
    """One batch of a replay, then the next as a job of its own; a crash goes on with the batch it was in."""
    county, left = county_of_id(UUID(entry)), replay_batch(UUID(entry), after)
    if left:
        _queue(county, REPLAY, f"{entry}/{REPLAY}/{left}", entry=entry, after=left)
    _queue(county, SEND, f"{entry}/{SEND}/{left}")


@task()
def forget_old(*, job_key: str) -> None:
    """Forget deliveries that were settled long ago, and old secrets that no longer hold."""
    while forget_batch(settings.LINLI.county, now()):
        pass
