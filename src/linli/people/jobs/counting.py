"""The register is counted every night."""

from django.conf import settings
from django_tasks import task

from linli.kernel.actor import system_actor
from linli.kernel.clock_port import now
from linli.people.commands.counting import count_persons


@task()
def count_nightly(*, job_key: str) -> None:
    """Count yesterday; the first run after midnight does it, the others find it done."""
    count_persons(system_actor(settings.LINLI.county, now(), "people.count_persons"))
