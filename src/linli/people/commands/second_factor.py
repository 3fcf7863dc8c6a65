"""The second factor: six digits of an authenticator app (TOTP), kept encrypted in the log-in library's table."""

from typing import cast
from uuid import UUID

import pyotp
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP

from linli.kernel.db.guard import writing
from linli.people.models import Account


def new_totp_secret() -> str:
    """A fresh secret, base32."""
    return pyotp.random_base32()


def code_fits(secret: str, code: str) -> bool:
    """Whether ``code`` is the present one, or one 30 seconds off."""
    return pyotp.TOTP(secret).verify(code.replace(" ", ""), valid_window=1)


def present_code(secret: str) -> str:
    """The code that an authenticator app shows now."""
    return pyotp.TOTP(secret).now()


def set_second_factor(account: Account, secret: str) -> None:
    """Replace the account's second factor."""
    with writing("framework"):
        Authenticator.objects.filter(user_id=account.pk).delete()
        TOTP.activate(account, secret)


def has_second_factor(account: UUID) -> bool:
    """Whether the account has a second factor."""
    return cast(bool, Authenticator.objects.filter(user_id=account, type="totp").exists())


def provisioning_uri(secret: str, login_name: str) -> str:
    """The address that an authenticator app reads from a QR code."""
    return pyotp.TOTP(secret).provisioning_uri(name=login_name, issuer_name="邻里 Linli")
