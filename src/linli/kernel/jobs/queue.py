"""Putting jobs into the queue and taking them out under a lease."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import connection, transaction
from django.db.models import Q

from linli.kernel.clock_port import now
from linli.kernel.db.guard import writing
from linli.kernel.db.upsert import insert_if_absent
from linli.kernel.ids import new
from linli.kernel.jobs.models import Job
from linli.kernel.journal.models import JournalEntry

LEASE = timedelta(seconds=60)
MAX_ATTEMPTS = 8
LONGEST_WAIT = timedelta(hours=1)
WORKER_LOST = "the worker was lost"


def put(
    county: str,
    task: str,
    arguments: Mapping[str, Any],
    *,
    dedupe: str = "",
    run_after: datetime | None = None,
) -> UUID:
    """Queue ``task`` once for ``dedupe``, in the caller's transaction (so it vanishes with a rollback).

    Returns the job's id; that of the earlier job when there is one.
    """
    job_id = new(county)
    moment = now()
    row = Job(
        id=job_id, county=county, queue="default", task=task, arguments=dict(arguments),
        dedupe=dedupe or str(job_id), state="ready", run_after=run_after or moment, created_at=moment,
    )  # fmt: skip
    if insert_if_absent(row):
        return job_id
    earlier: UUID = Job.objects.values_list("pk", flat=True).get(county=county, dedupe=row.dedupe)
    return earlier


def _due(moment: datetime) -> Q:
    ready = Q(state="ready", run_after__lte=moment)
    abandoned = Q(state="running", lease_until__lt=moment)
    return ready | abandoned


def take(county: str, worker: str) -> Job | None:
    """Lease the next due job of ``county``, or one whose worker stopped renewing its lease."""
    moment = now()
    with writing("framework"), transaction.atomic():
        job = _next_due(county, moment)
        while job is not None and job.attempts >= MAX_ATTEMPTS:
            _bury(job, moment)
            job = _next_due(county, moment)
        if job is not None:
            job.state, job.worker, job.lease_until = "running", worker, moment + LEASE
            job.attempts += 1
            job.save(update_fields=["state", "worker", "lease_until", "attempts"])
        return job


def _next_due(county: str, moment: datetime) -> Job | None:
    query = Job.objects.filter(_due(moment), county=county, state__in=["ready", "running"])
    query = query.order_by("run_after", "id")
    if connection.features.has_select_for_update_skip_locked:
        query = query.select_for_update(skip_locked=True)
    return query.first()


def _bury(job: Job, moment: datetime) -> None:
    # A job that killed its worker on every try would otherwise be taken, and kill, for ever.
    job.state, job.lease_until, job.finished_at, job.last_error = "dead", None, moment, WORKER_LOST
    job.save(update_fields=["state", "lease_until", "finished_at", "last_error"])


def renew(job: Job) -> bool:
    """Renew the lease; False when another worker has taken the job meanwhile."""
    return bool(_mine(job).update(lease_until=now() + LEASE))


def _mine(job: Job) -> Any:
    return Job.objects.filter(pk=job.pk, county=job.county, worker=job.worker, state="running", attempts=job.attempts)


def finish(job: Job, left: str = "") -> bool:
    """Mark the job done, with what a sweep ``left`` undone; False when the lease was lost."""
    return bool(_mine(job).update(state="done", finished_at=now(), lease_until=None, last_error=left[:4000]))


def fail(job: Job, error: str) -> str:
    """Note the failure; the job waits and is tried again, or is put with the dead letters.

    Returns its state, or "lost" when another worker has the job meanwhile (nothing is noted then).
    """
    dead = job.attempts >= MAX_ATTEMPTS
    state = "dead" if dead else "ready"
    noted = _mine(job).update(
        state=state,
        last_error=error[:4000],
        lease_until=None,
        run_after=now() + wait_before(job.attempts + 1),
        finished_at=now() if dead else None,
    )
    return state if noted else "lost"


def wait_before(attempt: int) -> timedelta:
    """Back-off before the second, third, fourth … attempt: 2, 4, 8 … seconds, at most an hour."""
    return min(timedelta(seconds=2 ** min(attempt - 1, 12)), LONGEST_WAIT)


def revive(county: str, job_id: UUID) -> bool:
    """Put a dead letter back into the queue."""
    rows = Job.objects.filter(pk=job_id, county=county, state="dead")
    return bool(rows.update(state="ready", attempts=0, run_after=now(), finished_at=None))


def skip_told(county: str, task: str, before: datetime) -> int:
    """Mark the waiting jobs of ``task`` done whose act was done before a moment; returns how many.

    For a load of the past: nobody is told of what is long over, and the worker need not find that out job by job.
    """
    suffix, skipped = f"/{task}", 0
    waiting = Job.objects.filter(county=county, task=task, state="ready").order_by("id").values_list("pk", "dedupe")
    named = {UUID(dedupe.removesuffix(suffix)): pk for pk, dedupe in waiting if dedupe.endswith(suffix)}
    entries = list(named)
    for start in range(0, len(entries), 500):
        old = JournalEntry.objects.filter(county=county, pk__in=entries[start : start + 500], at__lt=before)
        ids = [named[entry] for entry in old.order_by("pk").values_list("pk", flat=True)]
        with writing("framework"), transaction.atomic():
            skipped += Job.objects.filter(county=county, pk__in=ids).update(state="done", finished_at=now())
    return skipped


def counts(county: str) -> dict[str, int]:
    """How many jobs are waiting, late (due for over a minute) and dead, and how many sweeps of a day left something."""
    rows = Job.objects.filter(county=county)
    return {
        "waiting": rows.filter(state="ready").count(),
        "late": rows.filter(state="ready", run_after__lt=now() - timedelta(minutes=1)).count(),
        "dead": rows.filter(state="dead").count(),
        "left": rows.filter(state="done", finished_at__gte=now() - timedelta(days=1)).exclude(last_error="").count(),
    }


def oldest_wait(county: str) -> datetime | None:
    """Since when the longest waiting due job waits."""
    row = Job.objects.filter(county=county, state="ready").order_by("run_after").values("run_after").first()
    return row["run_after"] if row else None
