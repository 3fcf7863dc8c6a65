"""What happens by itself: notes are delivered, alarms are raised. Every task may run twice."""

from uuid import UUID

from django_tasks import task

from linli.cases.commands import deliver_note, warn_note
from linli.cases.queries.alarms import due_alarms
from linli.kernel.actor import system_actor
from linli.kernel.clock_port import now
from linli.kernel.journal.reading import object_of


@task()
def deliver(*, entry: str, job_key: str) -> None:
    """Deliver the note that was sent (subscriber of ``cases.note_sent``; idempotent by the job's key)."""
    county, note = object_of(UUID(entry))
    actor = system_actor(county, now(), "cases.deliver_note")
    deliver_note(actor.keyed(job_key), note=note)


@task()
def sweep_alarms(*, job_key: str) -> None:
    """Raise every alarm that is due; one command a note, so that a crash repeats only what is left."""
    moment = now()
    for county, note in due_alarms(moment):
        warn_note(system_actor(county, moment, "cases.warn_note"), note=note)
