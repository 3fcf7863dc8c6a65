"""What leans on a paper: coverage of its clauses by papers below, links, catalogue entries; and its repeal."""

from uuid import UUID

from django.http import HttpResponse, QueryDict
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from linli.documents.commands import describe_paper, link_clauses, repeal_paper, unlink_clauses
from linli.documents.queries.leaning import BasisRow, Covered, LinkRow, cited_by_packs, coverage, links_of
from linli.documents.queries.papers import PAPERS, RANK_WORDS, PaperRow, paper_detail
from linli.documents.rules.library.links import LINKS
from linli.faces.desk.asking import Question, answer, day_field, maybe_day, version_of
from linli.faces.desk.doing import actor_of, choices_of, done, keyed, shown, typed_id
from linli.faces.desk.forms import typed_day
from linli.faces.desk.policies.library import key_of
from linli.faces.desk.policies.paper import clause_choices, head_of, tabs_of
from linli.faces.desk.policies.words import address_of
from linli.kernel.actor import Actor
from linli.kernel.clock import local_day
from linli.kernel.db.listing import Asked, fetch
from linli.ui.parts import (
    Action,
    Choice,
    EmptyState,
    FieldKind,
    Form,
    FormField,
    Link,
    LinkCell,
    Notice,
    ObjectPage,
    Section,
    StateBadge,
    StateCell,
    StateTone,
    Table,
    TableColumn,
    TableRow,
    TextCell,
    Tone,
    one_group,
)
from linli.ui.web.gates import needs
from linli.ui.web.requests import LinliRequest

MOST_PAPERS = 200
# More papers than these across are read from the links of each.
MOST_ACROSS, MOST_SIGNS = 8, 16


def _other(actor: Actor, request: LinliRequest) -> UUID | None:
    """The paper whose clauses are offered for linking."""
    try:
        return UUID(request.GET.get("other", "") or request.POST.get("other_paper", ""))
    except ValueError:
        return None


def _clauses_page(actor: Actor, paper: UUID, other: UUID | None) -> ObjectPage:
    row, _ = paper_detail(actor, paper)
    covered = coverage(actor, paper)
    open_clauses = [one for one in covered if not one.answers]
    told = gettext("{count} of {total} clauses are answered by no paper below yet.")
    notice = Notice(
        told.format(count=len(open_clauses), total=len(covered)), tone=Tone.ATTENTION if open_clauses else Tone.DONE
    )
    sections = [
        Section(gettext("Coverage"), (_coverage(covered),)),
        Section(
            gettext("Not covered"), (_uncovered(covered),), count=str(len(open_clauses)), foldable=True, folded=True
        ),
    ]
    if actor.may("documents.link_clauses", row.area):
        sections.append(Section(gettext("Link a clause"), _linking(actor, row, other), key="link"))
    return ObjectPage(
        head_of(row, actor),
        sections=tuple(sections),
        tabs=tabs_of(row, "clauses/"),
        notices=(notice,) if covered else (),
    )


def _coverage(covered: tuple[Covered, ...]) -> Table:
    """The matrix: clauses down, the papers that answer any of them across, where a cell names the answering clauses."""
    papers = {link.paper: link.title for one in covered for link in one.answers}
    shown_papers = tuple(papers)[:MOST_ACROSS]
    columns = (
        TableColumn(gettext("Clause"), wide=True),
        *(TableColumn(papers[paper][:MOST_SIGNS]) for paper in shown_papers),
        TableColumn(gettext("State")),
    )
    rows = tuple(
        TableRow((_clause(one), *(_answers(one, paper) for paper in shown_papers), StateCell(_state(one))))
        for one in covered
    )
    return Table(gettext("Coverage"), columns, rows, empty=EmptyState(gettext("This paper has no clauses")))


def _uncovered(covered: tuple[Covered, ...]) -> Table:
    title = gettext("Not covered")
    rows = tuple(TableRow((_clause(one),)) for one in covered if not one.answers)
    empty = EmptyState(gettext("Every clause is answered"))
    return Table(title, (TableColumn(gettext("Clause"), wide=True),), rows, empty=empty)


def _clause(one: Covered) -> TextCell:
    return TextCell(f"{one.clause.path} {one.clause.title}"[:120])


def _answers(one: Covered, paper: UUID) -> TextCell | LinkCell:
    paths = "、".join(link.path for link in one.answers if link.paper == paper)
    return LinkCell(paths, address_of(paper, "clauses/")) if paths else TextCell("–")


