"""Jobs as an administrator sees them."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from linli.kernel.actor import Actor
from linli.kernel.db.listing import Column, Filter, Listing
from linli.kernel.errors import n_
from linli.kernel.jobs.models import Job

STATES = (
    ("ready", n_("waiting")),
    ("running", n_("running")),
    ("done", n_("done")),
    ("dead", n_("failed for good")),
)


@dataclass(frozen=True)
class JobRow:
    """A job: what, how it stands, how often tried, why it failed."""

    id: UUID
    task: str
    state: str
    attempts: int
    created_at: datetime
    last_error: str


def _source(actor: Actor) -> QuerySet[Any]:
    return Job.objects.filter(county=actor.county)


def _row(job: Job) -> JobRow:
    return JobRow(job.id, job.task.rpartition(".")[2], job.state, job.attempts, job.created_at, job.last_error)


def _by_state(rows: QuerySet[Any], value: str, actor: Actor) -> QuerySet[Any]:
    return rows.filter(state=value)


JOBS: Listing[JobRow] = Listing(
    name="kernel.jobs",
    title=n_("Jobs"),
    columns=(
        Column("task", n_("Task")),
        Column("state", n_("State"), "state"),
        Column("attempts", n_("Tries"), "number"),
        Column("created_at", n_("Asked for"), "moment", sort="created_at"),
        Column("last_error", n_("Last failure")),
    ),
    source=_source,
    row=_row,
    default_sort="-created_at",
    filters=(Filter("state", n_("State"), STATES, _by_state),),
)
