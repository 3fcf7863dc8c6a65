"""Which notes have an alarm due: one indexed column, no job a deadline."""

from collections.abc import Iterator
from datetime import datetime
from uuid import UUID

from django.conf import settings

from linli.cases.models import Note

BATCH = 500


def due_alarms(moment: datetime) -> Iterator[tuple[str, UUID]]:
    """(county, note) of each alarm due by ``moment``, at most BATCH; the next sweep finds the rest."""
    county = settings.LINLI.county
    rows = Note.objects.filter(county=county, next_alarm_at__lte=moment).order_by("next_alarm_at", "id")
    yield from list(rows.values_list("county", "id")[:BATCH])
