"""Asks each view's gate before the view runs."""

from collections.abc import Callable
from typing import Any
from urllib.parse import quote

from django.conf import settings
from django.http import HttpResponse, HttpResponseRedirect

from linli.kernel.errors import KernelCode, NotAllowed
from linli.ui.web.answers import problem_response
from linli.ui.web.gates import POWER, PUBLIC, TOKEN, gate_of
from linli.ui.web.requests import LinliRequest


class UngatedView(Exception):
    """A bug: a view says nothing about who may open it."""


class Gates:
    """Lets a request through to its view, sends it to the log-in, or refuses it."""

    def __init__(self, get_response: Callable[[LinliRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: LinliRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: LinliRequest, view: Callable[..., Any], args: Any, kwargs: Any
    ) -> HttpResponse | None:
        """Check the gate; a view without one never runs."""
        gate = gate_of(view)
        if gate is None:
            raise UngatedView(f"{getattr(view, '__module__', '')}.{getattr(view, '__name__', view)}")
        if gate.kind in (PUBLIC, TOKEN):
            return None
        if request.actor is None:
            return HttpResponseRedirect(f"{settings.LOGIN_URL}?next={quote(request.get_full_path())}")
        if gate.kind == POWER and not request.actor.may(gate.power):
            return problem_response(request, NotAllowed(KernelCode.NOT_ALLOWED, {"command": gate.power}))
        return None
