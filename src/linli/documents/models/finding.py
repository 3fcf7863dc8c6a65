"""What was found in a paper; only what a person confirmed counts."""

from django.db import models
from django.db.models import F, Q

from linli.documents.rules.library.findings import KINDS, STATES
from linli.kernel.db.rows import CountyRow


class Finding(CountyRow):
    """A task or a figure with [``start``, ``end``) of the words that say so; ``sure`` in hundredths.

    ``data`` holds its fields (``rules.library.findings``); ``edited`` by a person; ``into`` what it was merged into.
    """

    paper = models.ForeignKey("documents.PolicyPaper", on_delete=models.CASCADE, related_name="findings")
    clause = models.ForeignKey("documents.Clause", null=True, on_delete=models.SET_NULL, related_name="findings")
    seq = models.PositiveIntegerField()
    kind = models.CharField(max_length=8)
    state = models.CharField(max_length=10)
    data = models.JSONField()
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    sure = models.PositiveSmallIntegerField()
    edited = models.BooleanField(default=False)
    reason = models.CharField(max_length=200, blank=True)
    into = models.ForeignKey("documents.Finding", null=True, on_delete=models.SET_NULL, related_name="+")
    judged_by = models.UUIDField(null=True)
    judged_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "documents_finding"
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=KINDS), name="documents_finding_known_kind"),
            models.CheckConstraint(condition=Q(state__in=STATES), name="documents_finding_known_state"),
            models.CheckConstraint(condition=Q(end__gte=F("start")), name="documents_finding_span"),
        ]
        indexes = [models.Index(fields=["county", "paper", "kind", "seq", "id"], name="documents_finding_paper")]

    def __str__(self) -> str:
        return f"{self.kind} {self.seq}"
