"""One public report, its photos, and joining it."""

import re
from secrets import token_hex
from uuid import UUID

from django.http import HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext
from django.views.decorators.http import require_POST, require_safe

from linli.cases.commands import support_case
from linli.cases.queries.party_access import receipt_code
from linli.cases.queries.public_cases import PublicRow, public_detail, public_photo
from linli.faces.portal import limits
from linli.faces.portal.intake.views import hand_out
from linli.faces.portal.pages import Page, head, refusal_notice, shown
from linli.faces.portal.parts import Photo, Photos
from linli.faces.portal.public.looks import state_badge
from linli.faces.portal.visiting import HOUR, client_of, county, held, hold, visitor
from linli.kernel.errors import KernelCode, NotFound, Refusal
from linli.kernel.files.store import open_stored
from linli.ui.parts import Action, DateCell, Fact, Facts, Link, Notice, Part, Section, StateCell
from linli.ui.web.gates import public
from linli.ui.web.requests import LinliRequest
from linli.ui.web.wording import label_of

JOINED, JOINED_LIFE = "linli_joined", 24 * 30 * HOUR
MOST_JOINED = 40
KEY = re.compile(r"[0-9a-f]{32}")


@public
@require_safe
def report(request: LinliRequest, number: str) -> HttpResponse:
    """The report, rounded and without anybody's name."""
    row = public_detail(county(), number)
    return shown(request, _page(row, has_joined=number in _joined(request)))


def _page(row: PublicRow, *, has_joined: bool, notices: tuple[Notice, ...] = ()) -> Page:
    facts = [
        Fact(gettext("State"), StateCell(state_badge(row))), Fact(gettext("Kind"), label_of(row.sort_label)),
        Fact(gettext("Place"), row.place_name or row.area_name), Fact(gettext("Reported"), DateCell(row.received_at)),
    ]  # fmt: skip
    if row.lead_name:
        facts.append(Fact(gettext("Handled by"), row.lead_name))
    if row.closed_at:
        facts.append(Fact(gettext("Solved"), DateCell(row.closed_at)))
    if row.rating:
        facts.append(Fact(gettext("Rating"), gettext("{stars} of 5 stars").format(stars=row.rating)))
    facts.append(Fact(gettext("Others who joined"), str(row.supporters)))
    photos = Photos(tuple(_photo(row, place) for place in range(len(row.photos))))
    parts: tuple[Part, ...] = (Section("", (Facts(tuple(facts)), photos), actions=_actions(row, has_joined)),)
    back = Link(gettext("All reports"), f"/reports/?area={row.area[:12]}")
    return Page(head(row.title, back=back, number=row.number), parts, notices)


def _photo(row: PublicRow, place: int) -> Photo:
    words = gettext("Photo {number}").format(number=place + 1)
    return Photo(f"/reports/{row.number}/photo/{row.photos[place]}/", words)


def _actions(row: PublicRow, has_joined: bool) -> tuple[Action, ...]:
    if not row.open:
        return (Action(gettext("It is there again: report it"), "/report/", icon="camera"),)
    reason = gettext("You have joined this report already.") if has_joined else ""
    # The page's own key: a double click joins once.
    key = (("key", token_hex(16)),)
    return (
        Action(gettext("Me too"), f"/reports/{row.number}/join/", "post", icon="plus", allowed=not has_joined,
               reason=reason, hidden=key),
    )  # fmt: skip


@public
@require_POST
def join(request: LinliRequest, number: str) -> HttpResponse:
    """Join a report ("me too"): one follows it with a code of one's own."""
    row = public_detail(county(), number)
    joined = _joined(request)
    if number in joined:
        return HttpResponseRedirect(f"/reports/{number}/")
    key = request.POST.get("key", "")
    if not KEY.fullmatch(key):
        raise NotFound(KernelCode.NOT_FOUND)
    actor = visitor()
    at = actor.at
    try:
        limits.joins.refuse_if_used(client_of(request), at)
        mark = f"join/{row.id}/{key}"
        party = {"anonymous": True, "wishes": "none", "key": receipt_code(mark)}
        receipt = support_case(actor.keyed(mark), case=row.id, party=party)
    except Refusal as refusal:
        return shown(request, _page(row, has_joined=False, notices=(refusal_notice(refusal),)), refusal.status)
    if not receipt.repeated:
        limits.joins.note(client_of(request), at)
    answer = HttpResponseRedirect("/receipt/")
    hand_out(answer, receipt, mark)
    hold(answer, JOINED, ",".join([*joined, number][-MOST_JOINED:]), JOINED_LIFE)
    return answer


def _joined(request: LinliRequest) -> list[str]:
    found = held(request, JOINED, JOINED_LIFE)
    return found.split(",") if found else []


@public
@require_safe
def photo(request: LinliRequest, number: str, file: UUID) -> HttpResponse:
    """A photo that the staff have looked at and shown."""
    stored = public_photo(county(), number, file)
    opened = open_stored(county(), stored, small=request.GET.get("small") == "1")
    if not opened.type.startswith("image/"):
        raise NotFound(KernelCode.NOT_FOUND)
    return HttpResponse(opened.data, content_type=opened.type)
