"""Who a case is about and who speaks for them (E18, E46)."""

from django.db import models
from django.db.models import Q

from linli.cases.rules.parties import ROLES
from linli.kernel.db.rows import CountyRow


class CaseParty(CountyRow):
    """A party: a registered person, a unit, or somebody known only by what they wrote (encrypted).

    ``key`` is the digest of the code on the receipt. An agent or representative acts for ``speaks_for`` only inside
    ``scope`` (flow actions) and until ``until``; ``originals`` names papers they hold, ``returned_at`` when these went
    back. ``wishes`` says how they want to hear: sms, mail or none.
    """

    case = models.ForeignKey("cases.Case", on_delete=models.PROTECT, related_name="parties")
    role = models.CharField(max_length=16)
    person = models.UUIDField(null=True)
    unit = models.ForeignKey("people.Unit", null=True, on_delete=models.PROTECT, related_name="+")
    account = models.UUIDField(null=True)
    name = models.BinaryField(null=True)
    phone = models.BinaryField(null=True)
    phone_lookup = models.BinaryField(null=True)
    key = models.BinaryField(null=True)
    anonymous = models.BooleanField(default=False)
    wishes = models.CharField(max_length=8, default="sms")
    speaks_for = models.ForeignKey("cases.CaseParty", null=True, on_delete=models.PROTECT, related_name="+")
    scope = models.JSONField(default=list)
    until = models.DateField(null=True)
    originals = models.JSONField(default=list)
    returned_at = models.DateTimeField(null=True)
    came_at = models.DateTimeField()
    left_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "cases_party"
        constraints = [
            models.CheckConstraint(condition=Q(role__in=ROLES), name="cases_party_known_role"),
            models.CheckConstraint(
                condition=~Q(role="agent") | Q(until__isnull=False),
                name="cases_party_agent_has_an_end",
            ),
        ]
        indexes = [
            models.Index(fields=["county", "case"], name="cases_party_case"),
            models.Index(fields=["county", "phone_lookup"], name="cases_party_phone"),
            models.Index(fields=["county", "person"], name="cases_party_person"),
        ]

    def __str__(self) -> str:
        return f"{self.role} {self.pk}"
