"""Journal entries, the outbox beside them, their order, and the contents that may be erased."""

from django.db import models

from linli.kernel.db.rows import CodeField


class JournalEntry(models.Model):
    """One thing that happened. Never changed, never deleted; holds no personal value, only salted commitments."""

    id = models.UUIDField(primary_key=True, editable=False)
    county = CodeField(max_length=6)
    area = CodeField()
    at = models.DateTimeField()
    recorded_at = models.DateTimeField()
    command = models.CharField(max_length=80)
    outcome = models.CharField(max_length=12)
    account = models.UUIDField(null=True)
    post = models.UUIDField(null=True)
    stand_in_for = models.UUIDField(null=True)
    channel = models.CharField(max_length=8)
    purpose = models.CharField(max_length=200, blank=True)
    object_type = models.CharField(max_length=60)
    object_id = models.UUIDField()
    object_version = models.PositiveIntegerField()
    event = models.CharField(max_length=80, blank=True)
    changed = models.JSONField()
    commitments = models.JSONField()
    facts = models.JSONField()
    digest = models.CharField(max_length=64)

    class Meta:
        db_table = "kernel_journal"
        indexes = [
            models.Index(fields=["county", "object_type", "object_id", "object_version"], name="kernel_journal_object"),
            models.Index(fields=["county", "recorded_at"], name="kernel_journal_when"),
            models.Index(fields=["county", "command", "recorded_at"], name="kernel_journal_command"),
        ]

    def __str__(self) -> str:
        return f"{self.command} {self.object_type} {self.object_id}"


class Pending(models.Model):
    """An entry that the worker has not handed on yet: the outbox. Deleted when its event became jobs."""

    id = models.UUIDField(primary_key=True, editable=False)
    county = CodeField(max_length=6)
    event = models.CharField(max_length=80, blank=True)
    recorded_at = models.DateTimeField()

    class Meta:
        db_table = "kernel_pending"
        indexes = [models.Index(fields=["county", "recorded_at"], name="kernel_pending_when")]

    def __str__(self) -> str:
        return f"pending {self.event} {self.id}"


class Leaf(models.Model):
    """The place of an entry in its county's order, given when the worker takes it up (settled.md, machinery 5).

    ``digest`` is that of the entry as it stood then; empty for an entry that was gone.
    """

    id = models.UUIDField(primary_key=True, editable=False)
    county = CodeField(max_length=6)
    seq = models.PositiveBigIntegerField()
    entry = models.UUIDField()
    digest = models.CharField(max_length=64, blank=True)

    class Meta:
        db_table = "kernel_leaf"
        constraints = [
            models.UniqueConstraint(fields=["county", "seq"], name="kernel_leaf_one_entry_a_place"),
            models.UniqueConstraint(fields=["county", "entry"], name="kernel_leaf_one_place_an_entry"),
        ]

    def __str__(self) -> str:
        return f"{self.county} #{self.seq}"


class Seal(models.Model):
    """The Merkle root over the places ``first`` to ``last`` of a county's order, chained to the seal before.

    ``digest`` is taken over all the rest but the id; ``previous`` is the digest of the seal before ("" for the first).
    """

    id = models.UUIDField(primary_key=True, editable=False)
    county = CodeField(max_length=6)
    number = models.PositiveBigIntegerField()
    first = models.PositiveBigIntegerField()
    last = models.PositiveBigIntegerField()
    root = models.CharField(max_length=64)
    previous = models.CharField(max_length=64, blank=True)
    digest = models.CharField(max_length=64)
    sealed_at = models.DateTimeField()

    class Meta:
        db_table = "kernel_seal"
        constraints = [
            models.UniqueConstraint(fields=["county", "number"], name="kernel_seal_one_a_number"),
            models.CheckConstraint(condition=models.Q(first__lte=models.F("last")), name="kernel_seal_holds_something"),
        ]

    def __str__(self) -> str:
        return f"seal {self.number} of {self.county}"


class Content(models.Model):
    """A personal value of an entry, encrypted, with the salt of its commitment. Erasing deletes this row."""

    id = models.UUIDField(primary_key=True, editable=False)
    county = CodeField(max_length=6)
    entry = models.UUIDField()
    object_type = models.CharField(max_length=60)
    object_id = models.UUIDField()
    field = models.CharField(max_length=60)
    salt = models.BinaryField()
    box = models.BinaryField()

    class Meta:
        db_table = "kernel_content"
        constraints = [
            models.UniqueConstraint(fields=["county", "entry", "field"], name="kernel_content_one_value_a_field")
        ]
        indexes = [
            models.Index(fields=["county", "object_type", "object_id"], name="kernel_content_object"),
        ]

    def __str__(self) -> str:
        return f"content {self.field} of {self.entry}"
