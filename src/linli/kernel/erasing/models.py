"""Proposals to erase contents, and what holds contents back."""

from django.db import models
from django.db.models import F, Q

from linli.kernel.db.rows import CountyRow

PROPOSED, DONE, DROPPED = "proposed", "done", "dropped"


class Erasure(CountyRow):
    """A proposal to erase the contents of one thing, and who decided on it. Holds nothing of what it names.

    ``cause`` is why: request, period_over, ground_gone. ``proposed_by`` is empty for the sweep. ``gone`` counts what
    was deleted, by kind.
    """

    subject_type = models.CharField(max_length=60)
    subject_id = models.UUIDField()
    cause = models.CharField(max_length=20)
    state = models.CharField(max_length=8, default=PROPOSED)
    proposed_by = models.UUIDField(null=True)
    proposed_at = models.DateTimeField()
    decided_by = models.UUIDField(null=True)
    decided_at = models.DateTimeField(null=True)
    gone = models.JSONField(default=dict)

    class Meta:
        db_table = "kernel_erasure"
        constraints = [
            models.UniqueConstraint(
                fields=["county", "subject_type", "subject_id"],
                condition=Q(state=PROPOSED),
                name="kernel_erasure_one_proposal",
            ),
            models.CheckConstraint(
                condition=~Q(state=DONE)
                | Q(decided_by__isnull=False) & (Q(proposed_by__isnull=True) | ~Q(proposed_by=F("decided_by"))),
                name="kernel_erasure_two_hands",
            ),
        ]
        indexes = [models.Index(fields=["county", "state", "proposed_at", "id"], name="kernel_erasure_newest")]

    def __str__(self) -> str:
        return f"erasure of {self.subject_type} {self.subject_id}"


class Hold(CountyRow):
    """A legal hold: until it is lifted, nothing of the thing is erased. ``reference`` names the paper it rests on."""

    subject_type = models.CharField(max_length=60)
    subject_id = models.UUIDField()
    cause = models.CharField(max_length=12)
    reference = models.CharField(max_length=80)
    set_at = models.DateTimeField()
    lifted_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "kernel_hold"
        indexes = [models.Index(fields=["county", "subject_type", "subject_id"], name="kernel_hold_subject")]

    def __str__(self) -> str:
        return f"hold on {self.subject_type} {self.subject_id}"
