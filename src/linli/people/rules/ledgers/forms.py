"""Forms: captions with their values beside them, one under another or one a sheet, with lists of members inside."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import islice, pairwise
from typing import Final

from linli.kernel.sheets import Cell, Grid, GridRow, has_value
from linli.kernel.sheets.heads import Head
from linli.kernel.sheets.words import looks_like_value, plain
from linli.people.rules.ledgers.columns import guess_columns
from linli.people.rules.ledgers.filling import FilledRow
from linli.people.rules.ledgers.lexicon import Lexicon
from linli.people.rules.ledgers.reasons import LedgerCode
from linli.people.rules.ledgers.rows import RowReader
from linli.people.rules.ledgers.shapes import (
    IssueKind,
    LedgerIssue,
    LedgerRow,
    LedgerSheet,
    NonData,
    NonDataKind,
    Unread,
)

MEMBERS: Final = "成员"
_MOST_ROWS: Final = 20_000
_LEAST_CAPTIONS: Final = 5
_LEAST_ROWS: Final = 3
_LIST_WIDTH: Final = 3
_PAIR: Final = re.compile(r"^(.{1,14}?)[:：](.+)$", re.DOTALL)
_ENDED: Final = re.compile(r"[:：]$")


@dataclass
class _Form:
    """A form as it is read: captions with values, and rows of lists under their captions."""

    first: int
    last: int = 0
    values: dict[str, Cell] = field(default_factory=dict)
    heads: list[tuple[str, ...]] = field(default_factory=list)
    members: list[tuple[int, GridRow]] = field(default_factory=list)
    is_hidden: bool = False
    is_struck: bool = False


class _Captions:
    """Tells captions from values."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.lexicon = lexicon

    def caption(self, cell: Cell) -> str:
        """A cell's text if it is a caption, without its colon."""
        text = _ENDED.sub("", plain(cell))
        if isinstance(cell, str) and 1 < len(text) <= 20 and not looks_like_value(cell) and self.lexicon.knows(text):
            return text
        return ""

    def pair(self, cell: Cell) -> tuple[str, str]:
        """Caption and value that share a cell (``姓名：张三``)."""
        found = _PAIR.match(cell.strip()) if isinstance(cell, str) else None
        name = plain(found[1]) if found else ""
        return (name, found[2].strip()) if found and self.lexicon.knows(name) else ("", "")

    def of_row(self, row: GridRow) -> list[tuple[int, str]]:
        """Places and captions of a row."""
        return [(place, name) for place, cell in enumerate(row.cells) if (name := self.caption(cell))]

    def is_list_head(self, row: GridRow) -> bool:
        """Whether the row's cells are captions side by side, as over a list."""
        found = [place for place, _ in self.of_row(row)]
        filled = [place for place, cell in enumerate(row.cells) if has_value(cell)]
        return len(found) >= _LIST_WIDTH and len(found) * 4 >= len(filled) * 3 and _side_by_side(found, row)

    def is_form_row(self, row: GridRow) -> bool:
        """Whether the row begins with a caption, has values between captions, and is no head of a list."""
        filled = [cell for cell in row.cells if has_value(cell)]
        if not filled or self.is_list_head(row):
            return False
        kinds = [bool(self.caption(cell)) for cell in filled]
        first = kinds[0] or (
            len(kinds) > 2 and kinds[1] and not looks_like_value(filled[0]) and len(plain(filled[0])) < 9
        )
        return (first and not all(kinds[1:2])) or bool(self.pair(filled[0])[0]) or (first and len(kinds) == 1)


def _side_by_side(places: Sequence[int], row: GridRow) -> bool:
    """Whether no value stands between captions; two captions with a gap may be a form with empty places."""
    between = [place for one, other in pairwise(places) for place in range(one + 1, other)]
    return not any(place < len(row.cells) and has_value(row.cells[place]) for place in between) and (
        sum(other - one == 1 for one, other in pairwise(places)) * 2 >= len(places) - 1
    )


def read_forms(grid: Grid, top: list[GridRow], lexicon: Lexicon, today: date) -> LedgerSheet | None:
    """The forms of a sheet; None when it holds a table."""
    captions = _Captions(lexicon)
    if not _is_form(top, captions):
        return None
    rows = [*top, *islice(grid.rows, _MOST_ROWS)]
    others: list[NonData] = []
    forms = list(_split(rows, captions, others))
    reader = _FormReader(forms, grid, lexicon, today)
    unread = [] if grid.sees_styles else [Unread(LedgerCode.NO_STYLES)]
    if next(grid.rows, None) is not None:
        unread.append(Unread(LedgerCode.CUT_OFF, {"limit": len(rows)}))
    columns = tuple(column.shown for column in reader.columns)
    return LedgerSheet(
        grid.name, None, columns, reader.read(), others, unread, is_form=True, is_hidden=grid.is_hidden
    )  # fmt: skip


def _is_form(top: Sequence[GridRow], captions: _Captions) -> bool:
    first = top[:40]
    rows = [row for row in first if captions.is_form_row(row)]
    names = {name for row in rows for _, name in captions.of_row(row)}
    names |= {name for row in rows for cell in row.cells if (name := captions.pair(cell)[0])}
    heads = [row for row in first if captions.is_list_head(row)]
    below_heads = sum(row.number > heads[0].number for row in first) if heads else 0
    is_table = bool(heads) and below_heads > 3 * len(rows)
    return len(rows) >= _LEAST_ROWS and len(names) >= _LEAST_CAPTIONS and not is_table


