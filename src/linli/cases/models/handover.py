"""A case in the hands of an outside system, and what came back."""

from django.db import models
from django.db.models import Q

from linli.cases.rules.handovers import KINDS, LIVE, STATES
from linli.kernel.db.rows import CountyRow


class Handover(CountyRow):
    """A case handed to a target of the pack, in the version it was handed over under.

    ``text`` are the staff's words (sealed). ``unsure`` says that a try may have arrived: before it is sent again the
    other side is asked for it. ``moved_at`` is when the other side was last heard to move, ``late_at`` since when the
    answer is overdue; the case's own clocks run on.
    """

    case = models.ForeignKey("cases.Case", on_delete=models.PROTECT, related_name="handovers")
    target = models.CharField(max_length=60)
    target_entry = models.UUIDField()
    kind = models.CharField(max_length=8)
    service = models.CharField(max_length=80)
    text = models.BinaryField()
    state = models.CharField(max_length=10)
    outside_id = models.CharField(max_length=80, blank=True)
    token = models.CharField(max_length=80, blank=True)
    outside_state = models.CharField(max_length=80, blank=True)
    tries = models.PositiveSmallIntegerField(default=0)
    unsure = models.BooleanField(default=False)
    next_try_at = models.DateTimeField(null=True)
    last_error = models.CharField(max_length=40, blank=True)
    handed_at = models.DateTimeField()
    moved_at = models.DateTimeField()
    due_at = models.DateTimeField()
    late_at = models.DateTimeField(null=True)
    settled_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "cases_handover"
        constraints = [
            models.UniqueConstraint(
                fields=["county", "case", "target"], condition=Q(state__in=LIVE), name="cases_handover_once_at_a_time"
            ),
            models.CheckConstraint(condition=Q(state__in=STATES), name="cases_handover_known_state"),
            models.CheckConstraint(condition=Q(kind__in=KINDS), name="cases_handover_known_kind"),
            models.CheckConstraint(
                condition=Q(state__in=LIVE) | Q(next_try_at__isnull=True), name="cases_handover_settled_rests"
            ),
        ]
        indexes = [
            models.Index(
                fields=["county", "next_try_at", "id"],
                condition=Q(next_try_at__isnull=False),
                name="cases_handover_due",
            ),
            models.Index(fields=["county", "case"], name="cases_handover_case"),
        ]

    def __str__(self) -> str:
        return f"{self.target} {self.state}"
