"""Policy papers, their clauses, and how clauses lean on each other (E23)."""

from django.db import models
from django.db.models import F, Q

from linli.documents.rules.library.links import LINKS
from linli.kernel.db.rows import CodeField, CountyRow


class PolicyPaper(CountyRow):
    """A paper as it was read. ``text`` is what came out of the file, before any mending: spans count its characters.

    ``key`` is the mended text without blanks and signs, in one script, for searching. ``area`` is the place whose
    body issued or received it; ``rank`` is the level of the issuer. In force from ``valid_from`` until ``repealed_on``.
    """

    title = models.CharField(max_length=300)
    issuer = models.CharField(max_length=200, blank=True)
    number = models.CharField(max_length=80, blank=True)
    issued_on = models.DateField(null=True)
    rank = models.CharField(max_length=12)
    sha256 = models.CharField(max_length=64)
    format = models.CharField(max_length=12)
    text = models.TextField()
    key = models.TextField()
    repairs = models.JSONField(default=list)
    doubts = models.JSONField(default=list)
    mentions = models.JSONField(default=list)
    valid_from = models.DateField(null=True)
    repealed_on = models.DateField(null=True)
    repealed_by = models.ForeignKey("documents.PolicyPaper", null=True, on_delete=models.PROTECT, related_name="+")
    repeal_basis = models.CharField(max_length=300, blank=True)
    taken_at = models.DateTimeField()
    tasks = models.PositiveIntegerField(default=0)
    targets = models.PositiveIntegerField(default=0)

    class Meta:
        db_table = "documents_paper"
        constraints = [
            models.UniqueConstraint(fields=["county", "area", "sha256"], name="documents_paper_once"),
            models.CheckConstraint(
                condition=Q(repealed_by__isnull=True) | ~Q(repealed_by=F("id")), name="documents_paper_not_by_itself"
            ),
        ]
        indexes = [
            models.Index(fields=["county", "area", "taken_at", "id"], name="documents_paper_area"),
            models.Index(fields=["county", "title"], name="documents_paper_title"),
        ]

    def __str__(self) -> str:
        return self.title


class PaperSource(models.Model):
    """The file of a paper, byte for byte."""

    id = models.UUIDField(primary_key=True, editable=False)
    county = CodeField(max_length=6)
    paper = models.ForeignKey("documents.PolicyPaper", on_delete=models.CASCADE, related_name="sources")
    name = models.CharField(max_length=200)
    data = models.BinaryField()

    class Meta:
        db_table = "documents_source"
        constraints = [models.UniqueConstraint(fields=["county", "paper"], name="documents_source_one_a_paper")]

    def __str__(self) -> str:
        return self.name


class Clause(models.Model):
    """A node of a paper; [``start``, ``end``) of its text. ``path`` is how it is cited: 三(二).1."""

    id = models.UUIDField(primary_key=True, editable=False)
    county = CodeField(max_length=6)
    paper = models.ForeignKey("documents.PolicyPaper", on_delete=models.CASCADE, related_name="clauses")
    seq = models.PositiveIntegerField()
    level = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=12)
    number = models.CharField(max_length=20, blank=True)
    title = models.CharField(max_length=300, blank=True)
    path = models.CharField(max_length=80)
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    sure = models.PositiveSmallIntegerField()
    notes = models.JSONField(default=list)

    class Meta:
        db_table = "documents_clause"
        constraints = [
            models.UniqueConstraint(fields=["county", "paper", "seq"], name="documents_clause_one_a_place"),
            models.CheckConstraint(condition=Q(end__gte=F("start")), name="documents_clause_span"),
        ]

    def __str__(self) -> str:
        return self.path


class ClauseLink(CountyRow):
    """``clause`` answers, cites, repeals or is the basis of ``other``."""

    clause = models.ForeignKey("documents.Clause", on_delete=models.PROTECT, related_name="links")
    other = models.ForeignKey("documents.Clause", on_delete=models.PROTECT, related_name="linked")
    kind = models.CharField(max_length=12)
    made_at = models.DateTimeField()
    account = models.UUIDField(null=True)

    class Meta:
        db_table = "documents_link"
        constraints = [
            models.UniqueConstraint(fields=["county", "clause", "other", "kind"], name="documents_link_once"),
            models.CheckConstraint(condition=Q(kind__in=list(LINKS)), name="documents_link_known_kind"),
            models.CheckConstraint(condition=~Q(clause=F("other")), name="documents_link_not_itself"),
        ]

    def __str__(self) -> str:
        return f"{self.clause_id} {self.kind} {self.other_id}"
