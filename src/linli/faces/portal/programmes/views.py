"""The programmes that are shown, and one of them: promised what, by whom, until when, how it stands."""

from uuid import UUID

from django.http import HttpResponse
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from linli.documents.rules.library.findings import OPERATOR_WORDS
from linli.faces.portal.pages import Page, head, shown
from linli.faces.portal.visiting import county, visitor
from linli.kernel.clock import local_day
from linli.kernel.db.listing import Asked, fetch
from linli.programmes.queries.programmes import (
    LineRow,
    TaskRow,
    lines_of,
    shown_programme,
    shown_programmes,
    tasks_listing,
)
from linli.programmes.rules.figures import figures_of
from linli.ui.parts import (
    EmptyState,
    Link,
    LinkList,
    ListItem,
    Pager,
    Part,
    Section,
    StateBadge,
    StateCell,
    StateTone,
    Table,
    TableColumn,
    TableRow,
    Text,
    TextCell,
)
from linli.ui.web.gates import public
from linli.ui.web.requests import LinliRequest
from linli.ui.web.wording import label_of
from linli.ui.wording import day_words

PAGE = 50


@public
@require_safe
def programmes(request: LinliRequest) -> HttpResponse:
    """What the county promised in papers."""
    rows = shown_programmes(county(), local_day(visitor().at))
    told = gettext("{ended} of {tasks} done, {overdue} overdue")
    items = tuple(
        ListItem(
            row.title, f"/programmes/{row.id}/", told.format(ended=row.ended, tasks=row.tasks, overdue=row.overdue)
        )
        for row in rows
    )
    empty = EmptyState(gettext("No programme is shown yet"), gettext("Look again in some weeks."))
    parts: tuple[Part, ...] = (LinkList(gettext("Programmes"), items),) if items else (empty,)
    note = gettext("What was promised in papers, by whom, and how it stands.")
    return shown(request, Page(head(gettext("What was promised"), note), parts))


@public
@require_safe
def programme(request: LinliRequest, programme: UUID) -> HttpResponse:
    """One programme with its tasks and figures."""
    actor = visitor()
    day = local_day(actor.at)
    row = shown_programme(county(), programme, day)
    asked = Asked(after=request.GET.get("after", ""), before=request.GET.get("before", ""), size=PAGE)
    page = fetch(tasks_listing(county(), programme, day), actor, asked)
    summary = gettext("{ended} of {tasks} done, {overdue} overdue").format(
        ended=row.ended, tasks=row.tasks, overdue=row.overdue
    )
    parts: list[Part] = [Text(summary), Section(gettext("Tasks"), (_tasks(page.rows),))]
    if page.next or page.previous:
        earlier, later = (
            f"?{name}={cursor}" if cursor else "" for name, cursor in (("before", page.previous), ("after", page.next))
        )
        parts.append(Pager(earlier, later, len(page.rows), page.count, page.exact))
    lines = lines_of(county(), programme)
    if lines:
        parts.append(Section(gettext("Figures promised"), (_figures(lines),)))
    back = Link(gettext("What was promised"), "/programmes/")
    return shown(request, Page(head(row.title, row.paper_title, back), tuple(parts)))


def _tasks(rows: tuple[TaskRow, ...]) -> Table:
    columns = (
        TableColumn(gettext("Task"), wide=True),
        TableColumn(gettext("Who does it")),
        TableColumn(gettext("To be done by")),
        TableColumn(gettext("State")),
    )
    return Table(gettext("Tasks"), columns, tuple(_task(row) for row in rows), empty=EmptyState(gettext("No task yet")))


def _task(row: TaskRow) -> TableRow:
    until = day_words(row.until, with_year=True) if row.until else gettext("no day named")
    return TableRow(
        (
            TextCell(row.title, row.clause),
            TextCell(row.lead or gettext("not given to a unit yet")),
            TextCell(until),
            StateCell(_state(row)),
        )
    )


def _state(row: TaskRow) -> StateBadge:
    if row.overdue:
        return StateBadge(gettext("Overdue"), StateTone.DANGER)
    return StateBadge(label_of(row.state_label), StateTone.DONE if row.ended else StateTone.ACTIVE)


def _figures(lines: tuple[LineRow, ...]) -> Table:
    columns = (
        TableColumn(gettext("Figure promised"), wide=True),
        TableColumn(gettext("Year")),
        TableColumn(gettext("Promised first")),
        TableColumn(gettext("Holds now")),
    )
    rows = tuple(
        TableRow(
            (
                TextCell(line.metric, line.clause),
                TextCell(str(value.year)),
                TextCell(_words(line, value.original)),
                TextCell(_words(line, value.current), value.basis),
            )
        )
        for line in lines
        for value in line.values
        if value.area == county()
    )
    return Table(gettext("Figures promised"), columns, rows)


def _words(line: LineRow, pair: tuple[int, int | None]) -> str:
    return f"{gettext(OPERATOR_WORDS[line.operator])} {figures_of(pair)} {line.unit}".strip()
