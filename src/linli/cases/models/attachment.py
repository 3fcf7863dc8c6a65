"""Papers and photos of a case."""

from django.db import models

from linli.kernel.db.rows import CountyRow

KINDS = ("before", "after", "material", "agreement", "answer", "other")


class CaseFile(CountyRow):
    """A file of the store (``file`` is its id there) as part of a case.

    ``kind`` says what it shows; ``material`` names the paper of the type's list. ``public`` photos have been looked at
    by the staff. ``left_at`` is when it was taken away again; the act of adding it stays.
    """

    case = models.ForeignKey("cases.Case", on_delete=models.PROTECT, related_name="files")
    file = models.UUIDField()
    kind = models.CharField(max_length=12)
    material = models.CharField(max_length=60, blank=True)
    public = models.BooleanField(default=False)
    account = models.UUIDField(null=True)
    party = models.UUIDField(null=True)
    added_at = models.DateTimeField()
    left_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "cases_file"
        constraints = [
            models.CheckConstraint(condition=models.Q(kind__in=KINDS), name="cases_file_known_kind"),
        ]
        indexes = [models.Index(fields=["county", "case", "added_at"], name="cases_file_case")]

    def __str__(self) -> str:
        return self.kind
