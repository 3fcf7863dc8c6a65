"""The forms at the door: a name, phone or mail; and a code that is good once, for as long as it could be accepted."""

from typing import Any

from allauth.account.forms import LoginForm
from allauth.mfa.adapter import get_adapter
from allauth.mfa.base.forms import AuthenticateForm
from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.forms import CharField
from django.utils.translation import gettext

from linli.people.bridge.adapters import locked_until
from linli.people.rules.reasons import PeopleCode

ACCEPTED_SECONDS = 120
LONGEST_LOGIN = 254


class NameForm(LoginForm):  # type: ignore[misc]  # the library is untyped
    """Takes a mail address too, which may be longer than a log-in name."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["login"] = CharField(max_length=LONGEST_LOGIN)


class CodeForm(AuthenticateForm):  # type: ignore[misc]  # the library is untyped
    """The library forgets a used code after 30 seconds, but with one step of tolerance it is good for 90."""

    def clean_code(self) -> str:
        """The code, if it fits and was not used before; none while wrong ones have locked the account (R9.8)."""
        until = locked_until(self.user)
        if until:
            raise ValidationError(gettext(PeopleCode.LOCKED.message).format(until=until))
        code = str(super().clean_code())
        if not cache.add(f"linli.code.{self.user.pk}.{code}", "used", timeout=ACCEPTED_SECONDS):
            raise get_adapter().validation_error("incorrect_code")
        return code
