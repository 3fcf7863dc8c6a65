"""The list of cases: with my unit, led by it, in my area; saved views, export, many at once."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from urllib.parse import parse_qs, urlencode
from uuid import UUID, uuid4

from django.http import HttpResponse, HttpResponseRedirect, QueryDict
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST

from linli.cases.queries.cases import CASES, CaseRow
from linli.faces.desk.asking import Question, answer
from linli.faces.desk.cases.looks import address_of, due_badge, kind_words, state_badge
from linli.faces.desk.doing import actor_of
from linli.kernel.actor import Actor
from linli.kernel.errors import n_
from linli.people.commands import drop_view, save_view
from linli.people.queries.saved_views import ViewRow, views_of
from linli.ui.parts import (
    Action,
    Bulk,
    BulkChoice,
    Cell,
    DateCell,
    DueCell,
    FormField,
    Link,
    LinkCell,
    ListPage,
    StateCell,
    TextCell,
    Weight,
)
from linli.ui.web.exports import csv_response
from linli.ui.web.gates import needs
from linli.ui.web.lists import ListFace, asked_of, export_action, list_page
from linli.ui.web.requests import LinliRequest, is_fragment
from linli.ui.web.wording import label_of

LIST = "/desk/cases/"
PRESETS = (
    ("mine=unit&life=open", n_("With my unit")),
    ("mine=led&life=open", n_("Led by my unit")),
    ("mine=asked&life=open", n_("Set by my unit")),
    ("life=open", n_("My area")),
    ("clock=overdue", n_("Overdue")),
)
TEXTS = {"state": lambda row: label_of(row.state_label)}


def _due(row: CaseRow) -> Cell:
    badge = due_badge(row)
    return DueCell(badge) if badge else TextCell("–")


FACE: ListFace[CaseRow] = ListFace(
    CASES,
    cells={
        "number": lambda row: LinkCell(row.number, address_of(row.id)),
        "title": lambda row: TextCell(row.title, kind_words(row)),
        "state": lambda row: StateCell(state_badge(row)),
        "lead_name": lambda row: TextCell(row.lead_name or gettext("nobody yet")),
        "due_at": _due,
        "received_at": lambda row: DateCell(row.received_at),
    },
    empty=n_("No cases here"),
    empty_hint=n_("Take away a filter, or take in a new one."),
)


def _views(query: QueryDict, saved: Sequence[ViewRow]) -> tuple[Link, ...]:
    here = _kept(query)
    presets = [Link(gettext(words), f"?{text}", current=_kept(QueryDict(text)) == here) for text, words in PRESETS]
    own = [Link(f"★ {row.title}", f"?{row.query}", current=_kept(QueryDict(row.query)) == here) for row in saved]
    return (*presets, *own)


def _kept(query: QueryDict) -> dict[str, str]:
    names = ("q", "sort", *(item.key for item in CASES.filters))
    return {name: text for name in names if (text := query.get(name, "").strip())}


def query_of(query: QueryDict) -> str:
    """The part of an address that a saved view keeps."""
    return urlencode(_kept(query))


def _actions(actor: Actor, query: QueryDict, saved: Sequence[ViewRow]) -> tuple[Action, ...]:
    found = []
    if actor.may("cases.open_case"):
        found.append(Action(gettext("Take in a case"), "/desk/intake/", weight=Weight.PRIMARY, icon="plus"))
    if actor.may("people.save_view"):
        found.append(Action(gettext("Save this view"), f"/desk/cases/views/new/?{query_of(query)}"))
        current = next((row for row in saved if _kept(QueryDict(row.query)) == _kept(query)), None)
        if current is not None:
            where = f"/desk/cases/views/{current.id}/drop/"
            found.append(Action(gettext("Forget this view"), where, "post", weight=Weight.QUIET))
    return tuple(found)


# What a dispatcher may do with many at once: the step, the word, the power.
BULK = (("accept", n_("Accept"), "cases.dispatch"), ("confirm", n_("Confirm as solved on the spot"), "cases.dispatch"))


def _bulk(actor: Actor) -> Bulk | None:
    choices = tuple(BulkChoice(step, gettext(words)) for step, words, power in BULK if actor.may(power))
    return Bulk("/desk/cases/many/", choices, hidden=(("key", str(uuid4())),)) if choices else None


def _marked(page: ListPage, actor: Actor, rows: Sequence[CaseRow]) -> ListPage:
    bulk = _bulk(actor)
    if bulk is None:
        return page
    lines = tuple(
        replace(line, key=f"{row.id}:{row.version}", label=row.number, selectable=not row.ended)
        for line, row in zip(page.table.rows, rows, strict=True)
    )
    return replace(page, table=replace(page.table, bulk=bulk, rows=lines))


def _seen_by(seen: list[CaseRow]) -> Callable[[tuple[CaseRow, ...]], Mapping[str, Callable[[CaseRow], Cell]]]:
    """Keeps the rows of the page, so that their marks can name them."""

    def dress(rows: tuple[CaseRow, ...]) -> Mapping[str, Callable[[CaseRow], Cell]]:
        seen.extend(rows)
        return {}

    return dress


@needs("cases.see_own_cases")
@require_http_methods(["GET", "HEAD", "POST"])
def case_list(request: LinliRequest) -> HttpResponseBase:
    """The list: page, fragment, and masked CSV by POST."""
    actor, asked = actor_of(request), asked_of(request.GET, CASES)
    if request.method == "POST":
        return csv_response(CASES, actor, asked, TEXTS)
    seen: list[CaseRow] = []
    face = replace(FACE, dress=_seen_by(seen))
    saved = views_of(actor, CASES.name)
    actions = (*_actions(actor, request.GET, saved), export_action(asked))
    page = _marked(list_page(face, actor, request.GET, actions), actor, seen)
    assert page.filters is not None, "cases have filters"
    page = replace(page, filters=replace(page.filters, views=_views(request.GET, saved)))
    template = "ui/pages/list.html#rows" if is_fragment(request) else "ui/pages/list.html"
    return render(request, template, {"page": page})


case_list.listing = CASES  # type: ignore[attr-defined]  # read by the generic tests


@needs("people.save_view")
@require_http_methods(["GET", "HEAD", "POST"])
def new_view(request: LinliRequest) -> HttpResponse:
    """Give the filters of the list a name."""
    query = query_of(request.GET)
    told = ", ".join(f"{key}: {texts[0]}" for key, texts in parse_qs(query).items())
    field = FormField("title", gettext("Name of the view"), required=True, maxlength=40, autofocus=True)

    def send(actor: Actor, given: QueryDict) -> str:
        save_view(actor, listing=CASES.name, title=given.get("title", ""), query=query)
        return f"{LIST}?{query}"

    question = Question(gettext("Save this view"), (field,), Link(gettext("Cases"), f"{LIST}?{query}"),
                        gettext("Save"), note=told)  # fmt: skip
    return answer(request, question, send)


@needs("people.drop_view")
@require_POST
def forget_view(request: LinliRequest, view: UUID) -> HttpResponse:
    """Forget a saved view."""
    drop_view(actor_of(request), view=view)
    return HttpResponseRedirect(LIST)
