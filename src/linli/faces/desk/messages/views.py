"""How messages stand, without a word of them; what my unit is told; and everything that a demo sends out."""

from typing import Any
from uuid import UUID

from django.conf import settings
from django.http import HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_safe

from linli.faces.desk.messages.words import CHANNELS, ERRORS, STATES, TEMPLATES, TONES
from linli.kernel.clock_port import LOCAL
from linli.kernel.errors import KernelCode, NotFound, n_
from linli.kernel.sending import portal_address
from linli.people.commands import retry_message
from linli.people.queries.messages import MESSAGES, NOTICES, OUTBOX, MessageRow, OpenedMessage, message_row
from linli.ui.parts import (
    Action,
    ConfirmPage,
    DateCell,
    Fact,
    Link,
    LinkCell,
    StateBadge,
    StateCell,
    TextCell,
    Weight,
)
from linli.ui.web.gates import needs, signed_in
from linli.ui.web.lists import ListFace, list_page, list_view
from linli.ui.web.requests import LinliRequest, is_fragment

HOMES = {"cases.case": "/desk/cases/{id}/"}


def _word(words: dict[str, str], key: str) -> str:
    return gettext(words[key]) if key in words else key


def _state(row: MessageRow | OpenedMessage) -> StateCell:
    return StateCell(StateBadge(gettext(STATES[row.state]), TONES[row.state]))


def _failure(row: MessageRow) -> LinkCell | TextCell:
    words = _word(ERRORS, row.last_error) if row.last_error else ""
    if row.state == "given_up":
        return LinkCell(words, f"/desk/messages/{row.id}/retry/", gettext("Try again"))
    return TextCell(words)


LEDGER: ListFace[MessageRow] = ListFace(
    MESSAGES,
    cells={
        "queued_at": lambda row: DateCell(row.queued_at.astimezone(LOCAL)),
        "template": lambda row: TextCell(_word(TEMPLATES, row.template)),
        "channel": lambda row: TextCell(gettext(CHANNELS[row.channel])),
        "state": _state,
        "next_try_at": lambda row: DateCell(row.next_try_at.astimezone(LOCAL) if row.next_try_at else None),
        "last_error": _failure,
    },
    empty=n_("No messages yet"),
    note=n_("How messages stand, without address and words. Failed ones are tried again by themselves, seven times."),
)
message_list = list_view(LEDGER, "people.see_messages")


@needs("people.retry_message")
@require_http_methods(["GET", "HEAD", "POST"])
def retry(request: LinliRequest, message: UUID) -> HttpResponse:
    """Ask, then try a message again that was given up."""
    assert request.actor is not None, "the gate lets only actors in"
    if request.method == "POST":
        retry_message(request.actor, message=message)
        return HttpResponseRedirect("/desk/messages/")
    row = message_row(request.actor, message)
    page = ConfirmPage(
        gettext("Try this message again?"),
        gettext("It is sent within a minute, or when the quiet hours of its recipient are over."),
        (
            Fact(gettext("Text"), _word(TEMPLATES, row.template)),
            Fact(gettext("Last failure"), _word(ERRORS, row.last_error)),
        ),
        Action(gettext("Try again"), request.path, "post", weight=Weight.PRIMARY, icon="send"),
        Link(gettext("Back to the messages"), "/desk/messages/"),
    )
    return render(request, "ui/pages/confirm.html", {"page": page})


def _about(row: OpenedMessage) -> LinkCell | TextCell:
    home = HOMES.get(row.about_type)
    words = gettext("{subject}: {text}").format(subject=row.subject, text=row.text)
    return LinkCell(words, home.format(id=row.about_id)) if home else TextCell(words)


NOTICE_FACE: ListFace[OpenedMessage] = ListFace(
    NOTICES,
    cells={"at": lambda row: DateCell(row.at.astimezone(LOCAL)), "text": _about},
    empty=n_("No notices"),
    note=n_("What your unit must see to: cases that are due soon or overdue, messages that did not arrive."),
)


def _outbox_link(row: OpenedMessage) -> LinkCell | TextCell:
    """The link as it stands in the message, on this machine."""
    path = row.link.removeprefix(portal_address(settings.LINLI))
    return LinkCell(gettext("Open the link"), path) if path.startswith("/") else TextCell("")


OUTBOX_FACE: ListFace[OpenedMessage] = ListFace(
    OUTBOX,
    cells={
        "at": lambda row: DateCell(row.at.astimezone(LOCAL)),
        "text": lambda row: TextCell(row.text, row.subject if row.channel == "mail" else ""),
        "link": _outbox_link,
        "channel": lambda row: TextCell(gettext(CHANNELS[row.channel])),
        "state": _state,
    },
    empty=n_("Nothing was sent yet"),
    note=n_(
        "Every short message and mail of this demonstration. Nothing leaves this machine unless a provider is set."
    ),
)


def _listed(request: LinliRequest, face: ListFace[Any]) -> HttpResponseBase:
    assert request.actor is not None, "the gate lets only actors in"
    page = list_page(face, request.actor, request.GET)
    template = "ui/pages/list.html#rows" if is_fragment(request) else "ui/pages/list.html"
    return render(request, template, {"page": page})


@signed_in
@require_safe
def notices(request: LinliRequest) -> HttpResponseBase:
    """Notices for the unit that one acts for."""
    return _listed(request, NOTICE_FACE)


@signed_in
@require_safe
def outbox(request: LinliRequest) -> HttpResponseBase:
    """What went out of a demo, with working links; there is no such page in production."""
    if not settings.LINLI.guarded:
        raise NotFound(KernelCode.NOT_FOUND)
    return _listed(request, OUTBOX_FACE)
