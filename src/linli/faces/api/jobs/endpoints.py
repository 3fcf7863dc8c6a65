"""Jobs: what the installation does by itself, what failed for good."""

from typing import Annotated
from uuid import UUID

from django.http import HttpRequest
from ninja import Query

from linli.faces.api.asking import actor_of
from linli.faces.api.jobs import shapes
from linli.faces.api.notes.shapes import ReceiptOut
from linli.faces.api.paging import page
from linli.faces.api.routing import NounRouter
from linli.kernel.command import Receipt
from linli.kernel.db.listing import Page
from linli.kernel.jobs import reviving
from linli.kernel.jobs.listing import JOBS, JobRow

router = NounRouter("jobs")


@router.get("", response=shapes.JobPage, summary="Jobs")
def list_jobs(request: HttpRequest, query: Annotated[shapes.JobsIn, Query()]) -> Page[JobRow]:
    """The newest first; a page by key."""
    return page(JOBS, actor_of(request, "kernel.see_jobs"), query)


@router.post("/{uuid:job}/revive", response=ReceiptOut, summary="Try a job again")
def revive_job(request: HttpRequest, job: UUID) -> Receipt:
    """One that failed for good."""
    return reviving.revive_job(actor_of(request, "kernel.revive_job"), job=job)
