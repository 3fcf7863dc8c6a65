"""Figures as bars in a table, and figures as tiles."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from linli.ui.parts.badges import StateTone
from linli.ui.parts.part import Part
from linli.ui.wording import number_words

FULL = 1000
"""The width of a whole bar, in units of the drawing."""


@dataclass(frozen=True, slots=True)
class Bar:
    """One figure. ``shown`` is how it is written if not as the plain number; ``attention`` sets it off."""

    label: str = ""
    value: int = 0
    shown: str = ""
    href: str = ""
    note: str = ""
    attention: bool = False


@dataclass(frozen=True, slots=True)
class DrawnBar:
    """A bar with its length from 0 to ``FULL``."""

    bar: Bar
    length: int
    words: str


@dataclass(frozen=True, slots=True)
class Chart(Part):
    """Bars to compare, drawn as a table so that the picture and its figures are one.

    ``top`` fixes the longest bar's value.
    """

    template: ClassVar[str] = "ui/components/chart.html"
    variable: ClassVar[str] = "chart"

    title: str = ""
    unit: str = ""
    label_head: str = ""
    bars: tuple[Bar, ...] = ()
    top: int = 0
    note: str = ""
    empty: str = ""

    @property
    def drawn(self) -> Iterator[DrawnBar]:
        top = self.top or max((bar.value for bar in self.bars), default=0)
        for bar in self.bars:
            length = max(0, min(FULL, bar.value * FULL // top)) if top > 0 else 0
            yield DrawnBar(bar, length, bar.shown or number_words(bar.value))


@dataclass(frozen=True, slots=True)
class Tile:
    """A figure that leads to what it counts."""

    label: str = ""
    value: int | str = 0
    href: str = ""
    note: str = ""
    tone: StateTone = StateTone.NEUTRAL

    @property
    def words(self) -> str:
        return number_words(self.value) if isinstance(self.value, int) else self.value


@dataclass(frozen=True, slots=True)
class Tiles(Part):
    """Figures side by side."""

    template: ClassVar[str] = "ui/components/tiles.html"
    variable: ClassVar[str] = "tiles"

    tiles: tuple[Tile, ...] = ()
    label: str = ""
