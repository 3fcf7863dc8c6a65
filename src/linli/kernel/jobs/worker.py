"""The job worker: hands the outbox on, runs due jobs, renews their leases, survives everything but its own end."""

import os
import socket
import threading
from collections.abc import Callable
from typing import Any

import structlog
from django.db import DatabaseError, InterfaceError, close_old_connections, connection
from django.utils.module_loading import import_string

from linli.kernel.db.guard import writing
from linli.kernel.jobs import outbox, queue
from linli.kernel.jobs.demo_clock import follow_demo_clock
from linli.kernel.jobs.models import Job
from linli.kernel.jobs.schedules import is_scheduled
from linli.kernel.jobs.sweeping import LeftUndone, reason_of

log = structlog.get_logger("linli.jobs")
IDLE_SECONDS = 0.5
RENEW_SECONDS = queue.LEASE.total_seconds() / 3
OURS = "linli."


class UnknownTask(Exception):
    """A job names a task that this version does not have."""


def worker_name() -> str:
    """Host and process: who holds a lease."""
    return f"{socket.gethostname()}/{os.getpid()}"


def _function(path: str) -> Callable[..., Any]:
    if not path.startswith(OURS):
        raise UnknownTask(path)
    try:
        task = import_string(path)
    except ImportError as error:
        raise UnknownTask(path) from error
    function: Callable[..., Any] = task.func
    return function


def _renew_until(stop: threading.Event, job: Job) -> None:
    while not stop.wait(RENEW_SECONDS):
        try:
            with writing("framework"):
                queue.renew(job)
        except (DatabaseError, InterfaceError):
            log.warning("lease_not_renewed", job=str(job.pk))
    connection.close()


def _run_with_lease(job: Job) -> None:
    stop = threading.Event()
    keeper = threading.Thread(target=_renew_until, args=(stop, job), daemon=True)
    keeper.start()
    try:
        _function(job.task)(job_key=f"job/{job.dedupe}", **job.arguments)
    finally:
        stop.set()
        keeper.join()


def run_job(job: Job) -> str:
    """Run one leased job and note how it ended: done, ready (tried again later), dead or lost."""
    try:
        _run_with_lease(job)
    except LeftUndone as left:
        # A scheduled sweep comes again by itself and finds what was left; any other is tried again as a job.
        return _done(job, str(left)) if is_scheduled(job.task) else _note_failure(job, left)
    except Exception as error:  # noqa: BLE001 -- whatever a task raises, the worker goes on
        return _note_failure(job, error)
    return _done(job)


def _done(job: Job, left: str = "") -> str:
    with writing("framework"):
        return "done" if queue.finish(job, left) else "lost"


def _note_failure(job: Job, error: Exception) -> str:
    reason = str(error) if isinstance(error, LeftUndone) else reason_of(error)
    with writing("framework"):
        state = queue.fail(job, reason)
    log.warning("job_failed", job=str(job.pk), task=job.task, attempt=job.attempts, state=state, reason=reason)
    return state


def work_once(county: str, worker: str) -> bool:
    """Hand the outbox on and run one job; False when there was nothing to do."""
    handed = outbox.hand_on(county)
    job = queue.take(county, worker)
    if job is not None:
        run_job(job)
    return bool(handed or job)


def work_until_idle(county: str, limit: int = 10_000) -> int:
    """Work until nothing is due; for commands that must not wait for the worker (demo, tests)."""
    done = 0
    while done < limit and work_once(county, worker_name()):
        done += 1
    return done


def work_forever(county: str, stop: threading.Event) -> None:
    """The worker's loop; a database that is away is waited for with growing patience."""
    patience = IDLE_SECONDS
    while not stop.is_set():
        try:
            follow_demo_clock()
            busy = work_once(county, worker_name())
            patience = IDLE_SECONDS
        except (DatabaseError, InterfaceError) as error:
            log.warning("database_away", reason=type(error).__name__)
            close_old_connections()
            busy, patience = False, min(patience * 2, 10.0)
        if not busy:
            stop.wait(patience)
