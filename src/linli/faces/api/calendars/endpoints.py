"""The calendar of a unit's due dates, for calendar programs: token by Bearer, or as the password of HTTP Basic."""

from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext
from ninja.security import HttpBasicAuth

from linli.cases.queries.cases import CASES, CaseRow
from linli.faces.api.asking import actor_of
from linli.faces.api.calendars.writing import Due, calendar_of
from linli.faces.api.entrance import Token
from linli.faces.api.routing import NounRouter
from linli.kernel.actor import Actor
from linli.kernel.db.listing import Asked, fetch
from linli.kernel.sending import portal_address
from linli.ui.web.wording import label_of

router = NounRouter("cases")
MOST, A_TIME = 1_000, 200
TEXT = {"description": "OK", "content": {"text/calendar": {"schema": {"type": "string"}}}}


class TokenAsPassword(HttpBasicAuth):
    """A token where a calendar program asks for a password; the name does not matter."""

    def authenticate(self, request: HttpRequest, username: str, password: str) -> Any:
        """As with Bearer."""
        return Token().authenticate(request, password)


@router.get(
    "", auth=[Token(), TokenAsPassword()], summary="Due dates of the unit as a calendar",
    openapi_extra={"responses": {200: TEXT}},
)  # fmt: skip
def calendar(request: HttpRequest) -> HttpResponse:
    """Open cases with the unit of the post, the next 1,000 that are due, as text/calendar (RFC 5545)."""
    actor = actor_of(request, "cases.see_own_cases")
    text = calendar_of(gettext("Due dates"), (_due(row) for row in _rows(actor)), actor.at)
    return HttpResponse(text, content_type="text/calendar; charset=utf-8")


def _rows(actor: Actor) -> Iterator[CaseRow]:
    after, seen = "", 0
    while seen < MOST:
        page = fetch(CASES, actor, Asked({"mine": "unit", "life": "open"}, "", "due_at", after, "", A_TIME))
        for row in page.rows:
            # Those without a date come last.
            if row.due_at is None:
                return
            seen += 1
            yield row
        if not page.next:
            return
        after = page.next


def _due(row: CaseRow) -> Due:
    assert row.due_at is not None, "rows without a date are left out"
    words = f"{label_of(row.sort_label or row.type_label)} {row.number} {label_of(row.state_label)}"
    address = f"{portal_address(settings.LINLI)}/desk/cases/{row.id}/"
    return Due(row.id, words, row.due_at, row.version, address)
