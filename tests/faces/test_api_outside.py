"""What we say to another Linli is what its service takes: our bytes, our service, no server made for the test."""

import json
from typing import Any
from uuid import uuid4

import pytest

from linli.cases.models import Case
from linli.cases.rules.handovers import Brief, Errand, Target
from linli.cases.rules.outside_speech import read_answer, request_of
from linli.kernel.clock_port import now
from tests.cases.town import COMMUNITY, Town, make_town
from tests.cases.walking import step
from tests.faces.test_api_notes import Program
from tests.people.people import make_colleague

pytestmark = pytest.mark.django_db
OTHER = Target("other", {}, "linli", "http://other", {"report_part": "report_part/street_lamp"}, 5, "", COMMUNITY)
SCOPES = ("cases.open_case", "cases.see_own_cases")


@pytest.fixture
def town() -> Town:
    return make_town()


def errand(deed: str, outside_id: str = "", **changed: Any) -> Errand:
    given = {"text": "请检修", "place": "三号桥", "lon": 119.81, "lat": 33.41, **changed}
    brief = Brief(uuid4(), "32992120261126000018", "路灯不亮", service="report_part/street_lamp", since=now(), **given)
    return Errand(deed, OTHER, brief, 1, outside_id)


def asked(program: Program, what: Errand) -> Any:
    request = request_of(what, "key")
    path = request.address.removeprefix("http://other/api/v1")
    body = json.loads(request.body) if request.body else None
    key = {"Idempotency-Key": request.headers["Idempotency-Key"]} if request.body else {}
    answer = program(request.method.lower(), path, body, **key)
    return read_answer(what, answer.status_code, answer.content)


def test_another_linli_takes_follows_and_ends_it(town: Town) -> None:
    who = make_colleague("peer", town.units["committee"], "case_intake", "dispatcher", "case_worker", "clerk")
    program, sent = Program(who, SCOPES), errand("send")
    first, again = asked(program, sent), asked(program, sent)
    assert first.outside_id == again.outside_id and not first.error and Case.objects.count() == 1
    look = errand("look", first.outside_id)
    state = asked(program, look)
    assert state.state == Case.objects.get().state and not state.closed and not state.error
    step(town.who("street", "dispatcher", at=now()), Case.objects.get().id, "reject", "不归我们管")
    turned = asked(program, look)
    assert turned.turned_down and turned.state == "rejected" and not turned.closed
    assert asked(program, errand("send", lon=1.0)).error == "http_422"
    assert asked(program, errand("look", str(uuid4()))).error == "http_404"
