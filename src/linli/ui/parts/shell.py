"""What stands around every page: bars, navigation, who one is, how one reads."""

from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar

from linli.ui.parts.actions import Link
from linli.ui.parts.messages import Toast
from linli.ui.parts.part import Part


class Face(StrEnum):
    """The kind of page: for residents, for staff, or bare (log-in, errors)."""

    PORTAL = "portal"
    DESK = "desk"
    PLAIN = "plain"


@dataclass(frozen=True, slots=True)
class NavItem:
    """A place in the navigation.

    ``count`` is what waits there; ``group`` heads items that follow each other.
    """

    label: str = ""
    href: str = ""
    icon: str = "circle-dashed"
    active: bool = False
    count: str = ""
    urgent: bool = False
    group: str = ""


@dataclass(frozen=True, slots=True)
class LanguageChoice:
    """A language under its own name: ("en", "English")."""

    code: str = ""
    label: str = ""
    active: bool = False


@dataclass(frozen=True, slots=True)
class PostChoice:
    """A post that the account may act under."""

    key: str = ""
    label: str = ""
    note: str = ""
    active: bool = False


@dataclass(frozen=True, slots=True)
class ModeBanner:
    """The line on top of demo and test installations."""

    text: str = ""
    link: Link | None = None


@dataclass(frozen=True, slots=True)
class Crumb:
    """A step of the way here; the last one has no ``href``."""

    label: str = ""
    href: str = ""


@dataclass(frozen=True, slots=True)
class Crumbs(Part):
    """The way here."""

    template: ClassVar[str] = "ui/components/crumbs.html"
    variable: ClassVar[str] = "crumbs"

    crumbs: tuple[Crumb, ...] = ()
    label: str = ""


@dataclass(frozen=True, slots=True)
class Shell:
    """The context variable ``shell`` of every layout.

    ``here`` is the path that switching language, post or elder mode returns to (sent as ``next``). Actions
    are addresses that take a POST: ``language_action`` gets ``language``, ``post_action`` gets ``post``,
    ``elder_action`` gets ``elder`` (1 or 0). An empty address leaves the thing out. ``counts_href`` answers
    with the partial ``ui/layouts/desk.html#nav`` and is asked every thirty seconds.
    """

    title: str = ""
    face: Face = Face.DESK
    place: str = ""
    home_href: str = "/"
    here: str = "/"
    nav: tuple[NavItem, ...] = ()
    counts_href: str = ""
    search_action: str = ""
    search: str = ""
    account_name: str = ""
    account_href: str = ""
    login_href: str = ""
    logout_action: str = ""
    post_label: str = ""
    posts: tuple[PostChoice, ...] = ()
    post_action: str = ""
    languages: tuple[LanguageChoice, ...] = ()
    language_action: str = ""
    elder: bool = False
    elder_action: str = ""
    banner: ModeBanner | None = None
    crumbs: tuple[Crumb, ...] = ()
    toasts: tuple[Toast, ...] = ()
    foot_links: tuple[Link, ...] = ()
    hotline: str = ""

    @property
    def layout(self) -> str:
        """The template that pages extend."""
        return f"ui/layouts/{self.face}.html"

    @property
    def root_class(self) -> str:
        """Classes of the html element."""
        return f"face-{self.face}{' elder' if self.elder else ''}"
