"""Moving the demo's clock forward."""

import re
from datetime import timedelta

from django.conf import settings
from django.db import transaction

from linli.kernel.clock_port import set_offset
from linli.kernel.db.guard import writing
from linli.kernel.ids import new
from linli.kernel.jobs.demo_clock import demo_offset
from linli.kernel.jobs.models import DemoClock

SPAN = re.compile(r"^(\d{1,4})([dhm])$")
UNITS = {"d": "days", "h": "hours", "m": "minutes"}


def parse_span(text: str) -> timedelta | None:
    """ "3d", "12h", "30m"; None for anything else."""
    match = SPAN.match(text)
    return timedelta(**{UNITS[match[2]]: int(match[1])}) if match else None


def advance(span: timedelta) -> timedelta:
    """Put the clock of the whole installation forward and return how far ahead it is."""
    county = settings.LINLI.county
    with writing("framework"), transaction.atomic():
        ahead = demo_offset() + span
        DemoClock.objects.filter(county=county).delete()
        DemoClock.objects.create(id=new(county), county=county, ahead=ahead)
    set_offset(ahead)
    return ahead
