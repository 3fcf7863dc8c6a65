"""A plan of polygons without a map service: drawn by the server, works without JavaScript, prints."""

from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar

from linli.ui.parts.part import Part


class Outlook(StrEnum):
    """What a polygon is on the plan."""

    PART = "part"
    RIM = "rim"
    FAULT = "fault"
    OWN = "own"  # the shape before it is redrawn


@dataclass(frozen=True, slots=True)
class Outline:
    """A closed line: ``path`` in the drawing's units, a label at (``x``, ``y``)."""

    path: str = ""
    label: str = ""
    x: int = 0
    y: int = 0
    look: Outlook = Outlook.PART


@dataclass(frozen=True, slots=True)
class Drawing(Part):
    """Outlines on a plan of ``width`` by ``height`` units, north up. What it shows also stands in a table beside it."""

    template: ClassVar[str] = "ui/components/drawing.html"
    variable: ClassVar[str] = "drawing"

    title: str = ""
    outlines: tuple[Outline, ...] = ()
    width: int = 1000
    height: int = 700
    empty: str = ""
