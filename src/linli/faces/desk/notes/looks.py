"""How notes look: state and due badges, history in words."""

from collections.abc import Mapping
from datetime import date
from typing import Protocol
from uuid import UUID

from django.utils.translation import gettext

from linli.cases.queries.notes import STATES, NoteDetail
from linli.kernel.clock import local_day
from linli.kernel.clock_port import LOCAL, now
from linli.kernel.errors import n_
from linli.kernel.journal.reading import Entry
from linli.kernel.packs.calendars import calendar_at
from linli.people.queries.posts import post_names
from linli.ui.parts import Cell, DateCell, DueBadge, DueCell, StateBadge, StateTone, Timeline, TimelineEntry
from linli.ui.wording import Span

_TONES = {
    "sent": StateTone.NEUTRAL,
    "delivered": StateTone.ATTENTION,
    "answered": StateTone.ACTIVE,
    "closed": StateTone.DONE,
    "withdrawn": StateTone.STOPPED,
}
_DEEDS = {
    "cases.send_note": n_("Sent"),
    "cases.deliver_note": n_("Delivered"),
    "cases.edit_note": n_("Words changed"),
    "cases.answer_note": n_("Answered"),
    "cases.return_note": n_("Sent back"),
    "cases.close_note": n_("Closed"),
    "cases.withdraw_note": n_("Withdrawn"),
    "cases.warn_note": n_("Alarm"),
}
SOON_DAYS = 1


class Dated(Protocol):
    """What has a due day."""

    @property
    def state(self) -> str: ...
    @property
    def due_on(self) -> date: ...


def state_badge(state: str) -> StateBadge:
    """The state in a word."""
    return StateBadge(gettext(dict(STATES)[state]), _TONES[state])


def due_badge(row: Dated) -> DueBadge | None:
    """How long is left, in working days; None when the clock has stopped."""
    if row.state not in ("sent", "delivered"):
        return None
    today = local_day(now())
    title = row.due_on.isoformat()
    if today > row.due_on:
        return DueBadge.late((today - row.due_on).days, Span.DAYS, title=title)
    left = calendar_at("").working_days(today, row.due_on)
    return DueBadge.left(left, Span.WORKDAYS, soon=left <= SOON_DAYS, title=title)


def due_cell(row: Dated) -> Cell:
    """The clock in a table, or the day that was due."""
    badge = due_badge(row)
    return DueCell(badge) if badge else DateCell(row.due_on)


def _told(entry: Entry) -> str:
    words = {key: text for key, text in entry.personal.items() if key in ("answer", "reason")}
    return next((text or "" for text in words.values()), "")


def _is_erased(entry: Entry) -> bool:
    return bool(entry.personal) and all(text is None for text in entry.personal.values())


def _who(entry: Entry, names: Mapping[UUID, str]) -> str:
    if entry.post is None:
        return gettext("by itself")
    acted = names.get(entry.post, "")
    if entry.stand_in_for is None:
        return acted
    return gettext("{post}, standing in for {absent}").format(post=acted, absent=names.get(entry.stand_in_for, ""))


def story(note: NoteDetail) -> Timeline:
    """The note's history, the newest first: what, when, by which post."""
    names = post_names(post for entry in note.history for post in (entry.post, entry.stand_in_for))
    entries = tuple(
        TimelineEntry(
            gettext(_DEEDS.get(entry.command, entry.command)),
            entry.at.astimezone(LOCAL),
            who=_who(entry, names),
            text=_told(entry),
            erased=_is_erased(entry),
        )
        for entry in reversed(note.history)
    )
    return Timeline(entries)
