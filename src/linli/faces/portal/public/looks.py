"""How public reports look in lists."""

from linli.cases.queries.public_cases import PublicRow
from linli.ui.parts import ListItem, StateBadge, StateTone
from linli.ui.web.wording import label_of
from linli.ui.wording import day_words


def state_badge(row: PublicRow) -> StateBadge:
    """The state in its word; solved ones carry the mark of what is done."""
    return StateBadge(label_of(row.state_label), StateTone.ACTIVE if row.open else StateTone.DONE)


def report_item(row: PublicRow) -> ListItem:
    """A line of a list."""
    note = " · ".join(text for text in (row.place_name or row.area_name, day_words(row.received_at)) if text)
    return ListItem(row.title, f"/reports/{row.number}/", note, state=state_badge(row))
