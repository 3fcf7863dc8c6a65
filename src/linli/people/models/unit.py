"""Units: the organisations that act, and their legal states by date (E14)."""

from django.db import models
from django.db.models import F, Q

from linli.kernel.db.rows import CountyRow


class Unit(CountyRow):
    """An office, committee, company or association; ``kind`` is pack data.

    ``since`` (empty: unknown) and ``closed_on``, the first day it is closed, repeat what its states say. ``hours`` are
    the opening hours of its window in the office's own words, ``hours_on`` is the day they were last confirmed.
    """

    name = models.CharField(max_length=120)
    kind = models.CharField(max_length=40)
    credit_code = models.CharField(max_length=18, blank=True)
    since = models.DateField(null=True)
    closed_on = models.DateField(null=True)
    hours = models.CharField(max_length=120, blank=True, db_default="")
    hours_on = models.DateField(null=True)

    class Meta:
        db_table = "people_unit"
        constraints = [
            models.UniqueConstraint(fields=["county", "area", "name"], name="people_unit_one_name_a_place"),
            models.UniqueConstraint(
                fields=["county", "credit_code"], condition=~Q(credit_code=""), name="people_unit_one_credit_code"
            ),
            models.CheckConstraint(
                condition=Q(closed_on__isnull=True) | Q(since__isnull=True) | Q(closed_on__gt=F("since")),
                name="people_unit_closed_after_start",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class UnitState(CountyRow):
    """A legal state of a unit from one day through another; ``since`` may be unknown for the first."""

    unit = models.ForeignKey("people.Unit", on_delete=models.PROTECT, related_name="states")
    state = models.CharField(max_length=12)
    since = models.DateField(null=True)
    until = models.DateField(null=True)
    basis = models.CharField(max_length=200, blank=True)

    class Meta:
        db_table = "people_unitstate"
        constraints = [
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(since__isnull=True) | Q(until__gte=F("since")),
                name="people_unitstate_ends_after_start",
            ),
            models.CheckConstraint(
                condition=Q(state__in=("idea", "filed", "registered", "rated", "closed")),
                name="people_unitstate_known_state",
            ),
            models.UniqueConstraint(
                fields=["county", "unit"], condition=Q(until__isnull=True), name="people_unitstate_one_open"
            ),
        ]
        indexes = [models.Index(fields=["county", "unit", "since"], name="people_unitstate_of_unit")]

    def __str__(self) -> str:
        return f"{self.unit_id} {self.state}"
