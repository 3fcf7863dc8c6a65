"""The API's addresses: operations check their token themselves; the description is open."""

import re
from collections.abc import Iterable
from itertools import groupby
from typing import Any

from django.urls import URLPattern, URLResolver, include, path, re_path

from linli.faces.api.describing import explorer
from linli.faces.api.entrance import by_its_method, counted
from linli.faces.api.service import service
from linli.ui.web.gates import by_token, public

DESCRIPTION = {"openapi-json", "api-root"}


def _gated(pattern: URLPattern) -> URLPattern:
    view = by_its_method(pattern.callback)
    pattern.callback = public(counted(view)) if pattern.name in DESCRIPTION else by_token(view)
    return pattern


def _noun(pattern: URLPattern) -> str:
    return str(pattern.pattern).partition("/")[0]


def by_noun(patterns: Iterable[URLPattern]) -> list[URLPattern | URLResolver]:
    """The same addresses in the same order, found by their first word and not one after the other.

    Django tries each pattern; the API has hundreds. The look ahead takes nothing of the address, so that routes,
    names and their reverse stay as they are.
    """
    return [_one_noun(noun, list(group)) for noun, group in groupby(patterns, _noun)]


def _one_noun(noun: str, patterns: list[URLPattern]) -> URLPattern | URLResolver:
    if len(patterns) == 1:
        return patterns[0]
    return re_path(rf"^(?={re.escape(noun)}(?:/|$))", include(patterns))


_patterns, _app, _namespace = service.urls
api_urls: tuple[list[Any], str, str] = (
    [
        path("docs", public(counted(explorer)), name="explorer"),
        *by_noun(_gated(pattern) for pattern in _patterns if isinstance(pattern, URLPattern)),
    ],
    _app,
    _namespace,
)
