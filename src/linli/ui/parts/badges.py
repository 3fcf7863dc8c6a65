"""Small marks that say a state in words, shape and colour: due dates, states, persons."""

from dataclasses import dataclass, field
from enum import StrEnum
from typing import ClassVar

from django.utils.translation import gettext

from linli.ui.parts.actions import Hidden
from linli.ui.parts.part import Part
from linli.ui.wording import Span, span_words


class DueTone(StrEnum):
    """How near the due moment is. Each tone has a shape of its own, so that colour is never the only sign."""

    CALM = "calm"
    SOON = "soon"
    OVERDUE = "overdue"
    PAUSED = "paused"
    DONE = "done"


_DUE_ICONS = {
    DueTone.CALM: "clock",
    DueTone.SOON: "alert-triangle-filled",
    DueTone.OVERDUE: "alert-octagon-filled",
    DueTone.PAUSED: "player-pause",
    DueTone.DONE: "circle-check",
}


@dataclass(frozen=True, slots=True)
class DueBadge(Part):
    """How a clock stands: 还剩2个工作日, 已超时3小时. ``title`` gives the exact moment."""

    template: ClassVar[str] = "ui/components/due.html"
    variable: ClassVar[str] = "due"

    text: str = ""
    tone: DueTone = DueTone.CALM
    title: str = ""

    @property
    def icon(self) -> str:
        return _DUE_ICONS[self.tone]

    @classmethod
    def left(cls, amount: int, span: Span, *, soon: bool = False, title: str = "") -> "DueBadge":
        """Time that is left; ``soon`` is the caller's rule, not ours."""
        tone = DueTone.SOON if soon else DueTone.CALM
        return cls(gettext("{span} left").format(span=span_words(amount, span)), tone, title)

    @classmethod
    def late(cls, amount: int, span: Span, *, title: str = "") -> "DueBadge":
        """Time by which the due moment has passed."""
        text = gettext("{span} overdue").format(span=span_words(amount, span))
        return cls(text, DueTone.OVERDUE, title)

    @classmethod
    def paused(cls, title: str = "") -> "DueBadge":
        """The clock stands still; ``title`` says why."""
        return cls(gettext("Clock paused"), DueTone.PAUSED, title)

    @classmethod
    def done(cls, title: str = "") -> "DueBadge":
        """Finished in time."""
        return cls(gettext("Done in time"), DueTone.DONE, title)


class StateTone(StrEnum):
    """The kind of a state: nothing special, in work, wants attention, finished, stopped, or dangerous."""

    NEUTRAL = "neutral"
    ACTIVE = "active"
    ATTENTION = "attention"
    DONE = "done"
    STOPPED = "stopped"
    DANGER = "danger"


_STATE_ICONS = {
    StateTone.NEUTRAL: "circle-dashed",
    StateTone.ACTIVE: "player-play",
    StateTone.ATTENTION: "flag",
    StateTone.DONE: "check",
    StateTone.STOPPED: "minus",
    StateTone.DANGER: "alert-triangle",
}


@dataclass(frozen=True, slots=True)
class StateBadge(Part):
    """The state of a thing in a word."""

    template: ClassVar[str] = "ui/components/state.html"
    variable: ClassVar[str] = "state"

    text: str = ""
    tone: StateTone = StateTone.NEUTRAL

    @property
    def icon(self) -> str:
        return _STATE_ICONS[self.tone]


@dataclass(frozen=True, slots=True)
class Choice:
    """One of several values.

    ``hint`` explains it; ``selected`` marks the present one where no field holds it. Choices of one ``group`` that
    follow each other stand under its name in a box that unfolds.
    """

    value: str = ""
    label: str = ""
    hint: str = ""
    selected: bool = False
    disabled: bool = False
    group: str = ""


@dataclass(frozen=True, slots=True)
class Reveal:
    """The form that shows masked data for a stated purpose: a POST, logged by the command behind ``action``.

    ``what`` names the data ("telephone and address"), ``hidden`` carries subject, fields, case and the key.
    """

    action: str = ""
    what: str = ""
    purposes: tuple[Choice, ...] = ()
    purpose_name: str = "purpose"
    hidden: Hidden = ()
    key: str = "reveal"


@dataclass(frozen=True, slots=True)
class PersonBadge(Part):
    """A person, masked by the server.

    ``shown`` holds label and value of data revealed for this one response.
    """

    template: ClassVar[str] = "ui/components/person.html"
    variable: ClassVar[str] = "person"

    name: str = ""
    note: str = ""
    href: str = ""
    reveal: Reveal | None = None
    shown: tuple[tuple[str, str], ...] = field(default=())
