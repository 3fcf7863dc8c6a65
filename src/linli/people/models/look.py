"""The log of who looked."""

from django.db import models

from linli.kernel.db.rows import CodeField


class Look(models.Model):
    """One person's unmasked fields shown to one reader once: names of fields, never their values.

    ``subject`` and those who looked are plain ids, for the log outlives what it names. ``run`` is the export, if any.
    """

    id = models.UUIDField(primary_key=True, editable=False)
    county = CodeField(max_length=6)
    area = CodeField()
    at = models.DateTimeField()
    account = models.UUIDField(null=True)
    post = models.UUIDField(null=True)
    stand_in_for = models.UUIDField(null=True)
    subject = models.UUIDField()
    fields = models.JSONField()
    purpose = models.CharField(max_length=60)
    case = models.UUIDField(null=True)
    channel = models.CharField(max_length=8)
    run = models.UUIDField(null=True)

    class Meta:
        db_table = "people_look"
        indexes = [
            models.Index(fields=["county", "subject", "at", "id"], name="people_look_subject"),
            models.Index(fields=["county", "at", "id"], name="people_look_when"),
            models.Index(fields=["county", "account", "at"], name="people_look_account"),
        ]

    def __str__(self) -> str:
        return f"look {self.pk}"
