"""Figures that a paper promises, with what was said first and what holds now (E59)."""

from django.db import models
from django.db.models import F, Q

from linli.documents.rules.library.findings import OPERATORS
from linli.kernel.db.rows import CountyRow


class TargetLine(CountyRow):
    """A metric with a figure to reach in ``scope``; due on ``until``, within ``since`` to ``until``, or by a rhythm.

    ``whole`` names the denominator of a share: of what it is a part.
    """

    programme = models.ForeignKey("programmes.Programme", on_delete=models.PROTECT, related_name="lines")
    finding = models.ForeignKey("documents.Finding", on_delete=models.PROTECT, related_name="+")
    no = models.PositiveIntegerField()
    metric = models.CharField(max_length=500)
    operator = models.CharField(max_length=8)
    unit = models.CharField(max_length=120, blank=True)
    scope = models.CharField(max_length=120, blank=True)
    whole = models.CharField(max_length=120, blank=True)
    kind = models.CharField(max_length=20)
    clause = models.CharField(max_length=80, blank=True)
    since = models.DateField(null=True)
    until = models.DateField(null=True)
    rhythm = models.CharField(max_length=12, blank=True)

    class Meta:
        db_table = "programmes_line"
        constraints = [
            models.UniqueConstraint(fields=["county", "programme", "finding"], name="programmes_line_once"),
            models.CheckConstraint(condition=Q(operator__in=OPERATORS), name="programmes_line_known_operator"),
            models.CheckConstraint(
                condition=Q(since__isnull=True) | Q(until__gte=F("since")), name="programmes_line_span"
            ),
        ]

    def __str__(self) -> str:
        return self.metric


class TargetValue(CountyRow):
    """A figure of a line for an area and a year. The first (``seq`` 1) is the original; later ones revise it, none
    is ever overwritten (S-257). Thousandths, so that shares and counts are exact."""

    line = models.ForeignKey("programmes.TargetLine", on_delete=models.PROTECT, related_name="values")
    year = models.PositiveSmallIntegerField()
    seq = models.PositiveIntegerField()
    thousandths = models.BigIntegerField()
    upper = models.BigIntegerField(null=True)
    basis = models.CharField(max_length=300, blank=True)
    set_at = models.DateTimeField()
    account = models.UUIDField(null=True)

    class Meta:
        db_table = "programmes_value"
        constraints = [
            models.UniqueConstraint(fields=["county", "line", "area", "year", "seq"], name="programmes_value_once"),
            models.CheckConstraint(
                condition=Q(upper__isnull=True) | Q(upper__gte=F("thousandths")), name="programmes_value_pair"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.year} {self.seq}"