def _split(rows: Sequence[GridRow], captions: _Captions, others: list[NonData]) -> Iterator[_Form]:
    """Forms one under another: each begins where the first caption of the first one comes again."""
    form: _Form | None = None
    title: GridRow | None = None
    opening = ""
    for row in rows:
        names = [name for _, name in captions.of_row(row)] or [captions.pair(cell)[0] for cell in row.cells]
        is_own = captions.is_form_row(row)
        if is_own and names and (form is None or (names[0] == opening and opening in form.values)):
            if form is not None:
                yield form
            opening = opening or next(filter(None, names), "")
            form = _Form(title.number if title else row.number)
            title = None
        if form is None or _is_title(row, captions):
            _note_title(title, others)
            title = row
            continue
        _note_title(title, others)
        title = None
        _take(form, row, captions, is_own=is_own)
    _note_title(title, others)
    if form is not None:
        yield form


def _note_title(title: GridRow | None, others: list[NonData]) -> None:
    """A title that no form follows is accounted for as such."""
    if title is not None:
        text = " | ".join(str(cell) for cell in title.cells if has_value(cell))
        others.append(NonData(title.number, NonDataKind.TITLE, text[:500]))


def _is_title(row: GridRow, captions: _Captions) -> bool:
    filled = [cell for cell in row.cells if has_value(cell)]
    return len(filled) == 1 and not captions.caption(filled[0]) and not captions.pair(filled[0])[0]


def _take(form: _Form, row: GridRow, captions: _Captions, *, is_own: bool) -> None:
    form.last = row.number
    form.is_hidden = form.is_hidden or row.is_hidden
    if captions.is_list_head(row):
        form.heads.append(tuple(captions.caption(cell) or plain(cell) for cell in row.cells))
    elif form.heads and not is_own:
        if len([cell for cell in row.cells if has_value(cell)]) > 1:
            form.members.append((len(form.heads) - 1, row))
    else:
        _take_values(form, row, captions)


def _take_values(form: _Form, row: GridRow, captions: _Captions) -> None:
    """Each caption with the next cell that is none."""
    name = ""
    filled = [cell for cell in row.cells if has_value(cell)]
    if len(filled) == 1 and not captions.pair(filled[0])[0]:
        # A caption alone stands over a part of the form.
        return
    for cell in filled:
        pair = captions.pair(cell)
        caption = captions.caption(cell)
        if pair[0]:
            form.values.setdefault(pair[0], pair[1])
            name = ""
        elif caption:
            form.values.setdefault(caption, None)
            name = caption
        elif name:
            form.values[name] = cell if form.values.get(name) is None else form.values[name]
            name = ""


class _FormReader:
    """Reads forms as rows of a table whose columns are the captions, and their lists as tables of their own."""

    def __init__(self, forms: Sequence[_Form], grid: Grid, lexicon: Lexicon, today: date) -> None:
        self.forms = forms
        names = list(dict.fromkeys(name for form in forms for name in form.values))
        self.names = names
        rows = [self._row(form) for form in forms]
        self.columns = guess_columns(Head(0, 0, tuple((name,) for name in names)), rows, lexicon, today)
        self.reader = RowReader(self.columns, today, since_1904=grid.since_1904)
        self.lists: dict[tuple[str, ...], RowReader] = {}
        for head in dict.fromkeys(head for form in forms for head in form.heads):
            paths = tuple((name,) if name else () for name in head)
            members = [row for form in forms for place, row in form.members if form.heads[place] == head]
            columns = guess_columns(Head(0, 0, paths), members, lexicon, today)
            self.lists[head] = RowReader([c for c in columns if c.shown.path], today, since_1904=grid.since_1904)

    def _row(self, form: _Form) -> GridRow:
        return GridRow(form.first, tuple(form.values.get(name) for name in self.names), is_hidden=form.is_hidden)

    def read(self) -> Iterator[LedgerRow]:
        """A row for each form; its members are its persons."""
        for form in self.forms:
            row = self._row(form)
            read = self.reader.read(row, FilledRow(list(row.cells), {}))
            yield self._with_members(form, read)._replace(until=form.last)

    def _with_members(self, form: _Form, row: LedgerRow) -> LedgerRow:
        if not form.members:
            return row
        issues = list(row.issues)
        shown: list[dict[str, object]] = []
        persons: list[dict[str, object]] = []
        for place, member in form.members:
            reader = self.lists[form.heads[place]]
            cells = [*member.cells, *[None] * (len(form.heads[place]) - len(member.cells))]
            read = reader.read(member, FilledRow(list(cells), {}))
            shown.append(read.values)
            persons.append(read.by_field)
            issues.extend(issue._replace(key=f"{MEMBERS}/{issue.key}") for issue in read.issues)
        values = {**row.values, MEMBERS: shown}
        flagged = any(issue.kind is IssueKind.BAD for issue in issues)
        found: list[LedgerIssue] = issues
        return row._replace(values=values, issues=tuple(found), flagged=flagged, persons=tuple(persons))
