"""A paper beside what was found in it: text left with its places lit, tasks or figures right."""

from collections.abc import Sequence
from uuid import UUID

from django.http import HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.utils.translation import gettext
from django.views.decorators.http import require_POST, require_safe

from linli.documents.commands import confirm_findings, merge_findings
from linli.documents.queries.papers import (
    RANK_WORDS,
    FindingRow,
    PaperRow,
    PaperText,
    clauses_of,
    findings_of,
    original_of,
    paper_detail,
)
from linli.documents.rules.library.findings import DROPPED, FOUND, TARGET, TASK
from linli.faces.desk.doing import actor_of, done, keyed, shown, typed_id
from linli.faces.desk.policies.library import key_of, original
from linli.faces.desk.policies.words import (
    LIST,
    address_of,
    badge,
    beside_words,
    deadline_words,
    figure_words,
    finding_address,
    paper_badge,
    units_words,
)
from linli.kernel.actor import Actor
from linli.kernel.clock import local_day
from linli.kernel.errors import Invalid, KernelCode, Problem
from linli.programmes.queries.programmes import programmes_of
from linli.ui.parts import (
    Action,
    Bulk,
    BulkChoice,
    EmptyState,
    Fact,
    Link,
    LinkCell,
    Notice,
    ObjectPage,
    PageHead,
    Panes,
    Part,
    Reading,
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
    lit,
)
from linli.ui.web.gates import needs
from linli.ui.web.requests import LinliRequest
from linli.ui.wording import day_words, number_words

AROUND = 900
MOST_SHOWN = 60_000


def head_of(row: PaperRow, actor: Actor) -> PageHead:
    """Title, number and state."""
    note = " · ".join(part for part in (row.number, row.issuer, gettext(RANK_WORDS[row.rank])) if part)
    state = paper_badge(row, local_day(actor.at))
    return PageHead(row.title, note, state=state, back=Link(gettext("Policy library"), LIST))


def tabs_of(row: PaperRow, current: str) -> Tabs:
    """The sibling pages of a paper."""
    pages = (
        ("", gettext("Tasks"), number_words(row.tasks)),
        ("figures/", gettext("Figures promised"), number_words(row.targets)),
        ("clauses/", gettext("Clauses and coverage"), ""),
        ("citing/", gettext("What leans on it"), ""),
    )
    tabs = tuple(Tab(label, address_of(row.id, more), more == current, count) for more, label, count in pages)
    return Tabs(tabs, gettext("Pages of this paper"))


def reading_of(text: PaperText, findings: Sequence[FindingRow], around: FindingRow | None = None) -> Reading:
    """The text with findings and mended places lit; around one finding only its surroundings."""
    start, end = 0, min(len(text.text), MOST_SHOWN)
    if around is not None and around.end > around.start:
        start, end = max(0, around.start - AROUND), min(len(text.text), around.end + AROUND)
    spans = [(*one["span"], "mended", "", _mended(one)) for one in text.repairs if one["confidence"] > 0]
    spans += [
        (*one["span"], "doubt", "", gettext("Lost: nobody can know it"))
        for one in text.repairs
        if not one["confidence"]
    ]
    spans += [(one.start, one.end, one.kind, f"at_{one.id}", "") for one in findings if one.state != DROPPED]
    if around is not None:
        spans.append((around.start, around.end, "now", "now", ""))
    visible = [span for span in spans if span[0] < end and span[1] > start]
    return Reading(
        lit(text.text[start:end], visible, start), gettext("The text as it came"), start > 0, end < len(text.text)
    )


def _mended(repair: object) -> str:
    assert isinstance(repair, dict)
    return gettext("mended: {was} → {now}").format(was=repair["was"][:20] or "∅", now=repair["now"][:20] or "∅")


def _task_row(row: FindingRow) -> TableRow:
    data = row.data
    lead = units_words(data, "lead") or "–"
    helping = "；".join(beside_words(data))
    cells = (
        LinkCell(f"{data['no'] or row.seq}. {data['title']}", finding_address(row), row.clause),
        TextCell(lead, helping),
        TextCell(deadline_words(data["deadline"], data["deadline_kind"])),
        StateCell(badge(row)),
    )
    return TableRow(cells, str(row.id), data["title"][:60], selectable=row.state != DROPPED)


def _figure_row(row: FindingRow) -> TableRow:
    data = row.data
    cells = (
        LinkCell(data["metric"], finding_address(row), " · ".join(filter(None, (row.clause, data["scope"])))),
        TextCell(figure_words(data)),
        TextCell(deadline_words(data["deadline"])),
        StateCell(badge(row)),
    )
    return TableRow(cells, str(row.id), data["metric"][:60], selectable=row.state != DROPPED)


def _columns(kind: str) -> tuple[TableColumn, ...]:
    first = gettext("Task") if kind == TASK else gettext("Figure promised")
    second = gettext("Who does it") if kind == TASK else gettext("How much")
    return (
        TableColumn(first, wide=True),
        TableColumn(second),
        TableColumn(gettext("To be done by")),
        TableColumn(gettext("State")),
    )


def _table(row: PaperRow, kind: str, findings: Sequence[FindingRow], actor: Actor) -> Table:
    made = tuple((_task_row if kind == TASK else _figure_row)(one) for one in findings)
    bulk = None
    if actor.may("documents.confirm_findings", row.area):
        choices = [BulkChoice("confirm", gettext("Confirm"))]
        if kind == TASK:
            choices.append(BulkChoice("merge", gettext("Make one task of them")))
        bulk = Bulk(address_of(row.id, "judge/"), tuple(choices), hidden=(key_of(), ("kind", kind)))
    title = gettext("Tasks found") if kind == TASK else gettext("Figures found")
    return Table(title, _columns(kind), made, empty=EmptyState(gettext("Nothing of this kind was found")), bulk=bulk)


