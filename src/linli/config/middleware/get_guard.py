"""A GET changes nothing (settled.md, machinery 2)."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from linli.kernel.db.guard import reading_only

SAFE = ("GET", "HEAD", "OPTIONS")


class GetGuard:
    """Any write during a safe request raises; the session is saved above this middleware."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.method not in SAFE:
            return self.get_response(request)
        with reading_only():
            return self.get_response(request)
