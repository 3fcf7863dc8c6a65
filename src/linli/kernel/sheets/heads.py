"""Finds the head of a table: which rows name the columns, and the path of names over each column."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from linli.kernel.sheets.grids import Area, GridRow, has_value
from linli.kernel.sheets.words import LONGEST_NAME, is_label, looks_like_value, plain

LOOKED_AT: Final = 60
DEEPEST: Final = 6
_UNIT_CELL: Final = re.compile(r"[（(][^（()）]{1,8}[）)]|元|万元|人|户|亩|平方米|㎡")
Knows = Callable[[str], bool]


@dataclass(frozen=True)
class Head:
    """The rows that name the columns, from 1; ``paths`` are the names over each column, outermost first."""

    first: int
    last: int
    paths: tuple[tuple[str, ...], ...]

    @property
    def width(self) -> int:
        """How many columns it spans."""
        return len(self.paths)


class Region:
    """The top of a sheet as texts by position, merged cells resolved."""

    def __init__(self, rows: Sequence[GridRow], merged: Sequence[Area], knows: Knows) -> None:
        self.rows: Mapping[int, GridRow] = {row.number: row for row in rows[:LOOKED_AT]}
        self.over: dict[tuple[int, int], Area] = {}
        last = max(self.rows, default=0)
        for area in merged:
            if area.top <= last and area.right - area.left < 1_000:
                for number in range(area.top, min(area.bottom, last) + 1):
                    for place in range(area.left, area.right + 1):
                        self.over[number, place] = area
        self.width = self._width(list(self.rows.values()), knows)

    def _width(self, rows: Sequence[GridRow], knows: Knows) -> int:
        """The last column that is filled in a fifth of the rows, or has a column's name."""
        counts: dict[int, int] = {}
        for row in rows:
            for place, cell in enumerate(row.cells):
                counts[place] = counts.get(place, 0) + has_value(cell)
        needed = max(1, len(rows) // 5)
        filled = max((place for place, count in counts.items() if count >= needed), default=-1) + 1
        cells = ((place, cell) for row in rows for place, cell in enumerate(row.cells[filled:], filled))
        return max((place + 1 for place, cell in cells if isinstance(cell, str) and knows(plain(cell))), default=filled)

    def text(self, number: int, place: int) -> str:
        """The text that is seen at a place: a merged area shows the text of its corner."""
        area = self.over.get((number, place))
        row = self.rows.get(area.top if area else number)
        at = area.left if area else place
        return plain(row.cells[at]) if row and at < len(row.cells) else ""

    def filled(self, number: int) -> list[int]:
        """The places of a row's own cells that hold something."""
        row = self.rows.get(number)
        return [place for place, cell in enumerate(row.cells) if has_value(cell)] if row else []

    def span(self, number: int, place: int) -> tuple[int, int]:
        """First and last place of a head cell: its merged area, or the empty cells on its right that it stands over."""
        area = self.over.get((number, place))
        if area:
            return area.left, area.right
        last = place
        taken = set(self.filled(number))
        while last + 1 < self.width and last + 1 not in taken and (number, last + 1) not in self.over:
            last += 1
        return place, last


def find_head(rows: Sequence[GridRow], merged: Sequence[Area], knows: Knows) -> Head | None:
    """The head in the first rows of a sheet; None when no row names columns. ``knows`` tells names of columns."""
    region = Region(rows, merged, knows)
    scores = {number: _score(region, number, knows) for number in region.rows}
    # A head stands over the first data; where it is repeated further down, it may score higher.
    data = next((number for number in region.rows if _is_data(region, number, knows)), max(region.rows, default=0) + 1)
    best = _best(scores, data) or _best(scores, max(scores, default=0) + 1)
    if not best:
        return None
    first = _first(region, best)
    last = _last(region, first, best)
    width = max(region.width, *(max(region.filled(number), default=-1) + 1 for number in range(first, last + 1)))
    return Head(first, last, _paths(region, first, last, width))


def _best(scores: Mapping[int, int], before: int) -> int:
    """The first row of the highest score above row ``before``; 0 when none scores."""
    found = [(score, -number) for number, score in scores.items() if score > 0 and number < before]
    return -max(found)[1] if found else 0


def _is_data(region: Region, number: int, knows: Knows) -> bool:
    cells = [region.rows[number].cells[place] for place in region.filled(number)]
    values = sum(map(looks_like_value, cells))
    return values >= 2 and sum(knows(plain(cell)) for cell in cells) < values


def _score(region: Region, number: int, knows: Knows) -> int:
    row = region.rows[number]
    cells = [row.cells[place] for place in region.filled(number)]
    texts = [plain(cell) for cell in cells]
    known = sum(map(knows, texts))
    values = sum(map(looks_like_value, cells))
    labels = sum(is_label(text) and not knows(text) for text in texts)
    names = sum(len(text) <= LONGEST_NAME for text in set(texts)) - values - labels
    if known + names < 2 or labels * 2 > len(texts) or _covered(region, number) * 5 < region.width * 2:
        return 0
    if not known and (values or _row_below_is_text(region, number)):
        return 0
    return 3 * known + names - 4 * values - 2 * labels - 2 * (len(texts) - len(set(texts)))


def _covered(region: Region, number: int) -> int:
    """How many columns the row's cells stand over."""
    covered: set[int] = set()
    for place in region.filled(number):
        left, right = region.span(number, place)
        covered.update(range(left, right + 1))
    return len(covered)


def _row_below_is_text(region: Region, number: int) -> bool:
    """Without any known name, only a change from names to values makes a head."""
    below = region.rows.get(number + 1)
    return below is None or not any(map(looks_like_value, below.cells))


def _first(region: Region, best: int) -> int:
    first = best
    while first > 1 and best - first < DEEPEST and _is_group_row(region, first - 1):
        first -= 1
    return first


def _is_group_row(region: Region, number: int) -> bool:
    """Whether the row above names groups of columns: no title over all, no caption, no value."""
    filled = region.filled(number)
    texts = [region.text(number, place) for place in filled]
    if not filled or any(map(is_label, texts)) or any(looks_like_value(region.rows[number].cells[p]) for p in filled):
        return False
    if any(text.startswith(("附件", "附表", "单位", "表")) and len(text) < 6 for text in texts):
        return False
    if any(region.over[number, place].bottom > number for place in filled if (number, place) in region.over):
        return True
    if len(filled) > 1:
        return all(_stands_over(region, number, place) for place in filled)
    left, right = region.span(number, filled[0])
    return left > 0 and (number, left) in region.over and right - left + 1 < region.width


def _stands_over(region: Region, number: int, place: int) -> bool:
    """Whether a cell is the name of a group, or of a column that has no name of its own below."""
    left, right = region.span(number, place)
    return right > left or not region.text(number + 1, place)


def _last(region: Region, first: int, best: int) -> int:
    last = best
    for number in range(first, best + 1):
        for place in region.filled(number):
            area = region.over.get((number, place))
            if area and area.bottom - first < DEEPEST and area.bottom > last and area.right - area.left < region.width:
                last = area.bottom
    return _divided_down(region, first, last)


def _divided_down(region: Region, first: int, last: int) -> int:
    """The last row that divides columns; a row with one group's name counts only if a fuller one follows."""
    ended = last
    while last - first + 1 < DEEPEST and _is_below_head(region, first, last):
        last += 1
        if len(region.filled(last)) > 1:
            ended = last
    return ended


def _is_below_head(region: Region, first: int, last: int) -> bool:
    """Whether the next row divides columns: each of its cells stands under a cell that spans several."""
    filled = region.filled(last + 1)
    if filled and all(_UNIT_CELL.fullmatch(region.text(last + 1, place)) for place in filled):
        return True
    if not filled or any(looks_like_value(region.rows[last + 1].cells[place]) for place in filled):
        return False
    wide: set[int] = set()
    for place in region.filled(last):
        left, right = region.span(last, place)
        if right > left:
            wide.update(range(left, right + 1))
    alone = [place for place in filled if place not in wide]
    empty_above = [place for place in alone if not any(region.text(n, place) for n in range(first, last + 1))]
    return len(alone) == len(empty_above) and len(alone) < len(filled)


def _paths(region: Region, first: int, last: int, width: int) -> tuple[tuple[str, ...], ...]:
    return tuple(_path(region, first, last, place) for place in range(width))


def _path(region: Region, first: int, last: int, place: int) -> tuple[str, ...]:
    names: list[str] = []
    for number in range(first, last + 1):
        text = region.text(number, place) or _group(region, number, last, place)
        if text and (not names or names[-1] != text):
            names.append(text)
    return tuple(names)


def _group(region: Region, number: int, last: int, place: int) -> str:
    """The name of an unmerged group that reaches over an empty cell, if a name of its own stands below."""
    if not any(region.text(below, place) for below in range(number + 1, last + 1)):
        return ""
    for left in range(place - 1, -1, -1):
        text = region.text(number, left)
        if text:
            return text if region.span(number, left)[1] >= place and _divided(region, number, last, left) else ""
    return ""


def _divided(region: Region, number: int, last: int, place: int) -> bool:
    return any(
        region.text(below, place) not in ("", region.text(number, place)) for below in range(number + 1, last + 1)
    )
