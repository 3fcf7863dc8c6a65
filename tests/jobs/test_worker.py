"""The worker: runs what is due, notes how it ended, and goes on whatever a task raises."""

import inspect
from datetime import timedelta
from typing import Any

import pytest
import structlog
from django.utils.module_loading import import_string

from linli.kernel.db.guard import writing
from linli.kernel.jobs import queue, worker
from linli.kernel.jobs.models import Job
from linli.people.models import Unit
from tests.jobs.conftest import Advance
from tests.jobs.queueing import put, stored, taken
from tests.jobs.tasks import (
    COUNTY,
    PERSONAL,
    always_fails,
    calls,
    found_unit,
    is_refused,
    no_task,
    note_down,
    path_of,
    writes_past_commands,
)

pytestmark = pytest.mark.django_db


def put_path(path: str) -> Job:
    """Queue a task by a name."""
    with writing("framework"):
        return stored(queue.put(COUNTY, path, {}))


def test_a_task_gets_its_arguments_and_the_key_of_its_job() -> None:
    job = put(dedupe="once", text="甲", number=3)
    assert worker.work_until_idle(COUNTY) == 1
    assert calls == [{"job_key": "job/once", "text": "甲", "number": 3}]
    assert stored(job).state == "done"


def test_idle_means_nothing_done() -> None:
    worker.work_until_idle(COUNTY)  # what publishing the packs left in the outbox
    assert worker.work_once(COUNTY, "one") is False
    assert worker.work_until_idle(COUNTY) == 0


def test_working_until_idle_has_a_limit() -> None:
    for _ in range(3):
        put()
    assert worker.work_until_idle(COUNTY, limit=2) == 2 and len(calls) == 2


UNKNOWN = [
    ("linli.cases.jobs.sweep_alarms", "UnknownTask"),  # outside "tests.", as all else is outside "linli."
    ("os.system", "UnknownTask"),
    ("tests.jobs.tasks.gone_with_this_version", "UnknownTask"),
    ("tests.jobs.no_module.at_all", "UnknownTask"),
    ("tests.", "UnknownTask"),
    (path_of(no_task), "AttributeError"),
]


@pytest.mark.parametrize(("path", "error"), UNKNOWN)
def test_an_unknown_task_is_a_failure_and_no_crash(path: str, error: str) -> None:
    job, other = put_path(path), put()
    assert worker.work_until_idle(COUNTY) == 2
    row = stored(job)
    assert (row.state, row.attempts, row.last_error) == ("ready", 1, error)
    assert stored(other).state == "done"


def test_only_our_own_code_is_run(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(worker, "OURS", "linli.")
    job = put()
    worker.work_until_idle(COUNTY)
    assert stored(job).last_error == "UnknownTask" and calls == []


def test_arguments_that_do_not_fit_are_a_failure() -> None:
    job = put(always_fails, extra=1)
    worker.work_until_idle(COUNTY)
    assert (stored(job).state, stored(job).last_error, calls) == ("ready", "TypeError", [])


@pytest.mark.parametrize(
    ("task", "noted"), [(always_fails, "ValueError"), (is_refused, "Invalid: too_long")], ids=["error", "refusal"]
)
def test_no_personal_value_is_kept_of_a_failure(task: Any, noted: str) -> None:
    job = put(task)
    with structlog.testing.capture_logs() as logs:
        worker.work_until_idle(COUNTY)
    row = stored(job)
    assert row.last_error == noted
    kept = [str(value) for value in vars(row).values()] + [str(line) for line in logs]
    assert [line for line in logs if line["event"] == "job_failed"]
    assert not any(PERSONAL in text for text in kept)


def test_a_task_that_always_fails_ends_with_the_dead_letters(advance: Advance) -> None:
    job = put(always_fails)
    for _ in range(queue.MAX_ATTEMPTS + 3):
        worker.work_until_idle(COUNTY)
        advance(queue.LONGEST_WAIT)
    assert (stored(job).state, stored(job).attempts, len(calls)) == ("dead", 8, 8)
    assert len({call["job_key"] for call in calls}) == 1, "every try has the same key"


def test_a_repeated_job_has_one_effect(advance: Advance) -> None:
    put(found_unit, name="社事科")
    lost = taken("killed")
    import_string(lost.task).func(job_key=f"job/{lost.dedupe}", **lost.arguments)  # and the worker is killed here
    advance(queue.LEASE + timedelta(seconds=1))
    worker.work_until_idle(COUNTY)
    assert Unit.objects.filter(name="社事科").count() == 1
    assert (stored(lost).state, stored(lost).attempts) == ("done", 2)


@pytest.mark.parametrize("task", [note_down, always_fails], ids=["done", "failed"])
def test_a_job_that_was_lost_meanwhile_is_not_marked(task: Any, advance: Advance) -> None:
    put(task)
    lost = taken("one")
    advance(queue.LEASE + timedelta(seconds=1))
    held = taken("two")
    assert worker.run_job(lost) == "lost"
    assert (stored(held).state, stored(held).worker, stored(held).last_error) == ("running", "two", "")


def test_a_task_writes_only_through_commands() -> None:
    job = put(writes_past_commands)
    worker.work_until_idle(COUNTY)
    assert stored(job).last_error == "WriteOutsideCommand"


def test_the_workers_name_is_host_and_process() -> None:
    host, _, process = worker.worker_name().rpartition("/")
    assert host and process.isdigit() and len(worker.worker_name()) <= 80


def registered() -> list[str]:
    """Every task that the installation subscribed or scheduled."""
    import subprocess
    import sys

    code = (
        "import django; django.setup()\n"
        "from linli.kernel.jobs.schedules import all_schedules\n"
        "from linli.kernel.journal.events import all_events\n"
        "print(*(s.task for s in all_schedules()), *(t for ts in all_events().values() for t in ts), sep='\\n')"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return done.stdout.split()


@pytest.mark.pure
def test_every_registered_task_exists_and_takes_the_key_of_its_job() -> None:
    paths = registered()
    assert paths and all(path.startswith("linli.") for path in paths)
    for path in paths:
        parameters = inspect.signature(import_string(path).func).parameters
        assert parameters["job_key"].kind is inspect.Parameter.KEYWORD_ONLY, path
