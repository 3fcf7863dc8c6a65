"""Ways to reach a person, their wishes and what keeps them safe."""

from django.db import models
from django.db.models import Q

from linli.kernel.db.rows import CountyRow
from linli.people.models.shown import Shown
from linli.people.rules.contacts import KINDS, SETTINGS


class ContactPoint(CountyRow):
    """A phone number or mail address, encrypted, found again by its keyed digest.

    Hours are minutes since midnight, local. ``setting`` guards someone who may be in danger when called:
    free, never, hours (only between ``safe_from`` and ``safe_to``), via (only through the person ``via``).
    """

    person = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="contacts", db_index=False)
    kind = models.CharField(max_length=8)
    box = models.BinaryField()
    lookup = models.BinaryField()
    channels = models.JSONField()
    quiet_from = models.PositiveSmallIntegerField(null=True)
    quiet_to = models.PositiveSmallIntegerField(null=True)
    setting = models.CharField(max_length=8, default="free")
    safe_from = models.PositiveSmallIntegerField(null=True)
    safe_to = models.PositiveSmallIntegerField(null=True)
    via = models.ForeignKey("people.Person", null=True, on_delete=models.PROTECT, related_name="+", db_index=False)
    source = models.CharField(max_length=20)
    since = models.DateField()
    until = models.DateField(null=True)
    run = models.UUIDField(null=True)

    objects = Shown["ContactPoint"]()
    everything = models.Manager["ContactPoint"]()

    class Meta:
        db_table = "people_contactpoint"
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=KINDS), name="people_contactpoint_known_kind"),
            models.CheckConstraint(condition=Q(setting__in=SETTINGS), name="people_contactpoint_known_setting"),
            models.CheckConstraint(
                condition=~Q(setting="hours") | Q(safe_from__isnull=False, safe_to__isnull=False),
                name="people_contactpoint_hours_given",
            ),
            models.CheckConstraint(
                condition=~Q(setting="via") | Q(via__isnull=False), name="people_contactpoint_via_given"
            ),
            models.UniqueConstraint(
                fields=["county", "person", "lookup"],
                condition=Q(until__isnull=True),
                name="people_contactpoint_once_a_person",
            ),
        ]
        indexes = [
            models.Index(fields=["county", "lookup"], name="people_contactpoint_lookup"),
            models.Index(fields=["county", "person"], name="people_contactpoint_person"),
            models.Index(fields=["county", "run"], condition=Q(run__isnull=False), name="people_contactpoint_of_run"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}"
