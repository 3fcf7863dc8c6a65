"""The form of the second step: a code is good once, for as long as it could be accepted."""

from allauth.mfa.adapter import get_adapter
from allauth.mfa.base.forms import AuthenticateForm
from django.core.cache import cache

ACCEPTED_SECONDS = 120


class CodeForm(AuthenticateForm):  # type: ignore[misc]  # the library is untyped
    """The library forgets a used code after 30 seconds, but with one step of tolerance it is good for 90."""

    def clean_code(self) -> str:
        """The code, if it fits and was not used before."""
        code = str(super().clean_code())
        if not cache.add(f"linli.code.{self.user.pk}.{code}", "used", timeout=ACCEPTED_SECONDS):
            raise get_adapter().validation_error("incorrect_code")
        return code
