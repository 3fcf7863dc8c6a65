"""Reading the journal: what changed since a version, and the history of an object."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from linli.kernel.crypto.boxes import open_box
from linli.kernel.ids import county_of_id
from linli.kernel.journal.models import Content, JournalEntry

ERASED = None


@dataclass(frozen=True)
class Entry:
    """One entry as a face shows it. ``personal`` maps a field to its value, or to None when it was erased."""

    id: UUID
    at: datetime
    command: str
    outcome: str
    account: UUID | None
    post: UUID | None
    stand_in_for: UUID | None
    channel: str
    version: int
    changed: tuple[str, ...]
    facts: dict[str, object]
    personal: dict[str, str | None]


def _entry(row: JournalEntry, values: dict[str, str]) -> Entry:
    return Entry(
        row.id, row.at, row.command, row.outcome, row.account, row.post, row.stand_in_for, row.channel,
        row.object_version, tuple(row.changed), row.facts,
        {name: values.get(name, ERASED) for name in row.commitments},
    )  # fmt: skip


def history(county: str, object_type: str, object_id: UUID, *, contents: bool = False) -> list[Entry]:
    """Every entry of one object, oldest first; with ``contents`` the personal values are opened (two queries)."""
    rows = JournalEntry.objects.filter(county=county, object_type=object_type, object_id=object_id)
    values = _contents(county, object_type, object_id) if contents else {}
    return [_entry(row, values.get(row.id, {})) for row in rows.order_by("object_version", "id")]


def _contents(county: str, object_type: str, object_id: UUID) -> dict[UUID, dict[str, str]]:
    found: dict[UUID, dict[str, str]] = {}
    rows = Content.objects.filter(county=county, object_type=object_type, object_id=object_id).order_by("id")
    for row in rows:
        plain = open_box(bytes(row.box), table="kernel_content", field=row.field, row=row.id)
        found.setdefault(row.entry, {})[row.field] = plain
    return found


def words_of_object(county: str, object_type: str, object_id: UUID) -> dict[UUID, dict[str, str]]:
    """The personal values of an object's entries that were not erased, by entry and field (one query)."""
    return _contents(county, object_type, object_id)


def words_of_entry(county: str, entry: UUID) -> dict[str, str]:
    """The personal values of one entry that were not erased (one query)."""
    rows = Content.objects.filter(county=county, entry=entry).order_by("id")
    return {row.field: open_box(bytes(row.box), table="kernel_content", field=row.field, row=row.id) for row in rows}


def changes_since(county: str, object_type: str, object_id: UUID, version: int) -> list[Entry]:
    """The entries that made later versions than ``version``, oldest first."""
    rows = JournalEntry.objects.filter(
        county=county,
        object_type=object_type,
        object_id=object_id,
        object_version__gt=version,
        outcome="done",
    )
    return [_entry(row, {}) for row in rows.order_by("object_version", "id")]


def object_of(entry: UUID) -> tuple[str, UUID]:
    """(county, object) of an entry; LookupError when there is no such entry."""
    row = JournalEntry.objects.filter(pk=entry, county=county_of_id(entry)).values("county", "object_id").first()
    if row is None:
        raise LookupError(f"no journal entry {entry}")
    return row["county"], row["object_id"]


def moment_of(entry: UUID) -> datetime:
    """When the act of an entry was done; LookupError when there is no such entry."""
    at = JournalEntry.objects.filter(pk=entry, county=county_of_id(entry)).values_list("at", flat=True).first()
    if at is None:
        raise LookupError(f"no journal entry {entry}")
    return at
