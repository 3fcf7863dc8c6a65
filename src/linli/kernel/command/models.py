"""Requests that were answered, so that the same key twice has one effect (settled.md, machinery 9a)."""

from django.db import models

from linli.kernel.db.rows import CodeField


class AnsweredRequest(models.Model):
    """The stored reference of one answered request: object and state, no secret, no personal value."""

    id = models.UUIDField(primary_key=True, editable=False)
    county = CodeField(max_length=6)
    account = models.UUIDField()
    command = models.CharField(max_length=80)
    key = models.CharField(max_length=100)
    digest = models.CharField(max_length=64)
    object_type = models.CharField(max_length=60, blank=True)
    object_id = models.UUIDField(null=True)
    status = models.CharField(max_length=40, blank=True)
    object_version = models.PositiveIntegerField(default=0)
    created_at = models.DateTimeField()

    class Meta:
        db_table = "kernel_request"
        constraints = [
            models.UniqueConstraint(
                fields=["county", "account", "command", "key"], name="kernel_request_one_effect_a_key"
            )
        ]
        indexes = [models.Index(fields=["county", "created_at"], name="kernel_request_when")]

    def __str__(self) -> str:
        return f"{self.command} {self.key}"
