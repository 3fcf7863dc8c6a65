"""The API's addresses: operations check their token themselves; the description is open."""

from typing import Any

from django.urls import URLPattern

from linli.faces.api.service import service
from linli.ui.web.gates import by_token, public

DESCRIPTION = {"openapi-json", "api-root"}


def _gated(pattern: URLPattern) -> URLPattern:
    mark = public if pattern.name in DESCRIPTION else by_token
    mark(pattern.callback)
    return pattern


_patterns, _app, _namespace = service.urls
api_urls: tuple[list[Any], str, str] = (
    [_gated(pattern) for pattern in _patterns if isinstance(pattern, URLPattern)],
    _app,
    _namespace,
)
