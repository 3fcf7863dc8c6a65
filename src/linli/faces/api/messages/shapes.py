"""What goes over the wire for messages: how they stand, never address and words."""

from datetime import datetime
from uuid import UUID

from ninja import Schema

from linli.faces.api.paging import ListIn, PageOut, one_of, sort_of
from linli.people.queries.messages import CHANNEL_WORDS, MESSAGES, NOTICES, STATES


class MessagesIn(ListIn):
    """What may be asked of the list of messages."""

    state: str = one_of(STATES)
    channel: str = one_of(CHANNEL_WORDS)
    sort: str = sort_of(MESSAGES)


class NoticesIn(ListIn):
    """What may be asked of the list of notices."""

    sort: str = sort_of(NOTICES)


class MessageLine(Schema):
    """A message: which text, by which way, how it stands, why it failed."""

    id: UUID
    queued_at: datetime
    channel: str
    template: str
    state: str
    tries: int
    next_try_at: datetime | None
    last_error: str
    area: str


class MessagePage(PageOut):
    """A page of messages."""

    rows: list[MessageLine]


class NoticeLine(Schema):
    """A notice for one's unit, and what it is about."""

    id: UUID
    at: datetime
    subject: str
    text: str
    about_type: str
    about_id: UUID


class NoticePage(PageOut):
    """A page of notices."""

    rows: list[NoticeLine]
