"""Published packs and their entries."""

from django.db import models

from linli.kernel.db.rows import CodeField


class PackVersion(models.Model):
    """One published version of a pack; never changed afterwards (``digest`` proves it)."""

    id = models.UUIDField(primary_key=True, editable=False)
    county = CodeField(max_length=6)
    area = CodeField(blank=True)
    version = models.PositiveIntegerField()
    pack = models.CharField(max_length=60)
    title = models.CharField(max_length=200)
    digest = models.CharField(max_length=64)
    applied_at = models.DateTimeField()

    class Meta:
        db_table = "kernel_packversion"
        constraints = [models.UniqueConstraint(fields=["county", "pack", "version"], name="kernel_packversion_once")]

    def __str__(self) -> str:
        return f"{self.pack} {self.version}"


class PackEntry(models.Model):
    """One entry of one published version: valid at ``area`` from ``valid_from`` through ``valid_to``."""

    id = models.UUIDField(primary_key=True, editable=False)
    county = CodeField(max_length=6)
    area = CodeField(blank=True)
    pack_version = models.ForeignKey(PackVersion, on_delete=models.PROTECT, related_name="entries")
    section = models.CharField(max_length=40)
    key = models.CharField(max_length=120)
    valid_from = models.DateField(null=True)
    valid_to = models.DateField(null=True)
    current = models.BooleanField()
    data = models.JSONField()

    class Meta:
        db_table = "kernel_packentry"
        indexes = [models.Index(fields=["county", "section", "current", "key"], name="kernel_packentry_section")]

    def __str__(self) -> str:
        return f"{self.section} {self.key}"