def _state(one: Covered) -> StateBadge:
    if one.answers:
        return StateBadge(gettext("Covered"), StateTone.DONE)
    return StateBadge(gettext("Not covered"), StateTone.ATTENTION)


def _linking(actor: Actor, row: PaperRow, other: UUID | None) -> tuple[Form, ...]:
    """First the other paper, then one clause of each and how they are linked."""
    papers = tuple(Choice(str(one.id), one.title[:60]) for one in _papers(actor) if one.id != row.id)
    chosen = str(other) if other else ""
    pick = FormField("other", gettext("The other paper"), FieldKind.SELECT, chosen, choices=papers, id="id_other")
    first = Form(
        address_of(row.id, "clauses/"),
        "get",
        groups=one_group(pick),
        submit=gettext("Show its clauses"),
        key="form_other",
    )
    if other is None:
        return (first,)
    own = tuple(Choice(one, words) for one, words in clause_choices(actor, row.id))
    theirs = tuple(Choice(one, words) for one, words in clause_choices(actor, other))
    fields = (
        FormField("clause", gettext("Clause here"), FieldKind.SELECT, choices=own, required=True),
        FormField(
            "kind", gettext("What it does"), FieldKind.SELECT, "answers", choices=choices_of(LINKS), required=True
        ),
        FormField("to", gettext("Clause there"), FieldKind.SELECT, choices=theirs, required=True),
    )
    hidden = (key_of(), ("other_paper", str(other)))
    return (
        first,
        Form(
            address_of(row.id, "link/"),
            groups=one_group(*fields),
            hidden=hidden,
            submit=gettext("Link them"),
            key="form_link",
        ),
    )


def _papers(actor: Actor) -> tuple[PaperRow, ...]:
    return fetch(PAPERS, actor, Asked(size=MOST_PAPERS, sort="title")).rows


@needs("documents.see_papers")
@require_safe
def clauses_page(request: LinliRequest, paper: UUID) -> HttpResponse:
    """Clauses, which papers below answer them, and what is not covered."""
    actor = actor_of(request)
    return shown(request, _clauses_page(actor, paper, _other(actor, request)))


@needs("documents.link_clauses")
@require_POST
def link(request: LinliRequest, paper: UUID) -> HttpResponse:
    """Link two clauses."""
    actor, typed = actor_of(request), request.POST.dict()

    def act() -> None:
        clause, to = typed_id(typed, "clause"), typed_id(typed, "to")
        link_clauses(keyed(request), clause=clause, other=to, kind=typed.get("kind", ""))

    other = _other(actor, request)
    return done(request, act, lambda _: _clauses_page(actor, paper, other), address_of(paper, "citing/"))


def _citing_page(actor: Actor, paper: UUID) -> ObjectPage:
    row, _ = paper_detail(actor, paper)
    links, packs = links_of(actor, paper), cited_by_packs(row.title)
    may = actor.may("documents.unlink_clauses", row.area)
    notices: tuple[Notice, ...] = ()
    if row.repealed_on and (packs or any(one.other == paper for one in links)):
        told = gettext("This paper was repealed, and what is listed here leans on it still.")
        notices = (Notice(told, gettext("Look at it"), Tone.DANGER),)
    sections = (
        Section(gettext("Clauses of papers"), (_links(links),), actions=_unlinks(row, links) if may else ()),
        Section(gettext("Catalogue entries with this basis"), (_packs(packs),)),
    )
    return ObjectPage(head_of(row, actor), sections=sections, tabs=tabs_of(row, "citing/"), notices=notices)


def _links(links: tuple[LinkRow, ...]) -> Table:
    columns = (
        TableColumn(gettext("Clause"), wide=True),
        TableColumn(gettext("What it does")),
        TableColumn(gettext("Clause there"), wide=True),
    )
    rows = tuple(
        TableRow(
            (
                LinkCell(f"{one.title[:40]} {one.path}", address_of(one.paper)),
                TextCell(gettext(LINKS[one.kind])),
                LinkCell(f"{one.other_title[:40]} {one.other_path}", address_of(one.other)),
            )
        )
        for one in links
    )
    return Table(gettext("Clauses of papers"), columns, rows, empty=EmptyState(gettext("No clause is linked yet")))


