"""``linli schedule``: the scheduler (started by ``linli run``)."""

import signal
import threading
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from linli.kernel.db.holding import hold
from linli.kernel.jobs.schedules import schedule_forever


class Command(BaseCommand):
    """Queues what is due, slot by slot."""

    help = "Queue scheduled work (started by 'linli run')."
    requires_system_checks: list[str] = []

    def handle(self, *args: Any, **options: Any) -> None:
        """Schedule."""
        stop = threading.Event()
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, lambda *_: stop.set())
        hold()
        schedule_forever(settings.LINLI.county, stop)
