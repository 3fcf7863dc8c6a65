"""How a run looks: its head, how far it has come, its rows by verdict, its sheets."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext

from linli.faces.desk.ledgers.words import HOMES, MEANINGS, VERDICTS, address_of, badge, reason_words
from linli.kernel.actor import Actor
from linli.kernel.clock_port import LOCAL
from linli.people.queries.ledger_runs import RunRow
from linli.people.rules.ledgers.runs import APPLYING, CHUNK, FAILED, READING, READY
from linli.ui.parts import (
    Link,
    LinkCell,
    Notice,
    NumberCell,
    PageHead,
    Progress,
    Section,
    Table,
    TableColumn,
    TableRow,
    Text,
    TextCell,
    Tone,
)
from linli.ui.wording import number_words, when_words

# The page behind a verdict, and what one must be let do to open it.
PAGES = {
    "double": ("doubles/", "people.decide_ledger_line"),
    "changed": ("changes/", "people.see_ledgers"),
    "refused": ("refused/", "people.see_ledgers"),
    "kept": ("undo/", "people.undo_ledger"),
}


def back_to(row: RunRow) -> Link:
    """The way back to the run."""
    return Link(row.name, address_of(row.id))


def head_of(row: RunRow) -> PageHead:
    """The file's name, how it stands, when and by which statement about its people it was given."""
    note = f"{gettext(HOMES[row.home])} · {when_words(row.begun_at.astimezone(LOCAL))}"
    return PageHead(row.name, note, state=badge(row.state), back=Link(gettext("Ledger import"), "/desk/ledgers/"))


def progress_of(row: RunRow) -> Progress:
    """How much is done. While a file is read nobody knows how much there is."""
    address = address_of(row.id, f"progress/?state={row.state}")
    people = sum(row.counts.values())
    if row.state == READING:
        return Progress(gettext("Rows read"), row.chunks * CHUNK, note=gettext("reading"), poll_href=address)
    if row.state == APPLYING:
        written = min(row.applied * CHUNK, people)
        return Progress(gettext("Persons written"), written, people, gettext("writing"), poll_href=address)
    return Progress(gettext("Rows cleared away"), note=gettext("undoing"), poll_href=address)


def failed_notice(row: RunRow) -> Notice:
    """Why the file could not be read."""
    words, hint = reason_words(row.reason)
    return Notice(f"{words} {hint}", gettext("The file was not taken in"), Tone.DANGER)


def counts_section(actor: Actor, row: RunRow) -> tuple[Section, ...]:
    """What becomes of the persons of the file; the rows of the file are all accounted for."""
    if not row.counts or row.state in (READING, FAILED):
        return ()
    lines = [(verdict, row.counts[verdict]) for verdict in VERDICTS if row.counts.get(verdict)]
    heads = TableColumn(gettext("Verdict")), TableColumn(gettext("Persons"), number=True)
    columns = (*heads, TableColumn(gettext("Meaning"), wide=True))
    rows = tuple(
        TableRow((_verdict(actor, row, v), NumberCell(count), TextCell(gettext(MEANINGS[v])))) for v, count in lines
    )
    title = gettext("What becomes of the rows")
    told = Text(_accounted(row))
    return (Section(title, (Table(title, columns, rows), told), count=number_words(_persons(row))),)


def _persons(row: RunRow) -> int:
    return sum(count for verdict, count in row.counts.items() if verdict != "kept")


def _accounted(row: RunRow) -> str:
    data = sum(int(sheet["data"]) for sheet in row.sheets)
    told = gettext("The file has {rows} rows of data with {persons} persons; each of them has a verdict above.")
    return told.format(rows=number_words(data), persons=number_words(_persons(row)))


def _verdict(actor: Actor, row: RunRow, verdict: str) -> LinkCell | TextCell:
    words, (page, power) = gettext(VERDICTS[verdict]), PAGES.get(verdict, ("", ""))
    is_open = page and actor.may(power, row.area) and (verdict != "double" or row.state == READY)
    return LinkCell(words, address_of(row.id, page)) if is_open else TextCell(words)


def sheets_section(row: RunRow) -> tuple[Section, ...]:
    """What each sheet holds."""
    if not row.sheets:
        return ()
    labels = (gettext("Sheet"), gettext("Rows of data"), gettext("Titles, sums, notes"), gettext("Columns understood"))
    columns = tuple(TableColumn(label, number=at > 0) for at, label in enumerate(labels))
    rows = tuple(_sheet(number, sheet) for number, sheet in enumerate(row.sheets, 1))
    title = gettext("Sheets")
    return (Section(title, (Table(title, columns, rows),), count=str(len(rows))),)


def _sheet(number: int, sheet: Mapping[str, Any]) -> TableRow:
    found = sheet.get("columns", ())
    known = sum(bool(meaning) for _, _, meaning, _ in found)
    name = str(sheet.get("name") or gettext("Sheet {number}").format(number=number))
    note = gettext("hidden") if sheet.get("hidden") else ""
    shown = gettext("{known} of {all}").format(known=known, all=len(found))
    counts = NumberCell(sheet["data"]), NumberCell(sheet["other"])
    return TableRow((TextCell(name, note), *counts, NumberCell(shown)))
