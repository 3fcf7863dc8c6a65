"""Messages: how they stand, tried again; notices for one's unit."""

from typing import Annotated
from uuid import UUID

from django.http import HttpRequest
from ninja import Query

from linli.faces.api.asking import actor_of
from linli.faces.api.messages import shapes
from linli.faces.api.notes.shapes import ReceiptOut
from linli.faces.api.paging import page
from linli.faces.api.routing import NounRouter
from linli.kernel.command import Receipt
from linli.kernel.db.listing import Page
from linli.people import commands
from linli.people.queries.messages import MESSAGES, NOTICES, MessageRow, OpenedMessage, message_row

router = NounRouter("messages")
SEEING = "people.see_messages"


@router.get("", response=shapes.MessagePage, summary="Messages")
def list_messages(request: HttpRequest, query: Annotated[shapes.MessagesIn, Query()]) -> Page[MessageRow]:
    """Without address and words; a page by key."""
    return page(MESSAGES, actor_of(request, SEEING), query)


@router.get("/notices", response=shapes.NoticePage, summary="Notices for one's unit")
def list_notices(request: HttpRequest, query: Annotated[shapes.NoticesIn, Query()]) -> Page[OpenedMessage]:
    """Cases that are due soon or overdue, messages that did not arrive."""
    return page(NOTICES, actor_of(request, "cases.see_own_cases"), query)


@router.get("/{uuid:message}", response=shapes.MessageLine, summary="One message")
def read_message(request: HttpRequest, message: UUID) -> MessageRow:
    """How it stands."""
    return message_row(actor_of(request, SEEING), message)


@router.post("/{uuid:message}/retry", response=ReceiptOut, summary="Try a message again")
def retry_message(request: HttpRequest, message: UUID) -> Receipt:
    """One that was given up, from the first try on."""
    return commands.retry_message(actor_of(request, "people.retry_message"), message=message)
