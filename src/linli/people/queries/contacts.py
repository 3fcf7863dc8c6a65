"""Contact points as pages see them, and for those who send something."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from linli.kernel.clock_port import LOCAL
from linli.people.models import ContactPoint
from linli.people.queries.person_values import group_of, masked_contact, opened_contact
from linli.people.rules.contacts import Wishes, may_reach


@dataclass(frozen=True)
class ContactRow:
    """A contact point, masked, with the wishes and the safety setting that whoever calls must read first."""

    id: UUID
    kind: str
    masked: str
    wishes: Wishes
    via: UUID | None
    version: int


def wishes_of(row: ContactPoint) -> Wishes:
    """The wishes of a contact point."""
    return Wishes(tuple(row.channels), row.quiet_from, row.quiet_to, row.setting, row.safe_from, row.safe_to)


def open_contacts(county: str, persons: Iterable[UUID]) -> list[ContactPoint]:
    """The contact points in use of persons and of the records merged into them, oldest first (two queries)."""
    return _open(county, group_of(county, persons))


def _open(county: str, group: Iterable[UUID]) -> list[ContactPoint]:
    rows = ContactPoint.objects.filter(county=county, person__in=set(group), until__isnull=True)
    return list(rows.order_by("since", "id"))


def contact_rows(county: str, group: Iterable[UUID]) -> tuple[ContactRow, ...]:
    """The contact points of a person and of the records merged into them, masked (one query)."""
    return tuple(
        ContactRow(row.id, row.kind, masked_contact(row), wishes_of(row), row.via_id, row.version)
        for row in _open(county, group)
    )


def ways_to_reach(county: str, person: UUID, channel: str, at: datetime) -> tuple[str, ...]:
    """The addresses that a message may be sent to by ``channel`` at ``at``; for senders inside the house, not pages.

    One contact point that says "never" or "via" closes the same number in every record of the person.
    """
    local = at.astimezone(LOCAL)
    minute = local.hour * 60 + local.minute
    rows = open_contacts(county, [person])
    closed = {bytes(row.lookup) for row in rows if row.setting in ("never", "via")}
    free = [row for row in rows if bytes(row.lookup) not in closed and may_reach(wishes_of(row), channel, minute)]
    return tuple(dict.fromkeys(opened_contact(row) for row in free))
