"""Units: the organisations that act."""

from django.db import models

from linli.kernel.db.rows import CountyRow


class Unit(CountyRow):
    """An office, committee, company or association; ``kind`` is pack data."""

    name = models.CharField(max_length=120)
    kind = models.CharField(max_length=40)

    class Meta:
        db_table = "people_unit"
        constraints = [models.UniqueConstraint(fields=["county", "area", "name"], name="people_unit_one_name_a_place")]

    def __str__(self) -> str:
        return self.name
