"""``linli work``: the job worker (started by ``linli run``)."""

import signal
import threading
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from linli.kernel.db.holding import hold
from linli.kernel.jobs.worker import work_forever


class Command(BaseCommand):
    """Runs jobs until it is told to stop; the job in hand is finished first."""

    help = "Run jobs (started by 'linli run')."
    requires_system_checks: list[str] = []

    def handle(self, *args: Any, **options: Any) -> None:
        """Work."""
        stop = threading.Event()
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, lambda *_: stop.set())
        hold()
        work_forever(settings.LINLI.county, stop)
