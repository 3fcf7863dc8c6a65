"""The tasks of a policy paper: from tables, from flattened tables, from clauses that name their units."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from linli.documents.rules.policies.assignments import AssignmentReader
from linli.documents.rules.policies.dates import Due, dues
from linli.documents.rules.policies.glued import GluedRow
from linli.documents.rules.policies.markers import marker_at
from linli.documents.rules.policies.numerals import number_of
from linli.documents.rules.policies.roles import Parties, by_columns, by_groups, by_level, one_column
from linli.documents.rules.policies.rows import Cell, Table, TableFinder
from linli.documents.rules.policies.structure import Clause
from linli.documents.rules.policies.units import UnitReader

_NUMBER: Final = re.compile(r"[(\[]?(\d{1,3})[)\].、]?")
_SENTENCE: Final = re.compile(r"[。;!?]")
_LONG_TITLE: Final = 80
_DUE_KINDS: Final = ("day", "range", "every")


@dataclass(frozen=True)
class Task:
    """A task: who leads, helps, is responsible; until when; [start, end) of the words that say so."""

    no: int
    title: str
    parties: Parties
    deadline: str
    deadline_kind: str
    clause: str
    start: int
    end: int
    sure: float


class TaskFinder:
    """Finds the tasks of one folded text. ``leads``: the paper says once that the first named unit leads."""

    def __init__(
        self, plain: str, reader: UnitReader, finder: TableFinder, issued: date | None, *, leads: bool
    ) -> None:
        self.plain = plain
        self.reader = reader
        self.finder = finder
        self.issued = issued
        self.leads = leads

    def of_table(self, table: Table, counted: int) -> Iterator[Task]:
        """One task a row that names units; a row without a task repeats the one above it."""
        number, title = counted, ""
        for row in table.rows:
            cells = self._named(row, table.roles)
            title = cells["task"].text if "task" in cells and cells["task"].text else title
            parties = self._parties(cells, table.roles)
            if not title or not parties:
                continue
            printed = _NUMBER.fullmatch(cells["no"].text) if "no" in cells else None
            number = number_of(printed[1]) or number + 1 if printed else number + 1
            due = self._due(cells["deadline"].text if "deadline" in cells else "", title)
            yield self._task(number, _without_number(title), parties, due, row[0].start, row[-1].end, 0.95)

    def _named(self, row: Sequence[Cell], roles: Sequence[str]) -> dict[str, Cell]:
        """The cells by the role of their column; in a row with other cells than the head by what they hold."""
        if len(row) == len(roles):
            named: dict[str, Cell] = {}
            for role, cell in zip(roles, row, strict=True):
                if role == "task" and role in named:
                    cell = cell if len(cell.text) > len(named[role].text) else named[role]
                named[role] = cell
            return named
        return self._told(row, roles)

    def _told(self, row: Sequence[Cell], roles: Sequence[str]) -> dict[str, Cell]:
        wanted = [role for role in roles if role in ("lead", "helping", "responsible")]
        named: dict[str, Cell] = {}
        units: list[Cell] = []
        for cell in row:
            kind = self.finder.kind(cell.text)
            if kind == "units" or (kind == "empty" and "task" in named):
                units.append(cell)
            elif kind == "due":
                named["deadline"] = cell
            elif kind == "no" and "no" not in named:
                named["no"] = cell
            elif kind == "words" and ("task" not in named or len(cell.text) > len(named["task"].text)):
                named["task"] = cell
        named.update(zip(wanted, units, strict=False))
        if len(units) == 2 and wanted == ["lead", "helping", "responsible"]:
            named = self._by_depth(named, units)
        return named

    def _by_depth(self, named: dict[str, Cell], units: Sequence[Cell]) -> dict[str, Cell]:
        """Two lists under three heads: the second belongs to those below when its areas stand deeper."""
        first, second = (self.reader.read(cell.text) for cell in units)
        depths = [read.units[0].depth for read in (first, second) if read]
        if len(depths) == 2 and None not in depths and str(depths[1]) > str(depths[0]):
            named.pop("helping", None)
            named["responsible"] = units[1]
        return named

    def _parties(self, cells: dict[str, Cell], roles: Sequence[str]) -> Parties:
        wanted = [role for role in roles if role in ("lead", "helping", "responsible")]
        if wanted == ["responsible"] and "responsible" in cells:
            parties, _ = _verbs(cells["responsible"].text, self)
            if parties:
                return parties
            read = self.reader.read(cells["responsible"].text)
            if read is not None and self.leads:
                return one_column(read, leads=True)
        return by_columns(((role, cell.text) for role, cell in cells.items()), self.reader)

    def of_rows(self, rows: Sequence[GluedRow], roles: Sequence[str]) -> Iterator[Task]:
        """The tasks of a flattened table; ``roles`` are those of its unit columns when its head was printed."""
        for row in rows:
            title = self.plain[row.words : row.tail].replace("\n", "").strip(" \t\u3000,、")
            parties = Parties(sure=0.3)
            if row.units is not None:
                parties = by_groups(row.units, roles) if roles else by_level(row.units)
            yield self._task(row.number, title, parties, self._due("", title), row.start, row.end, parties.sure)

    def of_clauses(self, clauses: Sequence[Clause], assignments: AssignmentReader, counted: int) -> Iterator[Task]:
        """One task for each statement of units in a clause: the words since the statement before it."""
        number = counted
        for clause in clauses:
            marker = marker_at(self.plain, clause.start)
            place = marker.end if marker is not None else clause.start
            found = assignments.statements(self.plain, clause.start, clause.end)
            for statement in found:
                behind = self.plain[statement.end : clause.end] if self.plain[statement.start] == "由" else ""
                words = (self.plain[place : statement.start] + behind).strip(" \n\t\u3000。;,")
                place = statement.end
                if not words:
                    continue
                number += 1
                title = clause.title if len(found) == 1 and clause.title else _first_sentence(words)
                due = self._due(statement.due, words)
                start = clause.start if statement is found[0] else self.plain.index(words[:20], clause.start)
                yield self._task(number, title, statement.parties, due, start, statement.end, 0.9, clause.path)

    def _task(
        self, no: int, title: str, parties: Parties, due: Due | None, start: int, end: int, sure: float, path: str = ""
    ) -> Task:
        value, kind = (due.value, due.kind) if due is not None else ("", "none")
        return Task(no, title, parties, value, kind, path, start, end, min(sure, parties.sure))

    def _due(self, printed: str, words: str) -> Due | None:
        """The deadline: the one of its own column, else the last that the task itself names."""
        for text in (printed, words):
            found = [due for due in dues(text, self.issued) if due.kind in _DUE_KINDS or text is printed]
            days = [due for due in found if due.kind in ("day", "range")]
            if found:
                return max(days, key=lambda due: due.last) if days else found[-1]
        return None


def _verbs(text: str, finder: TaskFinder) -> tuple[Parties, str]:
    reader = AssignmentReader(finder.finder.lexicon, finder.reader, finder.issued, leads=finder.leads)
    return reader.parties_of(text)


def _without_number(title: str) -> str:
    marker = marker_at(title, 0)
    return title[marker.end :] if marker is not None and marker.kind in ("item", "subitem", "circle") else title


def _first_sentence(words: str) -> str:
    stop = _SENTENCE.search(words)
    return (words[: stop.start()] if stop else words)[:_LONG_TITLE].strip()
