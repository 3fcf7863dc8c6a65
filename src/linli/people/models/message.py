"""The ledger of messages: what went to whom, by which way, and how it stands."""

from django.db import models
from django.db.models import Q

from linli.kernel.db.rows import CountyRow
from linli.people.rules.messages import CHANNELS, OPEN, STATES


class Message(CountyRow):
    """One message to one recipient about one event, whatever happens in between.

    ``event`` is the journal entry that it tells of, ``recipient`` the party or unit; both together are unique.
    ``to`` is an address that a party gave (sealed); with ``person`` the address is looked up at each try, so that
    wishes and the safety setting of that moment hold. ``params`` are the words (JSON, sealed). ``unit`` reads a notice
    on the desk, or is told when a message was not delivered; ``needs`` is a power without which nobody may read it.
    """

    event = models.UUIDField()
    recipient = models.UUIDField()
    channel = models.CharField(max_length=4)
    template = models.CharField(max_length=40)
    language = models.CharField(max_length=10, default="zh-Hans")
    to = models.BinaryField(null=True)
    lookup = models.BinaryField(null=True)
    person = models.UUIDField(null=True)
    params = models.BinaryField()
    about_type = models.CharField(max_length=60)
    about_id = models.UUIDField()
    unit = models.UUIDField(null=True)
    needs = models.CharField(max_length=60, blank=True)
    state = models.CharField(max_length=8)
    tries = models.PositiveSmallIntegerField(default=0)
    next_try_at = models.DateTimeField(null=True)
    expires_at = models.DateTimeField(null=True)
    last_error = models.CharField(max_length=40, blank=True)
    provider = models.CharField(max_length=80, blank=True)
    queued_at = models.DateTimeField()
    settled_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "people_message"
        constraints = [
            models.UniqueConstraint(fields=["county", "event", "recipient"], name="people_message_once"),
            models.CheckConstraint(condition=Q(channel__in=CHANNELS), name="people_message_known_channel"),
            models.CheckConstraint(condition=Q(state__in=STATES), name="people_message_known_state"),
            models.CheckConstraint(
                condition=~Q(state__in=OPEN) | Q(next_try_at__isnull=False), name="people_message_open_is_due"
            ),
        ]
        indexes = [
            models.Index(
                fields=["county", "next_try_at", "id"],
                condition=Q(next_try_at__isnull=False),
                name="people_message_due",
            ),
            models.Index(fields=["county", "queued_at", "id"], name="people_message_queued"),
            models.Index(fields=["county", "state", "queued_at"], name="people_message_state"),
            models.Index(
                fields=["county", "unit", "queued_at"], condition=Q(channel="desk"), name="people_message_notices"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.template} {self.state}"
