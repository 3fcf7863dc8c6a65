"""Back-pressure: a token bucket a client, and a bound on the requests in work (settled.md, machinery 13)."""

import threading
import time
from collections import OrderedDict
from collections.abc import Callable

from django.conf import settings
from django.http import HttpResponse

from linli.kernel.errors import KernelCode, TooMany
from linli.ui.web.answers import problem_response
from linli.ui.web.requests import LinliRequest

REMEMBERED_CLIENTS = 20_000
EXEMPT = ("/health/", "/static/")


class Buckets:
    """Token buckets by client address, in process memory; the least recently used are forgotten."""

    def __init__(self, per_minute: int) -> None:
        self.rate = per_minute / 60
        self.size = max(per_minute / 6, 1.0)
        self._lock = threading.Lock()
        self._kept: OrderedDict[str, tuple[float, float]] = OrderedDict()

    def take(self, client: str, moment: float) -> float:
        """Take a token; 0 when there was one, else the seconds until the next. Unknown clients share no bucket."""
        if not client:
            return 0.0
        with self._lock:
            tokens, seen = self._kept.pop(client, (self.size, moment))
            tokens = min(self.size, tokens + (moment - seen) * self.rate)
            wait = 0.0 if tokens >= 1 else (1 - tokens) / self.rate
            self._kept[client] = (tokens - 1 if wait == 0 else tokens, moment)
            if len(self._kept) > REMEMBERED_CLIENTS:
                self._kept.popitem(last=False)
        return wait


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
        wait = self.buckets.take(request.META["REMOTE_ADDR"], time.monotonic())
        if wait:
            return _too_many(request, wait)
        if not self.places.acquire(blocking=False):
            return _too_many(request, 1)
        try:
            return self.get_response(request)
        finally:
            self.places.release()


def _too_many(request: LinliRequest, wait: float) -> HttpResponse:
    return problem_response(request, TooMany(KernelCode.BUSY, {"retry_after": int(wait) + 1}))
