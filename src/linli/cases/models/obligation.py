"""Recurring duties and their occurrences (E47)."""

from django.db import models
from django.db.models import F, Q

from linli.cases.rules.obligations import COUNTS
from linli.kernel.db.rows import CodeField, CountyRow

STATES = ("open", "done", "late", "missed")


class Obligation(CountyRow):
    """Something that a unit has to do again and again: a drill, an inspection, a report, a disclosure.

    ``period`` and ``grace`` are periods ("6m", "10d"); ``counts`` says whether the next one counts from the last fact
    or from the calendar. ``subject_type`` and ``subject_id`` name what it is about, if anything of another noun.
    """

    title = models.CharField(max_length=120)
    kind = models.CharField(max_length=60)
    unit = models.ForeignKey("people.Unit", on_delete=models.PROTECT, related_name="+")
    period = models.CharField(max_length=12)
    grace = models.CharField(max_length=12, blank=True)
    counts = models.CharField(max_length=10)
    basis = models.CharField(max_length=200)
    subject_type = models.CharField(max_length=60, blank=True)
    subject_id = models.UUIDField(null=True)
    since = models.DateField()
    last_fact = models.DateField(null=True)
    next_due = models.DateField()
    ended_on = models.DateField(null=True)

    class Meta:
        db_table = "cases_obligation"
        constraints = [
            models.CheckConstraint(condition=Q(counts__in=COUNTS), name="cases_obligation_known_counting"),
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True) | Q(ended_on__gte=F("since")),
                name="cases_obligation_ends_after_start",
            ),
        ]
        indexes = [
            models.Index(fields=["county", "unit", "next_due"], name="cases_obligation_unit"),
            models.Index(
                fields=["county", "next_due"], condition=Q(ended_on__isnull=True), name="cases_obligation_due"
            ),
            models.Index(fields=["county", "area", "next_due", "id"], name="cases_obligation_area"),
        ]

    def __str__(self) -> str:
        return self.title


class Occurrence(models.Model):
    """One time that an obligation falls due. What was missed stays missed, also when it is made up for later."""

    id = models.UUIDField(primary_key=True, editable=False)
    county = CodeField(max_length=6)
    obligation = models.ForeignKey("cases.Obligation", on_delete=models.PROTECT, related_name="occurrences")
    seq = models.PositiveIntegerField()
    due_on = models.DateField()
    until = models.DateField()
    state = models.CharField(max_length=8)
    fact_on = models.DateField(null=True)
    case = models.ForeignKey("cases.Case", null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        db_table = "cases_occurrence"
        constraints = [
            models.UniqueConstraint(fields=["county", "obligation", "seq"], name="cases_occurrence_once"),
            models.UniqueConstraint(
                fields=["county", "obligation"], condition=Q(state="open"), name="cases_occurrence_one_open"
            ),
            models.CheckConstraint(condition=Q(state__in=STATES), name="cases_occurrence_known_state"),
        ]
        indexes = [
            models.Index(fields=["county", "due_on"], condition=Q(state="open"), name="cases_occurrence_open"),
        ]

    def __str__(self) -> str:
        return f"{self.due_on} {self.state}"
