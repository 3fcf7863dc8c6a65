"""Tables inside a text: cells by tabs or blanks, one cell a line, or columns that ran into each other."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Final

from linli.documents.rules.policies.breaks import Line
from linli.documents.rules.policies.dates import only_due
from linli.documents.rules.policies.lexicon import Lexicon, key_of
from linli.documents.rules.policies.numerals import number_of
from linli.documents.rules.policies.units import UnitReader

_GAP: Final = re.compile(r"[ \u3000\xa0]{2,}|\t|\s*\|\s*")
_NO: Final = re.compile(r"[(\[]?(\d{1,3})[)\].、]?")
_HEAD_ROLES: Final = frozenset({"task", "lead", "helping", "responsible"})
_METRIC_ROLES: Final = frozenset({"metric", "target"})
_YEAR_HEAD: Final = re.compile(
    r"(?:到)?((?:19|20)\d{2})年?(?:底)?(?:\(?(?:目标|目标值|规划|规划值|预期|预期值|预期目标|指标值)\)?)?"
)
_BASE_HEAD: Final = re.compile(
    r"((?:19|20)\d{2})年?\(?(?:基期|基期值|现状|现状值|实际|实际值|完成|基数|完成值|实绩)\)?"
)


@dataclass(frozen=True)
class Cell:
    """[start, end) of a cell and its words."""

    start: int
    end: int
    text: str


@dataclass(frozen=True)
class Table:
    """A table: the role of each column (``""`` unknown), rows of cells, and the lines it took."""

    roles: tuple[str, ...]
    heads: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    lines: frozenset[int]
    form: str
    caption: str = ""
    start: int = 0

    @cached_property
    def is_tasks(self) -> bool:
        """Whether it shares out work."""
        return bool(_HEAD_ROLES & set(self.roles) - {"task"})

    @cached_property
    def is_targets(self) -> bool:
        """Whether it sets figures."""
        return "metric" in self.roles and "target" in self.roles


@dataclass
class _Found:
    roles: tuple[str, ...]
    heads: tuple[str, ...]
    rows: list[tuple[Cell, ...]] = field(default_factory=list)
    lines: set[int] = field(default_factory=set)


class TableFinder:
    """Finds tables among the lines of a folded text."""

    def __init__(self, lexicon: Lexicon, reader: UnitReader, issued: date | None) -> None:
        self.lexicon = lexicon
        self.reader = reader
        self.issued = issued

    def tables(self, plain: str, lines: Sequence[Line]) -> list[Table]:
        """The tables in their order; each line belongs to one at most."""
        found: list[Table] = []
        place = 0
        while place < len(lines):
            table = self._table_at(plain, lines, place)
            if table is None:
                place += 1
            else:
                found.append(table)
                place = max(table.lines) + 1
        return found

    def _table_at(self, plain: str, lines: Sequence[Line], place: int) -> Table | None:
        return self._headed(plain, lines, place) or self._vertical(plain, lines, place)

    def _roles(self, heads: Sequence[str]) -> tuple[str, ...]:
        roles = [self.lexicon.role(head) for head in heads]
        is_metric = "metric" in roles or any(_YEAR_HEAD.fullmatch(key_of(head)) for head in heads)
        if is_metric and not _HEAD_ROLES & set(roles) - {"task"}:
            roles = [self._metric_role(head, role) for head, role in zip(heads, roles, strict=True)]
        return tuple(roles)

    def _metric_role(self, head: str, role: str) -> str:
        key = key_of(head)
        if _BASE_HEAD.fullmatch(key) and not _YEAR_HEAD.fullmatch(key):
            return "baseline"
        if _YEAR_HEAD.fullmatch(key):
            return "target"
        return "metric" if role == "task" else role

    def _headed(self, plain: str, lines: Sequence[Line], place: int) -> Table | None:
        """A head in one line with its cells apart, and rows below."""
        heads = _cells(plain, lines[place])
        roles = self._roles([cell.text for cell in heads])
        if len(heads) < 2 or not _is_head(roles):
            heads = _single_spaced(plain, lines[place])
            roles = self._roles([cell.text for cell in heads])
            if len(heads) < 2 or not _is_head(roles) or "" in roles:
                return self._glued_head(plain, lines, place)
        found = _Found(roles, tuple(cell.text for cell in heads), lines={place})
        self._fill(found, plain, lines, place + 1)
        return _finished(found, "cells", lines[place].start) if found.rows else self._vertical(plain, lines, place)

    def _glued_head(self, plain: str, lines: Sequence[Line], place: int) -> Table | None:
        heads = self._split_head(plain[lines[place].start : lines[place].end])
        if heads is None:
            return None
        return Table(self._roles(heads), tuple(heads), (), frozenset({place}), "glued", start=lines[place].start)

    def _split_head(self, text: str) -> list[str] | None:
        """序号任务牵头单位配合单位 as its words, when it is made of heads and nothing else."""
        if not 6 <= len(text) <= 60:
            return None
        best: dict[int, list[str]] = {0: []}
        for place in range(len(text)):
            if place in best:
                for end in range(place + 2, min(len(text), place + 10) + 1):
                    if self.lexicon.role(text[place:end]) and end not in best:
                        best[end] = [*best[place], text[place:end].strip()]
        heads = best.get(len(text))
        return heads if heads and len(heads) >= 3 and _is_head(self._roles(heads)) else None

    def _fill(self, found: _Found, plain: str, lines: Sequence[Line], place: int) -> None:
        width = len(found.roles)
        while place < len(lines):
            cells = self._row(plain, lines[place], width)
            if cells is None:
                break
            if [cell.text for cell in cells] != list(found.heads):
                found.rows.append(cells)
            found.lines.add(place)
            place += 1

    def _row(self, plain: str, line: Line, width: int) -> tuple[Cell, ...] | None:
        cells = _cells(plain, line)
        if len(cells) >= 2 and ("\t" in plain[line.start : line.end] or len(cells) >= min(width, 3) - 1):
            return cells
        spaced = self._by_units(plain, line)
        return spaced if spaced is not None and len(spaced) >= 2 else None

    def _by_units(self, plain: str, line: Line) -> tuple[Cell, ...] | None:
        """Cells parted by one blank: those at the end that are units or dates stand alone, the rest is the task."""
        cells = list(_single_spaced(plain, line))
        kept: list[Cell] = []
        while len(cells) > 1 and self.kind(cells[-1].text) in ("units", "due", "empty"):
            kept.insert(0, cells.pop())
        if not kept:
            return None
        if len(cells) > 1 and _NO.fullmatch(cells[0].text):
            return (cells[0], _joined(plain, cells[1:]), *kept)
        return (_joined(plain, cells), *kept)

    def kind(self, text: str) -> str:
        """What a cell holds: no, units, due, empty or words."""
        if not text.strip(" /—-"):
            return "empty"
        if _NO.fullmatch(text):
            return "no"
        if only_due(text, self.issued):
            return "due"
        read = self.reader.read(text) if len(text) <= 400 else None
        return "units" if read is not None and read.cost <= 3.0 * len(read.units) else "words"

    def _vertical(self, plain: str, lines: Sequence[Line], place: int) -> Table | None:
        """One cell a line: heads below each other, then the cells of each row below each other."""
        heads: list[str] = []
        while place + len(heads) < len(lines) and len(heads) < 10:
            line = lines[place + len(heads)]
            word = plain[line.start : line.end].strip()
            if len(word) > 14 or not self._is_head_word(word):
                break
            heads.append(word)
        roles = self._roles(heads)
        if len(heads) < 3 or not _is_head(roles):
            return None
        rows, taken = self._stacked(plain, lines, place + len(heads), roles)
        all_lines = frozenset(range(place, taken))
        return Table(roles, tuple(heads), tuple(rows), all_lines, "stacked", start=lines[place].start) if rows else None

    def _is_head_word(self, word: str) -> bool:
        return bool(self.lexicon.role(word) or _YEAR_HEAD.fullmatch(key_of(word)) or _BASE_HEAD.fullmatch(key_of(word)))

    def _stacked(
        self, plain: str, lines: Sequence[Line], place: int, roles: Sequence[str]
    ) -> tuple[list[tuple[Cell, ...]], int]:
        if roles[0] != "no":
            return self._chunks(plain, lines, place, len(roles))
        rows: list[tuple[Cell, ...]] = []
        expected = 1
        while place < len(lines) and _is_number(plain, lines[place], expected):
            end = place + 1
            while end < len(lines) and not _is_number(plain, lines[end], expected + 1) and end - place < 3 * len(roles):
                if end - place >= len(roles) and not self._goes_on(plain, lines[end]):
                    break
                end += 1
            rows.append(tuple(_cell(plain, line.start, line.end) for line in lines[place:end]))
            place, expected = end, expected + 1
        return rows, place

    def _goes_on(self, plain: str, line: Line) -> bool:
        return self.kind(plain[line.start : line.end]) in ("units", "due", "empty")

    def _chunks(self, plain: str, lines: Sequence[Line], place: int, width: int) -> tuple[list[tuple[Cell, ...]], int]:
        rows = []
        while place + width <= len(lines):
            cells = tuple(_cell(plain, line.start, line.end) for line in lines[place : place + width])
            kinds = [self.kind(cell.text) for cell in cells]
            if not ({"units", "due"} & set(kinds[1:]) or any(re.match(r"[<>≥≤]?\d", cell.text) for cell in cells[1:])):
                break
            rows.append(cells)
            place += width
        return rows, place


def _finished(found: _Found, form: str, start: int) -> Table:
    return Table(found.roles, found.heads, tuple(found.rows), frozenset(found.lines), form, start=start)


def _is_head(roles: Sequence[str]) -> bool:
    known = set(roles) - {""}
    is_tasks = bool(known & {"lead", "helping", "responsible", "deadline"}) and bool(known & {"task", "no", "lead"})
    return len(known) >= 2 and (is_tasks or ("metric" in known and "target" in known))


def _cells(plain: str, line: Line) -> tuple[Cell, ...]:
    """Cells parted by tabs, bars or wide gaps; an empty cell between two tabs is kept."""
    text = plain[line.start : line.end]
    gap = re.compile(r"\t") if "\t" in text else _GAP
    return tuple(_between(plain, line, [(each.start(), each.end()) for each in gap.finditer(text)]))


def _single_spaced(plain: str, line: Line) -> tuple[Cell, ...]:
    text = plain[line.start : line.end]
    return tuple(_between(plain, line, [(each.start(), each.end()) for each in re.finditer(r"[ \u3000\xa0]+", text)]))


def _between(plain: str, line: Line, gaps: Sequence[tuple[int, int]]) -> Iterator[Cell]:
    place = line.start
    for start, end in gaps:
        yield _cell(plain, place, line.start + start)
        place = line.start + end
    yield _cell(plain, place, line.end)


def _cell(plain: str, start: int, end: int) -> Cell:
    text = plain[start:end]
    left = len(text) - len(text.lstrip(" \u3000\xa0|"))
    inner = text.strip(" \u3000\xa0|")
    return Cell(start + left, start + left + len(inner), inner)


def _joined(plain: str, cells: Sequence[Cell]) -> Cell:
    return Cell(cells[0].start, cells[-1].end, plain[cells[0].start : cells[-1].end])


def _is_number(plain: str, line: Line, number: int) -> bool:
    found = _NO.fullmatch(plain[line.start : line.end])
    return found is not None and number_of(found[1]) == number
