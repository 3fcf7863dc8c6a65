"""Whole pages: what the templates under ``ui/pages/`` read besides ``shell``."""

from dataclasses import dataclass, field
from typing import ClassVar

from linli.ui.parts.actions import Action, Actions, Link
from linli.ui.parts.badges import DueBadge, StateBadge
from linli.ui.parts.cells import Fact
from linli.ui.parts.filters import FilterBar
from linli.ui.parts.forms import FieldProblem, Form
from linli.ui.parts.layout import Dialog, Facts, LinkList, Section, Tabs
from linli.ui.parts.messages import Notice
from linli.ui.parts.part import Part
from linli.ui.parts.steps import Stepper
from linli.ui.parts.table import Pager, Table
from linli.ui.wording import grouped


@dataclass(frozen=True, slots=True)
class PageHead(Part):
    """The head of a page. ``number`` is set in groups of four, as people read it out."""

    template: ClassVar[str] = "ui/components/page_head.html"
    variable: ClassVar[str] = "head"

    title: str = ""
    note: str = ""
    number: str = ""
    state: StateBadge | None = None
    due: DueBadge | None = None
    back: Link | None = None
    actions: tuple[Action, ...] = ()

    @property
    def number_words(self) -> str:
        return grouped(self.number)


@dataclass(frozen=True, slots=True)
class ListPage:
    """``ui/pages/list.html``; its partial ``rows`` draws table and pager alone."""

    head: PageHead = field(default_factory=PageHead)
    table: Table = field(default_factory=Table)
    filters: FilterBar | None = None
    pager: Pager | None = None
    tabs: Tabs | None = None
    notices: tuple[Notice, ...] = ()


@dataclass(frozen=True, slots=True)
class ObjectPage:
    """``ui/pages/object.html``: a record between the list it came from and what stands beside it."""

    head: PageHead = field(default_factory=PageHead)
    facts: tuple[Fact, ...] = ()
    sections: tuple[Section, ...] = ()
    side: tuple[Section, ...] = ()
    actions: tuple[Action, ...] = ()
    tabs: Tabs | None = None
    stepper: Stepper | None = None
    listing: LinkList | None = None
    notices: tuple[Notice, ...] = ()
    dialogs: tuple[Dialog, ...] = ()

    @property
    def action_bar(self) -> Actions:
        return Actions(self.actions)

    @property
    def fact_list(self) -> Facts:
        return Facts(self.facts)


@dataclass(frozen=True, slots=True)
class FormPage:
    """``ui/pages/form.html``: one form, its step in a sequence, what to know beside it."""

    head: PageHead = field(default_factory=PageHead)
    form: Form = field(default_factory=Form)
    stepper: Stepper | None = None
    notices: tuple[Notice, ...] = ()
    side: tuple[Section, ...] = ()


@dataclass(frozen=True, slots=True)
class ConfirmPage:
    """``ui/pages/confirm.html``: what a token link asks. Only the button changes anything."""

    title: str = ""
    text: str = ""
    facts: tuple[Fact, ...] = ()
    action: Action = field(default_factory=Action)
    cancel: Link | None = None
    warning: str = ""

    @property
    def fact_list(self) -> Facts:
        return Facts(self.facts)


@dataclass(frozen=True, slots=True)
class ProblemPage:
    """``ui/pages/problem.html``: what happened, what was kept, what to do. ``number`` finds it in our log."""

    status: int = 500
    message: str = ""
    hint: str = ""
    kept: str = ""
    problems: tuple[FieldProblem, ...] = ()
    back: Link | None = None
    actions: tuple[Action, ...] = ()
    number: str = ""


@dataclass(frozen=True, slots=True)
class PrintSheet(Part):
    """A page of paper; ``ui/pages/print.html`` reads it as ``sheet``."""

    template: ClassVar[str] = "ui/components/print_sheet.html"
    variable: ClassVar[str] = "sheet"

    title: str = ""
    issuer: str = ""
    number: str = ""
    date: str = ""
    facts: tuple[Fact, ...] = ()
    parts: tuple[Part, ...] = ()
    signatures: tuple[str, ...] = ()
    foot: str = ""
    back: Link | None = None

    @property
    def number_words(self) -> str:
        return grouped(self.number)
