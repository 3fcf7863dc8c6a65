"""Notes: a unit asks another something and is owed an answer by a date."""

from django.db import models
from django.db.models import F, Q

from linli.kernel.db.rows import CountyRow


class Note(CountyRow):
    """The first case-like object; ``area`` is the receiver's. Words are encrypted, the journal keeps their history."""

    sender = models.ForeignKey("people.Unit", on_delete=models.PROTECT, related_name="+")
    receiver = models.ForeignKey("people.Unit", on_delete=models.PROTECT, related_name="+")
    subject = models.CharField(max_length=120)
    body = models.BinaryField()
    answer = models.BinaryField(null=True)
    state = models.CharField(max_length=20)
    flow_version = models.PositiveIntegerField()
    returned = models.PositiveSmallIntegerField(default=0)
    sent_at = models.DateTimeField()
    days = models.PositiveSmallIntegerField()
    due_on = models.DateField()
    due_provisional = models.BooleanField(default=False)
    delivered_at = models.DateTimeField(null=True)
    answered_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    alarm = models.CharField(max_length=8, blank=True)  # "", warned, overdue
    next_alarm_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "cases_note"
        constraints = [
            models.CheckConstraint(condition=~Q(sender=F("receiver")), name="cases_note_between_two_units"),
            models.CheckConstraint(condition=Q(returned__lte=1), name="cases_note_returned_once"),
        ]
        indexes = [
            models.Index(fields=["county", "receiver", "sent_at", "id"], name="cases_note_received"),
            models.Index(fields=["county", "sender", "sent_at", "id"], name="cases_note_sent"),
            models.Index(fields=["county", "area", "sent_at", "id"], name="cases_note_area"),
            models.Index(
                fields=["county", "next_alarm_at"],
                name="cases_note_alarm",
                condition=Q(next_alarm_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return self.subject
