"""Tables on the page of a PDF, told by the lines that are drawn around their cells."""

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from typing import Final, NamedTuple

_THIN: Final = 2.5
_SHORTEST: Final = 6.0
_NEAR: Final = 3.0
_FEWEST: Final = 3


class Box(NamedTuple):
    """A place on the page in points; ``bottom`` is the smaller height."""

    left: float
    bottom: float
    right: float
    top: float


class Line(NamedTuple):
    """A drawn line: where it stands, and from where to where it runs."""

    at: float
    start: float
    end: float


class Ruled:
    """The drawn lines of a page: which cell a point lies in, and the cells row by row."""

    def __init__(self, drawn: Iterable[Box]) -> None:
        self.upright: list[Line] = []
        self.level: list[Line] = []
        for box in drawn:
            self._add(box)
        self.columns = _places(line.at for line in self.upright)
        self.rows = _places(line.at for line in self.level)

    def _add(self, box: Box) -> None:
        wide, high = box.right - box.left, box.top - box.bottom
        if wide <= _THIN and high >= _SHORTEST:
            self.upright.append(Line((box.left + box.right) / 2, box.bottom, box.top))
        elif high <= _THIN and wide >= _SHORTEST:
            self.level.append(Line((box.bottom + box.top) / 2, box.left, box.right))
        elif wide > _THIN and high > _THIN:
            self.upright += [Line(box.left, box.bottom, box.top), Line(box.right, box.bottom, box.top)]
            self.level += [Line(box.bottom, box.left, box.right), Line(box.top, box.left, box.right)]

    @property
    def is_table(self) -> bool:
        """Whether the lines make two columns and two rows at least."""
        return len(self.columns) >= _FEWEST and len(self.rows) >= _FEWEST

    def cell(self, x: float, y: float) -> Box | None:
        """The cell around a point, its sides drawn on to the middle of their lines; None outside a table."""
        if not (self.columns[0] <= x <= self.columns[-1] and self.rows[0] <= y <= self.rows[-1]):
            return None
        beside = [line.at for line in self.upright if line.start - _THIN <= y <= line.end + _THIN]
        across = [line.at for line in self.level if line.start - _THIN <= x <= line.end + _THIN]
        sides = (_below(beside, x), _below(across, y), _above(beside, x), _above(across, y))
        if None in sides:
            return None
        left, bottom, right, top = (side for side in sides if side is not None)
        return Box(
            _snapped(left, self.columns),
            _snapped(bottom, self.rows),
            _snapped(right, self.columns),
            _snapped(top, self.rows),
        )

    def grid(self) -> list[list[Box | None]]:
        """The cells of each row from the top; a cell that reaches over several places stands in each of them."""
        middles = [(first + second) / 2 for first, second in zip(self.columns, self.columns[1:], strict=False)]
        heights = [(first + second) / 2 for first, second in zip(self.rows, self.rows[1:], strict=False)]
        return [[self.cell(x, y) for x in middles] for y in reversed(heights)]


def rows_of(grid: Sequence[Sequence[Box | None]], words: dict[Box, str]) -> list[str]:
    """Each row as its cells parted by tabs: a cell merged downwards is repeated, one merged across is said once."""
    lines = []
    for row in grid:
        cells = ["" if cell is None or cell in row[:place] else words.get(cell, "") for place, cell in enumerate(row)]
        if any(cells):
            lines.append("\t".join(cells))
    return lines


def _places(found: Iterable[float]) -> list[float]:
    """Where lines stand, those next to each other as one."""
    places: list[float] = []
    for at in sorted(found):
        if not places or at - places[-1] > _NEAR:
            places.append(at)
    return places


def _snapped(at: float, places: Sequence[float]) -> float:
    place = bisect_left(places, at - _NEAR)
    return places[min(place, len(places) - 1)]


def _below(found: Sequence[float], at: float) -> float | None:
    return max((each for each in found if each <= at), default=None)


def _above(found: Sequence[float], at: float) -> float | None:
    return min((each for each in found if each > at), default=None)
