"""Refused lines of a file, told line by line."""

from django.utils.translation import gettext

from linli.kernel.errors import ErrorCode
from linli.ui.parts import Notice, Table, TableColumn, TableRow, TextCell, Tone
from linli.ui.web.wording import hint_of, message_of


def fault_row(line: int, column: str, code: ErrorCode, data: dict[str, object]) -> TableRow:
    """A refused line: its number, the column, the reason, what to do."""
    words = TextCell(message_of(code, data), hint_of(code, data))
    return TableRow((TextCell(str(line)), TextCell(column or "–"), words))


def fault_table(rows: tuple[TableRow, ...]) -> Table:
    """Refused lines."""
    columns = (
        TableColumn(gettext("Line")),
        TableColumn(gettext("Column")),
        TableColumn(gettext("Why it is refused"), wide=True),
    )
    return Table(gettext("Refused lines"), columns, rows)


def refused_notice(faults: int, lines: int) -> Notice:
    """How many lines are refused, and that nothing was written."""
    words = gettext("{faults} of {lines} lines are refused. Nothing was written. Mend the file and send it again.")
    return Notice(words.format(faults=faults, lines=lines), gettext("The file was not taken in"), Tone.ATTENTION)