def _unlinks(row: PaperRow, links: tuple[LinkRow, ...]) -> tuple[Action, ...]:
    return tuple(
        Action(
            gettext("Take back {path} – {other}").format(path=one.path, other=one.other_path),
            address_of(row.id, "unlink/"),
            "post",
            hidden=(key_of(), ("link", str(one.id))),
        )
        for one in links
    )


def _packs(packs: tuple[BasisRow, ...]) -> Table:
    columns = (
        TableColumn(gettext("Section")),
        TableColumn(gettext("Entry"), wide=True),
        TableColumn(gettext("Article")),
    )
    rows = tuple(TableRow((TextCell(one.section), TextCell(one.key), TextCell(one.article or "–"))) for one in packs)
    return Table(gettext("Catalogue entries"), columns, rows, empty=EmptyState(gettext("No entry names this paper")))


@needs("documents.see_papers")
@require_safe
def citing_page(request: LinliRequest, paper: UUID) -> HttpResponse:
    """What leans on a paper."""
    return shown(request, _citing_page(actor_of(request), paper))


@needs("documents.unlink_clauses")
@require_POST
def unlink(request: LinliRequest, paper: UUID) -> HttpResponse:
    """Take a link back."""
    typed = request.POST.dict()

    def act() -> None:
        unlink_clauses(keyed(request), link=typed_id(typed, "link"))

    return done(request, act, lambda _: _citing_page(actor_of(request), paper), address_of(paper, "citing/"))


@needs("documents.repeal_paper")
@require_http_methods(["GET", "HEAD", "POST"])
def repeal_page(request: LinliRequest, paper: UUID) -> HttpResponse:
    """From which day a paper no longer holds, and by what."""
    actor = actor_of(request)
    row, _ = paper_detail(actor, paper)
    papers = tuple(Choice(str(one.id), one.title[:60]) for one in _papers(actor) if one.id != paper)
    fields = (
        day_field("on", gettext("No longer holds from"), local_day(actor.at)),
        FormField(
            "by", gettext("Repealed by a paper of the library"), FieldKind.SELECT, choices=(Choice("", "–"), *papers)
        ),
        FormField(
            "basis", gettext("Or in whose words"), FieldKind.TEXT, hint=gettext("Where the paper is not in the library")
        ),
    )
    note = gettext("Everything that leans on the paper is listed as an alarm from that day.")
    question = Question(
        gettext("Note its repeal"),
        fields,
        Link(row.title[:40], address_of(paper)),
        gettext("Note it"),
        note,
        row.version,
        danger=True,
    )

    def send(sender: Actor, given: QueryDict) -> str:
        by = UUID(str(given["by"])) if given.get("by") else None
        repeal_paper(
            sender,
            paper=paper,
            on=typed_day(given, "on"),
            by=by,
            basis=given.get("basis", ""),
            expected_version=version_of(given),
        )
        return address_of(paper, "citing/")

    return answer(request, question, send)


@needs("documents.describe_paper")
@require_http_methods(["GET", "HEAD", "POST"])
def describe_page(request: LinliRequest, paper: UUID) -> HttpResponse:
    """Correct title, issuer, number and days."""
    row, _ = paper_detail(actor_of(request), paper)
    fields = (
        FormField("title", gettext("Title"), FieldKind.TEXT, row.title, required=True),
        FormField("issuer", gettext("Issuer"), FieldKind.TEXT, row.issuer),
        FormField("number", gettext("Number"), FieldKind.TEXT, row.number),
        FormField("rank", gettext("Level"), FieldKind.SELECT, row.rank, choices=choices_of(RANK_WORDS)),
        day_field("issued_on", gettext("Day of issue"), row.issued_on, required=False),
        day_field("valid_from", gettext("In force from"), row.valid_from, required=False),
    )
    question = Question(
        gettext("Correct its head"),
        fields,
        Link(row.title[:40], address_of(paper)),
        gettext("Save"),
        version=row.version,
    )

    def send(sender: Actor, given: QueryDict) -> str:
        describe_paper(
            sender,
            paper=paper,
            expected_version=version_of(given),
            title=given.get("title", ""),
            issuer=given.get("issuer", ""),
            number=given.get("number", ""),
            rank=given.get("rank", ""),
            issued_on=maybe_day(given, "issued_on"),
            valid_from=maybe_day(given, "valid_from"),
        )
        return address_of(paper)

    return answer(request, question, send)
