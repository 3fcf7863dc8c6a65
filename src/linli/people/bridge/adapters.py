"""Adapters of the log-in library: closed sign-up, our lock-out, encrypted second factors (settled.md, machinery 10)."""

import base64
from typing import Any
from uuid import UUID

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from django.conf import settings
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils import timezone, translation

from linli.kernel.actor import Actor, system_actor
from linli.kernel.clock_port import LOCAL, now
from linli.kernel.crypto.boxes import open_box, seal_box
from linli.kernel.db.guard import writing
from linli.people.commands.log_ins import note_wrong_password
from linli.people.models import Account
from linli.people.queries.door import account_at_the_door
from linli.people.rules.lockout import Failures, is_locked
from linli.people.rules.reasons import PeopleCode

THEIR_STAGE, OUR_STAGE = "allauth.mfa.stages.AuthenticateStage", "linli.people.bridge.proofs.SecondStep"
# Second factors are rows of a table of the whole installation; their boxes are bound to one fixed id.
FACTOR_ROW = UUID(int=7 << 76 | 0b10 << 62)


def door_actor(*commands: str) -> Actor:
    """Who notes what happens at the door, before anybody is known."""
    return system_actor(settings.LINLI.county, now(), *commands)


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]  # the library is untyped
    """Nobody signs up by themselves; wrong passwords are counted in the database."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Accounts are created by administrators."""
        return False

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """Refuse a locked account before its password is looked at."""
        account = _named(credentials)
        until = locked_until(account) if account else ""
        if until:
            raise ValidationError(translation.gettext(PeopleCode.LOCKED.message).format(until=until))

    def authentication_failed(self, request: HttpRequest, **credentials: Any) -> None:
        """Count the wrong password."""
        account = _named(credentials)
        if account is not None:
            note_wrong_password(door_actor("people.note_wrong_password"), account=account.id)

    def get_login_stages(self) -> list[str]:
        """The library's stages, with our own second step."""
        stages: list[str] = super().get_login_stages()
        return [OUR_STAGE if stage == THEIR_STAGE else stage for stage in stages]

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        """Staff go to the desk."""
        return "/desk/"

    def get_client_ip(self, request: HttpRequest) -> str:
        """The address that our own middleware worked out."""
        return str(request.META.get("REMOTE_ADDR", ""))

    def add_message(self, *args: Any, **kwargs: Any) -> None:
        """The library's own notices are not shown."""


def locked_until(account: Account) -> str:
    """Until when the account is locked, as people read it; empty when it is not."""
    state = Failures(account.failures, account.first_failure_at, account.locked_until)
    return timezone.localtime(account.locked_until, LOCAL).strftime("%H:%M") if is_locked(state, now()) else ""


def _named(credentials: dict[str, Any]) -> Account | None:
    return account_at_the_door(str(credentials.get("username") or ""))


class FactorAdapter(DefaultMFAAdapter):  # type: ignore[misc]  # the library is untyped
    """Secrets of the second factor are encrypted like every other secret."""

    def encrypt(self, text: str) -> str:
        """Seal a secret."""
        with writing("framework"):
            box = seal_box(text, table="mfa_authenticator", field="secret", row=FACTOR_ROW)
        return base64.b64encode(box).decode("ascii")

    def decrypt(self, encrypted_text: str) -> str:
        """Open a secret."""
        box = base64.b64decode(encrypted_text)
        return open_box(box, table="mfa_authenticator", field="secret", row=FACTOR_ROW)

    def send_notification_mail(self, *args: Any, **kwargs: Any) -> None:
        """The journal keeps what happened; no mail is sent."""
