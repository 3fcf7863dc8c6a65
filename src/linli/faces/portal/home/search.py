"""One search over guides, public reports and areas; a number leads to its case."""

from django.http import HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from linli.cases.queries.guides import guides
from linli.cases.queries.public_cases import PUBLIC
from linli.cases.rules.numbers import read_number
from linli.cases.rules.types import CaseType
from linli.faces.portal.home.views import search_box
from linli.faces.portal.pages import Page, head, shown
from linli.faces.portal.places import communities
from linli.faces.portal.public.looks import report_item
from linli.faces.portal.visiting import community_of, county, visitor
from linli.kernel.actor import Actor
from linli.kernel.clock import local_day
from linli.kernel.db.listing import Asked, fetch
from linli.kernel.text import half_width
from linli.ui.parts import EmptyState, Link, LinkList, ListItem
from linli.ui.web.gates import public
from linli.ui.web.requests import LinliRequest
from linli.ui.web.wording import label_of

MOST, LONGEST = 10, 100


@public
@require_safe
def search(request: LinliRequest) -> HttpResponse:
    """What was found; a whole case number goes straight to the page that asks for its code."""
    words = request.GET.get("q", "").replace("\x00", "").strip()[:LONGEST]
    number = read_number(words)
    if number is not None:
        return HttpResponseRedirect(f"/track/?number={number}")
    actor = visitor()
    area = community_of(request) or county()
    found = _found(actor, area, words) if words else ()
    nothing = EmptyState(gettext("Nothing was found"), gettext("Try another word, or call your community."), "search")
    parts = found or ((nothing,) if words else ())
    return shown(request, Page(head(gettext("Search")), (search_box(words), *parts)))


def _found(actor: Actor, area: str, words: str) -> tuple[LinkList, ...]:
    plain = half_width(words).lower()
    matters = tuple(_guide_item(item) for item in guides(area, actor.at) if plain in _text_of(item))[:MOST]
    places = tuple(
        ListItem(row.name, f"/area/{row.code}/", town.name)
        for town, below in communities(local_day(actor.at))
        for row in below
        if row.name and plain in row.name
    )[:MOST]
    reports = tuple(report_item(row) for row in fetch(PUBLIC, actor, Asked(search=words, size=MOST)).rows)
    more = Link(gettext("All reports"), "/reports/")
    lists = (
        LinkList(gettext("Guides"), matters), LinkList(gettext("Areas"), places),
        LinkList(gettext("Reports"), reports, more),
    )  # fmt: skip
    return tuple(item for item in lists if item.items)


def _guide_item(item: CaseType) -> ListItem:
    what = item.guide.get("what") or item.guide.get("who")
    return ListItem(label_of(item.label), f"/guides/{item.key}/", label_of(what) if what else "")


def _text_of(item: CaseType) -> str:
    texts = [item.label, *item.guide.values(), *(sort.label for sort in item.sorts.values())]
    return " ".join(word for text in texts for word in text.values()).lower()
