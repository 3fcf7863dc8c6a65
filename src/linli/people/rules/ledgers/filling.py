"""What an empty cell stands for: merged cells, "same as above", and values written once for a household or an area."""

from collections.abc import Sequence
from itertools import pairwise
from typing import Final, NamedTuple

from linli.kernel.sheets import Area, Cell, GridRow, has_value
from linli.kernel.sheets.words import plain
from linli.people.rules.ledgers.columns import Column
from linli.people.rules.ledgers.reasons import LedgerCode
from linli.people.rules.ledgers.values.words import RELATION_WORDS

_DITTO: Final = """同上 〃 ″ " '' “ ” 〞 同 同前 同上行 "" ‘’ “” 仝 仝上"""
DITTO: Final = frozenset(_DITTO.split())
_SPACED: Final = frozenset(blank + word + blank for word in DITTO for blank in (" ", "  ", "\u3000"))
_WANTING: Final = DITTO | _SPACED | {None, ""}
_NOTHING_FILLED: Final[dict[int, LedgerCode]] = {}
_HEAD: Final = "户主"
_ALWAYS_CARRIED: Final = ("householder.name", "householder.identity", "household.no")


class FilledRow(NamedTuple):
    """A row's cells with what stood for more filled in, and by which rule each was."""

    cells: list[Cell]
    filled: dict[int, LedgerCode]


class Filler:
    """Fills rows in their order; remembers the row above and the corners of merged cells."""

    def __init__(self, columns: Sequence[Column], merged: Sequence[Area], sample: Sequence[GridRow]) -> None:
        self.width = max((column.place for column in columns), default=-1) + 1
        self.above: list[Cell] = [None] * self.width
        self.areas = _tall(merged, self.width)
        self.relation = next(
            (c.place for c in columns if c.shown.meaning == "person.relation" and not c.shown.person), None
        )
        self.of_household = [c.place for c in columns if c.level == "household" and not c.shown.person]
        self.always = {c.place for c in columns if c.shown.meaning in _ALWAYS_CARRIED and not c.shown.person}
        starts = [place for place in self.of_household if place in self.always]
        self.start = starts[0] if starts else None
        self.carried = self._carried(columns, sample)

    def _carried(self, columns: Sequence[Column], sample: Sequence[GridRow]) -> frozenset[int]:
        """Columns whose empty cells repeat the cell above, as the first rows show."""
        if not sample:
            return frozenset()
        carried = {
            column.place
            for column in columns
            if column.level == "area" and column.filled < 100 and _is_written_once(column.place, sample)
        }
        if self.relation is None and self.start is None:
            return frozenset(carried)
        members = [row for row in sample if not self._begins(list(row.cells))]
        for place in self.of_household:
            once = place in self.always or (members and sum(_has(row, place) for row in members) * 20 <= len(members))
            if once and any(_has(row, place) for row in sample):
                carried.add(place)
        return frozenset(carried)

    def _begins(self, cells: Sequence[Cell]) -> bool:
        """Whether a row begins a household: the householder's own, or one with a household's number or name."""
        if self.relation is not None and self.relation < len(cells):
            word = plain(cells[self.relation])
            if word:
                return RELATION_WORDS.get(word, word) == _HEAD
        return self.start is None or (self.start < len(cells) and has_value(cells[self.start]))

    def fill(self, row: GridRow) -> FilledRow:
        """The row with its empty cells filled where something stands for them."""
        cells: list[Cell] = [*row.cells[: self.width], *[None] * (self.width - len(row.cells))]
        if not self.areas and _WANTING.isdisjoint(cells):
            self.above = cells
            return FilledRow(cells, _NOTHING_FILLED)
        filled: dict[int, LedgerCode] = {}
        if self.areas:
            self._fill_merged(row.number, cells, filled)
        begins = self._begins(cells) if self.carried else True
        for place, cell in enumerate(cells):
            if cell is None or cell == "":
                if place in self.carried:
                    self._carry(place, cells, filled, begins=begins)
            elif isinstance(cell, str) and len(cell) <= 4 and cell.strip() in DITTO:
                self._repeat(place, cells, filled)
        self.above = cells
        return FilledRow(cells, filled)

    def _fill_merged(self, number: int, cells: list[Cell], filled: dict[int, LedgerCode]) -> None:
        for place, areas in self.areas.items():
            while areas and areas[-1].bottom < number:
                areas.pop()
            if areas and areas[-1].top < number and not has_value(cells[place]):
                cells[place] = self.above[place]
                filled[place] = LedgerCode.MERGED

    def _carry(self, place: int, cells: list[Cell], filled: dict[int, LedgerCode], *, begins: bool) -> None:
        """A household's value stands for its members, never for the next household."""
        if not (begins and place in self.of_household):
            self._repeat(place, cells, filled)

    def _repeat(self, place: int, cells: list[Cell], filled: dict[int, LedgerCode]) -> None:
        if has_value(self.above[place]):
            cells[place] = self.above[place]
            filled[place] = LedgerCode.DITTO


def _is_written_once(place: int, sample: Sequence[GridRow]) -> bool:
    """Whether a value stands only where it changes; a column that repeats its values just misses some."""
    texts = [plain(row.cells[place]) if _has(row, place) else "" for row in sample]
    return bool(texts[0]) and not any(one and one == other for one, other in pairwise(texts))


def _has(row: GridRow, place: int) -> bool:
    return place < len(row.cells) and has_value(row.cells[place])


def _tall(merged: Sequence[Area], width: int) -> dict[int, list[Area]]:
    """Merged areas of more than one row by their left column, the last one first."""
    found: dict[int, list[Area]] = {}
    for area in sorted(merged, key=lambda area: -area.top):
        if area.bottom > area.top and area.left < width:
            found.setdefault(area.left, []).append(area)
    return found
