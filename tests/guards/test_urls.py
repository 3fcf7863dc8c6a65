"""Every address has a gate; the open ones are listed."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import RequestFactory
from django.urls import URLPattern, URLResolver, get_resolver, path

from linli.config.middleware.gates import Gates, UngatedView
from linli.kernel.command import all_commands
from linli.people.queries.roles import LOOKS
from linli.ui.web.gates import POWER, PUBLIC, Gate, gate_of

OPEN = {
    "", "language/", "elder/", "login/", "login/code/", "login/outside/", "login/outside/back/", "enrol/<str:secret>/",
    "ui/gallery/", "health/live", "health/ready",
    "api/v1/openapi.json", "api/v1/docs", "api/v1/",
    "community/", "search/", "guides/", "guides/<slug:key>/", "report/", "report/later/", "report/anew/",
    "report/file/<int:place>/", "report/<slug:key>/", "apply/<slug:matter>/", "apply/<slug:matter>/later/",
    "apply/<slug:matter>/anew/", "apply/<slug:matter>/file/<int:place>/", "apply/<slug:matter>/<slug:key>/",
    "resume/", "receipt/", "track/", "track/leave/", "track/case/", "track/case/file/<uuid:file>/",
    "track/case/answer/", "track/case/note/", "track/case/photo/", "track/case/rate/",
    "track/case/step/<slug:action>/", "q/<str:secret>/", "reports/", "reports/<str:number>/",
    "reports/<str:number>/join/", "reports/<str:number>/photo/<uuid:file>/", "area/", "area/choose/",
    "area/<str:code>/", "programmes/", "programmes/<uuid:programme>/",
    "promises/", "lists/", "reports.csv", "reports.geojson",
    "open311/v2/discovery.<str:form>", "open311/v2/services.<str:form>", "open311/v2/services/<str:code>.<str:form>",
    "open311/v2/requests.<str:form>", "open311/v2/requests/<str:number>.<str:form>",
    "open311/v2/tokens/<str:token>.<str:form>",
}  # fmt: skip


def walk(patterns: Any, prefix: str = "") -> Iterator[tuple[str, Any]]:
    for item in patterns:
        route = prefix + str(item.pattern)
        if isinstance(item, URLResolver):
            yield from walk(item.url_patterns, route)
        elif isinstance(item, URLPattern):
            yield route, item.callback


def addresses() -> list[tuple[str, Gate | None]]:
    return [(route, gate_of(view)) for route, view in walk(get_resolver().url_patterns)]


def test_every_address_has_a_gate() -> None:
    assert [route for route, gate in addresses() if gate is None] == []


def test_the_open_addresses_are_the_listed_ones() -> None:
    found = {route for route, gate in addresses() if gate is not None and gate.kind == PUBLIC}
    assert found == OPEN


def test_gates_name_powers_that_exist() -> None:
    known = {info.name for info in all_commands()} | set(LOOKS)
    unknown = {gate.power for _, gate in addresses() if gate and gate.kind == POWER} - known
    assert unknown == set()


def _ungated(request: Any) -> HttpResponse:
    return HttpResponse()


def test_a_view_without_a_gate_never_runs() -> None:
    assert gate_of(path("x", _ungated).callback) is None
    with pytest.raises(UngatedView):
        Gates(_ungated).process_view(RequestFactory().get("/"), _ungated, (), {})  # type: ignore[arg-type]  # the plain request is enough here
