"""Webhooks and the ledger of what was delivered."""

from django.db import models
from django.db.models import Q

from linli.kernel.db.rows import CodeField, CountyRow
from linli.kernel.hooks.rules import DELIVERY_STATES, HOOK_STATES, OPEN


class Hook(CountyRow):
    """An outside address that is told of events inside ``area``.

    ``secret`` and, while they are changed, ``old_secret`` are sealed. ``failures`` in a row ``failing_since`` a moment
    and ``rest_until`` are kept by the job that sends; ``state_at`` is since when the state holds, ``reason`` why.
    """

    name = models.CharField(max_length=80)
    address = models.CharField(max_length=500)
    events = models.JSONField()
    secret = models.BinaryField()
    old_secret = models.BinaryField(null=True)
    old_until = models.DateTimeField(null=True)
    state = models.CharField(max_length=8)
    state_at = models.DateTimeField()
    reason = models.CharField(max_length=40, blank=True)
    failures = models.PositiveIntegerField(default=0)
    failing_since = models.DateTimeField(null=True)
    rest_until = models.DateTimeField(null=True)
    last_sent_at = models.DateTimeField(null=True)
    created_at = models.DateTimeField()

    class Meta:
        db_table = "kernel_hook"
        constraints = [
            models.CheckConstraint(condition=Q(state__in=HOOK_STATES), name="kernel_hook_known_state"),
            models.CheckConstraint(
                condition=Q(old_secret__isnull=True) | Q(old_until__isnull=False), name="kernel_hook_old_secret_ends"
            ),
        ]
        indexes = [models.Index(fields=["county", "created_at", "id"], name="kernel_hook_created")]

    def __str__(self) -> str:
        return f"{self.name} {self.state}"


class HookDelivery(models.Model):
    """One event for one hook, whatever happens in between. No body is kept: it is made anew from the journal.

    ``event`` is the journal entry. ``replay`` is the entry of the replay that asked for it last, so that a replay
    that runs twice asks once.
    """

    id = models.UUIDField(primary_key=True, editable=False)
    county = CodeField(max_length=6)
    hook = models.ForeignKey(Hook, on_delete=models.PROTECT, related_name="deliveries")
    event = models.UUIDField()
    name = models.CharField(max_length=80)
    subject_type = models.CharField(max_length=60)
    subject_id = models.UUIDField()
    state = models.CharField(max_length=8)
    tries = models.PositiveSmallIntegerField(default=0)
    next_try_at = models.DateTimeField(null=True)
    status = models.PositiveSmallIntegerField(null=True)
    reason = models.CharField(max_length=40, blank=True)
    replay = models.UUIDField(null=True)
    created_at = models.DateTimeField()
    settled_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "kernel_hookdelivery"
        constraints = [
            models.UniqueConstraint(fields=["county", "hook", "event"], name="kernel_hookdelivery_once"),
            models.CheckConstraint(condition=Q(state__in=DELIVERY_STATES), name="kernel_hookdelivery_known_state"),
            models.CheckConstraint(
                condition=Q(state__in=OPEN, next_try_at__isnull=False)
                | (~Q(state__in=OPEN) & Q(next_try_at__isnull=True)),
                name="kernel_hookdelivery_open_is_due",
            ),
        ]
        indexes = [
            models.Index(
                fields=["county", "hook", "next_try_at", "id"],
                condition=Q(next_try_at__isnull=False),
                name="kernel_hookdelivery_due",
            ),
            models.Index(fields=["county", "hook", "created_at", "id"], name="kernel_hookdelivery_made"),
            models.Index(fields=["county", "settled_at"], name="kernel_hookdelivery_settled"),
            models.Index(fields=["county", "hook", "state", "settled_at"], name="kernel_hookdelivery_state"),
        ]

    def __str__(self) -> str:
        return f"{self.name} {self.state}"
