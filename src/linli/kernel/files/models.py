"""Stored files and who owns them."""

from django.db import models

from linli.kernel.db.rows import CodeField


class StoredFile(models.Model):
    """Bytes of the store, once a county, under their digest. ``type`` was told by their content."""

    id = models.UUIDField(primary_key=True, editable=False)
    county = CodeField(max_length=6)
    sha256 = CodeField(max_length=64)
    size = models.PositiveIntegerField()
    type = models.CharField(max_length=120)
    ending = models.CharField(max_length=8)
    stored_at = models.DateTimeField()

    class Meta:
        db_table = "kernel_file"
        constraints = [models.UniqueConstraint(fields=["county", "sha256"], name="kernel_file_once")]

    def __str__(self) -> str:
        return self.sha256[:12]


class FileOwner(models.Model):
    """An object that a file belongs to: the same bytes in two cases have two owners; erasing one leaves the other."""

    id = models.UUIDField(primary_key=True, editable=False)
    county = CodeField(max_length=6)
    file = models.ForeignKey("kernel.StoredFile", on_delete=models.PROTECT, related_name="owners")
    owner_type = models.CharField(max_length=60)
    owner_id = models.UUIDField()
    since = models.DateTimeField()

    class Meta:
        db_table = "kernel_fileowner"
        constraints = [
            models.UniqueConstraint(fields=["county", "file", "owner_type", "owner_id"], name="kernel_fileowner_once")
        ]
        indexes = [models.Index(fields=["county", "owner_type", "owner_id"], name="kernel_fileowner_owner")]

    def __str__(self) -> str:
        return f"{self.owner_type} {self.owner_id}"
