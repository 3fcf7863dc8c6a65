"""Works out who acts: account, post and powers, once a request."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.http import HttpResponse

from linli.kernel.clock_port import now
from linli.kernel.jobs.demo_clock import follow_demo_clock
from linli.people.bridge.session_store import SEEN_KEY
from linli.people.queries.actors import HeldPost, acting, administers, chosen, held_posts
from linli.ui.web.requests import LinliRequest

POST_KEY = "post"
METHODS_KEY = "account_authentication_methods"
SEEN_EVERY = timedelta(minutes=1)


class Actors:
    """Sets ``request.actor``; ends sessions that were idle too long (R9.8)."""

    def __init__(self, get_response: Callable[[LinliRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: LinliRequest) -> HttpResponse:
        follow_demo_clock()
        request.actor = None
        if request.session.get("_auth_user_id"):
            self._attach(request, now())
        return self.get_response(request)

    def _attach(self, request: LinliRequest, at: datetime) -> None:
        if not request.user.is_authenticated or not _has_both_factors(request.session):
            return
        posts = held_posts(request.user.pk, at)
        if _idle_too_long(request.session.get(SEEN_KEY), at, _patience(posts, at)):
            request.session.flush()
            return
        _note_seen(request.session, at)
        request.posts = posts  # type: ignore[attr-defined]  # read by the shell
        wanted = request.session.get(POST_KEY, "")
        request.actor = acting(request.user.pk, chosen(posts, wanted), at, "desk")


def _patience(posts: tuple[HeldPost, ...], at: datetime) -> int:
    """Minutes that a session may be idle: fewer for administrators (R9.8)."""
    kept = settings.LINLI
    return int(kept.idle_minutes_admin if administers(posts, at) else kept.idle_minutes)


def _idle_too_long(seen: str | None, at: datetime, minutes: int) -> bool:
    return seen is not None and at - datetime.fromisoformat(seen) > timedelta(minutes=minutes)


def _has_both_factors(session: Any) -> bool:
    return any(record.get("method") == "mfa" for record in session.get(METHODS_KEY, []))


def _note_seen(session: Any, at: datetime) -> None:
    seen = session.get(SEEN_KEY)
    if seen is None or at - datetime.fromisoformat(seen) >= SEEN_EVERY:
        session[SEEN_KEY] = at.isoformat()
