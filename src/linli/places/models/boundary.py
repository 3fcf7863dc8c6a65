"""Boundaries of areas, and a stamp that changes whenever a polygon of the county does."""

from django.db import models

from linli.kernel.db.rows import CodeField, CountyRow


class Boundary(CountyRow):
    """The polygon of an area as GeoJSON text."""

    polygon = models.TextField()
    square_metres = models.PositiveBigIntegerField()

    class Meta:
        db_table = "places_boundary"
        constraints = [models.UniqueConstraint(fields=["county", "area"], name="places_boundary_one_an_area")]

    def __str__(self) -> str:
        return self.area


class MapStamp(models.Model):
    """Tells processes that keep a county's polygons in memory to read them again."""

    id = models.UUIDField(primary_key=True, editable=False)
    county = CodeField(max_length=6)
    value = models.UUIDField()

    class Meta:
        db_table = "places_mapstamp"
        constraints = [models.UniqueConstraint(fields=["county"], name="places_mapstamp_one_a_county")]

    def __str__(self) -> str:
        return f"{self.county} {self.value}"
