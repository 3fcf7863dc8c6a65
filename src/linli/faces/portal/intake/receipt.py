"""The receipt: number in groups of four, code, QR code; in large type, on one sheet of paper."""

from collections.abc import Iterator

import segno
from django.http import HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from linli.cases.queries.party_access import receipt_code
from linli.faces.portal.pages import Page, head, shown
from linli.faces.portal.parts import Ticket
from linli.faces.portal.visiting import ACCESS_LIFE, RECEIPT, held
from linli.ui.parts import Action, LinkList, ListItem, Section, Text, Weight
from linli.ui.web.gates import public
from linli.ui.web.requests import LinliRequest


def qr_path(address: str) -> tuple[str, int]:
    """The dark squares of a QR code as one path, and the width of the code with its border."""
    code = segno.make(address, error="m", micro=False)
    return "".join(_squares(code)), int(code.symbol_size(border=4)[0])


def _squares(code: segno.QRCode) -> Iterator[str]:
    for y, line in enumerate(code.matrix_iter(border=4)):
        for x, dark in enumerate(line):
            if dark:
                yield f"M{x} {y}h1v1h-1z"


@public
@require_safe
def receipt(request: LinliRequest) -> HttpResponse:
    """The receipt of what this browser sent within the last two hours."""
    number, _, request_id = held(request, RECEIPT, ACCESS_LIFE).partition(":")
    if not request_id:
        return HttpResponseRedirect("/track/")
    where = request.build_absolute_uri("/track/")
    path, size = qr_path(f"{where}?number={number}")
    ticket = Ticket(number, receipt_code(request_id), path, size, where)
    look = Action(gettext("See how it stands"), "/track/case/", weight=Weight.PRIMARY)
    note = gettext("Keep number and code: with both you follow it, add photos and answer questions.")
    page = Page(
        head(gettext("We have it. Thank you."), note),
        (ticket, Section(gettext("What happens next"), (_next_words(),), actions=(look,)), _onward()),
    )
    return shown(request, page, template="portal/sheet.html")


def _next_words() -> Text:
    return Text(
        gettext(
            "Somebody looks at it, usually within one working day. Every step with its date stands on its page. "
            "If you gave a phone, a message comes with each step."
        )
    )


def _onward() -> LinkList:
    return LinkList(
        items=(
            ListItem(gettext("Report something else"), "/report/"),
            ListItem(gettext("What is open around here"), "/reports/"),
            ListItem(gettext("To the first page"), "/"),
        )
    )
