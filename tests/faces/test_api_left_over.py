"""By API what the desk had alone: one step in many cases, reports that resemble one, one's own record."""

import pytest

from linli.cases.models import Case
from linli.kernel.clock_port import now
from linli.people.commands import bind_account, issue_binding_code
from linli.people.models import Look
from tests.actors import actor_with
from tests.cases.town import VILLAGE, Town, make_town, version
from tests.faces.api_desk import GONE
from tests.faces.test_api_case_records import program
from tests.faces.test_api_cases import lamp
from tests.faces.test_api_notes import Program
from tests.people.people import make_colleague, make_unit
from tests.people.persons.records import make_person

pytestmark = [pytest.mark.django_db, pytest.mark.serves("S-279")]


@pytest.fixture
def town() -> Town:
    return make_town()


def taken(desk: Program, **changed: object) -> str:
    return str(desk("post", "/cases", lamp(**changed)).json()["id"])


def marked(*cases: str) -> list[dict[str, object]]:
    return [{"id": case, "expected_version": version(case)} for case in cases]  # type: ignore[arg-type]  # texts


def test_many_cases_at_once(town: Town) -> None:
    desk, boss = program(town, "station", "case_intake"), program(town, "street", "dispatcher")
    one, two, three = (taken(desk, text=f"{place}号灯不亮") for place in range(3))
    body = {"step": "accept", "cases": [*marked(one, two), {"id": three, "expected_version": 99},
                                        {"id": GONE, "expected_version": 1}]}  # fmt: skip
    answer = boss("post", "/cases/many", body, **{"Idempotency-Key": "m"})
    assert answer.status_code == 200 and (answer.json()["done"], answer.json()["refused"]) == (2, 2)
    lines = answer.json()["cases"]
    assert [line["status"] for line in lines[:2]] == ["accepted", "accepted"]
    assert [line["code"] for line in lines[2:]] == ["stale", "not_found"] and lines[2]["title"] and lines[2]["hint"]
    before = Case.objects.get(pk=one).version
    again = boss("post", "/cases/many", body, **{"Idempotency-Key": "m"}).json()
    assert again["done"] == 2 and Case.objects.get(pk=one).version == before, "a repeat does each once"
    assert desk("post", "/cases/many", {"step": "accept", "cases": marked(three)}).status_code == 403
    for bad in ({"step": "verify", "cases": marked(three)}, {"step": "accept", "cases": []},
                {"step": "accept", "cases": marked(three) * 201}):  # fmt: skip
        assert boss("post", "/cases/many", bad).status_code == 422


def test_reports_that_resemble_one(town: Town) -> None:
    desk, boss = program(town, "station", "case_intake"), program(town, "street", "dispatcher")
    here = {"lon": 119.81, "lat": 33.41, "title": "三号桥路灯不亮"}
    case, twin = taken(desk, **here), taken(desk, **here)
    taken(desk, area=VILLAGE)
    found = boss("get", f"/cases/{case}/similar").json()
    assert [item["row"]["id"] for item in found] == [twin] and found[0]["score"] >= 60
    assert "13800138000" not in str(found)
    assert program(town, "urban", "case_worker")("get", f"/cases/{case}/similar").status_code == 404
    assert boss("get", f"/cases/{GONE}/similar").status_code == 404


def test_ones_own_record() -> None:
    person = make_person("钱小燕", phones=("13900139000",))
    colleague = make_colleague("qian", make_unit("街道办", "329921001"), "clerk")
    mine = Program(colleague, ("people.see_own_record",))
    assert mine("get", "/people/me").status_code == 404, "bound to nobody yet"
    window = actor_with("people.issue_binding_code", area="329921001001", at=now())
    code = issue_binding_code(window, person=person).values["code"]
    bind_account(colleague.actor().granted("people.bind_account"), code=code)
    answer = mine("get", "/people/me")
    body = answer.json()
    assert answer.status_code == 200 and body["person"]["id"] == str(person) and body["looks"] == []
    text = answer.content.decode()
    assert "钱小燕" not in text and "13900139000" not in text and Look.objects.count() == 0, "masked, and no look"
    assert Program(colleague, ("cases.see_own_notes",))("get", "/people/me").status_code == 403
