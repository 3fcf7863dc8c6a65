"""The demo's clock: an offset in the database that every process follows; refused outside demo and test."""

import time
from datetime import timedelta

from django.conf import settings

from linli.kernel.clock_port import set_offset
from linli.kernel.jobs.models import DemoClock

FOLLOW_SECONDS = 2.0

_last_look = 0.0


def follow_demo_clock() -> None:
    """Take the offset over from the database, at most every two seconds; nothing outside demo mode."""
    global _last_look
    if settings.LINLI.mode != "demo" or time.monotonic() - _last_look < FOLLOW_SECONDS:
        return
    _last_look = time.monotonic()
    set_offset(demo_offset())


def demo_offset() -> timedelta:
    """How far the demo's clock is ahead."""
    row = DemoClock.objects.filter(county=settings.LINLI.county).first()
    return row.ahead if row else timedelta(0)
