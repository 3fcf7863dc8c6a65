"""Who works on a case, and what was refused to be given to whom (E44, E46)."""

from django.db import models
from django.db.models import Q

from linli.cases.rules.duties import Nature
from linli.kernel.db.rows import CodeField, CountyRow

ROLES = ("lead", "helping", "responsible")
STATES = ("offered", "accepted", "refused", "done", "dropped")
LIVE = ("offered", "accepted")


class Assignment(CountyRow):
    """A unit's share in a case. ``nature`` is its legal nature, ``duty`` the line of the list that allows it.

    ``asked_by`` is the unit that asked: "what was asked of us, by whom" is a count of these rows.
    """

    case = models.ForeignKey("cases.Case", on_delete=models.PROTECT, related_name="assignments")
    unit = models.ForeignKey("people.Unit", on_delete=models.PROTECT, related_name="+")
    role = models.CharField(max_length=12)
    state = models.CharField(max_length=10)
    nature = models.CharField(max_length=10)
    duty = models.CharField(max_length=120, blank=True)
    asked_by = models.ForeignKey("people.Unit", null=True, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "cases_assignment"
        constraints = [
            models.CheckConstraint(condition=Q(role__in=ROLES), name="cases_assignment_known_role"),
            models.CheckConstraint(condition=Q(state__in=STATES), name="cases_assignment_known_state"),
            models.CheckConstraint(
                condition=Q(nature__in=[item.value for item in Nature]), name="cases_assignment_known_nature"
            ),
            models.UniqueConstraint(
                fields=["county", "case"],
                condition=Q(role="lead", state__in=LIVE),
                name="cases_assignment_one_lead",
            ),
            models.UniqueConstraint(
                fields=["county", "case", "unit"],
                condition=Q(state__in=LIVE),
                name="cases_assignment_one_share_a_unit",
            ),
        ]
        indexes = [
            models.Index(fields=["county", "unit", "state", "case"], name="cases_assignment_unit"),
            models.Index(fields=["county", "case"], name="cases_assignment_case"),
            models.Index(fields=["county", "area", "asked_at"], name="cases_assignment_asked"),
        ]

    def __str__(self) -> str:
        return f"{self.role} {self.state}"


class RefusedAsking(models.Model):
    """An attempt to give a unit what it may not be given: counted per asking unit, kept though the attempt failed.

    ``visibility`` is the case's at that moment: an attempt tells of its case, and is shown to no more people.
    """

    id = models.UUIDField(primary_key=True, editable=False)
    county = CodeField(max_length=6)
    area = CodeField()
    at = models.DateTimeField()
    case = models.UUIDField(null=True)
    type = models.CharField(max_length=60)
    visibility = models.CharField(max_length=10)
    matter = models.CharField(max_length=60)
    category = models.CharField(max_length=40, blank=True)
    why = models.CharField(max_length=16)
    duty = models.CharField(max_length=120, blank=True)
    unit = models.UUIDField()
    asked_by = models.UUIDField(null=True)
    path = models.CharField(max_length=60)

    class Meta:
        db_table = "cases_refusedasking"
        indexes = [
            models.Index(fields=["county", "at", "id"], name="cases_refusedasking_when"),
            models.Index(fields=["county", "area", "at"], name="cases_refusedasking_area"),
            models.Index(fields=["county", "asked_by", "at"], name="cases_refusedasking_by"),
        ]

    def __str__(self) -> str:
        return f"{self.matter} {self.why}"
