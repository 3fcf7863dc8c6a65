"""What the columns were taken to mean, and the first rows as they were understood beside what stands in the file."""

from uuid import UUID

from django.http import HttpResponse
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from linli.faces.desk.doing import actor_of, shown
from linli.faces.desk.ledgers.looks import back_to
from linli.faces.desk.ledgers.words import address_of
from linli.kernel.actor import Actor
from linli.kernel.errors import n_
from linli.people.queries.ledger_columns import lexicon_at
from linli.people.queries.ledger_preview import PreviewCell, PreviewRow, PreviewSheet, preview_of
from linli.people.queries.ledger_runs import RunRow, run_detail
from linli.people.rules.ledgers.lexicon import NEVER_KEPT, Lexicon
from linli.people.rules.ledgers.shapes import Destination, LedgerColumn
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
from linli.ui.web.wording import label_of, message_of

DESTINATIONS = {
    Destination.REGISTER: n_("The register"),
    Destination.DWELLING: n_("Dwelling"),
    Destination.STAFF: n_("Units and posts"),
    Destination.APPLICATION: n_("Application file"),
    Destination.NOWHERE: n_("Not kept"),
}
TONES = {Destination.REGISTER: StateTone.DONE, Destination.DWELLING: StateTone.DONE}
GROUNDS = {
    "name": n_("by its name"),
    "synonym": n_("by its name"),
    "part": n_("by a part of its name"),
    "content": n_("by what stands in it"),
    "neighbour": n_("by its neighbours"),
    "chosen": n_("chosen by hand"),
}
MARKS = {"bad": n_("wrong"), "note": n_("look")}


def meaning_words(code: str, lexicon: Lexicon) -> str:
    """What a column means, in words."""
    found = lexicon.meanings.get(code)
    return label_of(found.title) if found else gettext("Not known")


def sure_words(column: LedgerColumn) -> str:
    """How sure the guess is, and by what."""
    if not column.meaning and "chosen" not in column.why:
        return "–"
    grounds = "、".join(dict.fromkeys(gettext(GROUNDS[why]) for why in column.why))
    return gettext("{percent} %, {grounds}").format(percent=column.confidence, grounds=grounds)


def destination_words(column: LedgerColumn) -> str:
    """Where the values go; what may never be kept is named as such."""
    if column.meaning in NEVER_KEPT:
        return gettext("Never kept")
    return gettext(DESTINATIONS[column.destination])


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
    told = [_head_words(sheet)]
    told += [gettext("{name}: {value}").format(name=name, value=value) for name, value in sheet.facts.items()]
    told += [message_of(unread.code, unread.data) for unread in sheet.unread]
    if not sheet.is_whole:
        told.append(gettext("Only its beginning was looked at for this page; all of it is read when it is taken in."))
    parts: list[Part] = [Text("\n".join(told)), _columns(sheet, lexicon)]
    if sheet.rows:
        parts.append(_first_rows(sheet))
    return Section(sheet.name, tuple(parts), count=gettext("hidden") if sheet.is_hidden else "")


def _actions(row: RunRow, *, unmasked: bool) -> tuple[Action, ...]:
    if unmasked:
        return (Action(gettext("Mask the values"), address_of(row.id, "columns/"), icon="eye-off"),)
    reason = "" if row.is_own else gettext("Only for whoever sent the file.")
    hidden = (("act", "show"),)
    words, address = gettext("Show the values beside the file's"), address_of(row.id, "columns/")
    return (Action(words, address, "post", icon="eye", allowed=row.is_own, reason=reason, hidden=hidden),)


def _page(actor: Actor, run: UUID, *, unmasked: bool) -> ObjectPage:
    row, lexicon = run_detail(actor, run), lexicon_at(run_detail(actor, run).area, actor)
    sheets = preview_of(actor, run, unmasked=unmasked)
    note = gettext(
        "What is not kept is shown here and written nowhere. Application files and units are not filled by an import."
    )
    notices = (Notice(gettext("The values are not masked. Do not leave the page open."), tone=Tone.ATTENTION),)
    return ObjectPage(
        PageHead(gettext("Columns and first rows"), note, back=back_to(row)),
        sections=tuple(_sheet_section(sheet, lexicon) for sheet in sheets),
        actions=_actions(row, unmasked=unmasked),
        notices=notices if unmasked else (),
    )


@needs("people.see_ledgers")
@require_http_methods(["GET", "HEAD", "POST"])
def columns_page(request: LinliRequest, run: UUID) -> HttpResponse:
    """Masked; by POST whole for whoever sent the file, in this one answer."""
    unmasked = request.method == "POST" and request.POST.get("act") == "show"
    return shown(request, _page(actor_of(request), run, unmasked=unmasked))
