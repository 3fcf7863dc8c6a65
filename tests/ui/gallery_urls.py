"""Addresses and headers for looking at the gallery alone."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.urls import path

from linli.ui.gallery import gallery

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'; font-src 'self'; worker-src 'self'"
)


class Policy:
    """The content policy that the whole product has."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        response.headers["Content-Security-Policy"] = POLICY
        return response


urlpatterns = [
    path("ui/gallery/", gallery),
]
