"""Finding a person: by POST, so that no name and no number stands in an address line, a log or a history."""

from dataclasses import dataclass

from django.http import HttpResponse, QueryDict
from django.shortcuts import render
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from linli.faces.desk.persons.looks import SEXES, address_of, area_words
from linli.kernel.actor import Actor
from linli.kernel.db.listing import Asked, Page, fetch
from linli.people.queries.persons import PERSONS, PersonRow
from linli.places.queries.areas import AreaRow, areas_coded
from linli.ui.parts import (
    Action,
    Bulk,
    BulkChoice,
    Choice,
    EmptyState,
    FieldKind,
    Form,
    FormField,
    LinkCell,
    ObjectPage,
    PageHead,
    Section,
    Table,
    TableColumn,
    TableRow,
    TextCell,
    Weight,
    Width,
    one_group,
)
from linli.ui.web.gates import needs
from linli.ui.web.requests import LinliRequest

PATH = "/desk/persons/"


@dataclass(frozen=True)
class Search:
    """What was typed and where one is in the list."""

    text: str
    sex: str
    after: str
    before: str

    def hidden(self, **place: str) -> tuple[tuple[str, str], ...]:
        """The fields with which a button asks for the next page."""
        return tuple((k, v) for k, v in {"q": self.text, "sex": self.sex, **place}.items() if v)


def read_search(given: QueryDict) -> Search:
    """The search of a POST; a GET asks for nothing."""
    text = given.get("q", "").strip()[:100]
    return Search(text, given.get("sex", ""), given.get("after", ""), given.get("before", ""))


def found_persons(actor: Actor, search: Search) -> Page[PersonRow]:
    """One page of the list."""
    filters = {"sex": search.sex} if search.sex else {}
    return fetch(PERSONS, actor, Asked(filters, search.text, "", search.after, search.before))


def search_form(search: Search, hint: str) -> Form:
    """Name, pinyin or a whole number."""
    sexes = (Choice("", gettext("all")), *(Choice(str(key), gettext(words)) for key, words in SEXES.items()))
    fields = one_group(
        FormField("q", gettext("Name, pinyin, or a whole number"), FieldKind.SEARCH, search.text, hint=hint,
                  maxlength=100, autocomplete="off"),
        FormField("sex", gettext("Sex"), FieldKind.SELECT, search.sex, choices=sexes, width=Width.SHORT),
    )  # fmt: skip
    return Form(PATH, groups=fields, submit=gettext("Search"), key="form_search")


def _row(row: PersonRow, areas: dict[str, AreaRow]) -> TableRow:
    cells = (
        LinkCell(row.name, address_of(row.id)),
        TextCell(gettext(SEXES[row.sex])),
        TextCell(row.birth or "–"),
        TextCell(row.identity or "–"),
        TextCell(area_words(areas, row.area[:12])),
    )
    return TableRow(cells, key=str(row.id), label=row.name)


def _table(actor: Actor, page: Page[PersonRow]) -> Table:
    areas = areas_coded({row.area[:12] for row in page.rows})
    columns = tuple(
        TableColumn(words)
        for words in (
            gettext("Full name"),
            gettext("Sex"),
            gettext("Born"),
            gettext("Identity number"),
            gettext("Community"),
        )
    )
    bulk = None
    if actor.may("people.export_persons"):
        bulk = Bulk(f"{PATH}export/", (BulkChoice("choose", gettext("Export…")),))
    empty = EmptyState(gettext("Nobody found"), gettext("Try fewer characters, or check the number."))
    return Table(gettext("Persons"), columns, tuple(_row(row, areas) for row in page.rows), empty=empty, bulk=bulk)


def _steps(search: Search, page: Page[PersonRow]) -> tuple[Action, ...]:
    steps = ((page.previous, "before", gettext("Page before")), (page.next, "after", gettext("Next page")))
    return tuple(
        Action(words, PATH, "post", hidden=search.hidden(**{name: cursor})) for cursor, name, words in steps if cursor
    )


def _count(page: Page[PersonRow]) -> str:
    return str(page.count) if page.exact else f"{page.count:,}+"


def _page(actor: Actor, search: Search) -> ObjectPage:
    page = found_persons(actor, search)
    actions: tuple[Action, ...] = ()
    if actor.may("people.register_person"):
        actions = (Action(gettext("Register a person"), f"{PATH}new/", weight=Weight.PRIMARY, icon="plus"),)
    hint = gettext("Two characters are enough. Identity and phone numbers are found whole, never in parts.")
    note = gettext("Values are masked. Whoever needs them opens the record and says what for.")
    found = Section(gettext("Persons"), (_table(actor, page),), count=_count(page), actions=_steps(search, page))
    return ObjectPage(
        PageHead(gettext("Persons"), note, actions=actions),
        sections=(Section(gettext("Search"), (search_form(search, hint),)), found),
    )


@needs("people.see_persons")
@require_http_methods(["GET", "HEAD", "POST"])
def person_list(request: LinliRequest) -> HttpResponse:
    """The list, narrowed by what was posted."""
    assert request.actor is not None, "the gate lets only actors in"
    page = _page(request.actor, read_search(request.POST))
    return render(request, "ui/pages/object.html", {"page": page})
