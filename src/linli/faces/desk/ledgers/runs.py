"""The ledgers of a community, and one of them: what was understood, what is to be decided, what became of it."""

from collections.abc import Mapping
from uuid import UUID, uuid4

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext
from django.views.decorators.http import require_POST, require_safe

from linli.faces.desk.doing import actor_of, done, keyed, shown
from linli.faces.desk.forms import typed_version
from linli.faces.desk.ledgers.looks import counts_section, failed_notice, head_of, progress_of, sheets_section
from linli.faces.desk.ledgers.words import address_of, badge
from linli.kernel.actor import Actor
from linli.kernel.clock_port import LOCAL
from linli.kernel.errors import n_
from linli.people.commands import confirm_ledger, drop_ledger
from linli.people.queries.ledger_runs import LEDGERS, RunRow, run_detail
from linli.people.rules.ledgers.runs import APPLYING, FAILED, FINISHED, OPEN, READING, READY, UNDOING
from linli.places.queries.areas import areas_coded
from linli.ui.parts import (
    Action,
    Cell,
    DateCell,
    Dialog,
    FieldKind,
    Form,
    FormField,
    LinkCell,
    Notice,
    ObjectPage,
    Section,
    StateCell,
    Text,
    TextCell,
    Tone,
    Weight,
    one_group,
)
from linli.ui.web.gates import needs
from linli.ui.web.lists import ListFace, list_view
from linli.ui.web.requests import LinliRequest
from linli.ui.wording import number_words


def _dress(rows: tuple[RunRow, ...]) -> Mapping[str, object]:
    areas = areas_coded({row.area for row in rows})

    def community(row: RunRow) -> Cell:
        return TextCell(areas[row.area].name if row.area in areas else row.area)

    return {"area": community}


def _file(row: RunRow) -> Cell:
    people = sum(count for verdict, count in row.counts.items() if verdict != "kept")
    note = gettext("{count} persons").format(count=number_words(people)) if people else ""
    return LinkCell(row.name or gettext("no name"), address_of(row.id), note)


FACE: ListFace[RunRow] = ListFace(
    LEDGERS,
    cells={
        "name": _file,
        "state": lambda row: StateCell(badge(row.state)),
        "begun_at": lambda row: DateCell(row.begun_at.astimezone(LOCAL)),
    },
    empty=n_("No ledger was taken in yet"),
    empty_hint=n_("Send a spreadsheet as it is kept: titles, merged cells and several rows of heads do not matter."),
    note=n_("Spreadsheets on their way into the register. Nothing is written before you confirm it."),
    dress=_dress,  # type: ignore[arg-type]  # a mapping of the one column that names are looked up for
    texts={"state": lambda row: gettext(badge(row.state).text), "area": lambda row: row.area},
)


def _list_actions(actor: Actor) -> tuple[Action, ...]:
    words = gettext("Take in a ledger")
    new = Action(words, "/desk/ledgers/new/", weight=Weight.PRIMARY, icon="plus")
    return (new,) if actor.may("people.begin_ledger") else ()


ledger_list = list_view(FACE, "people.see_ledgers", _list_actions)


def page_of(actor: Actor, run: UUID) -> ObjectPage:
    """A run's page: what stands there depends on how far it has come."""
    row = run_detail(actor, run)
    may_drop = row.state in (*OPEN, FAILED) and actor.may("people.drop_ledger", row.area)
    dialogs = (_drop_dialog(row),) if may_drop else ()
    sections = (*_now(actor, row), *counts_section(actor, row), *sheets_section(row))
    return ObjectPage(
        head_of(row), sections=sections, actions=(*_actions(actor, row), *(_opener(dialog) for dialog in dialogs)),
        notices=_notices(row), dialogs=dialogs,
    )  # fmt: skip


def _opener(dialog: Dialog) -> Action:
    return Action(dialog.title, dialog=dialog.key, weight=Weight.QUIET)


def _now(actor: Actor, row: RunRow) -> tuple[Section, ...]:
    """What happens, or what is asked."""
    if row.state in (READING, APPLYING, UNDOING):
        again = Action(gettext("Look again"), address_of(row.id), icon="refresh")
        told = gettext("You may leave this page and come back: it goes on by itself.")
        return (Section(gettext("At work"), (progress_of(row), Text(told)), actions=(again,)),)
    may_confirm = row.state == READY and actor.may("people.confirm_ledger", row.area)
    return (_confirm_section(row),) if may_confirm else ()


