"""Trying a dead letter again: a command, so that it is journalled."""

from uuid import UUID

from linli.kernel.actor import Actor
from linli.kernel.command import Receipt, command, record
from linli.kernel.errors import KernelCode, NotFound
from linli.kernel.jobs import queue
from linli.kernel.journal.entries import Act, Subject


@command("kernel.revive_job")
def revive_job(actor: Actor, *, job: UUID) -> Receipt:
    """Put a job that failed for good back into the queue."""
    if not queue.revive(actor.county, job):
        raise NotFound(KernelCode.NOT_FOUND)
    record(actor, Subject("kernel.job", job, actor.county, actor.county), Act(("state",)))
    return Receipt("kernel.job", job, "ready", 1)
