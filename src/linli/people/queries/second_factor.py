"""The second factor as ``linli demo code`` needs it."""

from uuid import UUID

from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator


def totp_secret_of(account: UUID) -> str | None:
    """The account's secret in clear: for the demo's own command line only."""
    row = Authenticator.objects.filter(user_id=account, type="totp").first()
    return str(get_adapter().decrypt(row.data["secret"])) if row else None
