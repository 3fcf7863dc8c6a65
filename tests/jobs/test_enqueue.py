"""The django-tasks way to queue: a row of our table, in the caller's transaction."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import transaction
from django_tasks.base import TaskResultStatus

from linli.kernel.clock_port import now
from linli.kernel.db.guard import WriteOutsideCommand, writing
from linli.kernel.jobs import worker
from linli.kernel.jobs.models import Job
from tests.jobs import tasks
from tests.jobs.tasks import COUNTY, calls, path_of

pytestmark = pytest.mark.django_db
# The worker adds the key of the job, so nobody who queues a task gives one.
note_down: Any = tasks.note_down


def test_enqueue_writes_a_job_of_this_county() -> None:
    with writing("command"):
        result = note_down.enqueue(text="甲")
    job = Job.objects.get()
    assert (str(job.pk), job.county, job.task, job.arguments) == (result.id, COUNTY, path_of(note_down), {"text": "甲"})
    assert result.status is TaskResultStatus.READY and result.kwargs == {"text": "甲"}


def test_the_worker_runs_what_was_enqueued() -> None:
    with writing("command"):
        result = note_down.enqueue(text="甲")
    worker.work_until_idle(COUNTY)
    assert calls == [{"job_key": f"job/{result.id}", "text": "甲"}]


def test_enqueue_vanishes_with_the_rollback() -> None:
    with writing("command"), pytest.raises(RuntimeError), transaction.atomic():
        note_down.enqueue(text="甲")
        assert Job.objects.count() == 1
        raise RuntimeError
    assert not Job.objects.exists()


def test_a_task_may_be_put_off() -> None:
    later = now() + timedelta(hours=2)
    with writing("command"):
        note_down.using(run_after=later).enqueue()
    assert Job.objects.get().run_after == later
    worker.work_until_idle(COUNTY)
    assert calls == []


def test_only_named_arguments_are_taken() -> None:
    with writing("command"), pytest.raises(TypeError):
        note_down.enqueue("甲")
    assert not Job.objects.exists()


def test_enqueue_outside_a_command_is_a_bug() -> None:
    with pytest.raises(WriteOutsideCommand):
        note_down.enqueue(text="甲")
