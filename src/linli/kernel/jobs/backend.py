"""Our backend of the django-tasks API: enqueue writes a Job row in the caller's transaction."""

from typing import Any

from django.conf import settings
from django_tasks.backends.base import BaseTaskBackend
from django_tasks.base import Task, TaskResult, TaskResultStatus

from linli.kernel.jobs import queue


class LeasedBackend(BaseTaskBackend):
    """Tasks as rows with lease, attempts and run_after; the same code on both engines."""

    supports_defer = True

    def enqueue(self, task: "Task[Any, Any]", args: Any, kwargs: Any) -> "TaskResult[Any]":
        """Queue ``task`` for this installation's county; only keyword arguments are taken."""
        if args:
            raise TypeError("tasks take keyword arguments only")
        job_id = queue.put(settings.LINLI.county, task.module_path, kwargs, run_after=task.run_after)
        return TaskResult(
            task=task, id=str(job_id), status=TaskResultStatus.READY, enqueued_at=None, started_at=None,
            finished_at=None, last_attempted_at=None, args=[], kwargs=dict(kwargs), backend=self.alias, errors=[],
            worker_ids=[],
        )  # fmt: skip
