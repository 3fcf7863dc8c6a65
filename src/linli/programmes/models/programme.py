"""A paper that a place carries out, and the cases that its confirmed tasks became (S-255)."""

from django.db import models

from linli.kernel.db.rows import CountyRow


class Programme(CountyRow):
    """``paper`` carried out in ``area``; residents see it once it is ``shown``."""

    paper = models.ForeignKey("documents.PolicyPaper", on_delete=models.PROTECT, related_name="+")
    title = models.CharField(max_length=300)
    shown = models.BooleanField(default=False)
    started_at = models.DateTimeField()

    class Meta:
        db_table = "programmes_programme"
        constraints = [
            models.UniqueConstraint(fields=["county", "area", "paper"], name="programmes_programme_once"),
        ]
        indexes = [models.Index(fields=["county", "area", "started_at", "id"], name="programmes_programme_area")]

    def __str__(self) -> str:
        return self.title


class PlannedTask(CountyRow):
    """A confirmed task as a case in ``area``. ``until`` is the day of the paper; ``rhythm`` one like R/P2Y.

    ``named`` are the units as printed that the register does not know: somebody gives the case out by hand.
    """

    programme = models.ForeignKey("programmes.Programme", on_delete=models.PROTECT, related_name="tasks")
    finding = models.ForeignKey("documents.Finding", on_delete=models.PROTECT, related_name="+")
    case = models.ForeignKey("cases.Case", on_delete=models.PROTECT, related_name="+")
    whole = models.ForeignKey(
        "programmes.PlannedTask", null=True, on_delete=models.PROTECT, related_name="parts"
    )  # fmt: skip
    no = models.PositiveIntegerField()
    clause = models.CharField(max_length=80, blank=True)
    until = models.DateField(null=True)
    rhythm = models.CharField(max_length=12, blank=True)
    named = models.JSONField(default=dict)

    class Meta:
        db_table = "programmes_task"
        constraints = [
            models.UniqueConstraint(fields=["county", "programme", "finding", "area"], name="programmes_task_once"),
            models.UniqueConstraint(fields=["county", "case"], name="programmes_task_one_case"),
        ]
        indexes = [models.Index(fields=["county", "programme", "no", "id"], name="programmes_task_programme")]

    def __str__(self) -> str:
        return str(self.no)
