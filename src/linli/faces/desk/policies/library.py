"""The policy library: every paper with its state, searched in any script; a paper is taken in."""

from typing import Any
from uuid import uuid4

from django.http import FileResponse, HttpResponse, HttpResponseBase
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_safe

from linli.documents.commands import take_in_paper
from linli.documents.queries.leaning import Alarm, alarms
from linli.documents.queries.papers import PAPERS, RANK_WORDS, PaperRow
from linli.faces.desk.asking import Question, answer
from linli.faces.desk.doing import actor_of, choices_of, shown
from linli.faces.desk.policies.words import LIST, address_of, paper_badge
from linli.kernel.actor import Actor
from linli.kernel.clock import local_day
from linli.kernel.clock_port import now
from linli.kernel.errors import Invalid, KernelCode, Problem, n_
from linli.ui.parts import (
    Action,
    Cell,
    DateCell,
    EmptyState,
    FieldKind,
    FormField,
    Link,
    LinkCell,
    NumberCell,
    ObjectPage,
    PageHead,
    Section,
    StateCell,
    Table,
    TableColumn,
    TableRow,
    Text,
    TextCell,
    Weight,
)
from linli.ui.web.gates import needs
from linli.ui.web.lists import ListFace, list_view
from linli.ui.web.requests import LinliRequest

KINDS = ".txt,.html,.htm,.docx,.pdf"


def _title(row: PaperRow) -> Cell:
    return LinkCell(row.title, address_of(row.id), " ".join(part for part in (row.number, row.issuer) if part))


def _issued(row: PaperRow) -> Cell:
    return DateCell(row.issued_on) if row.issued_on else TextCell("–")


def _state(row: PaperRow) -> Cell:
    return StateCell(paper_badge(row, local_day(now())))


FACE: ListFace[PaperRow] = ListFace(
    PAPERS,
    cells={
        "title": _title,
        "rank": lambda row: TextCell(gettext(RANK_WORDS[row.rank])),
        "issued_on": _issued,
        "state": _state,
        "waiting": lambda row: NumberCell(row.waiting or ""),
    },
    empty=n_("No policy paper is in the library yet"),
    empty_hint=n_("Take one in: it is read at once, damaged copies too."),
    note=n_("Papers from above and our own. Words are found in either script."),
    texts={
        "rank": lambda row: gettext(RANK_WORDS[row.rank]),
        "state": lambda row: paper_badge(row, local_day(now())).text,
    },
)


def _list_actions(actor: Actor) -> tuple[Action, ...]:
    found = [Action(gettext("Leans on repealed papers"), f"{LIST}alarms/", icon="alert-triangle")]
    if actor.may("documents.take_in_paper"):
        found.insert(0, Action(gettext("Take in a paper"), f"{LIST}new/", weight=Weight.PRIMARY, icon="plus"))
    return tuple(found)


library = list_view(FACE, "documents.see_papers", _list_actions)


def _question(actor: Actor) -> Question:
    hint = gettext("txt, html, docx, or a PDF that holds text; up to 40 MB.")
    fields = (
        FormField("file", gettext("File"), FieldKind.FILE, hint=hint, required=True, accept=KINDS),
        FormField(
            "rank", gettext("Who issued it?"), FieldKind.SELECT, "county", choices=choices_of(RANK_WORDS), required=True
        ),
    )
    note = gettext("The file is kept byte for byte. What is found in it counts only once you confirm it.")
    return Question(gettext("Take in a paper"), fields, Link(gettext("Policy library"), LIST), gettext("Read it"), note)


@needs("documents.take_in_paper")
@require_http_methods(["GET", "HEAD", "POST"])
def new_paper(request: LinliRequest) -> HttpResponse:
    """Ask for a file and read it."""

    def send(actor: Actor, given: Any) -> str:
        file = request.FILES.get("file")
        if file is None:
            raise Invalid(KernelCode.INVALID, problems=(Problem("file", KernelCode.REQUIRED),))
        area = actor.areas_for("documents.take_in_paper")[0] or actor.county
        name, data, rank = file.name or "", file.read(), given.get("rank", "")
        return address_of(take_in_paper(actor, area=area, name=name, data=data, rank=rank).id)

    return answer(request, _question(actor_of(request)), send)


def _alarm_row(alarm: Alarm) -> TableRow:
    title = LinkCell(alarm.title, address_of(alarm.paper, "citing/"))
    return TableRow((title, NumberCell(alarm.clauses), NumberCell(len(alarm.packs))))


@needs("documents.see_papers")
@require_safe
def alarm_page(request: LinliRequest) -> HttpResponse:
    """Repealed papers that clauses or entries of packs lean on still."""
    rows = tuple(_alarm_row(alarm) for alarm in alarms(actor_of(request)))
    columns = (
        TableColumn(gettext("Repealed paper"), wide=True),
        TableColumn(gettext("Clauses that lean on it"), number=True),
        TableColumn(gettext("Catalogue entries based on it"), number=True),
    )
    empty = EmptyState(gettext("Nothing leans on a repealed paper"))
    title = gettext("Leans on repealed papers")
    head = PageHead(title, back=Link(gettext("Policy library"), LIST))
    table = Table(title, columns, rows, empty=empty)
    told = gettext("Look at each of them: what is based on it may no longer be lawful.")
    return shown(request, ObjectPage(head, sections=(Section("", (Text(told), table)),)))


def key_of() -> tuple[str, str]:
    """The hidden key of a form: a double click has one effect."""
    return ("key", str(uuid4()))


def original(data: bytes, name: str) -> HttpResponseBase:
    """The file as it was given; never shown inside a page."""
    response = FileResponse(
        (data,), as_attachment=True, filename=name or "policy", content_type="application/octet-stream"
    )
    response.headers["Content-Length"] = str(len(data))
    return response
