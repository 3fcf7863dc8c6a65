"""Back-pressure: a token bucket a client, and a bound on the requests in work (settled.md, machinery 13)."""

import threading
import time
from collections.abc import Callable

from django.conf import settings
from django.http import HttpResponse

from linli.kernel.errors import KernelCode, TooMany
from linli.kernel.token_bucket import Buckets
from linli.ui.web.answers import problem_response
from linli.ui.web.requests import LinliRequest

EXEMPT = ("/health/", "/static/")


def client_address(request: LinliRequest) -> str:
    """The client's address; X-Forwarded-For is believed from trusted proxies only."""
    direct = str(request.META.get("REMOTE_ADDR", ""))
    if direct not in settings.LINLI.trusted_proxies:
        return direct
    hops = [hop.strip() for hop in request.headers.get("X-Forwarded-For", "").split(",") if hop.strip()]
    outside = [hop for hop in hops if hop not in settings.LINLI.trusted_proxies]
    return outside[-1] if outside else direct


class BackPressure:
    """Answers 429 with Retry-After before any work is done."""

    def __init__(self, get_response: Callable[[LinliRequest], HttpResponse]) -> None:
        self.get_response = get_response
        self.buckets = Buckets(settings.LINLI.requests_per_minute)
        self.places = threading.BoundedSemaphore(max(settings.LINLI.threads * 4, 4))

    def __call__(self, request: LinliRequest) -> HttpResponse:
        request.META["REMOTE_ADDR"] = client_address(request)
        if request.path.startswith(EXEMPT):
            return self.get_response(request)
        wait = 0.0 if _brings_token(request) else self.buckets.take(request.META["REMOTE_ADDR"], time.monotonic())
        if wait:
            return _too_many(request, wait)
        if not self.places.acquire(blocking=False):
            return _too_many(request, 1)
        try:
            return self.get_response(request)
        finally:
            self.places.release()


def _brings_token(request: LinliRequest) -> bool:
    """Whether the service counts it itself: by its token, or by its address when the token is not one of ours."""
    return request.path.startswith("/api/") and "Authorization" in request.headers


def _too_many(request: LinliRequest, wait: float) -> HttpResponse:
    return problem_response(request, TooMany(KernelCode.BUSY, {"retry_after": int(wait) + 1}))
