"""The program of somebody else reads us over real HTTP: ``georeport``, made for the servers of American cities."""

import json
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from datetime import datetime, timedelta
from threading import Thread

import pytest
import requests
from django.conf import settings
from django.core.servers.basehttp import ThreadedWSGIServer
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections, connections
from django.test.testcases import QuietWSGIRequestHandler
from georeport import GeoReport

from linli.cases.models import Case
from linli.kernel.clock_port import now
from tests.cases.town import COMMUNITY, Town, make_town
from tests.cases.walking import step
from tests.faces.every_kind import FORM
from tests.faces.open311 import LAMP, Partner, partner, public_at, with_questions

pytestmark = pytest.mark.django_db
PATIENCE = 20


class Server(ThreadedWSGIServer):
    """Django's server for tests; its threads share the test's connection, so none of them closes it."""

    daemon_threads = False

    def _close_connections(self) -> None:
        """Leave it to the test."""


class Handler(QuietWSGIRequestHandler):
    """One request a connection: no thread waits for a client that thinks of nothing more to ask."""

    protocol_version = "HTTP/1.0"


@pytest.fixture
def served(db: None) -> Iterator[str]:
    """The address of the application on a real socket, inside the test's own transaction.

    pytest-django's ``live_server`` empties all tables afterwards, which the append-only journal forbids.
    """
    own = connections["default"]
    own.inc_thread_sharing()
    # At each request Django drops a connection that stands inside a transaction: here that is the test's.
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    server = Server(("127.0.0.1", 0), Handler, allow_reuse_address=False, connections_override={"default": own})
    server.set_app(get_wsgi_application())
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/open311/v2"
    server.shutdown()
    server.server_close()
    thread.join()
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)
    own.dec_thread_sharing()


@pytest.fixture
def town(db: None) -> Town:
    return make_town()


def client(served: str, form: str, **more: str) -> GeoReport:
    return GeoReport(served, output_format=form, **more)


@pytest.mark.parametrize("form", ["json", "xml"])
def test_it_reads_services_and_definitions(served: str, town: Town, form: str) -> None:
    with_questions()
    reader = client(served, form, jurisdiction=settings.LINLI.county)
    found = {item["service_code"]: item for item in reader.get_service_list()}
    assert found[LAMP]["service_name"] == "路灯不亮" and found[LAMP]["type"] == "realtime"
    assert found[LAMP]["metadata"] in (True, "true") and found["suggestion"]["metadata"] in (False, "false")
    told = reader.get_service_definition(LAMP)
    assert told["service_code"] == LAMP
    asked = told["attributes"] if form == "json" else told["attributes"]["attribute"]
    assert {item["code"] for item in asked} == set(FORM["properties"])
    assert [int(item["order"]) for item in asked] == list(range(1, len(asked) + 1))


@pytest.mark.parametrize("form", ["json", "xml"])
def test_it_reads_lists_and_single_requests(served: str, town: Town, form: str) -> None:
    at = now() - timedelta(hours=1)
    one, two = public_at(town, at - timedelta(days=1)), public_at(town, at, sort="road")
    reader = client(served, form)
    assert [item["service_request_id"] for item in reader.get_service_requests()] == [two.number, one.number]
    single = reader.get_service_request(one.number)
    assert single["service_request_id"] == one.number and isinstance(single["service_request_id"], str)
    assert single["status"] == "open" and float(single["lat"]) == 33.41 and float(single["long"]) == 119.81
    assert datetime.fromisoformat(single["requested_datetime"]).tzinfo is not None
    ids = ",".join((one.number, two.number))
    assert len(reader.get_service_requests(service_request_id=ids)) == 2
    narrowed = reader.get_service_requests(
        service_code=f"{LAMP},report_part:road", status="open,closed",
        start_date=(at - timedelta(hours=1)).isoformat(), end_date=now().isoformat(),
    )  # fmt: skip
    assert two.number in json.dumps(narrowed) and one.number not in json.dumps(narrowed)


@pytest.mark.parametrize("form", ["json", "xml"])
def test_it_is_told_what_went_wrong(served: str, town: Town, form: str) -> None:
    reader = client(served, form)
    for ask, status in (
        (lambda: reader.get_service_definition("nothing"), 404),
        (lambda: reader.get_service_request("1"), 404),
        (lambda: reader.get_service_requests(status="new"), 400),
        (lambda: client(served, form, jurisdiction="sfgov.org").get_service_list(), 404),
    ):
        with pytest.raises(requests.HTTPError) as refused:
            ask()
        assert refused.value.response.status_code == status


@pytest.mark.serves("S-285", boundary="the program is shown its own report only after acceptance")
@pytest.mark.parametrize("form", ["json", "xml"])
def test_what_is_sent_over_http_is_read_by_it(served: str, town: Town, form: str) -> None:
    sender: Partner = partner(town)
    given = {
        "api_key": sender.key, "service_code": LAMP, "address_id": COMMUNITY, "description": "三号桥边的灯\n不亮 & <b>",
        "first_name": "Ming", "last_name": "Wang",
    }  # fmt: skip
    answers = [requests.post(f"{served}/requests.{form}", data=given, timeout=PATIENCE) for _ in range(2)]
    assert [answer.status_code for answer in answers] == [200, 200]
    assert answers[0].content == answers[1].content, "the same request twice is one"
    told = answers[0]
    number = told.json()[0]["service_request_id"] if form == "json" else _text(told, "service_request_id")
    case = Case.objects.get()
    assert number == case.number
    reader = client(served, form)
    with pytest.raises(requests.HTTPError):
        reader.get_service_request(number)
    step(town.who("street", "dispatcher", at=now()), case.pk, "accept")
    assert reader.get_service_request(number)["status_notes"] == "待派单"
    refused = requests.post(f"{served}/requests.{form}", data={**given, "api_key": "no"}, timeout=PATIENCE)
    assert refused.status_code == 403
    error = refused.json()[0]["code"] if form == "json" else _text(refused, "code")
    assert error == "403"


def _text(answer: requests.Response, name: str) -> str | None:
    return ET.fromstring(answer.content)[0].findtext(name)


def test_discovery_leads_to_the_services(served: str, town: Town) -> None:
    told = requests.get(f"{served}/discovery.json", timeout=PATIENCE).json()
    endpoint = told["endpoints"][0]
    assert endpoint["url"] == served and "text/xml" in endpoint["formats"]
    for form in ("json", "xml"):
        assert client(endpoint["url"], form).get_service_list()
    xml = ET.fromstring(requests.get(f"{served}/discovery.xml", timeout=PATIENCE).content)
    assert xml.tag == "discovery" and xml.findtext("endpoints/endpoint/url") == served
