"""A number for each request, and one log line without personal values."""

import time
from collections.abc import Callable

import structlog
from django.http import HttpResponse

from linli.kernel.ids import new
from linli.ui.web.requests import LinliRequest

log = structlog.get_logger("linli.web")


class RequestLog:
    """Logs method, route, status and time. The path itself may hold a number, so the route's pattern is logged."""

    def __init__(self, get_response: Callable[[LinliRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: LinliRequest) -> HttpResponse:
        request.number = str(new("000000"))
        started = time.perf_counter()
        with structlog.contextvars.bound_contextvars(request=request.number):
            response = self.get_response(request)
            self._write(request, response, time.perf_counter() - started)
        response.headers["X-Request-Number"] = request.number
        return response

    def _write(self, request: LinliRequest, response: HttpResponse, seconds: float) -> None:
        route = request.resolver_match.route if request.resolver_match else "-"
        log.info("request", method=request.method, route=route, status=response.status_code, ms=int(seconds * 1000))
