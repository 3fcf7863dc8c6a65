"""What goes over the wire for webhooks."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

from ninja import Field, Schema
from pydantic import StringConstraints

from linli.faces.api.bodies import Body, Versioned
from linli.faces.api.paging import ListIn, one_of, sort_of
from linli.kernel.hooks.listing import HOOKS
from linli.kernel.hooks.rules import ADDRESS_LENGTH, NAME_LENGTH
from linli.kernel.hooks.words import DELIVERY_STATES, STATES

EventName = Annotated[str, StringConstraints(min_length=1, max_length=80)]


class HookIn(Body):
    """A webhook to set up; ``area`` narrows it to a town or community."""

    name: str = Field(min_length=1, max_length=NAME_LENGTH)
    address: str = Field(min_length=1, max_length=ADDRESS_LENGTH)
    events: list[EventName] = Field(min_length=1, max_length=100)
    area: str = Field("", max_length=12)


class HookWordsIn(Versioned):
    """Other name, address or events."""

    name: str = Field(min_length=1, max_length=NAME_LENGTH)
    address: str = Field(min_length=1, max_length=ADDRESS_LENGTH)
    events: list[EventName] = Field(min_length=1, max_length=100)


class HooksIn(ListIn):
    """Which webhooks, in which order."""

    state: str = one_of(STATES)
    sort: str = sort_of(HOOKS)


class DeliveriesIn(ListIn):
    """Which deliveries."""

    state: str = one_of(DELIVERY_STATES)


class RotateIn(Body):
    """Whether the old secret ends at once."""

    at_once: bool = False


class ReplayIn(Body):
    """The span whose events are sent again."""

    since: datetime
    until: datetime


class SecretOut(Schema):
    """What a command answers, with the secret: it stands in this answer only, and is empty in a repeated one."""

    type: str
    id: UUID
    status: str
    version: int
    repeated: bool
    secret: str = ""


class HookOut(Schema):
    """One webhook, without its secret."""

    id: UUID
    name: str
    address: str
    area: str
    events: list[str]
    state: str
    state_at: datetime
    reason: str
    failures: int
    failing_since: datetime | None
    last_sent_at: datetime | None
    old_until: datetime | None
    created_at: datetime
    version: int


class HookPage(Schema):
    """A page of webhooks; empty cursors mean that there is no such page."""

    rows: list[HookOut]
    next: str
    previous: str
    count: int
    exact: bool


class DeliveryOut(Schema):
    """One event for one webhook: how it stands; ``event`` is the ``webhook-id``."""

    id: UUID
    event: UUID
    name: str
    subject_type: str
    subject_id: UUID
    state: str
    tries: int
    next_try_at: datetime | None
    status: int | None
    reason: str
    created_at: datetime
    settled_at: datetime | None


class DeliveryPage(Schema):
    """A page of deliveries; empty cursors mean that there is no such page. ``count`` stops at 1,000."""

    rows: list[DeliveryOut]
    next: str
    previous: str
    count: int
    exact: bool
