"""The generic list: from a declared Listing and the request to the view model of ``ui/pages/list.html``."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Generic, TypeVar
from urllib.parse import urlencode

from django.http import QueryDict
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from linli.kernel.actor import Actor
from linli.kernel.db.listing import PAGE, Asked, Column, Filter, Listing, Page, fetch
from linli.kernel.errors import n_
from linli.ui.parts import (
    Action,
    Cell,
    Chip,
    Choice,
    DateCell,
    EmptyState,
    FieldKind,
    FilterBar,
    FormField,
    ListPage,
    NumberCell,
    PageHead,
    Pager,
    Sorted,
    Table,
    TableColumn,
    TableRow,
    TextCell,
)
from linli.ui.web.exports import Texts, csv_response
from linli.ui.web.gates import needs
from linli.ui.web.requests import LinliRequest, is_fragment

Row = TypeVar("Row")
TARGET = "#rows"


@dataclass(frozen=True)
class ListFace(Generic[Row]):
    """How a face shows a listing: cells that are more than text, actions of the page, words for no rows.

    ``dress`` makes further cells when the rows of the page are known: for names that are looked up all at once.
    ``texts`` tell columns that hold a key in words, in the file of an export.
    """

    listing: Listing[Row]
    cells: Mapping[str, Callable[[Row], Cell]] = field(default_factory=dict)
    empty: str = ""
    empty_hint: str = ""
    note: str = ""
    dress: Callable[[tuple[Row, ...]], Mapping[str, Callable[[Row], Cell]]] | None = None
    texts: Texts = field(default_factory=dict)


def asked_of(query: QueryDict, listing: Listing[Any]) -> Asked:
    """What the address asks of a list."""
    size = query.get("size", "")
    return Asked(
        filters={item.key: query.get(item.key, "") for item in listing.filters},
        search=query.get("q", "").strip()[:100],
        sort=query.get("sort", ""),
        after=query.get("after", ""),
        before=query.get("before", ""),
        size=int(size) if size.isascii() and size.isdigit() and len(size) < 4 else PAGE,
    )


def _address(asked: Asked, **changes: str) -> str:
    kept = {"q": asked.search, "sort": asked.sort, **asked.filters}
    pairs = {key: value for key, value in {**kept, **changes}.items() if value}
    return f"?{urlencode(pairs)}"


def _cell(face: ListFace[Row], column: Column, row: Row) -> Cell:
    make = face.cells.get(column.key)
    if make is not None:
        return make(row)
    value = getattr(row, column.key)
    if column.kind in ("date", "moment"):
        return DateCell(value)
    return NumberCell(value) if column.kind == "number" else TextCell(str(value))


def _column(column: Column, page: Page[Any], asked: Asked) -> TableColumn:
    here = page.sort.lstrip("-") == column.key
    down = here and page.sort.startswith("-")
    href = _address(asked, sort=column.key if down or not here else f"-{column.key}") if column.sort else ""
    order = (Sorted.DOWN if down else Sorted.UP) if here else Sorted.NO
    return TableColumn(gettext(column.label), href, order, column.kind == "number")


def _field(item: Filter, asked: Asked) -> FormField:
    choices = (Choice("", gettext("all")), *(Choice(value, gettext(label)) for value, label in item.choices))
    value = asked.filters.get(item.key, "")
    return FormField(item.key, gettext(item.label), FieldKind.SELECT, value, choices=choices)


def _chips(listing: Listing[Any], asked: Asked) -> tuple[Chip, ...]:
    chosen = [(item, asked.filters.get(item.key, "")) for item in listing.filters if asked.filters.get(item.key)]
    return tuple(
        Chip(f"{gettext(item.label)}: {gettext(dict(item.choices)[value])}", _address(asked, **{item.key: ""}))
        for item, value in chosen
    )


def list_page(face: ListFace[Row], actor: Actor, query: QueryDict, actions: tuple[Action, ...] = ()) -> ListPage:
    """Fetch and lay out one page of a list."""
    listing, asked = face.listing, asked_of(query, face.listing)
    page = fetch(listing, actor, asked)
    if face.dress is not None:
        face = replace(face, cells={**face.cells, **face.dress(page.rows)})
    rows = tuple(TableRow(tuple(_cell(face, column, row) for column in listing.columns)) for row in page.rows)
    empty = EmptyState(gettext(face.empty or n_("Nothing here")), gettext(face.empty_hint) if face.empty_hint else "")
    table = Table(
        gettext(listing.title),
        tuple(_column(c, page, asked) for c in listing.columns),
        rows,
        empty=empty,
        target=TARGET,
    )
    return ListPage(
        PageHead(gettext(listing.title), gettext(face.note) if face.note else "", actions=actions),
        table,
        _filter_bar(listing, asked),
        _pager(page, asked),
    )


def _filter_bar(listing: Listing[Any], asked: Asked) -> FilterBar | None:
    if not listing.filters and listing.search is None:
        return None
    return FilterBar(
        search=asked.search,
        search_name="q" if listing.search else "",
        search_label=gettext("Search"),
        fields=tuple(_field(item, asked) for item in listing.filters),
        chips=_chips(listing, asked),
        reset_href="?",
        hidden=(("sort", asked.sort),) if asked.sort else (),
        target=TARGET,
    )


def _pager(page: Page[Any], asked: Asked) -> Pager:
    return Pager(
        previous_href=_address(asked, before=page.previous) if page.previous else "",
        next_href=_address(asked, after=page.next) if page.next else "",
        shown=len(page.rows),
        count=page.count,
        exact=page.exact,
        target=TARGET,
    )


Actions = Callable[[Actor], tuple[Action, ...]]


def _no_actions(actor: Actor) -> tuple[Action, ...]:
    return ()


def export_action(asked: Asked) -> Action:
    """The button that takes a list out as CSV."""
    return Action(gettext("Export"), _address(asked), "post", icon="download", hidden=(("export", "csv"),))


def list_view(face: ListFace[Any], power: str, actions: Actions = _no_actions) -> Callable[..., HttpResponseBase]:
    """The view of a list, for posts with ``power``: page, fragment for htmx, and CSV by POST."""

    @needs(power)
    @require_http_methods(["GET", "HEAD", "POST"])
    def view(request: LinliRequest) -> HttpResponseBase:
        assert request.actor is not None, "the gate lets only actors in"
        asked = asked_of(request.GET, face.listing)
        if request.method == "POST":
            return csv_response(face.listing, request.actor, asked, face.texts)
        page = list_page(face, request.actor, request.GET, (*actions(request.actor), export_action(asked)))
        template = "ui/pages/list.html#rows" if is_fragment(request) else "ui/pages/list.html"
        return render(request, template, {"page": page})

    view.listing = face.listing  # type: ignore[attr-defined]  # read by the generic tests
    return view
