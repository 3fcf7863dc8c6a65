"""What happens by itself: messages are sent, units and residents follow merged areas. Every task may run twice."""

from itertools import takewhile
from uuid import UUID

from django.conf import settings
from django_tasks import task

from linli.kernel.actor import Actor, system_actor
from linli.kernel.clock_port import now
from linli.kernel.jobs.sweeping import sweeping
from linli.kernel.journal.reading import object_of
from linli.kernel.sending import NotSent, send
from linli.people.commands import settle_message, try_message
from linli.people.commands.recoding import STEPS, recode_residents
from linli.people.queries.messages import due_messages
from linli.places.queries.areas import area_change, successor_links
from linli.places.queries.dwellings import moved_dwellings

COMMANDS = ("people.try_message", "people.settle_message", "people.queue_message")
RECODING = ("people.recode_units", "people.recode_persons", "people.recode_residents")
# After so many failures on end the provider is left in peace until the next minute.
ENOUGH = 3


def _machine(county: str) -> Actor:
    return system_actor(county, now(), *COMMANDS)


def deliver(county: str, message: UUID) -> bool:
    """Try one message if it is due; False when the provider did not take it.

    Taken for a try, sent, settled: three steps, none of which holds a transaction while the provider is asked. A crash
    in between repeats the try after the lease, under the same number.
    """
    taken = try_message(_machine(county), message=message)
    parcel = taken.values.get("parcel")
    if parcel is None:
        return True
    tries = taken.values["tries"]
    try:
        number = send(settings.LINLI, parcel)
    except NotSent as fault:
        settle_message(_machine(county), message=message, tries=tries, error=fault.reason, final=fault.final)
        return False
    settle_message(_machine(county), message=message, tries=tries, provider=number)
    return True


@task()
def send_queued(*, entry: str, job_key: str) -> None:
    """Try a message as soon as it is queued (subscriber of ``people.message_queued``)."""
    deliver(*object_of(UUID(entry)))


@task()
def sweep_messages(*, job_key: str) -> None:
    """Try every message that is due, also those whose worker was lost in the middle."""
    failed = 0

    def attempt(found: tuple[str, UUID]) -> None:
        nonlocal failed
        failed = 0 if deliver(*found) else failed + 1

    with sweeping("people.sweep_messages") as sweep:
        sweep.each(takewhile(lambda _: failed < ENOUGH, due_messages(now())), attempt)


@task()
def follow_areas(*, entry: str, job_key: str) -> None:
    """Bring every open row from an old code to its successor, batch by batch; a crash goes on where it stopped.

    Residents follow their dwelling; what has no dwelling, and units, follow the code where it is gone.
    """
    county, change = object_of(UUID(entry))
    actor = system_actor(county, now(), *RECODING)
    for before, after, dwellings in moved_dwellings(county, change):
        recode_residents(actor, dwellings=dwellings, before=before, after=after)
    for before, after in successor_links(area_change(county, change)):
        for step in STEPS if before != after else ():
            while step(actor, before=before, after=after).status != "done":
                pass
