"""One row of a table: its cells read by their columns, then what must agree among them."""

import re
from collections.abc import Callable, Sequence
from datetime import date
from decimal import Decimal
from functools import partial
from typing import Final

from linli.kernel.sheets import Cell, Fault, Formula, GridRow, has_value
from linli.people.rules.ledgers.agreement import Agreement
from linli.people.rules.ledgers.columns import Column
from linli.people.rules.ledgers.filling import FilledRow
from linli.people.rules.ledgers.reasons import LedgerCode
from linli.people.rules.ledgers.shapes import IssueKind, LedgerIssue, LedgerRow, Value
from linli.people.rules.ledgers.values.dates import DateReader
from linli.people.rules.ledgers.values.names import gone, read_name
from linli.people.rules.ledgers.values.numbers import identity_reader, read_account, read_long_number, read_phone
from linli.people.rules.ledgers.values.quantities import QuantityReader
from linli.people.rules.ledgers.values.reads import (
    NO_VALUE,
    NOTHING_WORDS,
    Read,
    Reader,
    bad,
    normalised,
    text_of,
    ticked,
)
from linli.people.rules.ledgers.values.words import (
    FlagReader,
    read_list,
    read_nation,
    read_relation,
    read_sex,
    read_text,
)

_MOST_REMEMBERED: Final = 20_000
_LONGEST_NOTHING: Final = 4
_UNIQUE: Final = ("identity", "identity_other", "phone", "account", "long_number", "serial")
_RUNNING: Final = re.compile(r"[1-9][0-9]{0,8}")
_ZERO: Final = Decimal(0)
KeyedRead = tuple[Value, tuple[LedgerIssue, ...]]
_NOTHING: Final[KeyedRead] = (None, ())


def reader_of(column: Column, today: date, *, since_1904: bool) -> Reader:
    """The reader for a column's kind."""
    shown = column.shown
    dates = partial(DateReader, today, since_1904=since_1904)
    unit = shown.unit
    name = shown.path[-1] if shown.path else ""
    makers: dict[str, Callable[[], Reader]] = {
        "name": lambda: read_name,
        "identity": lambda: identity_reader(today),
        "identity_other": lambda: identity_reader(today),
        "phone": lambda: read_phone,
        "account": lambda: read_account,
        "long_number": lambda: read_long_number,
        "birth": lambda: dates(latest=today, earliest_year=1900),
        "date": lambda: dates(latest=date(today.year + 1, 12, 31), earliest_year=1850),
        "end_date": lambda: dates(),
        "age": lambda: QuantityReader("岁", _ZERO, Decimal(130)),
        "sex": lambda: read_sex,
        "nation": lambda: read_nation,
        "relation": lambda: read_relation,
        "flag": lambda: FlagReader("有", "无") if name.startswith("有无") else FlagReader(),
        "count": lambda: QuantityReader(unit, _ZERO, is_whole=True),
        "number": lambda: QuantityReader(unit),
        "money": lambda: QuantityReader(unit or "元"),
        "area": lambda: QuantityReader(unit),
        "list": lambda: read_list,
    }
    return makers.get(shown.kind, lambda: read_text)()


class CellReader:
    """Reads the cells of one column and remembers what it read: ledgers repeat themselves."""

    def __init__(self, column: Column, today: date, *, since_1904: bool) -> None:
        self.key = column.shown.key
        self.read = reader_of(column, today, since_1904=since_1904)
        self.is_flag = column.shown.kind == "flag"
        self.is_serial = column.shown.kind in ("serial", "household_no")
        self.is_remark = column.shown.kind in ("remark", "outside")
        self.known: dict[Cell, KeyedRead] = {}
        # Numbers of people hardly repeat.
        self.limit = 0 if column.shown.kind in _UNIQUE else _MOST_REMEMBERED

    def learn(self, cell: Cell) -> KeyedRead:
        """The value of a cell not met before, and what is to be said of it."""
        value, issues = self._read(cell)
        key = self.key
        found = value, tuple(LedgerIssue(code, kind, key, cell, data) for code, kind, data in issues) if issues else ()
        if len(self.known) < self.limit:
            self.known[cell] = found
        return found

    def _read(self, cell: Cell) -> Read:
        if isinstance(cell, str) and len(cell) > _LONGEST_NOTHING and not cell.isspace():
            return self._said(ticked(cell))
        if isinstance(cell, Formula):
            return bad(LedgerCode.FORMULA_EMPTY)
        if isinstance(cell, Fault):
            return bad(LedgerCode.FORMULA_ERROR, raw=cell.text)
        if self.is_flag:
            return self.read(cell)
        if not has_value(cell):
            return NO_VALUE
        if isinstance(cell, str) and cell.strip().upper() in NOTHING_WORDS:
            return None, (normalised(LedgerCode.NOTHING, word=cell.strip()),)
        return self._said(cell)

    def _said(self, cell: Cell) -> Read:
        if self.is_serial:
            return _serial(cell), ()
        value, issues = self.read(cell)
        if self.is_remark and isinstance(value, str) and gone(value):
            return value, (*bad(LedgerCode.MOVED_OUT, note=value)[1], *issues)
        return value, issues


