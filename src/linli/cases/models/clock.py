"""Clocks of a case and of its assignments."""

from django.db import models
from django.db.models import Q

from linli.kernel.db.rows import CountyRow


class CaseClock(CountyRow):
    """A period that runs for a case or one assignment, kept as segments so that each due day can be explained.

    ``period`` is as counted with, ``source`` the parameter it came from. ``segments`` are [kind, start, end, reason],
    ``extension`` is [period, at, reason]. ``rung`` is how far its alarms have come: 1 warned, 2 overdue, more: up the
    line; without ``ladder`` it only reaches its end. ``next_alarm_at`` is the one column that the sweep reads.
    """

    case = models.ForeignKey("cases.Case", on_delete=models.PROTECT, related_name="clocks", db_index=False)
    assignment = models.ForeignKey(
        "cases.Assignment", null=True, on_delete=models.PROTECT, related_name="clocks", db_index=False
    )
    key = models.CharField(max_length=24)
    period = models.CharField(max_length=12)
    roll = models.BooleanField(default=True)
    source = models.CharField(max_length=80)
    segments = models.JSONField()
    extension = models.JSONField(null=True)
    due_at = models.DateTimeField(null=True)
    due_on = models.DateField(null=True)
    provisional = models.BooleanField(default=False)
    calc_version = models.CharField(max_length=80)
    stopped_at = models.DateTimeField(null=True)
    late = models.BooleanField(default=False)
    ladder = models.BooleanField(default=True)
    rung = models.PositiveSmallIntegerField(default=0)
    next_alarm_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "cases_clock"
        constraints = [
            models.UniqueConstraint(
                fields=["county", "case", "key"],
                condition=Q(stopped_at__isnull=True, assignment__isnull=True),
                name="cases_clock_one_running",
            ),
            models.UniqueConstraint(
                fields=["county", "assignment", "key"],
                condition=Q(stopped_at__isnull=True, assignment__isnull=False),
                name="cases_clock_one_running_a_share",
            ),
        ]
        indexes = [
            models.Index(fields=["county", "case"], name="cases_clock_case"),
            models.Index(
                fields=["county", "next_alarm_at"],
                condition=Q(next_alarm_at__isnull=False),
                name="cases_clock_alarm",
            ),
            models.Index(fields=["county", "key", "late", "stopped_at"], name="cases_clock_breach"),
        ]

    def __str__(self) -> str:
        return f"{self.key} {self.period}"
