"""Jobs: what waits, what failed."""

from uuid import UUID

from django.http import HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

from linli.kernel.errors import n_
from linli.kernel.jobs.listing import JOBS, STATES, JobRow
from linli.kernel.jobs.reviving import revive_job as revive
from linli.ui.parts import StateBadge, StateCell, StateTone
from linli.ui.web.gates import needs
from linli.ui.web.lists import ListFace, list_view
from linli.ui.web.requests import LinliRequest

_TONES = {
    "ready": StateTone.NEUTRAL,
    "running": StateTone.ACTIVE,
    "done": StateTone.DONE,
    "dead": StateTone.DANGER,
}


def _state(row: JobRow) -> StateCell:
    return StateCell(StateBadge(gettext(dict(STATES)[row.state]), _TONES[row.state]))


FACE = ListFace(
    JOBS,
    cells={"state": _state},
    empty=n_("No jobs"),
    note=n_("What the installation does by itself. Failed jobs are tried again by themselves, eight times."),
)


jobs = list_view(FACE, "kernel.see_jobs")


@needs("kernel.revive_job")
@require_POST
def revive_job(request: LinliRequest, job_id: UUID) -> HttpResponse:
    """Try a job that failed for good again."""
    assert request.actor is not None, "the gate lets only actors in"
    revive(request.actor, job=job_id)
    return HttpResponseRedirect("/desk/jobs/?state=ready")
