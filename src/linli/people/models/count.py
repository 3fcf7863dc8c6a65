"""How many persons and households the register held on a day, by community and category (S-093, S-282)."""

from django.db import models

from linli.kernel.db.rows import CodeField


class PersonCount(models.Model):
    """A count of one category in one community on one day; ``count`` is a key of pack section ``person_counts``.

    Nothing personal, but small ones come near it: they leave only through ``queries.person_counts``, which hides them.
    """

    id = models.UUIDField(primary_key=True, editable=False)
    county = CodeField(max_length=6)
    area = CodeField()
    day = models.DateField()
    count = models.CharField(max_length=60)
    category = models.CharField(max_length=20)
    number = models.PositiveIntegerField()

    class Meta:
        db_table = "people_count"
        constraints = [
            models.UniqueConstraint(
                fields=["county", "day", "count", "area", "category"], name="people_count_one_a_category"
            )
        ]

    def __str__(self) -> str:
        return f"{self.area} {self.day} {self.count} {self.category}"
