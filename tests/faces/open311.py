"""A partner city's program that speaks GeoReport v2, and answers of both formats as one tree."""

import json
import xml.etree.ElementTree as ET
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.test import Client

from linli.cases.models import Case
from linli.kernel.db.guard import writing
from linli.kernel.packs.lookup import entry
from linli.people.commands import issue_token
from tests.cases.town import Town, lamp
from tests.cases.walking import step
from tests.conftest import NOON
from tests.faces.every_kind import FORM
from tests.packs.folders import publish_rows
from tests.people.people import Colleague, make_colleague

BASE = "/open311/v2"
LAMP = "report_part:street_lamp"
SCOPES = ("cases.open_case", "cases.see_own_cases")
# By the standard, not by our writer: these elements are lists of their children.
LISTS = {"services", "attributes", "values", "service_requests", "errors", "endpoints", "formats"}


def _of_xml(element: ET.Element) -> Any:
    if element.tag in LISTS:
        return [_of_xml(child) for child in element]
    if len(element):
        return {child.tag: _of_xml(child) for child in element}
    return element.text


def _of_json(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _of_json(item) for name, item in value.items()}
    if isinstance(value, list):
        return [_of_json(item) for item in value]
    if isinstance(value, bool):
        return "true" if value else "false"
    return None if value is None else str(value)


def tree_of(answer: Any) -> Any:
    """An answer of either format as a tree of texts (the Spark rule, read the other way)."""
    if answer.headers["Content-Type"] == "application/json; charset=utf-8":
        return _of_json(json.loads(answer.content))
    assert answer.headers["Content-Type"] == "text/xml; charset=utf-8"
    assert answer.content.startswith(b'<?xml version="1.0" encoding="utf-8"?>') and b"xmlns" not in answer.content
    return _of_xml(ET.fromstring(answer.content))


@dataclass
class Reader:
    """Somebody without a key."""

    client: Client = field(default_factory=lambda: Client(raise_request_exception=False, enforce_csrf_checks=True))

    def get(self, path: str, **query: str) -> Any:
        """Ask an address below the base."""
        return self.client.get(f"{BASE}/{path}", query)

    def both(self, path: str, expected: int = 200, **query: str) -> Any:
        """Ask in XML and in JSON; the tree, which must be the same."""
        answers = [self.get(f"{path}.{form}", **query) for form in ("xml", "json")]
        assert [one.status_code for one in answers] == [expected, expected], answers[0].content.decode()
        trees = [tree_of(one) for one in answers]
        assert trees[0] == trees[1]
        return trees[0]

    def post(self, form: str = "json", headers: dict[str, str] | None = None, **given: Any) -> Any:
        """Send a request."""
        return self.client.post(f"{BASE}/requests.{form}", given, headers=headers)


@dataclass
class Partner(Reader):
    """Somebody with a key."""

    key: str = ""
    token: Any = None
    who: Colleague | None = None

    def send(self, form: str = "json", headers: dict[str, str] | None = None, **given: Any) -> Any:
        """Send a lamp that is out, or what ``given`` makes of it; None leaves a field out."""
        whole = {
            "api_key": self.key, "service_code": LAMP, "address_id": "329921001001", "description": "三号桥边的灯不亮",
            **given,
        }  # fmt: skip
        return self.post(form, headers, **{name: value for name, value in whole.items() if value is not None})


def partner(town: Town, scopes: tuple[str, ...] = SCOPES, name: str = "partner") -> Partner:
    """A program whose key stands for a post in the station."""
    who = make_colleague(name, town.units["station"], "case_intake", "clerk")
    receipt = issue_token(who.actor(), name="open311", scopes=scopes, days=1)
    return Partner(key=receipt.values["token"], token=receipt.id, who=who)


def public_at(town: Town, at: datetime = NOON, **changed: Any) -> Case:
    """A report that came in and was accepted at a moment: everybody sees it."""
    case = lamp(town.who("station", "case_intake", at=at), **changed)
    action = "take_up" if changed.get("type") == "suggestion" else "accept"
    step(town.who("street", "dispatcher", at=at), case, action)
    return Case.objects.get(pk=case)


def with_questions(form: Mapping[str, Any] = FORM, *, at: str = "329921", **changed: Any) -> None:
    """From now on reports on public things ask a question of every kind."""
    found = entry("case_types", "report_part", "329921", NOON.date())
    assert found is not None
    kind = {**found.data, "key": "report_part", "form": "asked", **changed}
    with writing("test"):
        publish_rows(at, {"key": "asked", "form": form}, section="forms", pack="asked")
        publish_rows(at, kind, section="case_types", pack="asking")
