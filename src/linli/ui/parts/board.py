"""A plan that one draws on: with scripts by mouse and keyboard, without them it is a plan over a list of corners."""

import json
from dataclasses import dataclass
from typing import ClassVar

from linli.ui.parts.drawing import Outline
from linli.ui.parts.part import Part

Ring = tuple[tuple[float, float], ...]


@dataclass(frozen=True, slots=True)
class Fit:
    """How degrees become units of the drawing: x = (lon - west) · across + left, y = (north - lat) · down + top."""

    west: float = 0.0
    north: float = 0.0
    across: float = 1.0
    down: float = 1.0
    left: int = 0
    top: int = 0


@dataclass(frozen=True, slots=True)
class Board(Part):
    """``field`` is the id of the text area that holds the corners and is sent; ``rings`` are what drawing snaps to.

    ``single``: one point is set instead of an outline.
    """

    template: ClassVar[str] = "ui/components/board.html"
    variable: ClassVar[str] = "board"

    title: str = ""
    field: str = "id_corners"
    outlines: tuple[Outline, ...] = ()
    rings: tuple[Ring, ...] = ()
    fit: Fit = Fit()
    width: int = 1000
    height: int = 700
    single: bool = False

    @property
    def rings_json(self) -> str:
        """The rings for the script."""
        return json.dumps(self.rings, separators=(",", ":"))

    @property
    def numbers(self) -> tuple[tuple[str, str], ...]:
        """The fit as data attributes, unrounded and without the marks of a language."""
        names = ("west", "north", "across", "down", "left", "top")
        return tuple((name, repr(getattr(self.fit, name))) for name in names)
