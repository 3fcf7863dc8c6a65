"""The supervisor's board: open by unit, matter and age; every number leads to its cases (S-116)."""

from dataclasses import replace
from urllib.parse import quote

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_safe

from linli.cases.queries.boards import BoardLine, board, board_cases
from linli.faces.desk.boards.tabs import area_bar, area_of, tabs_of
from linli.faces.desk.cases.inbox import FACE, TEXTS
from linli.faces.desk.doing import actor_of, shown
from linli.kernel.errors import n_
from linli.ui.parts import (
    Bar,
    Chart,
    EmptyState,
    Link,
    NumberCell,
    ObjectPage,
    PageHead,
    Section,
    StateTone,
    Table,
    TableColumn,
    TableRow,
    TextCell,
    Tile,
    Tiles,
)
from linli.ui.web.exports import csv_response
from linli.ui.web.gates import needs
from linli.ui.web.lists import ListFace, asked_of, export_action, list_page
from linli.ui.web.requests import LinliRequest, is_fragment
from linli.ui.web.wording import label_of

AGES = {
    "week": n_("up to 7 days"),
    "month": n_("8 to 30 days"),
    "quarter": n_("31 to 90 days"),
    "older": n_("more than 90 days"),
}


def cases_href(area: str, by: str, key: str, clock: str = "") -> str:
    """The list behind a number."""
    where = f"/desk/board/{area}/{by}/{quote(key or 'none')}/"
    return f"{where}?clock={clock}" if clock else where


def _line(area: str, by: str, line: BoardLine, name: str) -> TableRow:
    cells = [NumberCell(line.open, cases_href(area, by, line.key))]
    for count, clock in ((line.soon, "soon"), (line.overdue, "overdue"), (line.up, "up")):
        cells.append(NumberCell(count, cases_href(area, by, line.key, clock) if count else ""))
    return TableRow((TextCell(name), *cells))


def _name(line: BoardLine) -> str:
    return line.name or (label_of(line.label) if line.label else gettext("nobody yet"))


def _table(area: str, by: str, title: str, lines: tuple[BoardLine, ...], names: dict[str, str]) -> Section:
    columns = (
        TableColumn(title, wide=True),
        *(
            TableColumn(text, number=True)
            for text in (gettext("Open"), gettext("Due soon"), gettext("Overdue"), gettext("Up the line"))
        ),
    )
    rows = tuple(_line(area, by, line, names.get(line.key) or _name(line)) for line in lines)
    empty = EmptyState(gettext("No open case here."))
    return Section(title, (Table(title, columns, rows, empty=empty),))


def _tiles(area: str, total: BoardLine) -> Tiles:
    marks = (
        (gettext("Open"), total.open, "", StateTone.ACTIVE),
        (gettext("Due soon"), total.soon, "soon", StateTone.ATTENTION),
        (gettext("Overdue"), total.overdue, "overdue", StateTone.DANGER),
        (gettext("Up the line"), total.up, "up", StateTone.DANGER),
    )
    tiles = tuple(
        Tile(label, count, cases_href(area, "all", "all", clock), tone=tone) for label, count, clock, tone in marks
    )
    return Tiles(tiles, gettext("Open cases"))


@needs("cases.see_cases")
@require_safe
def board_page(request: LinliRequest) -> HttpResponse:
    """The board of an area."""
    actor = actor_of(request)
    area = area_of(request)
    found = board(actor, area)
    ages = {key: gettext(words) for key, words in AGES.items()}
    chart = Chart(
        gettext("Open cases by age"),
        label_head=gettext("Age"),
        bars=tuple(
            Bar(ages[line.key], line.open, href=cases_href(area, "age", line.key), attention=line.key == "older")
            for line in found.ages
        ),
    )
    page = ObjectPage(
        PageHead(gettext("Board"), gettext("Confidential matters are left out.")),
        sections=(
            Section(gettext("Area"), (area_bar(request, area),)),
            Section(gettext("Now"), (_tiles(area, found.total),)),
            Section(gettext("By age"), (chart,)),
            _table(area, "unit", gettext("Leading unit"), found.units, {}),
            _table(area, "type", gettext("Matter"), found.types, {}),
            _table(area, "age", gettext("Age"), found.ages, ages),
        ),
        tabs=tabs_of("board", area),
    )
    return shown(request, page)


@needs("cases.see_cases")
@require_http_methods(["GET", "HEAD", "POST"])
def board_list(request: LinliRequest, area: str, by: str, key: str) -> HttpResponseBase:
    """The cases behind a number of the board."""
    actor = actor_of(request)
    listing = board_cases(area, by, "" if key == "none" else key)
    asked = asked_of(request.GET, listing)
    if request.method == "POST":
        return csv_response(listing, actor, asked, TEXTS)
    face = ListFace(listing, cells=FACE.cells, empty=n_("No cases here"))
    page = list_page(face, actor, request.GET, (export_action(asked),))
    page = replace(page, head=replace(page.head, back=Link(gettext("Board"), f"/desk/board/?area={area}")))
    template = "ui/pages/list.html#rows" if is_fragment(request) else "ui/pages/list.html"
    return render(request, template, {"page": page})
