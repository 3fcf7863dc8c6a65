"""The calls of GeoReport v2. Reading is open to everybody; sending needs a key."""

import functools
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt

from linli.cases.queries.public_requests import RequestRow, requests_between, requests_numbered
from linli.cases.queries.services import Service, public_services
from linli.faces.api.open311.reading import wanted
from linli.faces.api.open311.reasons import Open311Code
from linli.faces.api.open311.sending import send
from linli.faces.api.open311.shapes import definition_tree, discovery_tree, request_tree, service_tree
from linli.faces.api.open311.wire import TYPES, answer
from linli.faces.api.reasons import WrongMethod
from linli.kernel.clock_port import now
from linli.kernel.errors import KernelCode, NotFound
from linli.kernel.packs.lookup import last_published
from linli.ui.web.gates import public
from linli.ui.web.requests import absolute

READING = ("GET", "HEAD")
Tree = list[dict[str, Any]] | dict[str, Any]


def _call(root: str, *methods: str) -> Callable[[Callable[..., Tree]], Callable[..., HttpResponse]]:
    """A view from a function that makes the tree: format, method and jurisdiction are checked before it runs."""

    def wrap(make: Callable[..., Tree]) -> Callable[..., HttpResponse]:
        @functools.wraps(make)
        def view(request: HttpRequest, form: str, **named: str) -> HttpResponse:
            if form not in TYPES:
                raise NotFound(Open311Code.NO_FORMAT, {"given": form[:20]})
            if request.method not in methods:
                raise WrongMethod(KernelCode.METHOD, {"allow": ", ".join(methods)})
            _check_jurisdiction(request)
            return answer(form, root, make(request, **named))

        return public(csrf_exempt(view))

    return wrap


def _check_jurisdiction(request: HttpRequest) -> None:
    given = (request.GET.get("jurisdiction_id") or request.POST.get("jurisdiction_id") or "").strip()
    if given not in ("", settings.LINLI.county):
        data = {"given": given[:60], "county": settings.LINLI.county}
        raise NotFound(Open311Code.NO_JURISDICTION, data)


def _services() -> dict[str, Service]:
    return public_services(settings.LINLI.county, now())


@_call("discovery", *READING)
def discovery(request: HttpRequest) -> Tree:
    """Where and how."""
    at = now()
    changed = min(last_published(settings.LINLI.county) or at, at)
    return discovery_tree(changed, _base(request), live=settings.LINLI.mode == "production")


def _base(request: HttpRequest) -> Callable[[str], str]:
    return functools.partial(absolute, request)


@_call("services", *READING)
def services(request: HttpRequest) -> Tree:
    """What can be sent."""
    return [service_tree(item) for item in _services().values() if item.is_offered]


@_call("service_definition", *READING)
def definition(request: HttpRequest, code: str) -> Tree:
    """What else a service asks for."""
    found = _services().get(code)
    if found is None or not found.is_offered:
        raise NotFound(Open311Code.NO_SERVICE, {"given": code[:60]})
    return definition_tree(found)


@_call("service_requests", *READING, "POST")
def requests(request: HttpRequest) -> Tree:
    """The public reports, or one more."""
    if request.method == "POST":
        return send(request)
    base, county = _base(request), settings.LINLI.county
    asked = wanted(request.GET, set(_services()), now())
    if asked.numbers:
        found = requests_numbered(county, asked.numbers)
    else:
        found = requests_between(county, asked.since, asked.until, services=asked.services, open=asked.open)
    return [request_tree(row, base) for row in found]


@_call("service_requests", *READING)
def one_request(request: HttpRequest, number: str) -> Tree:
    """One public report."""
    return [request_tree(_found(number), _base(request))]


def _found(number: str) -> RequestRow:
    rows = requests_numbered(settings.LINLI.county, (number,))
    if not rows:
        raise NotFound(KernelCode.NOT_FOUND)
    return rows[0]


@_call("service_requests", *READING)
def token(request: HttpRequest, token: str) -> Tree:
    """The number behind a token. We answer with numbers at once, so a number is its own token."""
    return [{"service_request_id": _found(token).report.number, "token": token}]
