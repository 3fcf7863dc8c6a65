"""Every way to be refused answers in GeoReport's shape, in both formats, whoever refuses."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.core.exceptions import BadRequest, PermissionDenied, RequestDataTooBig
from django.db import OperationalError
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory, override_settings
from django.urls import include, path

from linli.cases.models import Case
from linli.config.middleware.pressure import BackPressure
from linli.kernel.errors import Conflict, Invalid, KernelCode, NotAllowed, Outage, Problem
from linli.ui.web.gates import public
from tests.faces.open311 import BASE, Reader, tree_of

pytestmark = pytest.mark.django_db
FORMS = ("xml", "json")
RAISED: dict[str, tuple[Exception, int]] = {
    "bad": (BadRequest("x"), 400),
    "away": (OperationalError("server closed the connection unexpectedly"), 503),
    "locked": (OperationalError("database is locked"), 429),
    "large": (RequestDataTooBig("x"), 413),
    "denied": (PermissionDenied("x"), 403),
    "refused": (NotAllowed(KernelCode.NOT_ALLOWED), 403),
    "conflict": (Conflict(KernelCode.STALE, {"changes": []}), 400),
    "invalid": (Invalid(KernelCode.INVALID, problems=(Problem("text", KernelCode.REQUIRED),)), 400),
    "outage": (Outage(KernelCode.DATABASE_AWAY), 503),
    "bug": (ZeroDivisionError("a secret 13800138000"), 500),
}


@public
def failing(request: HttpRequest, what: str, form: str) -> HttpResponse:
    """Raises what the address names."""
    raise RAISED[what][0]


urlpatterns = [
    path("open311/v2/failing/<str:what>.<str:form>", failing),
    path("", include("linli.config.urls")),
]
handler400 = "linli.config.middleware.problems.bad_request"
handler403 = "linli.config.middleware.problems.forbidden"
handler404 = "linli.config.middleware.problems.not_found"
handler500 = "linli.config.errors.server_error"


@pytest.fixture
def failing_site() -> Iterator[Reader]:
    with override_settings(ROOT_URLCONF=__name__):
        yield Reader()


def errors(answer: Any, status: int) -> list[str]:
    assert answer.status_code == status, answer.content.decode()
    found = tree_of(answer)
    assert found and all(list(item) == ["code", "description"] and item["code"] == str(status) for item in found)
    return [item["description"] for item in found]


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("what", sorted(RAISED))
def test_whatever_is_raised(failing_site: Reader, what: str, form: str) -> None:
    answer = failing_site.get(f"failing/{what}.{form}")
    text = errors(answer, RAISED[what][1])[0]
    assert "13800138000" not in text and "ZeroDivision" not in text
    assert ("Retry-After" in answer.headers) == (what == "locked")


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize(
    ("method", "call", "allowed"),
    [
        ("post", "discovery", "GET, HEAD"), ("post", "services", "GET, HEAD"), ("put", "requests", "GET, HEAD, POST"),
        ("delete", "services/suggestion", "GET, HEAD"), ("patch", "requests/1", "GET, HEAD"),
        ("post", "tokens/1", "GET, HEAD"), ("options", "requests", "GET, HEAD, POST"),
    ],
)  # fmt: skip
def test_a_wrong_method(method: str, call: str, allowed: str, form: str) -> None:
    answer = getattr(Client(raise_request_exception=False), method)(f"{BASE}/{call}.{form}")
    assert errors(answer, 405) and answer.headers["Allow"] == allowed


def test_head_is_a_get_without_a_body() -> None:
    answer = Client().head(f"{BASE}/services.xml")
    assert answer.status_code == 200 and answer.content == b""


@pytest.mark.parametrize("call", ["discovery", "services", "services/suggestion", "requests", "requests/1", "tokens/1"])
def test_a_format_that_nobody_speaks(call: str) -> None:
    for ending in ("yaml", "XML", "json.", "xml%00", "html"):
        assert errors(Client().get(f"{BASE}/{call}.{ending}"), 404)
    assert errors(Client().post(f"{BASE}/{call}.csv"), 404), "even before the method is looked at"


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("path", ["", "nothing", "services/", "requests/1/2", "services/a/b"])
def test_an_address_that_is_not_there(path: str, form: str) -> None:
    ending = f".{form}" if path else f"x.{form}"
    answer = Client().get(f"{BASE}/{path}{ending}")
    assert errors(answer, 404)
    assert ("json" in answer.headers["Content-Type"]) == (form == "json")
    assert errors(Client().get(f"{BASE}/{path}"), 404), "without a format it is XML"


@pytest.mark.parametrize(
    ("query", "named", "status"),
    [
        ({"status": "new"}, "status", 400),
        ({"status": "open,new"}, "status", 400),
        ({"start_date": "yesterday"}, "start_date", 400),
        ({"start_date": "2026-11-01"}, "start_date", 400),
        ({"end_date": "2026-11-01T00:00:00"}, "end_date", 400),
        ({"start_date": "0001-01-01T00:00:00+14:00"}, "start_date", 400),
        ({"end_date": "9999-12-31T23:59:59Z"}, "end_date", 400),
        ({"start_date": "2026-11-02T00:00:00Z", "end_date": "2026-11-01T00:00:00Z"}, "start_date, end_date", 400),
        ({"start_date": "2026-08-01T00:00:00Z", "end_date": "2026-11-01T00:00:00Z"}, "start_date, end_date", 400),
        ({"service_request_id": ",".join(map(str, range(1_001)))}, "service_request_id", 400),
        ({"service_code": "nothing"}, "", 404),
        ({"service_code": "petition"}, "", 404),
        ({"jurisdiction_id": "sfgov.org"}, "", 404),
    ],
)
def test_lists_asked_for_wrongly(query: dict[str, str], named: str, status: int) -> None:
    told = Reader().both("requests", status, **query)
    assert [item["code"] for item in told] == [str(status)]
    assert told[0]["description"].startswith(f"{named}: ") or not named


def test_services_that_are_not_there() -> None:
    for code in ("nothing", "petition", "report_event:fire", "report_part", ".", "%E8%B7%AF"):
        assert Reader().both(f"services/{code}", 404)[0]["code"] == "404"


@pytest.mark.parametrize("form", FORMS)
def test_too_many_requests(form: str) -> None:
    def never(request: Any) -> HttpResponse:
        raise AssertionError("it was let through")

    pressure = BackPressure(never)
    pressure.buckets.take = lambda client, moment: 3.0  # type: ignore[method-assign]  # the bucket of this client is empty
    answer = pressure(RequestFactory().get(f"{BASE}/requests.{form}"))  # type: ignore[arg-type]  # the plain request is enough here
    assert errors(answer, 429) and answer.headers["Retry-After"] == "4"


@pytest.mark.parametrize("form", FORMS)
def test_more_than_a_request_may_hold(form: str) -> None:
    many = {f"f{place}": "x" for place in range(1_100)}
    assert errors(Reader().post(form, **many), 400)
    large = Client().post(f"{BASE}/requests.{form}", "description=" + "x" * 2_600_000,
                          content_type="application/x-www-form-urlencoded")  # fmt: skip
    assert errors(large, 413)
    json_body = Client().post(f"{BASE}/requests.{form}", "{}", content_type="application/json")
    assert errors(json_body, 403), "a key in anything but a form is no key"
    assert Case.objects.count() == 0


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_errors_are_meant_for_people(language: str) -> None:
    reader = Reader()
    reader.client.cookies["linli_language"] = language
    text = reader.both("requests", 400, status="x")[0]["description"]
    assert any("\u4e00" <= char <= "\u9fff" for char in text) == (language != "en")
