"""How areas look: kinds and levels in words, where one is, what stands below."""

from django.utils.translation import gettext

from linli.kernel.codes import AreaLevel
from linli.kernel.errors import n_
from linli.places.queries.areas import AreaRow, ChangeRow
from linli.ui.parts import Fact, LinkList, ListItem, StateBadge, StateTone, Timeline, TimelineEntry

LEVELS = {
    AreaLevel.PROVINCE: n_("Province"),
    AreaLevel.PREFECTURE: n_("Prefecture"),
    AreaLevel.COUNTY: n_("County"),
    AreaLevel.TOWN: n_("Town or street"),
    AreaLevel.COMMUNITY: n_("Community or village"),
}
KINDS = {
    "street": n_("Street office"),
    "town": n_("Town"),
    "township": n_("Township"),
    "other": n_("Other unit"),
    "residents": n_("Residents' committee"),
    "village": n_("Village committee"),
}
CHANGES = {"rename": n_("Renamed"), "merge": n_("Merged"), "split": n_("Split")}


def kind_words(row: AreaRow) -> str:
    """The kind in words, else the level."""
    return gettext(KINDS.get(row.kind, LEVELS.get(row.level, n_("Area"))))


def kind_badge(row: AreaRow) -> StateBadge:
    """The kind as a badge; an ended area is shown as stopped."""
    return StateBadge(kind_words(row), StateTone.STOPPED if row.until else StateTone.NEUTRAL)


def name_of(row: AreaRow) -> str:
    """The name, or that there is none yet."""
    return row.name or gettext("(no name yet)")


SOURCES = {
    "division list": n_("division list"),
    "local": n_("set up locally"),
    "placeholder": n_("placeholder"),
}


def source_words(row: AreaRow) -> str:
    """Where the entry comes from, in words where we know them."""
    return gettext(SOURCES[row.source]) if row.source in SOURCES else row.source


def below(rows: tuple[AreaRow, ...]) -> LinkList:
    """The areas directly below, as links."""
    items = tuple(ListItem(name_of(row), f"/desk/areas/{row.code}/", row.code, state=kind_badge(row)) for row in rows)
    return LinkList(items=items, empty=gettext("Nothing stands below."))


def changes(rows: tuple[ChangeRow, ...]) -> Timeline:
    """Renames, merges and splits, the newest first."""
    entries = tuple(
        TimelineEntry(gettext(CHANGES.get(row.kind, row.kind)), row.on, text=_told(row), facts=_basis(row))
        for row in reversed(rows)
    )
    return Timeline(entries, empty=gettext("No change so far."))


def _told(row: ChangeRow) -> str:
    if row.kind == "rename":
        return f"{row.name_before} → {row.name_after}"
    return "\n".join(f"{before} → {after}" for before, after in row.links)


def _basis(row: ChangeRow) -> tuple[Fact, ...]:
    return (Fact(gettext("Basis"), row.basis),) if row.basis else ()
