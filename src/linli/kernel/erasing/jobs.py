"""What happens by itself: things whose time is over are proposed every day; erased bytes leave the engine's files."""

from datetime import timedelta

from django.conf import settings
from django_tasks import task

from linli.kernel.actor import system_actor
from linli.kernel.clock import local_day
from linli.kernel.clock_port import now
from linli.kernel.db.clearing import clear_traces
from linli.kernel.erasing.commands import propose_erasure
from linli.kernel.erasing.listing import settled_lately
from linli.kernel.erasing.registry import Erasable, all_kinds, reasons_against, traced
from linli.kernel.jobs.sweeping import Sweep, sweeping

# Somebody decided to keep it: it is asked again after a year.
REST = timedelta(days=365)
PROPOSE = "kernel.propose_erasure"


@task()
def propose_due(*, job_key: str) -> None:
    """Propose what is over its time and held back by nothing; a person decides."""
    with sweeping("kernel.propose_due") as sweep:
        for kind in all_kinds():
            _propose(sweep, kind, settings.LINLI.county)


def _propose(sweep: Sweep, kind: Erasable, county: str) -> None:
    moment = now()
    waiting = settled_lately(county, kind.type, moment - REST)
    actor = system_actor(county, moment, PROPOSE)
    for thing, _ in kind.due(county, local_day(moment)):
        if thing not in waiting and not reasons_against(kind.type, county, thing):
            sweep.each((thing,), lambda one: propose_erasure(actor, kind=kind.type, thing=one, cause="period_over"))


@task()
def clear(*, entry: str, job_key: str) -> None:
    """Subscriber of ``kernel.contents_erased``."""
    clear_traces(traced())
