"""What the columns were taken to mean, and the first rows as they were understood beside what stands in the file."""

from collections.abc import Iterator
from uuid import UUID

from django.http import HttpResponse
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST

from linli.faces.desk.doing import actor_of, done, keyed, shown
from linli.faces.desk.forms import typed_number, typed_version
from linli.faces.desk.ledgers.looks import back_to
from linli.faces.desk.ledgers.mapping import chosen_in, map_section
from linli.faces.desk.ledgers.meanings import TONES, destination_words, meaning_words, sure_words
from linli.faces.desk.ledgers.words import address_of
from linli.kernel.actor import Actor
from linli.kernel.errors import n_
from linli.people.commands import map_ledger
from linli.people.queries.ledger_columns import lexicon_at
from linli.people.queries.ledger_preview import PreviewCell, PreviewRow, PreviewSheet, preview_of
from linli.people.queries.ledger_runs import RunRow, run_detail
from linli.people.rules.ledgers.lexicon import Lexicon
from linli.people.rules.ledgers.runs import READY
from linli.people.rules.ledgers.shapes import LedgerColumn
from linli.ui.parts import (
    Action,
    Notice,
    NumberCell,
    ObjectPage,
    PageHead,
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
    Tone,
)
from linli.ui.web.gates import needs
from linli.ui.web.requests import LinliRequest
from linli.ui.web.wording import message_of

MARKS = {"bad": n_("wrong"), "note": n_("look")}


def _column(column: LedgerColumn, lexicon: Lexicon) -> TableRow:
    tone = TONES.get(column.destination, StateTone.NEUTRAL)
    name = column.key if column.path else gettext("no name")
    meaning = meaning_words(column.meaning, lexicon)
    person = gettext("person {number}").format(number=column.person) if column.person else ""
    where = StateCell(StateBadge(destination_words(column), tone))
    return TableRow(
        (TextCell(column.letter), TextCell(name), TextCell(meaning, person), where, TextCell(sure_words(column)))
    )


def _columns(sheet: PreviewSheet, lexicon: Lexicon) -> Table:
    labels = (
        gettext("Column"),
        gettext("Name in the file"),
        gettext("Taken to mean"),
        gettext("Goes to"),
        gettext("How sure"),
    )
    columns = tuple(TableColumn(label) for label in labels)
    rows = tuple(_column(column, lexicon) for column in sheet.columns)
    return Table(gettext("Columns of {sheet}").format(sheet=sheet.name), columns, rows)


def _cell(cell: PreviewCell) -> TextCell:
    note = gettext(MARKS[cell.kind]) if cell.kind in MARKS else ""
    if cell.original:
        told = gettext("in the file: {text}").format(text=cell.original)
        note = f"{note} · {told}" if note else told
    return TextCell(cell.text or "–", note)


def _first_rows(sheet: PreviewSheet) -> Table:
    heads = tuple(TableColumn(column.key if column.path else column.letter) for column in sheet.columns)
    columns = (TableColumn(gettext("Row"), number=True), *heads)
    title = gettext("First rows of {sheet}").format(sheet=sheet.name)
    return Table(title, columns, tuple(_row(row) for row in sheet.rows))


def _row(row: PreviewRow) -> TableRow:
    return TableRow((NumberCell(row.number), *(_cell(cell) for cell in row.cells)), current=row.is_flagged)


def _head_words(sheet: PreviewSheet) -> str:
    if sheet.is_form:
        return gettext("Forms: each is read as one record.")
    if sheet.header_rows is None:
        return gettext("No row of column names was found.")
    first, last = sheet.header_rows
    if first == last:
        return gettext("The names of the columns stand in row {row}.").format(row=first)
    return gettext("The names of the columns stand in rows {first} to {last}.").format(first=first, last=last)


def _sheet_section(sheet: PreviewSheet, lexicon: Lexicon) -> Section:
    """How a table was understood."""
    told = [_head_words(sheet)]
    told += [gettext("{name}: {value}").format(name=name, value=value) for name, value in sheet.facts.items()]
    told += [message_of(unread.code, unread.data) for unread in sheet.unread]
    if not sheet.is_whole:
        told.append(gettext("Only its beginning was looked at for this page; all of it is read when it is taken in."))
    parts: list[Part] = [Text("\n".join(told)), _columns(sheet, lexicon)]
    if sheet.rows:
        parts.append(_first_rows(sheet))
    return Section(sheet.name, tuple(parts), count=gettext("hidden") if sheet.is_hidden else "")


def _sections(actor: Actor, row: RunRow, sheets: tuple[PreviewSheet, ...], lexicon: Lexicon) -> Iterator[Section]:
    """Each table, and behind it the form with which one changes what was understood, while that is possible."""
    may_map = row.state == READY and actor.may("people.map_ledger", row.area)
    for place, sheet in enumerate(sheets):
        yield _sheet_section(sheet, lexicon)
        if may_map and any(column.path for column in sheet.columns):
            yield map_section(row, place, sheet, lexicon)


def _actions(row: RunRow, *, unmasked: bool) -> tuple[Action, ...]:
    if unmasked:
        return (Action(gettext("Mask the values"), address_of(row.id, "columns/"), icon="eye-off"),)
    reason = "" if row.is_own else gettext("Only for whoever sent the file.")
    hidden = (("act", "show"),)
    words, address = gettext("Show the values beside the file's"), address_of(row.id, "columns/")
    return (Action(words, address, "post", icon="eye", allowed=row.is_own, reason=reason, hidden=hidden),)


def _page(actor: Actor, run: UUID, *, unmasked: bool = False) -> ObjectPage:
    row = run_detail(actor, run)
    lexicon, sheets = lexicon_at(row.area, actor), preview_of(actor, run, unmasked=unmasked)
    note = gettext(
        "What is not kept is shown here and written nowhere. Application files and units are not filled by an import."
    )
    notices = (Notice(gettext("The values are not masked. Do not leave the page open."), tone=Tone.ATTENTION),)
    return ObjectPage(
        PageHead(gettext("Columns and first rows"), note, back=back_to(row)),
        sections=tuple(_sections(actor, row, sheets, lexicon)),
        actions=_actions(row, unmasked=unmasked),
        notices=notices if unmasked else (),
    )


@needs("people.see_ledgers")
@require_http_methods(["GET", "HEAD", "POST"])
def columns_page(request: LinliRequest, run: UUID) -> HttpResponse:
    """Masked; by POST whole for whoever sent the file, in this one answer."""
    unmasked = request.method == "POST" and request.POST.get("act") == "show"
    return shown(request, _page(actor_of(request), run, unmasked=unmasked))


@needs("people.map_ledger")
@require_POST
def map_columns(request: LinliRequest, run: UUID) -> HttpResponse:
    """Read the file again with what was chosen."""
    actor, given = actor_of(request), request.POST
    row = run_detail(actor, run)

    def act() -> None:
        place = typed_number(given.dict(), "sheet")
        map_ledger(
            keyed(request), run=run, sheet=place, columns=chosen_in(row, place, given),
            expected_version=typed_version(given.dict()), remember=bool(given.get("remember")),
        )  # fmt: skip

    return done(request, act, lambda _: _page(actor, run), address_of(run))
