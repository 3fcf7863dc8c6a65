"""Ledgers on their way into the register: a run, the file that was given, and one line a person."""

from django.db import models
from django.db.models import Q

from linli.kernel.db.rows import CodeField, CountyRow
from linli.people.rules.ledgers.runs import STATES
from linli.people.rules.ledgers.verdicts import VERDICTS


class LedgerRun(CountyRow):
    """One file taken in. Readers see the rows that carry a run once it is ``shown``; that flag alone decides.

    ``name`` is sealed: names of files name people. ``sheets`` counts rows, ``counts`` lines by verdict; neither holds
    a value. ``chunks`` lie in staging, ``applied`` of them are written.
    """

    name = models.BinaryField()
    sha256 = models.CharField(max_length=64)
    account = models.UUIDField(null=True)
    home = models.CharField(max_length=10)
    state = models.CharField(max_length=10)
    shown = models.BooleanField(default=False)
    reason = models.CharField(max_length=60, blank=True)
    sheets = models.JSONField(default=list)
    counts = models.JSONField(default=dict)
    chunks = models.PositiveIntegerField(default=0)
    applied = models.PositiveIntegerField(default=0)
    begun_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "people_ledgerrun"
        constraints = [
            models.CheckConstraint(condition=Q(state__in=STATES), name="people_ledgerrun_known_state"),
            models.CheckConstraint(
                condition=Q(shown=False) | Q(state="finished"), name="people_ledgerrun_shown_when_done"
            ),
        ]
        indexes = [models.Index(fields=["county", "area", "begun_at"], name="people_ledgerrun_area")]

    def __str__(self) -> str:
        return str(self.pk)


class LedgerPart(models.Model):
    """A piece of the file as it was given, sealed; deleted with the time for undoing."""

    id = models.UUIDField(primary_key=True, editable=False)
    county = CodeField(max_length=6)
    run = models.ForeignKey("people.LedgerRun", on_delete=models.CASCADE, related_name="+")
    number = models.PositiveIntegerField()
    box = models.BinaryField()

    class Meta:
        db_table = "people_ledgerpart"
        constraints = [models.UniqueConstraint(fields=["county", "run", "number"], name="people_ledgerpart_once")]

    def __str__(self) -> str:
        return f"{self.run_id} {self.number}"


class LedgerLine(models.Model):
    """One person of one row, in staging. ``box`` seals all values; ``before`` those that the run wrote over.

    ``digest`` knows the line again in a later file. ``target`` is the record that the line is about, or will be.
    ``likes`` are records that may be the same person: id, points and reasons, no values.
    """

    id = models.UUIDField(primary_key=True, editable=False)
    county = CodeField(max_length=6)
    area = CodeField()
    run = models.ForeignKey("people.LedgerRun", on_delete=models.CASCADE, related_name="+", db_index=False)
    chunk = models.PositiveIntegerField()
    sheet = models.PositiveSmallIntegerField()
    row = models.PositiveIntegerField()
    place = models.PositiveSmallIntegerField(default=0)
    digest = models.BinaryField()
    verdict = models.CharField(max_length=10)
    reason = models.CharField(max_length=60, blank=True)
    target = models.UUIDField(null=True)
    household = models.UUIDField(null=True)
    home_key = models.BinaryField(null=True)
    relation = models.CharField(max_length=12, blank=True)
    changes = models.JSONField(default=list)
    likes = models.JSONField(default=list)
    box = models.BinaryField(null=True)
    before = models.BinaryField(null=True)

    class Meta:
        db_table = "people_ledgerline"
        constraints = [
            models.CheckConstraint(condition=Q(verdict__in=VERDICTS), name="people_ledgerline_known_verdict"),
            models.UniqueConstraint(
                fields=["county", "run", "sheet", "row", "place"], name="people_ledgerline_once_a_person"
            ),
        ]
        indexes = [
            models.Index(fields=["county", "run", "chunk", "verdict"], name="people_ledgerline_chunk"),
            models.Index(fields=["county", "run", "verdict", "sheet", "row"], name="people_ledgerline_verdict"),
            models.Index(fields=["county", "digest"], name="people_ledgerline_digest"),
            models.Index(
                fields=["county", "run", "home_key"],
                condition=Q(home_key__isnull=False),
                name="people_ledgerline_home",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.run_id} {self.sheet}.{self.row}"
