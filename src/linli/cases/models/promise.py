"""Promises that were kept and broken, counted every night for everybody to read (S-078)."""

from django.db import models

from linli.kernel.db.rows import CodeField


class PromiseCount(models.Model):
    """How many clocks of a type ended in time and late under a leading unit at a place, in the year up to ``last``.

    Nothing personal; confidential matters are not counted. All rows of a county are of one night.
    """

    id = models.UUIDField(primary_key=True, editable=False)
    county = CodeField(max_length=6)
    area = CodeField()
    lead = models.ForeignKey("people.Unit", null=True, on_delete=models.PROTECT, related_name="+")
    type = models.CharField(max_length=60)
    kept = models.PositiveIntegerField()
    broken = models.PositiveIntegerField()
    last = models.DateField()

    class Meta:
        db_table = "cases_promisecount"
        indexes = [models.Index(fields=["county", "area"], name="cases_promisecount_area")]

    def __str__(self) -> str:
        return f"{self.area} {self.type}"
