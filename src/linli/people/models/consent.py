"""Consents (R9.1, R9.2, E19)."""

from django.db import models
from django.db.models import F, Q

from linli.kernel.db.rows import CountyRow
from linli.people.rules.consents import WAYS


class Consent(CountyRow):
    """What a person agreed to: one purpose, named fields, one audience, a text; until it expires or is withdrawn."""

    person = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="consents")
    purpose = models.CharField(max_length=60)
    fields = models.JSONField()
    audience = models.CharField(max_length=60)
    text_version = models.CharField(max_length=40)
    way = models.CharField(max_length=10)
    guardian = models.ForeignKey("people.Person", null=True, on_delete=models.PROTECT, related_name="+")
    given_at = models.DateTimeField()
    expires_on = models.DateField()
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "people_consent"
        constraints = [
            models.CheckConstraint(condition=Q(way__in=WAYS), name="people_consent_known_way"),
            models.CheckConstraint(
                condition=Q(guardian__isnull=True) | ~Q(guardian=F("person")), name="people_consent_guardian_is_other"
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at__isnull=True) | Q(withdrawn_at__gte=F("given_at")),
                name="people_consent_withdrawn_after_given",
            ),
        ]
        indexes = [models.Index(fields=["county", "person", "purpose"], name="people_consent_person")]

    def __str__(self) -> str:
        return f"{self.purpose} {self.pk}"
