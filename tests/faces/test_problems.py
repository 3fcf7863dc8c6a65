"""Every refusal has a page and a problem document, in Chinese and English; bugs and outages show no traceback."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.core.exceptions import BadRequest, RequestDataTooBig
from django.db import OperationalError
from django.http import HttpRequest, HttpResponse
from django.test import Client, override_settings
from django.urls import include, path

from linli.config.middleware.pressure import client_address
from linli.kernel.errors import Conflict, Invalid, KernelCode, NotAllowed, NotFound, Outage, Problem, TooMany
from linli.kernel.token_bucket import Buckets
from linli.ui.web.gates import public

pytestmark = pytest.mark.django_db
RAISED: dict[str, Exception] = {
    "400": BadRequest("x"),
    "403": NotAllowed(KernelCode.NOT_ALLOWED),
    "404": NotFound(KernelCode.NOT_FOUND),
    "409": Conflict(KernelCode.STALE, {"changes": []}),
    "413": RequestDataTooBig("x"),
    "422": Invalid(KernelCode.INVALID, problems=(Problem("phone", KernelCode.REQUIRED),)),
    "429": TooMany(KernelCode.BUSY, {"retry_after": 7}),
    "500": ZeroDivisionError("a secret 13800138000"),
    "503": Outage(KernelCode.DATABASE_AWAY),
}


@public
def failing(request: HttpRequest, what: str) -> HttpResponse:
    """Raises what the address names."""
    raise RAISED[what]


@public
def away(request: HttpRequest) -> HttpResponse:
    """The database is away."""
    raise OperationalError("server closed the connection unexpectedly")


@public
def locked(request: HttpRequest) -> HttpResponse:
    """The database is busy."""
    raise OperationalError("database is locked")


urlpatterns = [
    path("", include("linli.config.urls")),
    path("failing/<str:what>/", failing),
    path("api/failing/<str:what>/", failing),
    path("away/", away),
    path("locked/", locked),
]
handler400 = "linli.config.middleware.problems.bad_request"
handler403 = "linli.config.middleware.problems.forbidden"
handler404 = "linli.config.middleware.problems.not_found"
handler500 = "linli.config.errors.server_error"


@pytest.fixture
def asker() -> Iterator[Client]:
    with override_settings(ROOT_URLCONF=__name__):
        yield Client(raise_request_exception=False)


@pytest.mark.parametrize("what", sorted(RAISED))
@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_pages(asker: Client, what: str, language: str) -> None:
    asker.cookies["linli_language"] = language
    page = asker.get(f"/failing/{what}/")
    text = page.content.decode()
    assert page.status_code == int(what)
    assert "Traceback" not in text and "13800138000" not in text and "ZeroDivision" not in text
    assert any("\u4e00" <= char <= "\u9fff" for char in text) or language == "en"
    assert "Content-Security-Policy" in page.headers


@pytest.mark.parametrize("what", sorted(RAISED))
def test_problem_documents(asker: Client, what: str) -> None:
    answer = asker.get(f"/api/failing/{what}/")
    body = answer.json()
    assert answer.status_code == body["status"] == int(what)
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert body["code"] and body["title"] and body["detail"] and body["number"]
    assert "13800138000" not in answer.content.decode()


def test_retry_after_and_fields(asker: Client) -> None:
    assert asker.get("/failing/429/").headers["Retry-After"] == "7"
    assert asker.get("/api/failing/422/").json()["problems"][0]["path"] == "phone"


def test_outage_and_lock_of_the_database(asker: Client) -> None:
    assert asker.get("/away/").status_code == 503
    busy = asker.get("/locked/")
    assert busy.status_code == 429 and busy.headers["Retry-After"]


def test_a_fragment_gets_a_fragment(asker: Client) -> None:
    part = asker.get("/failing/409/", headers={"HX-Request": "true"})
    assert part.status_code == 409 and 'id="problem"' in part.content.decode()


def test_a_form_without_its_token() -> None:
    page = Client(enforce_csrf_checks=True).post("/language/", {"language": "en"})
    assert page.status_code == 403 and "页面" in page.content.decode()


def test_an_unknown_host_is_refused() -> None:
    assert Client(headers={"Host": "evil.example"}).get("/").status_code == 400


def test_too_many_fields_are_refused() -> None:
    fields = {f"f{number}": "x" for number in range(1001)}
    assert Client().post("/language/", fields).status_code == 400


def test_a_path_with_broken_utf8() -> None:
    assert Client().get("/%ff%fe/").status_code in (400, 404)


def test_nobody_is_sent_elsewhere_by_next() -> None:
    away_from_here = Client().post("/language/", {"language": "en", "next": "https://evil.example/"})
    assert away_from_here.headers["Location"] == "/"


def test_health() -> None:
    assert Client().get("/health/live").json() == {"live": True}
    assert Client().get("/health/ready").json() == {"ready": True}


@pytest.mark.pure
def test_buckets_empty_and_fill_again() -> None:
    buckets = Buckets(per_minute=60)
    taken = [buckets.take("a", 0.0) for _ in range(11)]
    assert taken[:10] == [0.0] * 10 and taken[10] > 0
    assert buckets.take("b", 0.0) == 0.0, "each client has its own bucket"
    assert buckets.take("a", 1.1) == 0.0
    assert [buckets.take("", 0.0) for _ in range(50)] == [0.0] * 50, "unknown clients are not one client"


@pytest.mark.pure
def test_forwarded_addresses_are_believed_from_trusted_proxies_only(settings: Any, rf: Any) -> None:
    from dataclasses import replace

    forged = rf.get("/", headers={"X-Forwarded-For": "1.2.3.4"}, REMOTE_ADDR="9.9.9.9")
    assert client_address(forged) == "9.9.9.9"
    settings.LINLI = replace(settings.LINLI, trusted_proxies=("9.9.9.9",))
    assert client_address(forged) == "1.2.3.4"
    chained = rf.get("/", headers={"X-Forwarded-For": "6.6.6.6, 1.2.3.4, 9.9.9.9"}, REMOTE_ADDR="9.9.9.9")
    assert client_address(chained) == "1.2.3.4"


def test_a_client_that_asks_too_much_gets_429() -> None:
    from linli.config.middleware.pressure import BackPressure

    pressure = BackPressure(lambda request: HttpResponse("ok"))
    pressure.buckets = Buckets(per_minute=6)
    from django.test import RequestFactory

    statuses = [pressure(RequestFactory().get("/api/x")).status_code for _ in range(3)]  # type: ignore[arg-type]  # the plain request is enough here
    assert statuses == [200, 429, 429]
    assert pressure(RequestFactory().get("/health/live")).status_code == 200  # type: ignore[arg-type]  # the plain request is enough here
