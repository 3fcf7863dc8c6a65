"""What goes over the wire for jobs."""

from datetime import datetime
from uuid import UUID

from ninja import Schema

from linli.faces.api.paging import ListIn, PageOut, one_of, sort_of
from linli.kernel.jobs.listing import JOBS, STATES


class JobsIn(ListIn):
    """What may be asked of the list of jobs."""

    state: str = one_of(STATES)
    sort: str = sort_of(JOBS)


class JobLine(Schema):
    """A job: what, how it stands, how often tried, why it failed."""

    id: UUID
    task: str
    state: str
    attempts: int
    created_at: datetime
    last_error: str


class JobPage(PageOut):
    """A page of jobs."""

    rows: list[JobLine]
