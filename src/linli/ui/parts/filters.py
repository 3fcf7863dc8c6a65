"""The bar above a list: search, filters, saved views."""

from dataclasses import dataclass
from typing import ClassVar

from linli.ui.parts.actions import Action, Hidden, Link
from linli.ui.parts.forms import FormField
from linli.ui.parts.part import Part


@dataclass(frozen=True, slots=True)
class Chip:
    """A filter in force; ``href`` is the list without it."""

    label: str = ""
    href: str = ""


@dataclass(frozen=True, slots=True)
class Chips(Part):
    """The filters in force, each a link that takes it away. Drawn with the rows: a swap renews them."""

    template: ClassVar[str] = "ui/components/chips.html"
    variable: ClassVar[str] = "chips"

    chips: tuple[Chip, ...] = ()
    reset_href: str = ""


@dataclass(frozen=True, slots=True)
class FilterBar(Part):
    """A GET form. With ``target`` htmx sends it as one types and swaps only that fragment.

    ``search_name`` empty means that there is no search box. ``views`` are saved views, the present one
    marked current.
    """

    template: ClassVar[str] = "ui/components/filter_bar.html"
    variable: ClassVar[str] = "filters"

    action: str = ""
    search: str = ""
    search_name: str = "q"
    search_label: str = ""
    fields: tuple[FormField, ...] = ()
    chips: tuple[Chip, ...] = ()
    reset_href: str = ""
    views: tuple[Link, ...] = ()
    actions: tuple[Action, ...] = ()
    hidden: Hidden = ()
    target: str = ""

    @property
    def in_force(self) -> Chips:
        """The chips, which stand above the rows and not in the bar."""
        return Chips(self.chips, self.reset_href)
