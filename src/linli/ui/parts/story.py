"""What happened, in order of time."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from linli.ui.parts.actions import Link
from linli.ui.parts.badges import StateTone
from linli.ui.parts.cells import Fact
from linli.ui.parts.part import Part
from linli.ui.wording import when_words


@dataclass(frozen=True, slots=True)
class TimelineEntry:
    """One act: what, when, by whom. ``erased`` stands for text that was deleted as the law demands."""

    title: str = ""
    when: date | None = None
    who: str = ""
    text: str = ""
    icon: str = "point-filled"
    tone: StateTone = StateTone.NEUTRAL
    facts: tuple[Fact, ...] = ()
    links: tuple[Link, ...] = ()
    erased: bool = False

    @property
    def words(self) -> str:
        return "" if self.when is None else when_words(self.when)

    @property
    def machine(self) -> str:
        return "" if self.when is None else self.when.isoformat()


@dataclass(frozen=True, slots=True)
class Timeline(Part):
    """Acts, the newest first or last as the caller orders them."""

    template: ClassVar[str] = "ui/components/timeline.html"
    variable: ClassVar[str] = "timeline"

    entries: tuple[TimelineEntry, ...] = ()
    more: Link | None = None
    empty: str = ""
