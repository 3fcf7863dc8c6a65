"""Who comes in at the service: a personal token or a program's, each with its own measure of requests."""

import time
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from ninja.security import HttpBearer

from linli.faces.api.reasons import WrongMethod
from linli.kernel.actor import Actor
from linli.kernel.clock_port import now
from linli.kernel.errors import KernelCode, Refusal, TooMany
from linli.kernel.token_bucket import Buckets
from linli.people.queries.actors import actor_of_token
from linli.people.queries.clients import PREFIX, program_of
from linli.ui.web.answers import problem_response

askers = Buckets(settings.LINLI.requests_per_minute)
strangers = Buckets(settings.LINLI.requests_per_minute)


class Unauthenticated(Refusal):
    """No token, or one that is not in force (401)."""

    status = 401


class Token(HttpBearer):
    """A token; the actor that it stands for is set on the request. TooMany with the seconds to wait."""

    def __call__(self, request: HttpRequest) -> Any:
        """As the library does, but a request without a token counts as a stranger's."""
        found = super().__call__(request)
        if found is None:
            count(strangers, str(request.META.get("REMOTE_ADDR", "")))
        return found

    def authenticate(self, request: HttpRequest, token: str) -> Actor | None:
        """The actor, or None."""
        actor = _actor(token)
        if actor is not None:
            key = request.headers.get("Idempotency-Key", "")[:100]
            request.actor = actor.keyed(key) if key else actor  # type: ignore[attr-defined]  # read by the endpoints
        return actor


def _actor(token: str) -> Actor | None:
    if not token.startswith(PREFIX):
        actor = actor_of_token(token, now())
        if actor is not None:
            count(askers, f"{actor.account}:{actor.post}")
        return actor
    program = program_of(token, now())
    if program is None:
        return None
    count(askers, str(program.id), program.per_minute)
    return program.actor


def count(buckets: Buckets, key: str, per_minute: int = 0) -> None:
    """One more request of ``key``; TooMany when its measure is used up."""
    wait = buckets.take(key, time.monotonic(), per_minute)
    if wait:
        raise TooMany(KernelCode.BUSY, {"retry_after": int(wait) + 1})


def by_its_method(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """The view of an address; a wrong method is answered with a problem document too."""

    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        response = view(request, *args, **kwargs)
        if response.status_code != WrongMethod.status:
            return response
        allow = response.headers.get("Allow", "")
        problem = problem_response(request, WrongMethod(KernelCode.METHOD, {"allow": allow}))
        problem.headers["Allow"] = allow
        return problem

    answer.csrf_exempt = True  # type: ignore[attr-defined]  # a token, no cookie, lets in
    return answer


def counted(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """An open view of the service: whoever asks is a stranger, whatever token they say they have."""

    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        count(strangers, str(request.META.get("REMOTE_ADDR", "")))
        return view(request, *args, **kwargs)

    return answer
