"""Which account an outside identity belongs to, and the identities of an account."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet

from linli.kernel.actor import Actor
from linli.kernel.crypto.boxes import open_box
from linli.kernel.crypto.lookup import lookup_key
from linli.kernel.errors import KernelCode, NotFound
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
    """The identities of an account; NotFound when the actor does not look after it (two queries at most)."""
    known = visible(actor).filter(pk=account)
    found = _shown(OutsideIdentity.objects.filter(account__in=known))
    if not found and not known.exists():
        raise NotFound(KernelCode.NOT_FOUND)
    return found


def own_identities(actor: Actor) -> tuple[IdentityRow, ...]:
    """The identities of the actor's own account."""
    return _shown(OutsideIdentity.objects.filter(account=actor.account)) if actor.account else ()


def _shown(rows: QuerySet[OutsideIdentity]) -> tuple[IdentityRow, ...]:
    found = rows.order_by("issuer")
    return tuple(IdentityRow(row.id, row.issuer, masked_subject(_opened(row)), row.linked_at) for row in found)


def _opened(row: OutsideIdentity) -> str:
    return open_box(bytes(row.subject_box), table="people_outsideidentity", field="subject_box", row=row.id)
