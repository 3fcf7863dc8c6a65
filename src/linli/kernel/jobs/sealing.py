"""The sealer as a job: what has its place is sealed, and the seals are copied outside the database. May run twice."""

from datetime import timedelta

from django.conf import settings
from django_tasks import task

from linli.kernel.jobs.schedules import every
from linli.kernel.journal.outside import copy_out
from linli.kernel.journal.sealing import seal_county

SEAL = "linli.kernel.jobs.sealing.seal_journal"


def register() -> None:
    """Have it run each ``seal_minutes`` (called at start-up)."""
    every(SEAL, timedelta(minutes=max(1, settings.LINLI.seal_minutes)))


@task()
def seal_journal(*, job_key: str) -> None:
    """Seal the county's journal; fails, and so alarms, when the copy outside tells something else."""
    seal_county(settings.LINLI.county)
    copy_out(settings.LINLI.county)
