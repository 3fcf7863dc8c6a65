"""Dated sets of areas: zones, forestry bureaus, award districts – what prefixes cannot say (E02)."""

from django.db import models
from django.db.models import F, Q

from linli.kernel.db.rows import CountyRow


class AreaSet(CountyRow):
    """A named set with the unit that is competent for it (an id, no foreign key upwards)."""

    key = models.CharField(max_length=40)
    name = models.CharField(max_length=120)
    kind = models.CharField(max_length=20)
    exclusive = models.BooleanField()
    unit = models.UUIDField(null=True)
    basis = models.CharField(max_length=200)

    class Meta:
        db_table = "places_areaset"
        constraints = [
            models.UniqueConstraint(fields=["county", "key"], name="places_areaset_one_key"),
            models.CheckConstraint(condition=~Q(basis=""), name="places_areaset_has_basis"),
        ]

    def __str__(self) -> str:
        return self.name


class AreaSetMember(CountyRow):
    """``area`` in a set from one day through another; ``kind`` and ``exclusive`` repeat the set's."""

    set = models.ForeignKey("places.AreaSet", on_delete=models.PROTECT, related_name="members")
    kind = models.CharField(max_length=20)
    exclusive = models.BooleanField()
    since = models.DateField()
    until = models.DateField(null=True)

    class Meta:
        db_table = "places_areasetmember"
        constraints = [
            models.UniqueConstraint(
                fields=["county", "set", "area"],
                condition=Q(until__isnull=True),
                name="places_areasetmember_once_at_a_time",
            ),
            models.UniqueConstraint(
                fields=["county", "kind", "area"],
                condition=Q(exclusive=True, until__isnull=True),
                name="places_areasetmember_exclusive",
            ),
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gte=F("since")), name="places_areasetmember_in_order"
            ),
        ]
        indexes = [models.Index(fields=["county", "area"], name="places_areasetmember_area")]

    def __str__(self) -> str:
        return f"{self.area} in {self.set_id}"
