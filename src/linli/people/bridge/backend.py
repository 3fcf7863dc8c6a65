"""How an account is recognised by its session: the log-in library's backend, without permissions."""

from uuid import UUID

from allauth.account.auth_backends import AuthenticationBackend

from linli.people.models import Account


class AccountBackend(AuthenticationBackend):  # type: ignore[misc]  # the library is untyped
    """Password log-in by login name; what an account may do is not asked here."""

    def get_user(self, user_id: UUID | str) -> Account | None:
        """The account of a session, or None when it was closed."""
        return Account.objects.filter(pk=user_id, is_active=True).first()
