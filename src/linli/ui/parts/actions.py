"""Links and buttons, with the reason where a button may not be used."""

from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar

from linli.ui.parts.part import Part

Hidden = tuple[tuple[str, str], ...]
"""Hidden fields of a form: pairs of name and value."""


class Weight(StrEnum):
    """How much a button asks for attention. One primary button a page."""

    PLAIN = "plain"
    PRIMARY = "primary"
    DANGER = "danger"
    QUIET = "quiet"


class Tone(StrEnum):
    """The mood of a message: information, success, attention, or danger (the only red one)."""

    INFO = "info"
    DONE = "done"
    ATTENTION = "attention"
    DANGER = "danger"


@dataclass(frozen=True, slots=True)
class Link:
    """A place to go. ``current`` marks where one is."""

    label: str = ""
    href: str = ""
    icon: str = ""
    note: str = ""
    current: bool = False


@dataclass(frozen=True, slots=True)
class Action(Part):
    """Something one can do.

    A link (``method="get"``), a form of one button ("post"), or the opener of a dialog.

    ``allowed=False`` greys it; ``reason`` then says why. ``hidden`` are the form's hidden fields, the CSRF
    token is added. ``dialog`` is the id of a dialog on the same page. ``target`` is a selector that htmx
    swaps instead of the page.
    """

    template: ClassVar[str] = "ui/components/action.html"
    variable: ClassVar[str] = "action"

    label: str = ""
    href: str = ""
    method: str = "get"
    weight: Weight = Weight.PLAIN
    icon: str = ""
    allowed: bool = True
    reason: str = ""
    hidden: Hidden = ()
    dialog: str = ""
    target: str = ""


@dataclass(frozen=True, slots=True)
class Actions(Part):
    """A row of actions; the key ``a`` puts the focus on its first one."""

    template: ClassVar[str] = "ui/components/actions.html"
    variable: ClassVar[str] = "actions"

    actions: tuple[Action, ...] = ()
    label: str = ""
