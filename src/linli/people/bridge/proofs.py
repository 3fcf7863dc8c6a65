"""What somebody has proved in this session, as the log-in library keeps it, and our second step (R9.8)."""

from allauth.account.internal.flows.login import get_authentication_records, record_authentication
from allauth.mfa.stages import AuthenticateStage
from django.http import HttpRequest

from linli.people.models import Account

OUTSIDE, FACTOR = "oidc", "mfa"


def ways_in(request: HttpRequest, account: Account) -> tuple[str, ...]:
    """The kinds of proof that the account has given in this session: password, oidc, mfa."""
    return tuple(dict.fromkeys(str(item["method"]) for item in get_authentication_records(request, account)))


def note_outside(request: HttpRequest, account: Account, *, both: bool) -> None:
    """An outside provider vouches for the account, with ``both`` for two factors at once."""
    record_authentication(request, account, OUTSIDE)
    if both:
        record_authentication(request, account, FACTOR, type=OUTSIDE)


def _factor_from(request: HttpRequest, account: Account, kind: str) -> bool:
    records = get_authentication_records(request, account)
    return any(item.get("method") == FACTOR and item.get("type") == kind for item in records)


def has_own_factor(request: HttpRequest) -> bool:
    """Whether who is logged in has shown our own second factor in this session, not only the provider's word."""
    account = request.user
    return isinstance(account, Account) and _factor_from(request, account, "totp")


class SecondStep(AuthenticateStage):  # type: ignore[misc]  # the library is untyped
    """Asks for the six digits, unless the provider's proof is taken for the second factor."""

    def _should_handle(self, request: HttpRequest) -> bool:
        account = self.login.user
        if account is not None and _factor_from(request, account, OUTSIDE):
            return False
        return bool(super()._should_handle(request))
