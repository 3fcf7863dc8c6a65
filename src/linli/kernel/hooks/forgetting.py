"""What webhooks need not keep for ever: settled deliveries, secrets that have ended."""

from datetime import datetime, timedelta

from django.db import transaction

from linli.kernel.db.guard import writing
from linli.kernel.hooks.models import Hook, HookDelivery

KEPT = timedelta(days=90)
BATCH = 1_000


def forget_batch(county: str, moment: datetime) -> int:
    """Forget up to BATCH deliveries that were settled over 90 days ago; how many. Replays find them in the journal."""
    with writing("framework"), transaction.atomic():
        ended = Hook.objects.filter(county=county, old_until__lte=moment)
        ended.update(old_secret=None, old_until=None)
        old = HookDelivery.objects.filter(county=county, settled_at__lt=moment - KEPT).order_by("settled_at", "id")
        ids = list(old.values_list("pk", flat=True)[:BATCH])
        HookDelivery.objects.filter(county=county, pk__in=ids).delete()
    return len(ids)