def page_of(actor: Actor, paper: UUID, kind: str = TASK) -> ObjectPage:
    """The two panes of a paper."""
    row, text = paper_detail(actor, paper)
    findings = findings_of(actor.county, paper, kind)
    waiting = [one for one in findings if one.state == FOUND]
    right: tuple[Part, ...] = (_table(row, kind, findings, actor),)
    panes = Panes((reading_of(text, findings),), right)
    return ObjectPage(
        head_of(row, actor),
        sections=(Section("", (panes,)),),
        tabs=tabs_of(row, "" if kind == TASK else "figures/"),
        actions=_actions(actor, row, waiting),
        notices=_notices(actor, row, text, waiting),
        facts=_facts(row),
    )


def _facts(row: PaperRow) -> tuple[Fact, ...]:
    days = ((gettext("Day of issue"), row.issued_on), (gettext("In force from"), row.valid_from))
    return tuple(Fact(label, TextCell(day_words(day, with_year=True))) for label, day in days if day)


def _actions(actor: Actor, row: PaperRow, waiting: Sequence[FindingRow]) -> tuple[Action, ...]:
    found = []
    if waiting and actor.may("documents.confirm_findings", row.area):
        found.append(Action(gettext("Judge one after the other"), finding_address(waiting[0]), weight=Weight.PRIMARY))
    if actor.may("documents.add_finding", row.area):
        found.append(Action(gettext("Add what is missing"), address_of(row.id, "add/"), icon="plus"))
    found.extend(
        Action(gettext("Programme: {title}").format(title=one.title[:30]), f"/desk/programmes/{one.id}/")
        for one in programmes_of(actor, row.id)
    )
    if actor.may("programmes.start_programme") and not row.repealed_on:
        found.append(Action(gettext("Carry it out"), f"/desk/programmes/new/?paper={row.id}", icon="arrow-right"))
    if actor.may("documents.repeal_paper", row.area) and not row.repealed_on:
        found.append(Action(gettext("Note its repeal"), address_of(row.id, "repeal/")))
    if actor.may("documents.describe_paper", row.area) and not row.repealed_on:
        found.append(Action(gettext("Correct its head"), address_of(row.id, "describe/")))
    found.append(Action(gettext("Download the file"), address_of(row.id, "file/"), icon="download"))
    return tuple(found)


def _notices(actor: Actor, row: PaperRow, text: PaperText, waiting: Sequence[FindingRow]) -> tuple[Notice, ...]:
    found = []
    if row.repealed_on:
        told = gettext("It no longer holds from {day}.").format(day=day_words(row.repealed_on, with_year=True))
        found.append(Notice(f"{told} {row.repeal_basis}".strip(), gettext("Repealed"), Tone.DANGER))
    lost = sum(not one["confidence"] for one in text.repairs)
    if text.repairs:
        words = gettext("{count} places were mended to read it; {lost} stay in doubt. They are marked in the text.")
        tone = Tone.ATTENTION if lost or text.doubts else Tone.INFO
        found.append(Notice(words.format(count=len(text.repairs), lost=lost), gettext("A damaged copy"), tone))
    if waiting:
        words = gettext("{count} wait for a person. Only what you confirm counts.")
        found.append(Notice(words.format(count=number_words(len(waiting)))))
    return tuple(found)


@needs("documents.see_papers")
@require_safe
def paper_page(request: LinliRequest, paper: UUID) -> HttpResponse:
    """The paper and its tasks."""
    return shown(request, page_of(actor_of(request), paper))


@needs("documents.see_papers")
@require_safe
def figures_page(request: LinliRequest, paper: UUID) -> HttpResponse:
    """The paper and its figures."""
    return shown(request, page_of(actor_of(request), paper, TARGET))


@needs("documents.see_papers")
@require_safe
def file_page(request: LinliRequest, paper: UUID) -> HttpResponseBase:
    """The file, byte for byte."""
    name, data = original_of(actor_of(request), paper)
    return original(data, name)


@needs("documents.confirm_findings")
@require_POST
def judge(request: LinliRequest, paper: UUID) -> HttpResponse:
    """Confirm or merge the marked rows."""
    kind = TARGET if request.POST.get("kind") == TARGET else TASK

    def act() -> None:
        marked = [typed_id({"ids": text}, "ids") for text in request.POST.getlist("ids")]
        if not marked:
            raise Invalid(KernelCode.INVALID, problems=(Problem("ids", KernelCode.REQUIRED),))
        if request.POST.get("act") == "merge":
            merge_findings(keyed(request), findings=marked)
        else:
            confirm_findings(keyed(request), findings=marked)

    to = address_of(paper, "" if kind == TASK else "figures/")
    return done(request, act, lambda _: page_of(actor_of(request), paper, kind), to)


def clause_choices(actor: Actor, paper: UUID) -> tuple[tuple[str, str], ...]:
    """The clauses of a paper to choose one of, by id."""
    return tuple((str(one.id), f"{one.path} {one.title}"[:60]) for one in clauses_of(actor.county, (paper,)))


def next_waiting(actor: Actor, row: FindingRow) -> HttpResponseRedirect:
    """On to the next finding of the kind that nobody has judged, else back to the paper."""
    rest = findings_of(actor.county, row.paper, row.kind, (FOUND,))
    after = [one for one in rest if (one.seq, str(one.id)) > (row.seq, str(row.id))] or list(rest)
    back = address_of(row.paper, "" if row.kind == TASK else "figures/")
    return HttpResponseRedirect(finding_address(after[0]) if after else back)
