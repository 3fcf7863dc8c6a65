"""A flow as a picture: states as boxes in columns, numbered arrows between them; its table stands beside it."""

from dataclasses import dataclass
from typing import ClassVar

from linli.ui.parts.part import Part

BOX_WIDTH, BOX_HEIGHT, GAP_ACROSS, GAP_DOWN, EDGE = 150, 48, 90, 36, 24


@dataclass(frozen=True, slots=True)
class FlowState:
    """A box: ``column`` and ``row`` say where it stands; an ``end`` has a double line."""

    key: str = ""
    label: str = ""
    column: int = 0
    row: int = 0
    end: bool = False
    first: bool = False

    @property
    def x(self) -> int:
        return EDGE + self.column * (BOX_WIDTH + GAP_ACROSS)

    @property
    def y(self) -> int:
        return EDGE + self.row * (BOX_HEIGHT + GAP_DOWN)

    @property
    def middle(self) -> tuple[int, int]:
        return self.x + BOX_WIDTH // 2, self.y + BOX_HEIGHT // 2

    @property
    def text_x(self) -> int:
        return self.middle[0]

    @property
    def text_y(self) -> int:
        return self.middle[1] + 5


@dataclass(frozen=True, slots=True)
class FlowArrow:
    """An arrow with the ``number`` of its line in the table."""

    number: str = ""
    path: str = ""
    x: int = 0
    y: int = 0


@dataclass(frozen=True, slots=True)
class FlowPicture(Part):
    """Boxes and arrows. It scrolls inside its frame where the screen is narrow."""

    template: ClassVar[str] = "ui/components/flow.html"
    variable: ClassVar[str] = "flow"

    title: str = ""
    states: tuple[FlowState, ...] = ()
    arrows: tuple[FlowArrow, ...] = ()
    key: str = "flow"

    @property
    def width(self) -> int:
        return max((state.x for state in self.states), default=0) + BOX_WIDTH + EDGE

    @property
    def height(self) -> int:
        return max((state.y for state in self.states), default=0) + BOX_HEIGHT + 2 * EDGE


def arrow_between(number: str, start: FlowState, end: FlowState, lane: int = 0) -> FlowArrow:
    """An arrow from box to box; ``lane`` keeps several between the same columns apart."""
    down = start.middle[1] + (lane % 3 - 1) * 12
    up = end.middle[1] + (lane % 3 - 1) * 12
    if start.key == end.key:
        x, y = start.x + BOX_WIDTH, start.middle[1]
        return FlowArrow(number, f"M{x} {y - 12} c 34 -18 34 42 0 24", x + 30, y + 5)
    if end.column > start.column:
        x, to = start.x + BOX_WIDTH, end.x
        bend = (to - x) // 2
        path = f"M{x} {down} C{x + bend} {down} {to - bend} {up} {to} {up}"
        return FlowArrow(number, path, x + bend, (down + up) // 2 - 4)
    return _backwards(number, start, end, lane)


def _backwards(number: str, start: FlowState, end: FlowState, lane: int) -> FlowArrow:
    x, to = start.middle[0] + (lane % 5 - 2) * 14, end.middle[0] + (lane % 5 - 2) * 14
    if start.column == end.column:
        side, out = start.x, start.x - 22 - (lane % 4) * 7
        y, goal = start.middle[1] + (lane % 3 - 1) * 10, end.middle[1] + (lane % 3 - 1) * 10
        return FlowArrow(number, f"M{side} {y} C{out} {y} {out} {goal} {side} {goal}", out + 8, (y + goal) // 2)
    y, goal = start.y, end.y
    dip = min(y, goal) - 22
    return FlowArrow(number, f"M{x} {y} C{x} {dip} {to} {dip} {to} {goal}", (x + to) // 2, dip + 8)
