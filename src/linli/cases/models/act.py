"""The acts of a case: what happened, in order, without anybody's words."""

from django.db import models

from linli.kernel.db.rows import CodeField


class CaseAct(models.Model):
    """One act. ``entry`` is the journal entry whose contents hold the words that were written with it, ``spoken`` names
    them; ``who`` is the post by its name on that day.

    ``shown`` says for whom: reporter (also the parties), inner (only who works on it). Never changed, never deleted.
    """

    id = models.UUIDField(primary_key=True, editable=False)
    county = CodeField(max_length=6)
    case = models.ForeignKey("cases.Case", on_delete=models.PROTECT, related_name="+", db_index=False)
    seq = models.PositiveIntegerField()
    at = models.DateTimeField()
    action = models.CharField(max_length=40)
    state = models.CharField(max_length=24)
    facts = models.JSONField()
    spoken = models.JSONField(default=list)
    who = models.CharField(max_length=170, blank=True)
    account = models.UUIDField(null=True)
    post = models.UUIDField(null=True)
    unit = models.UUIDField(null=True)
    stand_in_for = models.UUIDField(null=True)
    party = models.UUIDField(null=True)
    channel = models.CharField(max_length=8)
    shown = models.CharField(max_length=8)
    entry = models.UUIDField()

    class Meta:
        db_table = "cases_act"
        constraints = [
            models.UniqueConstraint(fields=["county", "case", "seq"], name="cases_act_one_a_place"),
            models.CheckConstraint(condition=models.Q(shown__in=("reporter", "inner")), name="cases_act_known_shown"),
        ]

    def __str__(self) -> str:
        return f"{self.action} #{self.seq}"
