"""Parts that arrange others: facts, sections, tabs, dialogs, lists of links, the portal's doors."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from linli.ui.parts.actions import Action, Link
from linli.ui.parts.badges import DueBadge, StateBadge
from linli.ui.parts.cells import Fact
from linli.ui.parts.part import Part
from linli.ui.wording import when_words


@dataclass(frozen=True, slots=True)
class Facts(Part):
    """Labels and values, two columns where there is room."""

    template: ClassVar[str] = "ui/components/facts.html"
    variable: ClassVar[str] = "facts"

    facts: tuple[Fact, ...] = ()


@dataclass(frozen=True, slots=True)
class Section(Part):
    """Parts under a heading. ``folded`` starts closed and opens by a click, with or without JavaScript."""

    template: ClassVar[str] = "ui/components/section.html"
    variable: ClassVar[str] = "section"

    title: str = ""
    parts: tuple[Part, ...] = ()
    key: str = ""
    count: str = ""
    actions: tuple[Action, ...] = ()
    foldable: bool = False
    folded: bool = False


@dataclass(frozen=True, slots=True)
class Tab:
    """A page among its siblings."""

    label: str = ""
    href: str = ""
    current: bool = False
    count: str = ""


@dataclass(frozen=True, slots=True)
class Tabs(Part):
    """Links between sibling pages; the present one is marked."""

    template: ClassVar[str] = "ui/components/tabs.html"
    variable: ClassVar[str] = "tabs"

    tabs: tuple[Tab, ...] = ()
    label: str = ""


@dataclass(frozen=True, slots=True)
class Dialog(Part):
    """A question over the page, opened by an action with ``dialog=key``.

    Without JavaScript it is a section of the page.
    """

    template: ClassVar[str] = "ui/components/dialog.html"
    variable: ClassVar[str] = "dialog"

    title: str = ""
    parts: tuple[Part, ...] = ()
    key: str = "dialog"


@dataclass(frozen=True, slots=True)
class ListItem:
    """One line of a list of links."""

    title: str = ""
    href: str = ""
    note: str = ""
    when: date | None = None
    due: DueBadge | None = None
    state: StateBadge | None = None
    current: bool = False

    @property
    def words(self) -> str:
        return "" if self.when is None else when_words(self.when)


@dataclass(frozen=True, slots=True)
class LinkList(Part):
    """Links one below the other; also the left pane of the desk."""

    template: ClassVar[str] = "ui/components/link_list.html"
    variable: ClassVar[str] = "links"

    title: str = ""
    items: tuple[ListItem, ...] = ()
    more: Link | None = None
    empty: str = ""


@dataclass(frozen=True, slots=True)
class Doors(Part):
    """The few large ways into the portal; each link's ``note`` says what one gets there."""

    template: ClassVar[str] = "ui/components/doors.html"
    variable: ClassVar[str] = "doors"

    doors: tuple[Link, ...] = ()
    label: str = ""


@dataclass(frozen=True, slots=True)
class SearchBox(Part):
    """One large search field."""

    template: ClassVar[str] = "ui/components/search_box.html"
    variable: ClassVar[str] = "search"

    action: str = ""
    name: str = "q"
    value: str = ""
    label: str = ""
    hint: str = ""
    suggestions: tuple[Link, ...] = ()
