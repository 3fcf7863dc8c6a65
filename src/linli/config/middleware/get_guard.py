"""A GET changes nothing, but for the way back from an outside log-in (settled.md, machinery 2)."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from linli.kernel.db.guard import reading_only

SAFE = ("GET", "HEAD", "OPTIONS")
# By name: the provider sends the browser here by GET, and what comes with it is good once and for this session only.
WRITING = ("outside_back",)


class GetGuard:
    """Any write during a safe request raises; the session is saved above this middleware."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.method not in SAFE or _may_write(request):
            return self.get_response(request)
        with reading_only():
            return self.get_response(request)


def _may_write(request: HttpRequest) -> bool:
    return request.method == "GET" and request.path_info in {reverse(name) for name in WRITING}
