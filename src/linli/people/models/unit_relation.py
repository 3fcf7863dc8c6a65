"""Relations: which unit leads, guides, supervises or entrusts which, and who answers for a place (E15)."""

from django.db import models
from django.db.models import F, Q

from linli.kernel.db.rows import CodeField, CountyRow


class UnitRelation(CountyRow):
    """``unit`` stands over ``other``, or answers for ``place``, from one day through another."""

    unit = models.ForeignKey("people.Unit", on_delete=models.PROTECT, related_name="relations_down")
    other = models.ForeignKey("people.Unit", on_delete=models.PROTECT, null=True, related_name="relations_up")
    place = CodeField(blank=True)
    kind = models.CharField(max_length=12)
    basis = models.CharField(max_length=200, blank=True)
    since = models.DateField()
    until = models.DateField(null=True)

    class Meta:
        db_table = "people_unitrelation"
        constraints = [
            models.CheckConstraint(condition=~Q(unit=F("other")), name="people_unitrelation_between_two"),
            models.CheckConstraint(
                condition=Q(kind="answers_for", other__isnull=True) & ~Q(place="")
                | Q(kind__in=("leads", "guides", "supervises", "entrusts"), other__isnull=False, place=""),
                name="people_unitrelation_unit_or_place",
            ),
            models.CheckConstraint(
                condition=~Q(kind="entrusts") | ~Q(basis=""), name="people_unitrelation_entrusts_by_basis"
            ),
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gte=F("since")),
                name="people_unitrelation_ends_after_start",
            ),
        ]
        indexes = [
            models.Index(fields=["county", "kind", "unit"], name="people_unitrelation_down"),
            models.Index(fields=["county", "kind", "place"], name="people_unitrelation_place"),
            models.Index(fields=["county", "other"], name="people_unitrelation_up"),
        ]

    def __str__(self) -> str:
        return f"{self.unit_id} {self.kind} {self.other_id or self.place}"
