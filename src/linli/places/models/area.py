"""Areas: province, prefecture, county, town, community (E01, R1.1, R1.2)."""

from django.db import models
from django.db.models import F, Q

from linli.kernel.db.rows import CodeField, CountyRow


class Area(CountyRow):
    """An area under its significant code, which ``area`` repeats; an empty name marks a placeholder.

    The row stays when the area ends, so a code is never used again. ``until`` is the last day.
    """

    code = CodeField(max_length=12)
    kind = models.CharField(max_length=20)
    parent = CodeField(max_length=12, blank=True)
    name = models.CharField(max_length=120, blank=True)
    since = models.DateField(null=True)
    until = models.DateField(null=True)
    source = models.CharField(max_length=40)
    urban_rural = models.CharField(max_length=3, blank=True)  # R1.3

    class Meta:
        db_table = "places_area"
        constraints = [
            models.UniqueConstraint(fields=["county", "code"], name="places_area_code_used_once"),
            models.CheckConstraint(condition=Q(area=F("code")), name="places_area_is_its_own_place"),
            models.CheckConstraint(condition=~Q(parent=F("code")), name="places_area_not_its_own_parent"),
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(since__isnull=True) | Q(until__gte=F("since")),
                name="places_area_ends_after_start",
            ),
        ]
        indexes = [models.Index(fields=["county", "parent", "code"], name="places_area_children")]

    def __str__(self) -> str:
        return self.name or self.code
