"""``linli run``: serve."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from linli.faces.cli.checks import faults_before_start
from linli.faces.cli.supervise.children import children_of
from linli.faces.cli.supervise.supervisor import supervise


class Command(BaseCommand):
    """Starts web workers, job worker and scheduler, and watches them until Ctrl-C."""

    help = "Start web workers, job worker and scheduler; a dead one is started again."
    requires_system_checks: list[str] = []

    def handle(self, *args: Any, **options: Any) -> None:
        """Refuse a broken installation; else serve."""
        faults = faults_before_start()
        if faults:
            raise CommandError("\n".join(f"{fault.what}\n    {fault.do}" for fault in faults))
        self.stdout.write(f"Linli serves http://{settings.LINLI.bind}:{settings.LINLI.port}/ (Ctrl-C ends)")
        self.stdout.flush()
        supervise(children_of(settings.LINLI))
