"""Which account an outside identity belongs to, and the identities of an account."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from linli.kernel.actor import Actor
from linli.kernel.crypto.boxes import open_box
from linli.kernel.crypto.lookup import lookup_key
from linli.people.models import Account, OutsideIdentity
from linli.people.queries.accounts import visible
from linli.people.rules.outside import masked_subject


@dataclass(frozen=True)
class IdentityRow:
    """An identity of an account at an outside provider; the subject is masked."""

    id: UUID
    issuer: str
    subject: str
    linked_at: datetime


def identity_key(issuer: str, subject: str) -> bytes:
    """The digest under which a subject of an issuer is found."""
    return lookup_key("outside", f"{issuer}\0{subject}")


def account_of_identity(issuer: str, subject: str) -> Account | None:
    """The account that is linked with a subject, whatever its state; asked at the door, before anybody is known."""
    rows = OutsideIdentity.objects.filter(lookup=identity_key(issuer, subject)).select_related("account")
    found = rows.order_by("pk").first()
    return found.account if found else None


def identities_of_account(actor: Actor, account: UUID) -> tuple[IdentityRow, ...]:
    """The identities of an account that the actor looks after (one query)."""
    return _rows(account) if visible(actor).filter(pk=account).exists() else ()


def own_identities(actor: Actor) -> tuple[IdentityRow, ...]:
    """The identities of the actor's own account."""
    return _rows(actor.account) if actor.account else ()


def _rows(account: UUID) -> tuple[IdentityRow, ...]:
    rows = OutsideIdentity.objects.filter(account_id=account).order_by("issuer")
    return tuple(IdentityRow(row.id, row.issuer, masked_subject(_opened(row)), row.linked_at) for row in rows)


def _opened(row: OutsideIdentity) -> str:
    return open_box(bytes(row.subject_box), table="people_outsideidentity", field="subject_box", row=row.id)
