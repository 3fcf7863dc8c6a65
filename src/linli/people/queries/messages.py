"""The ledger of messages as pages see it, and what is due."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db.models import Q, QuerySet
from django.utils.translation import get_language

from linli.kernel.actor import Actor
from linli.kernel.db.listing import Column, Filter, Listing
from linli.kernel.db.ranges import inside
from linli.kernel.errors import KernelCode, NotFound, n_
from linli.kernel.text import mask_email, mask_phone
from linli.people.models import Message
from linli.people.queries.person_values import L1
from linli.people.queries.reaching import opened_to, words_of
from linli.people.queries.templates import NoTemplate, template_at
from linli.people.rules.messages import DESK, filled

SEE = "people.see_messages"
STATES = (
    ("queued", n_("waiting to be sent")),
    ("trying", n_("being sent")),
    ("sent", n_("sent")),
    ("failed", n_("failed, will be tried again")),
    ("given_up", n_("given up")),
)
CHANNEL_WORDS = (("sms", n_("Short message")), ("mail", n_("Mail")), ("desk", n_("Notice on the desk")))


@dataclass(frozen=True)
class MessageRow:
    """How a message stands, without a word of it."""

    id: UUID
    queued_at: datetime
    channel: str
    template: str
    state: str
    tries: int
    next_try_at: datetime | None
    last_error: str
    area: str


@dataclass(frozen=True)
class OpenedMessage:
    """A message with its words: for the unit that it is for, and on the outbox page of a demo."""

    id: UUID
    at: datetime
    channel: str
    to: str
    subject: str
    text: str
    link: str
    state: str
    about_type: str
    about_id: UUID


def due_messages(moment: datetime, limit: int = 200) -> list[tuple[str, UUID]]:
    """(county, message) of what is due, the longest waiting first."""
    rows = Message.objects.filter(county=settings.LINLI.county, next_try_at__lte=moment)
    return list(rows.order_by("next_try_at", "id").values_list("county", "id")[:limit])


def _source(actor: Actor) -> QuerySet[Any]:
    wanted = Q(pk__in=[])
    for area in actor.areas_for(SEE):
        wanted |= inside("area", area)
    return Message.objects.filter(wanted, county=actor.county)


def _row(row: Message) -> MessageRow:
    return MessageRow(
        row.id, row.queued_at, row.channel, row.template, row.state, row.tries, row.next_try_at, row.last_error,
        row.area,
    )  # fmt: skip


def message_row(actor: Actor, message: UUID) -> MessageRow:
    """One message of the ledger; NotFound outside the areas where the actor sees messages."""
    row = _source(actor).filter(pk=message).order_by("id").first()
    if row is None:
        raise NotFound(KernelCode.NOT_FOUND)
    return _row(row)


def _by(name: str) -> Any:
    return lambda rows, value, actor: rows.filter(**{name: value})


MESSAGES: Listing[MessageRow] = Listing(
    name="people.messages",
    title=n_("Messages"),
    columns=(
        Column("queued_at", n_("Queued"), "moment", sort="queued_at"),
        Column("template", n_("Text")),
        Column("channel", n_("By")),
        Column("state", n_("State"), "state"),
        Column("tries", n_("Tries"), "number"),
        Column("next_try_at", n_("Next try"), "moment"),
        Column("last_error", n_("Last failure")),
    ),
    source=_source,
    row=_row,
    default_sort="-queued_at",
    filters=(
        Filter("state", n_("State"), STATES, _by("state")),
        Filter("channel", n_("By"), CHANNEL_WORDS, _by("channel")),
    ),
)


def _readable(actor: Actor) -> Q:
    return Q(needs="") | Q(needs__in=list(actor.powers))


def _notices(actor: Actor) -> QuerySet[Any]:
    """Notices for the actor's unit; one about a confidential case only for those who may handle such cases."""
    rows = Message.objects.filter(_readable(actor), county=actor.county, channel=DESK)
    return rows.filter(unit=actor.unit) if actor.unit else rows.none()


def _outbox(actor: Actor) -> QuerySet[Any]:
    """Everything that went out; empty in production, whatever is asked."""
    rows = Message.objects.filter(county=actor.county).exclude(channel=DESK)
    return rows if settings.LINLI.guarded else rows.none()


def _opened(row: Message) -> OpenedMessage:
    """A message in its own language; a notice, which nobody sends, in that of who reads it."""
    words, language = words_of(row), (get_language() if row.channel == DESK else None) or row.language
    try:
        subject, text = filled(template_at(row.template, row.area, row.queued_at), language, words)
    except NoTemplate:
        subject, text = row.template, ""
    return OpenedMessage(
        row.id, row.queued_at, row.channel, _to(row), subject, text, words.get("link", ""), row.state,
        row.about_type, row.about_id,
    )  # fmt: skip


def _to(row: Message) -> str:
    if row.to is None:
        return ""
    plain = opened_to(row)
    return mask_phone(plain, L1) if row.channel == "sms" else mask_email(plain, L1)


COLUMNS = (
    Column("at", n_("When"), "moment", sort="queued_at"),
    Column("text", n_("Text")),
)
NOTICES: Listing[OpenedMessage] = Listing(
    name="people.notices",
    title=n_("Notices"),
    columns=COLUMNS,
    source=_notices,
    row=_opened,
    default_sort="-at",
)
OUTBOX: Listing[OpenedMessage] = Listing(
    name="people.outbox",
    title=n_("Outbox"),
    columns=(
        *COLUMNS,
        Column("link", n_("Link")),
        Column("channel", n_("By")),
        Column("to", n_("Sent to")),
        Column("state", n_("State"), "state"),
    ),
    source=_outbox,
    row=_opened,
    default_sort="-at",
    filters=(Filter("channel", n_("By"), CHANNEL_WORDS[:2], _by("channel")),),
)
