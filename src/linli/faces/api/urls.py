"""The API's addresses: operations check their token themselves; the description is open."""

from typing import Any

from django.urls import URLPattern, path

from linli.faces.api.describing import explorer
from linli.faces.api.entrance import by_its_method, counted
from linli.faces.api.service import service
from linli.ui.web.gates import by_token, public

DESCRIPTION = {"openapi-json", "api-root"}


def _gated(pattern: URLPattern) -> URLPattern:
    view = by_its_method(pattern.callback)
    pattern.callback = public(counted(view)) if pattern.name in DESCRIPTION else by_token(view)
    return pattern


_patterns, _app, _namespace = service.urls
api_urls: tuple[list[Any], str, str] = (
    [
        path("docs", public(counted(explorer)), name="explorer"),
        *(_gated(pattern) for pattern in _patterns if isinstance(pattern, URLPattern)),
    ],
    _app,
    _namespace,
)
