"""Undoing a run: what somebody has changed since stays, and is listed before and after."""

from uuid import UUID, uuid4

from django.http import HttpResponse
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from linli.faces.desk.doing import actor_of, done, keyed, shown
from linli.faces.desk.forms import typed_version
from linli.faces.desk.ledgers.looks import back_to
from linli.faces.desk.ledgers.words import FIELDS, address_of
from linli.faces.desk.persons.looks import address_of as person_address
from linli.kernel.actor import Actor
from linli.kernel.clock_port import LOCAL
from linli.people.commands import undo_ledger
from linli.people.queries.ledger_runs import RunRow, run_detail
from linli.people.queries.ledger_touched import TouchedRow, touched_rows
from linli.people.rules.ledgers.runs import FINISHED
from linli.ui.parts import (
    EmptyState,
    Form,
    LinkCell,
    Notice,
    ObjectPage,
    PageHead,
    Section,
    Table,
    TableColumn,
    TableRow,
    Text,
    TextCell,
    Tone,
)
from linli.ui.web.gates import needs
from linli.ui.web.requests import LinliRequest
from linli.ui.wording import number_words, when_words

MOST = 200


def _row(row: TouchedRow) -> TableRow:
    fields = "、".join(gettext(FIELDS[field]) for field in row.fields)
    return TableRow((LinkCell(row.name, person_address(row.person)), TextCell(fields or gettext("the whole record"))))


def _touched(rows: tuple[TouchedRow, ...], title: str) -> Section:
    columns = (TableColumn(gettext("Full name")), TableColumn(gettext("What stays"), wide=True))
    empty = EmptyState(gettext("Nobody"), gettext("Everything of this file can be taken back."), icon="circle-check")
    table = Table(title, columns, tuple(map(_row, rows[:MOST])), empty=empty)
    return Section(title, (table,), count=number_words(len(rows)))


def _form(row: RunRow) -> Section:
    until = when_words(row.undo_until.astimezone(LOCAL)) if row.undo_until else ""
    told = gettext("Possible until {until}. New persons leave the register, changed fields get their former value.")
    hidden = (("key", str(uuid4())), ("expected_version", str(row.version)))
    form = Form(address_of(row.id, "undo/"), hidden=hidden, submit=gettext("Undo it"), danger=True)
    return Section(gettext("Undo the import"), (Text(told.format(until=until)), form))


def _page(actor: Actor, run: UUID) -> ObjectPage:
    row, rows = run_detail(actor, run), touched_rows(actor, run)
    head = PageHead(gettext("Undo {name}").format(name=row.name), back=back_to(row))
    if row.state != FINISHED:
        told = _touched(rows, gettext("Left for you to decide"))
        notice = Notice(gettext("There is nothing to undo here."), tone=Tone.INFO)
        return ObjectPage(head, sections=(told,) if rows else (), notices=() if rows else (notice,))
    if row.undo_until is None or actor.at > row.undo_until:
        notice = Notice(gettext("The 30 days are over. Correct the records one by one."), tone=Tone.ATTENTION)
        return ObjectPage(head, notices=(notice,))
    return ObjectPage(head, sections=(_touched(rows, gettext("Changed by somebody since")), _form(row)))


@needs("people.undo_ledger")
@require_http_methods(["GET", "HEAD", "POST"])
def undo_page(request: LinliRequest, run: UUID) -> HttpResponse:
    """Say what would stay; take it back."""
    actor = actor_of(request)
    if request.method != "POST":
        return shown(request, _page(actor, run))

    def act() -> None:
        undo_ledger(keyed(request), run=run, expected_version=typed_version(request.POST.dict()))

    return done(request, act, lambda _: _page(actor, run), address_of(run, "undo/"))