class RowReader:
    """Reads rows. ``today`` decides what lies in the future."""

    def __init__(self, columns: Sequence[Column], today: date, *, since_1904: bool) -> None:
        self.columns = columns
        self.readers = [(column.place, CellReader(column, today, since_1904=since_1904)) for column in columns]
        self.keys = [column.shown.key for column in columns]
        known = [(c.shown.meaning, c.shown.key) for c in columns if c.shown.meaning and c.shown.person <= 1]
        first = dict(reversed(known))
        self.meant, self.read_by = tuple(first), tuple(first.values())
        self.others = [(code, key) for code, key in known if first[code] != key]
        self.persons = sorted({column.shown.person for column in columns if column.shown.person})
        self.agreement = Agreement(columns, today)
        self.named = {column.place for column in columns if column.shown.path}

    def read(self, row: GridRow, filled: FilledRow) -> LedgerRow:
        """The row with its values, issues and verdict."""
        cells = filled.cells
        values: dict[str, Value] = {}
        issues: list[LedgerIssue] = []
        for place, reader in self.readers:
            cell = cells[place]
            value, said = reader.known.get(cell) or reader.learn(cell)
            values[reader.key] = value
            if said:
                issues.extend(said)
        if filled.filled:
            self._say_filled(filled, issues)
        self.agreement.check(values, cells, issues)
        if row.struck or row.is_hidden:
            self._say_styles(row, issues)
        by_field: dict[str, Value] = dict(zip(self.meant, map(values.__getitem__, self.read_by), strict=True))
        for code, key in self.others:
            if by_field[code] is None:
                by_field[code] = values[key]
        flagged = bool(issues) and any(issue.kind is IssueKind.BAD for issue in issues)
        persons = self._persons(values) if self.persons else ()
        return LedgerRow(row.number, values, by_field, tuple(issues), flagged, persons)

    def _say_filled(self, filled: FilledRow, issues: list[LedgerIssue]) -> None:
        for place, reader in self.readers:
            code = filled.filled.get(place)
            if code is not None:
                issues.append(LedgerIssue(code, IssueKind.NORMALISED, reader.key))

    def _say_styles(self, row: GridRow, issues: list[LedgerIssue]) -> None:
        shown = {place for place in self.named if place < len(row.cells) and has_value(row.cells[place])}
        struck = row.struck & shown
        if struck and len(struck) * 5 >= len(shown) * 3:
            issues.append(LedgerIssue(LedgerCode.STRUCK_OUT, IssueKind.BAD))
        else:
            keys = {reader.key for place, reader in self.readers if place in struck}
            issues.extend(LedgerIssue(LedgerCode.STRUCK_CELL, IssueKind.NOTE, key) for key in sorted(keys))
        if row.is_hidden:
            issues.append(LedgerIssue(LedgerCode.HIDDEN_ROW, IssueKind.NOTE))

    def _persons(self, values: dict[str, Value]) -> tuple[dict[str, Value], ...]:
        """The people of a wide row; places without a name and number are empty."""
        found: list[dict[str, Value]] = []
        for person in self.persons:
            own = {
                column.shown.meaning.replace("householder.", "person."): values[column.shown.key]
                for column in self.columns
                if column.shown.person == person and column.shown.meaning
            }
            if own.get("person.name") is not None or own.get("person.identity") is not None:
                own.setdefault("person.relation", "户主" if person == 1 else None)
                found.append(own)
        return tuple(found)


def _serial(cell: Cell) -> Value:
    """A running number as a number, everything else as text."""
    if isinstance(cell, int):
        return cell
    text = text_of(cell).strip()
    return int(text) if _RUNNING.fullmatch(text) else text
