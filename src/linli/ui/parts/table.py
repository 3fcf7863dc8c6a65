"""Tables, and the pager below them."""

from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar

from django.utils.translation import gettext

from linli.ui.parts.actions import Hidden
from linli.ui.parts.cells import Cell
from linli.ui.parts.messages import EmptyState
from linli.ui.parts.part import Part
from linli.ui.wording import count_words, number_words


class Sorted(StrEnum):
    """Whether rows are in the order of a column."""

    NO = "none"
    UP = "ascending"
    DOWN = "descending"


@dataclass(frozen=True, slots=True)
class TableColumn:
    """A column.

    ``sort_href`` makes its head a link; ``number`` sets it right; ``wide`` lets it take what is left.
    """

    label: str = ""
    sort_href: str = ""
    sorted: Sorted = Sorted.NO
    number: bool = False
    wide: bool = False

    @property
    def sort_icon(self) -> str:
        return {Sorted.UP: "arrow-up", Sorted.DOWN: "arrow-down"}.get(self.sorted, "arrows-sort")


@dataclass(frozen=True, slots=True)
class TableRow:
    """A row.

    ``key`` is what its checkbox sends, ``label`` names it for that box; ``current`` is the one open beside.
    """

    cells: tuple[Cell, ...] = ()
    key: str = ""
    label: str = ""
    current: bool = False
    selectable: bool = True


@dataclass(frozen=True, slots=True)
class BulkChoice:
    """A button that does one thing with all marked rows, or says why it cannot."""

    value: str = ""
    label: str = ""
    allowed: bool = True
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Bulk:
    """What can be done with marked rows at once.

    One POST sends the rows' keys as ``field`` and the choice as ``name``.
    """

    action: str = ""
    choices: tuple[BulkChoice, ...] = ()
    field: str = "ids"
    name: str = "act"
    hidden: Hidden = ()


@dataclass(frozen=True, slots=True)
class Table(Part):
    """Rows under columns.

    ``problem`` or ``loading`` replace the rows; ``empty`` is drawn when there are none. With ``target`` htmx
    sorts by swapping that fragment. Persons stay masked here: revealing is for records.
    """

    template: ClassVar[str] = "ui/components/table.html"
    variable: ClassVar[str] = "table"

    caption: str = ""
    columns: tuple[TableColumn, ...] = ()
    rows: tuple[TableRow, ...] = ()
    empty: EmptyState | None = None
    problem: str = ""
    loading: bool = False
    bulk: Bulk | None = None
    target: str = ""


@dataclass(frozen=True, slots=True)
class Pager(Part):
    """Steps through a list by key: the links of the pages before and after, and how many rows there are.

    ``shown`` counts the rows of this page, ``count`` all of them if known; ``exact=False`` writes "1,000+".
    ``target`` is the selector of the fragment that htmx swaps, empty for whole pages.
    """

    template: ClassVar[str] = "ui/components/pager.html"
    variable: ClassVar[str] = "pager"

    previous_href: str = ""
    next_href: str = ""
    shown: int = 0
    count: int | None = None
    exact: bool = True
    target: str = ""
    label: str = ""

    @property
    def words(self) -> str:
        if self.count is None:
            return gettext("{shown} on this page").format(shown=number_words(self.shown))
        total = count_words(self.count, exact=self.exact)
        return gettext("{total} in all, {shown} on this page").format(total=total, shown=number_words(self.shown))
