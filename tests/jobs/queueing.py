"""Short ways to the queue for tests."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from linli.kernel.clock_port import now
from linli.kernel.db.guard import writing
from linli.kernel.jobs import queue
from linli.kernel.jobs.models import Job
from tests.jobs.tasks import COUNTY, note_down, path_of


def put(task: Any = note_down, *, dedupe: str = "", county: str = COUNTY, wait: int = 0, **arguments: Any) -> UUID:
    """Queue a task; due in ``wait`` seconds."""
    with writing("framework"):
        return queue.put(county, path_of(task), arguments, dedupe=dedupe, run_after=now() + timedelta(seconds=wait))


def taken(worker: str = "one") -> Job:
    """The job that a worker gets now."""
    job = queue.take(COUNTY, worker)
    assert job is not None
    return job


def stored(job: Job | UUID) -> Job:
    """The row as it is in the database."""
    return Job.objects.get(pk=job.pk if isinstance(job, Job) else job)


def renew(job: Job) -> bool:
    """Renew a lease, as the worker's keeper does."""
    with writing("framework"):
        return queue.renew(job)


def finish(job: Job) -> bool:
    """Say that it is done."""
    with writing("framework"):
        return queue.finish(job)


def fail(job: Job, error: str = "broken") -> str:
    """Say that it failed."""
    with writing("framework"):
        return queue.fail(job, error)
