"""The list of programmes, one of them, its figures; steps that run tasks and show it to residents."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse, QueryDict
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from linli.documents.queries.papers import confirmed_counts, paper_detail
from linli.documents.rules.library.findings import TARGET, TASK
from linli.faces.desk.asking import Question, answer
from linli.faces.desk.doing import actor_of, done, keyed, shown, typed_id
from linli.faces.desk.forms import typed_version
from linli.faces.desk.policies.library import key_of
from linli.faces.desk.policies.words import address_of as paper_address
from linli.faces.desk.programmes.words import LIST, address_of, state_of, until_words, value_words
from linli.kernel.actor import Actor
from linli.kernel.clock import local_day
from linli.kernel.db.listing import Page, fetch
from linli.kernel.errors import n_
from linli.places.queries.areas import areas_coded
from linli.programmes.commands import revise_target, run_tasks, set_lines, show_programme, start_programme
from linli.programmes.queries.programmes import (
    PROGRAMMES,
    LineRow,
    ProgrammeRow,
    Standing,
    TaskRow,
    ValueRow,
    lines_of,
    lines_set,
    overdue_tasks,
    programme_detail,
    standing,
    tasks_listing,
)
from linli.ui.parts import (
    Action,
    Cell,
    EmptyState,
    Fact,
    FieldKind,
    FormField,
    Link,
    LinkCell,
    Notice,
    NumberCell,
    ObjectPage,
    PageHead,
    Pager,
    Part,
    Section,
    StateCell,
    Tab,
    Table,
    TableColumn,
    TableRow,
    Tabs,
    TextCell,
    Tone,
    Weight,
    Width,
)
from linli.ui.web.gates import needs
from linli.ui.web.lists import ListFace, asked_of, list_view
from linli.ui.web.requests import LinliRequest
from linli.ui.wording import day_words, number_words

TURNS = 50

FACE: ListFace[ProgrammeRow] = ListFace(
    PROGRAMMES,
    cells={"title": lambda row: LinkCell(row.title, address_of(row.id), row.paper_title)},
    empty=n_("No programme yet"),
    empty_hint=n_("Open a policy paper, confirm its tasks, and carry it out."),
    note=n_("What papers promised and how it stands."),
)
programme_list = list_view(FACE, "programmes.see_programmes")


def _waiting(actor: Actor, row: ProgrammeRow) -> tuple[int, int]:
    """Confirmed tasks that are no case yet, confirmed figures that are no line yet."""
    confirmed = confirmed_counts(actor.county, row.paper)
    tasks, figures = confirmed.get(TASK, 0), confirmed.get(TARGET, 0)
    return max(0, tasks - row.tasks), max(0, figures - lines_set(actor.county, row.id))


def page_of(actor: Actor, programme: UUID, query: QueryDict) -> ObjectPage:
    """The head with how it stands, then the tasks."""
    row, day = programme_detail(actor, programme), local_day(actor.at)
    stands = standing(actor.county, row, day)
    listing = tasks_listing(actor.county, programme, day)
    page = fetch(listing, actor, asked_of(query, listing))
    sections: list[Section] = []
    if stands.programme.overdue and not query.get("after"):
        late = overdue_tasks(actor.county, programme, day)
        sections.append(Section(gettext("Overdue"), (_tasks(row, late),), count=number_words(row.overdue)))
    sections.append(Section(gettext("All tasks"), _paged(row, page, query), count=number_words(row.tasks)))
    sections.append(Section(gettext("By unit"), (_loads(stands),), foldable=True))
    return ObjectPage(
        _head(row),
        facts=_facts(stands),
        sections=tuple(sections),
        tabs=_tabs(row, ""),
        notices=_notices(row, stands),
        actions=_actions(actor, row),
    )


def _head(row: ProgrammeRow) -> PageHead:
    return PageHead(row.title, row.paper_title, back=Link(gettext("Programmes"), LIST))


def _tabs(row: ProgrammeRow, current: str) -> Tabs:
    pages = (("", gettext("Tasks")), ("figures/", gettext("Figures promised")))
    return Tabs(tuple(Tab(label, address_of(row.id, more), more == current) for more, label in pages), row.title)


def _facts(stands: Standing) -> tuple[Fact, ...]:
    row = stands.programme
    told = (
        (gettext("Tasks"), row.tasks),
        (gettext("Tasks ended"), row.ended),
        (gettext("Overdue"), row.overdue),
        (gettext("Without a day"), stands.undated),
        (gettext("Without a unit"), stands.unassigned),
    )
    paper = Fact(gettext("Policy paper"), LinkCell(row.paper_title, paper_address(row.paper)))
    return (*(Fact(label, NumberCell(count)) for label, count in told), paper)


def _notices(row: ProgrammeRow, stands: Standing) -> tuple[Notice, ...]:
    found = []
    if row.repealed_on:
        told = gettext("Its paper no longer holds from {day}. Look at every task.")
        found.append(
            Notice(told.format(day=day_words(row.repealed_on, with_year=True)), gettext("Repealed"), Tone.DANGER)
        )
    if stands.unassigned:
        told = gettext(
            "{count} tasks have no unit yet: the register does not know it, or its list does not let it have them."
        )
        see = Action(gettext("See them"), f"{address_of(row.id)}?only=nobody")
        found.append(Notice(told.format(count=stands.unassigned), tone=Tone.ATTENTION, actions=(see,)))
    return tuple(found)


def _actions(actor: Actor, row: ProgrammeRow) -> tuple[Action, ...]:
    found = []
    if actor.may("programmes.run_tasks", row.area):
        tasks, figures = _waiting(actor, row)
        if tasks:
            words = gettext("Run {count} confirmed tasks").format(count=number_words(tasks))
            found.append(Action(words, address_of(row.id, "run/"), "post", Weight.PRIMARY, hidden=(key_of(),)))
        if figures:
            words = gettext("Set {count} confirmed figures").format(count=number_words(figures))
            found.append(Action(words, address_of(row.id, "set/"), "post", hidden=(key_of(),)))
    if actor.may("programmes.show_programme", row.area):
        words = gettext("Take it off the portal") if row.shown else gettext("Show it to residents")
        hidden = (key_of(), ("expected_version", str(row.version)), ("shown", "" if row.shown else "1"))
        found.append(Action(words, address_of(row.id, "show/"), "post", hidden=hidden))
    if row.shown:
        found.append(Action(gettext("As residents see it"), f"/programmes/{row.id}/", icon="eye"))
    return tuple(found)


def _task_columns() -> tuple[TableColumn, ...]:
    return (
        TableColumn(gettext("No."), number=True),
        TableColumn(gettext("Task"), wide=True),
        TableColumn(gettext("Leads")),
        TableColumn(gettext("To be done by")),
        TableColumn(gettext("State")),
    )


def _tasks(row: ProgrammeRow, tasks: tuple[TaskRow, ...]) -> Table:
    rows = tuple(_task(row, task) for task in tasks)
    empty = EmptyState(gettext("No task here"), gettext("Confirm tasks in the paper, then run them."))
    return Table(gettext("Tasks"), _task_columns(), rows, empty=empty)


def _task(row: ProgrammeRow, task: TaskRow) -> TableRow:
    named = "；".join("、".join(names) for names in task.named.values())
    note = gettext("could not be given to: {names}").format(names=named) if named else ""
    where = f"{task.clause} {task.number}".strip()
    parts = gettext("{count} parts").format(count=task.parts) if task.parts else ""
    return TableRow(
        (
            NumberCell(task.no),
            LinkCell(task.title, f"/desk/cases/{task.case}/", " · ".join(filter(None, (where, parts)))),
            TextCell(task.lead or gettext("nobody yet"), note),
            TextCell(until_words(task)),
            StateCell(state_of(task)),
        )
    )


def _paged(row: ProgrammeRow, page: Page[TaskRow], query: QueryDict) -> tuple[Part, ...]:
    only = f"only={query['only']}&" if query.get("only") else ""
    pager = Pager(
        f"?{only}before={page.previous}" if page.previous else "",
        f"?{only}after={page.next}" if page.next else "",
        len(page.rows),
        page.count,
        page.exact,
    )
    return (_tasks(row, page.rows), pager)


def _loads(stands: Standing) -> Table:
    columns = (
        TableColumn(gettext("Unit"), wide=True),
        TableColumn(gettext("Tasks"), number=True),
        TableColumn(gettext("Tasks ended"), number=True),
        TableColumn(gettext("Overdue"), number=True),
    )
    rows = tuple(
        TableRow(
            (
                TextCell(load.name or gettext("nobody yet")),
                NumberCell(load.tasks),
                NumberCell(load.ended),
                NumberCell(load.overdue),
            )
        )
        for load in stands.loads
    )
    return Table(gettext("By unit"), columns, rows, empty=EmptyState(gettext("No task here")))


@needs("programmes.see_programmes")
@require_safe
def programme_page(request: LinliRequest, programme: UUID) -> HttpResponse:
    """One programme."""
    return shown(request, page_of(actor_of(request), programme, request.GET))


@needs("programmes.start_programme")
@require_http_methods(["GET", "HEAD", "POST"])
def new_programme(request: LinliRequest) -> HttpResponse:
    """Take on a paper."""
    actor = actor_of(request)
    paper, _ = paper_detail(actor, typed_id(request.GET.dict(), "paper"))
    title = FormField("title", gettext("Title"), FieldKind.TEXT, paper.title, required=True, width=Width.FULL)
    note = gettext("Confirmed tasks become cases of the units that the paper names; you run them on the next page.")
    question = Question(
        gettext("Carry it out"), (title,), Link(paper.title[:40], paper_address(paper.id)), gettext("Begin"), note
    )

    def send(sender: Actor, given: QueryDict) -> str:
        area = sender.areas_for("programmes.start_programme")[0] or sender.county
        return address_of(start_programme(sender, paper=paper.id, area=area, title=given.get("title", "")).id)

    return answer(request, question, send)


@needs("programmes.run_tasks")
@require_POST
def run(request: LinliRequest, programme: UUID) -> HttpResponse:
    """Open cases for every confirmed task, in turns of their own, so that what is done stays done."""

    def act() -> None:
        actor = keyed(request)
        for turn in range(TURNS):
            if not run_tasks(actor.keyed(f"{actor.request_key}/{turn}"), programme=programme).values.get("left"):
                return

    return _done(request, programme, act)


@needs("programmes.set_lines")
@require_POST
def set_figures(request: LinliRequest, programme: UUID) -> HttpResponse:
    """Make lines of confirmed figures."""
    return _done(request, programme, lambda: set_lines(keyed(request), programme=programme))


@needs("programmes.show_programme")
@require_POST
def show(request: LinliRequest, programme: UUID) -> HttpResponse:
    """Show it to everybody, or no longer."""

    def act() -> None:
        given = request.POST.dict()
        version = typed_version(given)
        show_programme(keyed(request), programme=programme, shown=bool(given.get("shown")), expected_version=version)

    return _done(request, programme, act)


def _done(request: LinliRequest, programme: UUID, act: Any) -> HttpResponse:
    return done(request, act, lambda _: page_of(actor_of(request), programme, QueryDict()), address_of(programme))


def _figures_page(actor: Actor, programme: UUID) -> ObjectPage:
    row = programme_detail(actor, programme)
    lines = lines_of(actor.county, programme)
    areas = areas_coded({value.area for line in lines for value in line.values})
    names = {code: area.name for code, area in areas.items()}
    columns = (
        TableColumn(gettext("Figure promised"), wide=True),
        TableColumn(gettext("Where and when")),
        TableColumn(gettext("Promised first")),
        TableColumn(gettext("Holds now")),
        TableColumn(gettext("Why")),
    )
    may = actor.may("programmes.revise_target", row.area)
    here = row.id if may else None
    rows = tuple(_value(line, value, names, here) for line in lines for value in line.values)
    empty = EmptyState(gettext("No figure yet"), gettext("Confirm figures in the paper, then set them."))
    table = Table(gettext("Figures promised"), columns, rows, empty=empty)
    return ObjectPage(
        _head(row),
        sections=(Section(gettext("Figures promised"), (table,)),),
        tabs=_tabs(row, "figures/"),
        actions=_actions(actor, row),
    )


def _value(line: LineRow, value: ValueRow, names: dict[str, str], programme: UUID | None) -> TableRow:
    note = " · ".join(
        filter(None, (line.clause, line.scope, line.whole and gettext("of {whole}").format(whole=line.whole)))
    )
    metric: Cell = TextCell(line.metric, note)
    if programme is not None:
        metric = LinkCell(
            line.metric, f"{address_of(programme)}lines/{line.id}/?area={value.area}&year={value.year}", note
        )
    return TableRow(
        (
            metric,
            TextCell(names.get(value.area, value.area), f"{value.year} · {until_words(line)}"),
            TextCell(value_words(line, value.original)),
            TextCell(
                value_words(line, value.current),
                gettext("revised {count} times").format(count=value.revisions) if value.revisions else "",
            ),
            TextCell(value.basis or "–"),
        )
    )


@needs("programmes.see_programmes")
@require_safe
def figures_page(request: LinliRequest, programme: UUID) -> HttpResponse:
    """The figures with originals and revisions."""
    return shown(request, _figures_page(actor_of(request), programme))


@needs("programmes.revise_target")
@require_http_methods(["GET", "HEAD", "POST"])
def revise_page(request: LinliRequest, programme: UUID, line: UUID) -> HttpResponse:
    """Set the figure of a line for a year and an area; the earlier ones stay."""
    year = request.GET.get("year", "")
    fields = (
        FormField(
            "area", gettext("Area code"), FieldKind.TEXT, request.GET.get("area", ""), required=True, width=Width.SHORT
        ),
        FormField("year", gettext("Year"), FieldKind.NUMBER, year, required=True, width=Width.SHORT),
        FormField("value", gettext("Figure promised"), FieldKind.TEXT, required=True, width=Width.SHORT),
        FormField("upper", gettext("Up to"), FieldKind.TEXT, hint=gettext("Only for a span"), width=Width.SHORT),
        FormField("whole", gettext("Of what it is a share"), FieldKind.TEXT),
        FormField("basis", gettext("Why"), FieldKind.TEXT, required=True, hint=gettext("Who decided it, when")),
    )
    note = gettext("What was promised first stays beside it, and is never overwritten.")
    question = Question(
        gettext("Revise a figure"),
        fields,
        Link(gettext("Figures promised"), address_of(programme, "figures/")),
        gettext("Set it"),
        note,
    )

    def send(sender: Actor, given: QueryDict) -> str:
        number = given.get("year", "")
        revise_target(
            sender,
            line=line,
            value=given.get("value", ""),
            upper=given.get("upper", ""),
            area=given.get("area", ""),
            year=int(number) if number.isascii() and number.isdigit() and len(number) < 6 else 0,
            basis=given.get("basis", ""),
            whole=given.get("whole", ""),
        )
        return address_of(programme, "figures/")

    return answer(request, question, send)
