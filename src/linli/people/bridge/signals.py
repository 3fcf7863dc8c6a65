"""The one file that listens to signals: Django's and the log-in library's, to journal them."""

from typing import Any

from allauth.mfa.signals import authentication_failed
from django.conf import settings
from django.contrib.auth.signals import user_logged_in, user_logged_out
from django.http import HttpRequest

from linli.people.bridge.adapters import door_actor
from linli.people.bridge.proofs import ways_in
from linli.people.commands.log_ins import note_log_in, note_log_out, note_wrong_password
from linli.people.models import Account


def _logged_in(sender: object, request: HttpRequest, user: Account, **_: Any) -> None:
    actor = door_actor("people.note_log_in")
    session = request.session.session_key or ""
    by = ways_in(request, user)
    note_log_in(actor, account=user.id, session=session, only_one=settings.LINLI.one_session, by=by)


def _logged_out(sender: object, request: HttpRequest, user: Account | None, **_: Any) -> None:
    if user is not None:
        note_log_out(door_actor("people.note_log_out"), account=user.id)


def _wrong_code(sender: object, user: Account, **_: Any) -> None:
    note_wrong_password(door_actor("people.note_wrong_password"), account=user.id)


def connect() -> None:
    """Start listening (called at start-up)."""
    user_logged_in.connect(_logged_in, dispatch_uid="linli.logged_in")
    user_logged_out.connect(_logged_out, dispatch_uid="linli.logged_out")
    authentication_failed.connect(_wrong_code, dispatch_uid="linli.wrong_code")
