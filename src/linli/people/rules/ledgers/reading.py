"""Reads a sheet as a ledger: finds its head, tells data from the rest, reads row after row."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from itertools import chain, islice, pairwise, takewhile
from typing import IO, Final

from linli.kernel.sheets import Book, Cell, Grid, GridRow, has_value, read_book
from linli.kernel.sheets.heads import Head, find_head
from linli.kernel.sheets.rowkinds import RowKinds
from linli.kernel.sheets.words import is_label, plain
from linli.people.rules.ledgers.columns import Column, guess_columns
from linli.people.rules.ledgers.duplicates import Duplicates
from linli.people.rules.ledgers.filling import Filler
from linli.people.rules.ledgers.forms import read_forms
from linli.people.rules.ledgers.lexicon import Lexicon
from linli.people.rules.ledgers.reasons import LedgerCode
from linli.people.rules.ledgers.rows import RowReader
from linli.people.rules.ledgers.shapes import LedgerRow, LedgerSheet, NonData, NonDataKind, ReadLedger, Unread
from linli.people.rules.ledgers.sums import Sums

SAMPLE: Final = 400
SECTION: Final = "place.section"
_LEAST_NAMES: Final = 3
_NUMBERED: Final = re.compile(r"^[(（]?[一二三四五六七八九十百0-9]+[)）、.．][、.．]?\s*")
_BRACKETED: Final = re.compile(r"[(（].*?[)）]")
_APART: Final = re.compile(r"\s{2,}(?=\S{2,20}?[:：])")
_FACT: Final = re.compile(r"^(.{1,20}?)[:：](.*)$")
_KEYS: Final = ("person.name", "householder.name", "person.identity", "householder.identity", "organisation.name")


def read_ledger(source: IO[bytes], name: str, lexicon: Lexicon, today: date) -> ReadLedger:
    """The ledger in a file (seekable, kept open until the last row is read); Invalid for what is no table."""
    book = read_book(source, name)
    unread = tuple(Unread(LedgerCode.CHART_SHEET, {"name": sheet}) for sheet in book.without_cells)
    return ReadLedger(name, book.kind, _sheets(book, lexicon, today), unread)


def _sheets(book: Book, lexicon: Lexicon, today: date) -> Iterator[LedgerSheet]:
    for grid in book.sheets:
        yield from read_sheet(grid, lexicon, today)


def read_sheet(grid: Grid, lexicon: Lexicon, today: date) -> Iterator[LedgerSheet]:
    """The tables of one sheet: mostly one, more where another head follows below. Walk each before the next."""
    rest: Iterator[GridRow] | None = grid.rows
    is_first = True
    while rest is not None:
        part = replace(grid, rows=rest)
        top = list(islice(part.rows, SAMPLE))
        if not top and not is_first:
            return
        form = read_forms(part, top, lexicon, today) if is_first else None
        head = find_head(top, grid.merged, lexicon.knows) if form is None else None
        if form is not None or head is None:
            yield form or _without_head(part, top, lexicon, today)
            return
        table = _Table(part, head, top, lexicon, today)
        yield table.sheet()
        rest, is_first = table.rest, False


def _without_head(grid: Grid, top: list[GridRow], lexicon: Lexicon, today: date) -> LedgerSheet:
    """Without names of columns only identity numbers tell that a sheet lists people; else no row is taken."""
    columns = guess_columns(Head(0, 0, ()), top, lexicon, today)
    if any(column.shown.meaning == "person.identity" for column in columns):
        table = _Table(grid, Head(0, 0, ()), top, lexicon, today)
        table.unread.append(Unread(LedgerCode.NO_HEAD))
        return replace(table.sheet(), header_rows=None)
    rows = chain(top, grid.rows)
    others = [NonData(row.number, NonDataKind.NOTE, _text(row)) for row in rows]
    unread = (Unread(LedgerCode.NO_HEAD),) if others else ()
    return LedgerSheet(grid.name, None, (), iter(()), others, unread, is_hidden=grid.is_hidden)


class _Table:
    """A sheet with a head, read as a stream; only its first rows are looked at twice."""

    def __init__(self, grid: Grid, head: Head, top: list[GridRow], lexicon: Lexicon, today: date) -> None:
        self.grid = grid
        self.head = head
        self.today = today
        self.others: list[NonData] = []
        self.unread: list[Unread] = [] if grid.sees_styles else [Unread(LedgerCode.NO_STYLES)]
        above = [row for row in top if row.number < head.first]
        self.lexicon = lexicon
        self.facts = self._above(above)
        self.rest: Iterator[GridRow] | None = None
        below = [row for row in top if row.number > head.last]
        self.kinds = RowKinds(head, grid.merged, (), None)
        self.top = list(takewhile(lambda row: not self._is_other_head(row), below))
        self.after = chain(below[len(self.top) :], grid.rows)
        self.columns = self._columns(lexicon)
        self.kinds = self._row_kinds()

    def _above(self, rows: list[GridRow]) -> dict[str, str]:
        """What stands over the head: titles, and facts that hold for the whole sheet."""
        facts: dict[str, str] = {}
        for row in rows:
            cells = [cell for cell in row.cells if has_value(cell)]
            found = {**_captioned(cells), **self._beside(cells)}
            kind = NonDataKind.UNIT_LINE if found else NonDataKind.TITLE
            self.others.append(NonData(row.number, kind, _text(row)))
            facts.update(found)
        return facts

    def _beside(self, cells: list[Cell]) -> dict[str, str]:
        """Names of columns with a value in the next cell (``乡镇 | 清河镇``)."""
        texts = [plain(cell) for cell in cells]
        knows = self.lexicon.knows
        return {one: other for one, other in pairwise(texts) if knows(one) and not knows(other) and not is_label(other)}

    def _columns(self, lexicon: Lexicon) -> tuple[Column, ...]:
        """Guess twice: the kinds of rows want columns, and the columns want rows of data only."""
        first = guess_columns(self.head, [row for row in self.top if len(_filled(row)) > 1], lexicon, self.today)
        kinds = self._row_kinds_of(first)
        return guess_columns(self.head, [row for row in self.top if kinds.kind(row) is None], lexicon, self.today)

    def _row_kinds(self) -> RowKinds:
        return self._row_kinds_of(self.columns)

    def _row_kinds_of(self, columns: Iterable[Column]) -> RowKinds:
        known = list(columns)
        keys = [c.place for c in known if c.shown.meaning in _KEYS and c.shown.person <= 1]
        serial = next((c.place for c in known if c.shown.meaning == "person.serial"), None)
        return RowKinds(self.head, self.grid.merged, keys, serial)

    def sheet(self) -> LedgerSheet:
        """The sheet with its rows still to be read."""
        columns = tuple(column.shown for column in self.columns)
        span = (self.head.first, self.head.last)
        return LedgerSheet(
            self.grid.name,
            span,
            columns,
            self._rows(),
            self.others,
            self.unread,
            self.facts,
            is_hidden=self.grid.is_hidden,
        )

    def _rows(self) -> Iterator[LedgerRow]:
        sample = self._sample()
        sums = Sums(self.columns, sample)
        duplicates = Duplicates(self.columns, sample, self.unread)
        rows = self._read(self._until_other_head(), self.kinds, self.others)
        return duplicates.check(sums.check(rows))

    def _until_other_head(self) -> Iterator[GridRow]:
        """The rows of this table; what follows another head is left for the next."""
        yield from self.top
        for row in self.after:
            if self._is_other_head(row):
                self.rest = chain((row,), self.after)
                return
            yield row

    def _is_other_head(self, row: GridRow) -> bool:
        """Whether a row names columns, and others than the head above."""
        if self.kinds.holds_number(row.cells):
            return False
        cells = [(place, cell) for place, cell in enumerate(row.cells) if has_value(cell)]
        if len(cells) < _LEAST_NAMES or not all(isinstance(cell, str) and len(cell) <= 20 for _, cell in cells[:3]):
            return False
        texts = [(place, plain(cell)) for place, cell in cells]
        known = sum(self.lexicon.knows(text) for _, text in texts)
        own = sum(place < self.head.width and text in self.head.paths[place] for place, text in texts)
        return known * 5 >= len(texts) * 4 and own * 2 < len(texts)

    def _sample(self) -> list[LedgerRow]:
        """The first rows as they read without looking at each other."""
        return list(self._read(self.top, self._row_kinds(), []))

    def _read(self, rows: Iterable[GridRow], kinds: RowKinds, others: list[NonData]) -> Iterator[LedgerRow]:
        reader = RowReader(self.columns, self.today, since_1904=self.grid.since_1904)
        filler = Filler(self.columns, self.grid.merged, self.top)
        section = ""
        for row in rows:
            kind = kinds.kind(row)
            if kind is None:
                yield _in_section(reader.read(row, filler.fill(row)), section)
            else:
                others.append(NonData(row.number, kind, _text(row)))
                section = section_name(_text(row)) if kind is NonDataKind.SECTION else section


def section_name(text: str) -> str:
    """What a line such as ``一、清河村（12户）：`` names: without its number, its brackets and its colon."""
    return plain(_BRACKETED.sub("", _NUMBERED.sub("", text.strip()))).rstrip(":：")


def _in_section(row: LedgerRow, section: str) -> LedgerRow:
    """The row with the name that stands over its part of the table: 户编号 1 of two villages are two households."""
    return row._replace(by_field={**row.by_field, SECTION: section}) if section else row


def _captioned(cells: list[Cell]) -> dict[str, str]:
    """Captions with their values behind a colon; several may share a cell, set apart by blanks."""
    parts = [part for cell in cells if isinstance(cell, str) for part in _APART.split(cell)]
    found = [match for part in parts if (match := _FACT.match(plain(part)))]
    return {match[1]: match[2] for match in found}


def _filled(row: GridRow) -> list[int]:
    return [place for place, cell in enumerate(row.cells) if has_value(cell)]


def _text(row: GridRow) -> str:
    return " | ".join(str(cell).strip() for cell in row.cells if has_value(cell))[:500]
