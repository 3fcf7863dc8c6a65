"""What was asked of us, by whom; what was refused; which promises were kept (S-054, S-078, S-242, S-244, N-010)."""

from django.http import HttpResponse
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from linli.cases.queries.boards import REFUSED, WHY, AskedLine, RefusedRow, asked_of
from linli.cases.queries.promises import breaches
from linli.cases.queries.types import case_types
from linli.faces.desk.boards.tabs import area_bar, area_of, days_of, tabs_of
from linli.faces.desk.cases.looks import NATURES, mapped
from linli.faces.desk.doing import actor_of, shown
from linli.kernel.errors import n_
from linli.ui.parts import (
    EmptyState,
    NumberCell,
    ObjectPage,
    PageHead,
    Section,
    Table,
    TableColumn,
    TableRow,
    TextCell,
)
from linli.ui.web.gates import needs
from linli.ui.web.lists import ListFace, list_view
from linli.ui.web.requests import LinliRequest
from linli.ui.web.wording import label_of

CATEGORIES = {
    "law_enforcement": n_("law enforcement"),
    "demolition": n_("demolition"),
    "cleanup_campaign": n_("clean-up campaigns"),
    "city_management": n_("city management"),
    "investment": n_("attracting investment"),
}


def _asked(line: AskedLine) -> TableRow:
    name = line.name or (gettext("a unit whose requests were all refused") if line.asked_by else gettext("by itself"))
    return TableRow(
        (
            TextCell(name),
            TextCell(mapped(NATURES, line.nature) if line.nature else "–"),
            NumberCell(line.count),
            NumberCell(line.refused, "/desk/refused/" if line.refused else ""),
        )
    )


@needs("cases.see_cases")
@require_safe
def asked_page(request: LinliRequest) -> HttpResponse:
    """A plain count from the first day on: by whom, in which legal nature, how often, how often refused."""
    area, days = area_of(request), days_of(request)
    lines = asked_of(actor_of(request), area, *days)
    columns = (
        TableColumn(gettext("Asked by"), wide=True),
        TableColumn(gettext("Legal nature")),
        TableColumn(gettext("Times"), number=True),
        TableColumn(gettext("Refused"), number=True),
    )
    table = Table(
        gettext("What was asked of us"),
        columns,
        tuple(_asked(line) for line in lines),
        empty=EmptyState(gettext("Nothing was asked in this time.")),
    )
    page = ObjectPage(
        PageHead(gettext("What was asked of us, by whom")),
        sections=(
            Section(gettext("Area and days"), (area_bar(request, area, days=days),)),
            Section(gettext("By unit and legal nature"), (table,), count=str(len(lines))),
        ),
        tabs=tabs_of("asked", area),
    )
    return shown(request, page)


@needs("cases.see_cases")
@require_safe
def breaches_page(request: LinliRequest) -> HttpResponse:
    """Clocks that stopped in time or late, by unit and matter; nothing personal."""
    actor, area, days = actor_of(request), area_of(request), days_of(request)
    names = {key: label_of(item.label) for key, item in case_types(area, actor.at).items()}
    columns = (
        TableColumn(gettext("Unit"), wide=True),
        TableColumn(gettext("Matter"), wide=True),
        TableColumn(gettext("In time"), number=True),
        TableColumn(gettext("Late"), number=True),
    )
    rows = tuple(
        TableRow(
            (
                TextCell(line.unit or gettext("nobody yet")),
                TextCell(names.get(line.type, line.type)),
                NumberCell(line.kept),
                NumberCell(line.broken),
            )
        )
        for line in breaches(actor.county, area, *days)
    )
    table = Table(gettext("Promises kept"), columns, rows, empty=EmptyState(gettext("No clock ended in this time.")))
    page = ObjectPage(
        PageHead(gettext("Promises kept and broken")),
        sections=(
            Section(gettext("Area and days"), (area_bar(request, area, days=days),)),
            Section(gettext("By unit and matter"), (table,)),
        ),
        tabs=tabs_of("breaches", area),
    )
    return shown(request, page)


REFUSED_FACE: ListFace[RefusedRow] = ListFace(
    REFUSED,
    cells={
        "category": lambda row: TextCell(mapped(CATEGORIES, row.category) if row.category else "–"),
        "why": lambda row: TextCell(mapped(dict(WHY), row.why)),
        "duty": lambda row: TextCell(row.duty or "–"),
    },
    empty=n_("Nothing was refused"),
    note=n_("Each attempt to give a community what it may not be given is counted and kept."),
)
refused_list = list_view(REFUSED_FACE, "cases.see_cases")
