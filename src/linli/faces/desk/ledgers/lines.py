"""Rows of a run by what becomes of them: those that change somebody, those that are refused, and these as a file."""

from urllib.parse import quote
from uuid import UUID

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext
from django.views.decorators.http import require_POST, require_safe

from linli.faces.desk.doing import actor_of, shown
from linli.faces.desk.ledgers.looks import back_to
from linli.faces.desk.ledgers.words import FIELDS, address_of, reason_words
from linli.faces.desk.persons.looks import SEXES
from linli.faces.desk.persons.looks import address_of as person_address
from linli.kernel.actor import Actor
from linli.kernel.errors import n_
from linli.people.queries.ledger_lines import (
    ChangedLine,
    FieldChange,
    RefusedLineRow,
    changes_in,
    refused_listing,
)
from linli.people.queries.ledger_returned import returned_sheets
from linli.people.queries.ledger_runs import RunRow, run_detail
from linli.people.rules.ledgers.returning import Telling, returned_book
from linli.people.rules.ledgers.shapes import LedgerIssue
from linli.ui.parts import (
    Action,
    EmptyState,
    LinkCell,
    ListPage,
    NumberCell,
    ObjectPage,
    PageHead,
    Section,
    Table,
    TableColumn,
    TableRow,
    TextCell,
    Weight,
)
from linli.ui.web.gates import needs
from linli.ui.web.lists import ListFace, list_page
from linli.ui.web.requests import LinliRequest, is_fragment
from linli.ui.web.wording import hint_of, message_of

MOST = 100
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def _value(change: FieldChange, text: str) -> str:
    if change.field == "sex" and text.isdigit():
        return gettext(SEXES[int(text)])
    return text or "–"


def _change_rows(line: ChangedLine) -> list[TableRow]:
    """A line for each field, the first with the person."""
    rows = []
    for place, change in enumerate(line.changes):
        who = LinkCell(line.name, person_address(line.person)) if not place else TextCell("")
        words = TextCell(gettext(FIELDS[change.field]))
        cells = TextCell(_value(change, change.before)), TextCell(_value(change, change.after))
        rows.append(TableRow((NumberCell(line.row if not place else ""), who, words, *cells)))
    return rows


def _changes(actor: Actor, run: UUID) -> ObjectPage:
    row, lines = run_detail(actor, run), changes_in(actor, run, MOST)
    labels = (gettext("Row"), gettext("Full name"), gettext("Field"), gettext("Before"), gettext("In the file"))
    columns = tuple(TableColumn(label, number=not at) for at, label in enumerate(labels))
    rows = tuple(one for line in lines for one in _change_rows(line))
    title = gettext("Changes to known persons")
    empty = EmptyState(gettext("Nothing changes"), gettext("Known persons stay as they are."))
    note = gettext("Values are masked. Only what the file says otherwise is changed; undoing gives it back.")
    if row.counts.get("changed", 0) > len(lines):
        note += " " + gettext("The first {count} are shown.").format(count=MOST)
    section = Section(title, (Table(title, columns, rows, empty=empty),), count=str(row.counts.get("changed", 0)))
    return ObjectPage(PageHead(title, note, back=back_to(row)), sections=(section,))


@needs("people.see_ledgers")
@require_safe
def changes_page(request: LinliRequest, run: UUID) -> HttpResponse:
    """What the run changes about persons who are known."""
    return shown(request, _changes(actor_of(request), run))


def _why(row: RefusedLineRow) -> TextCell:
    told = [(key, *reason_words(code)) for key, code in row.why]
    words = "\n".join(
        gettext("{column}: {text}").format(column=key, text=text) if key else text for key, text, _ in told
    )
    return TextCell(words, " ".join(dict.fromkeys(hint for _, _, hint in told)))


def _face(run: UUID) -> ListFace[RefusedLineRow]:
    return ListFace(
        refused_listing(run),
        cells={"row": lambda row: NumberCell(row.row), "name": lambda row: TextCell(row.name or "–"), "why": _why},
        empty=n_("No row was refused"),
        note=n_("They are not in the register. Correct them in the spreadsheet below and take that in."),
    )


def _file_actions(row: RunRow) -> tuple[Action, ...]:
    words, address = gettext("Refused rows as a spreadsheet"), address_of(row.id, "refused/file/")
    reason = "" if row.is_own else gettext("Only for whoever sent the file: its values are not masked.")
    found = Action(
        words, address, "post", Weight.PRIMARY, "download", allowed=row.is_own and _is_kept(row), reason=reason
    )
    again = Action(gettext("Take in the corrected rows"), f"/desk/ledgers/new/?again={row.id}", icon="plus")
    return (found, again)


def _is_kept(row: RunRow) -> bool:
    return row.state in ("ready", "applying", "finished")


@needs("people.see_ledgers")
@require_safe
def refused_page(request: LinliRequest, run: UUID) -> HttpResponseBase:
    """Which rows are refused, why, and what to do."""
    actor = actor_of(request)
    row = run_detail(actor, run)
    found = list_page(_face(run), actor, request.GET)
    head = PageHead(found.head.title, found.head.note, back=back_to(row), actions=_file_actions(row))
    page = ListPage(head, found.table, found.filters, found.pager)
    template = "ui/pages/list.html#rows" if is_fragment(request) else "ui/pages/list.html"
    return render(request, template, {"page": page})


def _telling() -> Telling:
    def tell(issue: LedgerIssue) -> tuple[str, str]:
        return message_of(issue.code, issue.data), hint_of(issue.code, issue.data)

    return Telling(gettext("Why it was refused"), gettext("What to do"), tell)


@needs("people.see_ledgers")
@require_POST
def refused_file(request: LinliRequest, run: UUID) -> HttpResponse:
    """The refused rows in the layout of the file, with what is wrong; NotFound for others than who sent it."""
    actor = actor_of(request)
    row, sheets = run_detail(actor, run), returned_sheets(actor, run)
    response = HttpResponse(returned_book(sheets, _telling()), content_type=XLSX)
    name = gettext("{file} refused rows.xlsx").format(file=row.name.rpartition(".")[0] or row.name)
    response.headers["Content-Disposition"] = f"attachment; filename=\"refused.xlsx\"; filename*=UTF-8''{quote(name)}"
    return response
