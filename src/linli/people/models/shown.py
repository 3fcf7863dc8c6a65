"""The one place that keeps rows of an unfinished run out of sight."""

from typing import TypeVar

from django.db import models
from django.db.models import Q

from linli.people.models.ledger import LedgerRun

Row = TypeVar("Row", bound=models.Model)


class Shown(models.Manager[Row]):
    """Rows that nobody's run still holds back: those without a run, and those of runs that are shown."""

    def get_queryset(self) -> models.QuerySet[Row]:
        """All rows but the hidden."""
        hidden = LedgerRun.objects.filter(shown=False).values("pk")
        return super().get_queryset().filter(Q(run__isnull=True) | ~Q(run__in=hidden))
