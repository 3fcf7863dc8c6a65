"""Data keys: one a county at a time, kept wrapped."""

from django.db import models

from linli.kernel.db.rows import CodeField


class DataKey(models.Model):
    """A key that encrypts fields of one county, wrapped by a key of the key file.

    Rotating the wrapping key re-wraps these rows and touches no field. A row is never deleted while a field
    uses it.
    """

    id = models.UUIDField(primary_key=True, editable=False)
    county = CodeField(max_length=6)
    wrapped_by = models.CharField(max_length=40)
    wrapped = models.BinaryField()
    created_at = models.DateTimeField()

    class Meta:
        db_table = "kernel_datakey"
        indexes = [models.Index(fields=["county", "created_at"], name="kernel_datakey_newest")]

    def __str__(self) -> str:
        return f"data key {self.id}"
