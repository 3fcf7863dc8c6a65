"""Questions back to a party, answered by a link whose GET changes nothing."""

from django.db import models

from linli.kernel.db.rows import CountyRow


class CaseQuestion(CountyRow):
    """A question to one party. ``secret`` is the digest of the link's secret; ``clock`` stands still meanwhile."""

    case = models.ForeignKey("cases.Case", on_delete=models.PROTECT, related_name="questions")
    party = models.ForeignKey("cases.CaseParty", on_delete=models.PROTECT, related_name="+")
    text = models.BinaryField()
    secret = models.BinaryField()
    clock = models.CharField(max_length=24, blank=True)
    asked_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "cases_question"
        indexes = [
            models.Index(fields=["county", "case"], name="cases_question_case"),
            models.Index(fields=["county", "secret"], name="cases_question_secret"),
        ]

    def __str__(self) -> str:
        return f"question {self.pk}"
