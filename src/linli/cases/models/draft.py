"""What somebody began to fill in and wants to come back to."""

from django.db import models

from linli.kernel.db.rows import CodeField


class CaseDraft(models.Model):
    """A report or application that is not sent yet: words, values and file references encrypted, gone after a month.

    ``key`` is the digest of the code that brings it back, ``code`` that of the six figures sent to a phone,
    ``proven_for`` the look-up key of the phone whose figures came back right.
    """

    id = models.UUIDField(primary_key=True, editable=False)
    county = CodeField(max_length=6)
    key = models.BinaryField()
    box = models.BinaryField()
    code = models.BinaryField(null=True)
    code_until = models.DateTimeField(null=True)
    code_tries = models.PositiveSmallIntegerField(default=0)
    codes_sent = models.PositiveSmallIntegerField(default=0)
    proven_for = models.BinaryField(null=True)
    expires_at = models.DateTimeField()

    class Meta:
        db_table = "cases_draft"
        indexes = [
            models.Index(fields=["county", "key"], name="cases_draft_key"),
            models.Index(fields=["county", "expires_at"], name="cases_draft_expires"),
        ]

    def __str__(self) -> str:
        return f"draft {self.pk}"
