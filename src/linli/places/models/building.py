"""Buildings, their dwellings, and the addresses under which either is found (E04, R1.5)."""

from django.db import models
from django.db.models import Q

from linli.kernel.db.rows import CodeField, CountyRow

PLACED = Q(lon__isnull=True, lat__isnull=True) | Q(lon__isnull=False, lat__isnull=False)


class Building(CountyRow):
    """A building. ``area`` is its community, or the area above when no committee answers for it (then no code).

    The code keeps the community of the day it was given; the point is WGS84, ``datum`` what it was given in.
    """

    code = CodeField(max_length=17, blank=True)
    address = models.CharField(max_length=200)
    use = models.CharField(max_length=20)
    lon = models.FloatField(null=True)
    lat = models.FloatField(null=True)
    datum = models.CharField(max_length=10, blank=True)
    ext_codes = models.JSONField(default=list)
    no_committee = models.BooleanField(default=False)

    class Meta:
        db_table = "places_building"
        constraints = [
            models.UniqueConstraint(
                fields=["county", "code"], condition=~Q(code=""), name="places_building_code_used_once"
            ),
            models.CheckConstraint(condition=PLACED, name="places_building_whole_point"),
        ]
        indexes = [
            models.Index(fields=["county", "area", "id"], name="places_building_area"),
            models.Index(fields=["county", "id"], condition=Q(no_committee=True), name="places_building_no_committee"),
        ]

    def __str__(self) -> str:
        return self.address


class Dwelling(CountyRow):
    """A flat, house or shop with a door of its own; ``area`` is the community of the present day."""

    building = models.ForeignKey("places.Building", on_delete=models.PROTECT, related_name="dwellings")
    code = CodeField(max_length=25, blank=True)
    unit = models.PositiveSmallIntegerField(default=0)
    floor = models.SmallIntegerField(null=True)
    room = models.CharField(max_length=4, blank=True)
    address = models.CharField(max_length=200)
    use = models.CharField(max_length=20)
    lon = models.FloatField(null=True)
    lat = models.FloatField(null=True)
    datum = models.CharField(max_length=10, blank=True)
    no_committee = models.BooleanField(default=False)

    class Meta:
        db_table = "places_dwelling"
        constraints = [
            models.UniqueConstraint(
                fields=["county", "code"], condition=~Q(code=""), name="places_dwelling_code_used_once"
            ),
            models.CheckConstraint(condition=PLACED, name="places_dwelling_whole_point"),
        ]
        indexes = [
            models.Index(fields=["county", "area", "id"], name="places_dwelling_area"),
            models.Index(fields=["county", "id"], condition=Q(no_committee=True), name="places_dwelling_no_committee"),
        ]

    def __str__(self) -> str:
        return self.address
