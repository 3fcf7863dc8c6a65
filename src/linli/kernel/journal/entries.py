"""Writing the journal: one entry and its outbox row in the command's own transaction."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

from linli.kernel.actor import Actor
from linli.kernel.clock_port import now
from linli.kernel.crypto.boxes import seal_box
from linli.kernel.crypto.lookup import commitment, new_salt
from linli.kernel.db.inserting import insert_row
from linli.kernel.db.rows import CountyRow
from linli.kernel.ids import new
from linli.kernel.journal.models import Content, JournalEntry, Pending

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
MICROSECOND = timedelta(microseconds=1)
DIGESTED = (
    "id", "county", "area", "at", "recorded_at", "command", "outcome", "account", "post", "stand_in_for", "channel",
    "purpose", "object_type", "object_id", "object_version", "event", "changed", "commitments", "facts",
)  # fmt: skip


@dataclass(frozen=True)
class Subject:
    """What an entry is about: type name, id, place and the version that the act made."""

    type: str
    id: UUID
    county: str
    area: str
    version: int = 1


@dataclass(frozen=True)
class Act:
    """What happened to the subject. ``personal`` values go to contents; ``facts`` must hold nothing personal."""

    changed: tuple[str, ...] = ()
    personal: Mapping[str, str] = field(default_factory=dict)
    facts: Mapping[str, Any] = field(default_factory=dict)
    event: str = ""


def subject_of(row: CountyRow) -> Subject:
    """The subject of a row, named by its table."""
    return Subject(row._meta.label_lower, row.pk, row.county, row.area, row.version)


def canonical(entry: JournalEntry) -> bytes:
    """The bytes that an entry's digest is taken of: the same on every engine."""
    values = {name: _text(getattr(entry, name)) for name in DIGESTED}
    return json.dumps(values, sort_keys=True, ensure_ascii=False, separators=(",", ":")).encode("utf-8")


def _text(value: Any) -> Any:
    if isinstance(value, datetime):
        return (value - EPOCH) // MICROSECOND
    return str(value) if isinstance(value, UUID) else value


def digest_of(entry: JournalEntry) -> str:
    """SHA-256 of the canonical bytes."""
    return hashlib.sha256(canonical(entry)).hexdigest()


def _plain(facts: Mapping[str, Any]) -> dict[str, Any]:
    """The facts as they come back from the database, so that their digest is the same afterwards."""
    _refuse_floats(facts)
    plain: dict[str, Any] = json.loads(json.dumps(facts))
    return plain


def _refuse_floats(value: Any) -> None:
    if isinstance(value, float):
        raise TypeError("journal facts hold no floats (settled.md, machinery 6)")
    if isinstance(value, Mapping):
        value = value.values()
    elif not isinstance(value, list | tuple):
        return
    for item in value:
        _refuse_floats(item)


def write_entry(actor: Actor, command: str, outcome: str, subject: Subject, act: Act) -> UUID:
    """Append an entry, its contents and its pending row. Called through ``record`` by commands."""
    entry_id = new(subject.county)
    salts = {name: new_salt() for name in act.personal}
    entry = JournalEntry(
        id=entry_id, county=subject.county, area=subject.area, at=actor.at, recorded_at=now(), command=command,
        outcome=outcome, account=actor.account, post=actor.post, stand_in_for=actor.stand_in_for,
        channel=actor.channel, purpose=actor.purpose, object_type=subject.type, object_id=subject.id,
        object_version=subject.version, event=act.event, changed=sorted(act.changed),
        commitments={name: commitment(salts[name], name, value) for name, value in act.personal.items()},
        facts=_plain(act.facts),
    )  # fmt: skip
    entry.digest = digest_of(entry)
    insert_row(entry)
    _keep_contents(subject, entry_id, act.personal, salts)
    insert_row(Pending(id=entry_id, county=subject.county, event=act.event, recorded_at=entry.recorded_at))
    return entry_id


def _keep_contents(subject: Subject, entry: UUID, personal: Mapping[str, str], salts: Mapping[str, bytes]) -> None:
    rows = []
    for name, value in personal.items():
        row_id = new(subject.county)
        box = seal_box(value, table="kernel_content", field=name, row=row_id)
        rows.append(
            Content(
                id=row_id,
                county=subject.county,
                entry=entry,
                object_type=subject.type,
                object_id=subject.id,
                field=name,
                salt=salts[name],
                box=box,
            )
        )
    if rows:
        Content.objects.bulk_create(rows)
