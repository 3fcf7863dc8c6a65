"""Figures of an area: how many, counted on which day, from which source."""

from django.db import models
from django.db.models import Q

from linli.kernel.db.rows import CountyRow

MEASURES = ("households", "residents")


class AreaFigure(CountyRow):
    """A count of the households or residents of ``area``; without day or source it would be useless for money."""

    measure = models.CharField(max_length=20)
    value = models.PositiveIntegerField()
    on = models.DateField()
    source = models.CharField(max_length=120)

    class Meta:
        db_table = "places_areafigure"
        constraints = [
            models.UniqueConstraint(fields=["county", "area", "measure", "on"], name="places_areafigure_one_a_day"),
            models.CheckConstraint(condition=Q(measure__in=MEASURES), name="places_areafigure_known_measure"),
            models.CheckConstraint(condition=~Q(source=""), name="places_areafigure_has_source"),
        ]

    def __str__(self) -> str:
        return f"{self.area} {self.measure} {self.value}"
