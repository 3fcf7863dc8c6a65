"""History of areas: merges, splits and renames, with what followed on what."""

from django.db import models
from django.db.models import F, Q

from linli.kernel.db.rows import CodeField, CountyRow

KINDS = ("merge", "split", "rename")


class AreaChange(CountyRow):
    """One change on a day: ``area`` is the merged, the divided or the renamed area."""

    kind = models.CharField(max_length=10)
    on = models.DateField()
    basis = models.CharField(max_length=200)
    name_before = models.CharField(max_length=120, blank=True)
    name_after = models.CharField(max_length=120, blank=True)

    class Meta:
        db_table = "places_areachange"
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=KINDS), name="places_areachange_known_kind"),
            models.CheckConstraint(condition=~Q(basis=""), name="places_areachange_has_basis"),
        ]
        indexes = [models.Index(fields=["county", "area", "on"], name="places_areachange_of_area")]

    def __str__(self) -> str:
        return f"{self.kind} {self.area} {self.on}"


class AreaLink(CountyRow):
    """One step of a change: ``predecessor`` went wholly or partly over into ``successor``."""

    change = models.ForeignKey("places.AreaChange", on_delete=models.PROTECT, related_name="links")
    predecessor = CodeField(max_length=17)
    successor = CodeField(max_length=17)

    class Meta:
        db_table = "places_arealink"
        constraints = [
            models.UniqueConstraint(
                fields=["county", "change", "predecessor", "successor"], name="places_arealink_once_a_change"
            ),
            models.CheckConstraint(condition=~Q(predecessor=F("successor")), name="places_arealink_leads_on"),
        ]
        indexes = [
            models.Index(fields=["county", "predecessor"], name="places_arealink_forward"),
            models.Index(fields=["county", "successor"], name="places_arealink_back"),
        ]

    def __str__(self) -> str:
        return f"{self.predecessor} → {self.successor}"
