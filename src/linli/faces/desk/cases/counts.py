"""The inbox in numbers: with my unit, to be dispatched, due soon, overdue; and what is due next."""

from django.utils.translation import gettext

from linli.cases.queries.cases import CaseRow, InboxCount, inbox_counts, waiting_cases
from linli.faces.desk.cases.looks import address_of, due_badge, state_badge
from linli.kernel.actor import Actor
from linli.kernel.errors import n_
from linli.ui.parts import Link, LinkList, ListItem, Part, Section, StateTone, Tile, Tiles
from linli.ui.wording import count_words

TILES = {
    "unit": (n_("With my unit"), "?mine=unit&life=open", StateTone.ACTIVE),
    "undispatched": (n_("Nobody leads yet"), "?lead=none&life=open", StateTone.ATTENTION),
    "soon": (n_("Due soon"), "?clock=soon&life=open", StateTone.ATTENTION),
    "overdue": (n_("Overdue"), "?clock=overdue&life=open", StateTone.DANGER),
}


def _tile(found: InboxCount) -> Tile:
    words, query, tone = TILES[found.key]
    shown = found.count if found.exact else count_words(found.count, exact=False)
    return Tile(gettext(words), shown, f"/desk/cases/{query}", tone=tone if found.count else StateTone.NEUTRAL)


def _item(row: CaseRow) -> ListItem:
    return ListItem(row.title, address_of(row.id), row.number, due=due_badge(row), state=state_badge(row))


def cases_sections(actor: Actor) -> tuple[Section, ...]:
    """Counts that lead to their lists, and the open cases of one's unit that are due next; for posts with cases."""
    if not actor.may("cases.see_own_cases"):
        return ()
    waiting = tuple(_item(row) for row in waiting_cases(actor))
    more = Link(gettext("All cases"), "/desk/cases/?mine=unit&life=open")
    parts: tuple[Part, ...] = (
        Tiles(tuple(_tile(found) for found in inbox_counts(actor)), gettext("Cases")),
        LinkList(items=waiting, more=more, empty=gettext("No case waits for your unit.")),
    )
    return (Section(gettext("Cases"), parts),)
