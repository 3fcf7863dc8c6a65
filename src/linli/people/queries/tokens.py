"""One's own tokens."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from linli.kernel.actor import Actor
from linli.people.models import AccessToken


@dataclass(frozen=True)
class TokenRow:
    """A token without its secret."""

    id: UUID
    name: str
    scopes: tuple[str, ...]
    expires_at: datetime


def tokens_of(actor: Actor) -> tuple[TokenRow, ...]:
    """The actor's tokens that are in force, the newest first; at most 100."""
    rows = AccessToken.objects.filter(
        county=actor.county, account_id=actor.account or UUID(int=0), revoked_at__isnull=True
    )
    rows = rows.filter(expires_at__gt=actor.at).order_by("-created_at", "id")[:100]
    return tuple(TokenRow(row.id, row.name, tuple(row.scopes), row.expires_at) for row in rows)
