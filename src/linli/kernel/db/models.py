"""The stamp by which answers that were kept are known to hold."""

from django.db import models

from linli.kernel.db.rows import CodeField


class TableStamp(models.Model):
    """A value that changes with every write to the tables that ``standing.watch`` names; one in an installation."""

    id = models.UUIDField(primary_key=True, editable=False)
    county = CodeField(max_length=6)
    value = models.CharField(max_length=32)

    class Meta:
        db_table = "kernel_tablestamp"
        constraints = [models.UniqueConstraint(fields=["county"], name="kernel_tablestamp_one_a_county")]

    def __str__(self) -> str:
        return f"{self.county} {self.value}"
