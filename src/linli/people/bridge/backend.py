"""How an account is recognised by its session: the log-in library's backend, without permissions."""

from typing import Any
from uuid import UUID

from allauth.account.auth_backends import AuthenticationBackend
from django.http import HttpRequest

from linli.people.models import Account
from linli.people.queries.door import account_at_the_door


class AccountBackend(AuthenticationBackend):  # type: ignore[misc]  # the library is untyped
    """Password log-in by login name, phone or mail; what an account may do is not asked here."""

    def authenticate(self, request: HttpRequest | None, **credentials: Any) -> Account | None:
        """The account whose password fits, named in any of the three ways; never a deactivated one."""
        found = account_at_the_door(str(credentials.get("username") or ""))
        name = found.login_name if found and found.is_active else ""
        named = {**credentials, "username": name}
        account: Account | None = super().authenticate(request, **named)
        return account

    def get_user(self, user_id: UUID | str) -> Account | None:
        """The account of a session, or None when it was closed."""
        return Account.objects.filter(pk=user_id, is_active=True).first()