def _confirm_section(row: RunRow) -> Section:
    doubles, written = row.counts.get("double", 0), row.counts.get("new", 0) + row.counts.get("changed", 0)
    fields: tuple[FormField, ...] = ()
    if doubles:
        words = gettext("Leave out the {count} that nobody has decided about").format(count=number_words(doubles))
        hint = gettext("They are asked about again in a later file.")
        fields = (FormField("leave_doubles", words, FieldKind.CHECK, hint=hint),)
    hidden = (("key", str(uuid4())), ("expected_version", str(row.version)))
    words = gettext("Take {count} persons in").format(count=number_words(written))
    form = Form(address_of(row.id, "confirm/"), groups=one_group(*fields), hidden=hidden, submit=words)
    told = gettext("Readers see nothing until all of it is written. You can undo it for 30 days.")
    return Section(gettext("Confirm"), (Text(told), form))


def _actions(actor: Actor, row: RunRow) -> tuple[Action, ...]:
    """What comes next, the pages behind, and the way back."""
    found = []
    if row.state == READY and row.counts.get("double") and actor.may("people.decide_ledger_line", row.area):
        words = gettext("Decide about {count} that may be known").format(count=row.counts["double"])
        found.append(Action(words, address_of(row.id, "doubles/"), weight=Weight.PRIMARY, icon="users"))
    if row.sheets:
        found.append(Action(gettext("Columns and first rows"), address_of(row.id, "columns/"), icon="list"))
    if row.state == FINISHED:
        found.append(Action(gettext("Persons"), "/desk/persons/", icon="users"))
        if actor.may("people.see_persons", row.area):
            found.append(Action(gettext("Export in this layout"), address_of(row.id, "export/"), icon="download"))
        if actor.may("people.undo_ledger", row.area):
            found.append(Action(gettext("Undo the import"), address_of(row.id, "undo/"), icon="arrow-back-up"))
    if row.state not in OPEN and actor.may("people.begin_ledger", row.area):
        found.append(Action(gettext("Take in another one"), "/desk/ledgers/new/", icon="plus"))
    return tuple(found)


def _notices(row: RunRow) -> tuple[Notice, ...]:
    if row.state == FAILED:
        return (failed_notice(row),)
    if row.state != FINISHED:
        return ()
    refused = row.counts.get("refused", 0)
    if not refused:
        return (Notice(gettext("Every row of the file is in the register."), gettext("In the register"), Tone.DONE),)
    told = gettext("{count} rows were refused. Correct them in a spreadsheet of their own and take that in.")
    action = Action(gettext("Refused rows"), address_of(row.id, "refused/"))
    return (Notice(told.format(count=number_words(refused)), gettext("In the register"), Tone.ATTENTION, (action,)),)


def _drop_dialog(row: RunRow) -> Dialog:
    hidden = (("key", str(uuid4())), ("expected_version", str(row.version)))
    words = gettext("Give up")
    form = Form(address_of(row.id, "drop/"), hidden=hidden, submit=words, danger=True, key="form_drop")
    told = gettext("Nothing of the file comes into the register, and the file is deleted.")
    return Dialog(words, (Text(told), form), "drop")


@needs("people.see_ledgers")
@require_safe
def run_page(request: LinliRequest, run: UUID) -> HttpResponse:
    """One ledger."""
    return shown(request, page_of(actor_of(request), run))


@needs("people.see_ledgers")
@require_safe
def progress(request: LinliRequest, run: UUID) -> HttpResponse:
    """The bar alone; the whole page is loaded again once the state has changed."""
    row = run_detail(actor_of(request), run)
    response = render(request, "ui/components/progress.html", {"progress": progress_of(row)})
    if row.state not in (READING, APPLYING, UNDOING) or row.state != request.GET.get("state", row.state):
        response.headers["HX-Refresh"] = "true"
    return response


@needs("people.confirm_ledger")
@require_POST
def confirm(request: LinliRequest, run: UUID) -> HttpResponse:
    """Let it be written."""
    given = request.POST

    def act() -> None:
        version, leave = typed_version(given.dict()), bool(given.get("leave_doubles"))
        confirm_ledger(keyed(request), run=run, expected_version=version, leave_doubles=leave)

    return done(request, act, lambda _: page_of(actor_of(request), run), address_of(run))


@needs("people.drop_ledger")
@require_POST
def drop(request: LinliRequest, run: UUID) -> HttpResponse:
    """Give it up."""

    def act() -> None:
        drop_ledger(keyed(request), run=run, expected_version=typed_version(request.POST.dict()))

    return done(request, act, lambda _: page_of(actor_of(request), run), address_of(run))
