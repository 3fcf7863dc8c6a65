"""The same key twice: one effect, the same answer; the same key with other content is refused."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from linli.kernel.actor import Actor
from linli.kernel.command.models import AnsweredRequest
from linli.kernel.command.results import Receipt
from linli.kernel.crypto.lookup import request_digest
from linli.kernel.db.upsert import insert_if_absent
from linli.kernel.errors import Conflict, KernelCode
from linli.kernel.ids import new

NOBODY = UUID(int=0)


def claim(actor: Actor, command: str, arguments: Mapping[str, Any]) -> AnsweredRequest | Receipt | None:
    """Claim the actor's key for this command.

    Returns None without a key, the fresh row for a new key, or the stored Receipt for a repeat. A rival with
    the same key is waited for. Conflict when the key was used with other content.
    """
    if not actor.request_key:
        return None
    digest = request_digest(arguments)
    row = AnsweredRequest(
        id=new(actor.county), county=actor.county, account=actor.account or NOBODY, command=command,
        key=actor.request_key, digest=digest, created_at=actor.at,
    )  # fmt: skip
    if insert_if_absent(row):
        return row
    return _stored(row)


def _stored(row: AnsweredRequest) -> Receipt:
    earlier = AnsweredRequest.objects.get(county=row.county, account=row.account, command=row.command, key=row.key)
    if earlier.digest != row.digest or earlier.object_id is None:
        raise Conflict(KernelCode.KEY_REUSED)
    return _receipt(earlier, earlier.object_id)


def _receipt(row: AnsweredRequest, object_id: UUID) -> Receipt:
    return Receipt(row.object_type, object_id, row.status, row.object_version, repeated=True)


def answered(actor: Actor, command: str, since: datetime) -> Receipt | None:
    """What the actor's key was answered with at or after ``since``; None when it was not (one query)."""
    rows = AnsweredRequest.objects.filter(
        county=actor.county, account=actor.account or NOBODY, command=command, key=actor.request_key,
        created_at__gte=since, object_id__isnull=False,
    )  # fmt: skip
    row = rows.order_by("id").first()
    return _receipt(row, row.object_id) if row and row.object_id else None


def keep_answer(row: AnsweredRequest, receipt: Receipt) -> None:
    """Store the reference that a repeat is answered with."""
    AnsweredRequest.objects.filter(pk=row.pk, county=row.county).update(
        object_type=receipt.type,
        object_id=receipt.id,
        status=receipt.status,
        object_version=receipt.version,
    )
