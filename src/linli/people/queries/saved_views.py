"""One's own saved views."""

from dataclasses import dataclass
from uuid import UUID

from linli.kernel.actor import Actor
from linli.people.models import SavedView


@dataclass(frozen=True)
class ViewRow:
    """A saved view: its name and the query part of its address."""

    id: UUID
    title: str
    query: str


def views_of(actor: Actor, listing: str) -> tuple[ViewRow, ...]:
    """The actor's views of a list by name (one query)."""
    rows = SavedView.objects.filter(county=actor.county, account_id=actor.account or UUID(int=0), listing=listing)
    return tuple(ViewRow(row.id, row.title, row.query) for row in rows.order_by("title", "id"))
