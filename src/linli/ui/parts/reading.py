"""A text with places lit, and two panes side by side: what stands there, what was made of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import ClassVar

from linli.ui.parts.part import Part

LIT = ("task", "target", "mended", "doubt", "now")


@dataclass(frozen=True, slots=True)
class Stretch:
    """A stretch of text. ``kind`` is one of ``LIT`` or nothing; ``key`` is its place on the page; ``note`` says why."""

    text: str = ""
    kind: str = ""
    key: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Reading(Part):
    """A text as it stands, line by line, with stretches lit. ``label`` names the pane for a screen reader."""

    template: ClassVar[str] = "ui/components/reading.html"
    variable: ClassVar[str] = "reading"

    stretches: tuple[Stretch, ...] = ()
    label: str = ""
    cut_before: bool = False
    cut_after: bool = False


@dataclass(frozen=True, slots=True)
class Panes(Part):
    """Two panes, side by side where there is room; on a phone ``right`` comes first."""

    template: ClassVar[str] = "ui/components/panes.html"
    variable: ClassVar[str] = "panes"

    left: tuple[Part, ...] = ()
    right: tuple[Part, ...] = ()


def lit(text: str, spans: Sequence[tuple[int, int, str, str, str]], start: int = 0) -> tuple[Stretch, ...]:
    """``text`` parted at spans (start, end, kind, key, note), which count from ``start``.

    Where spans overlap, the later in the sequence lies on top.
    """
    inside = [(max(a - start, 0), min(b - start, len(text)), kind, key, note) for a, b, kind, key, note in spans]
    inside = [span for span in inside if span[0] < span[1]]
    marks = {0, len(text), *(edge for span in inside for edge in span[:2])}
    found: list[Stretch] = []
    named: set[str] = set()
    for low, high in pairwise(sorted(marks)):
        top = next((span for span in reversed(inside) if span[0] <= low and high <= span[1]), (0, 0, "", "", ""))
        _, _, kind, key, note = top
        found.append(Stretch(text[low:high], kind, "" if key in named else key, note))
        named.add(key)
    return tuple(found)
