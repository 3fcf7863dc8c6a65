"""One catalogue and one way in for every channel (S-285): matters, forms, guides; and a resident's own case."""

from typing import Any

import jsonschema_rs
import pytest

from linli.cases.commands import ask_party
from linli.cases.models import Case
from linli.cases.queries.party_access import tries
from linli.kernel.clock_port import now
from tests.cases.test_reopening import PERMIT
from tests.cases.town import COMMUNITY, TOWN, Town, lamp, make_town, version
from tests.faces.api_desk import GONE, every_row, journalled, paths
from tests.faces.portal import public_lamp, ready_to_rate
from tests.faces.test_api_notes import Program
from tests.people.people import make_colleague

pytestmark = [pytest.mark.django_db, pytest.mark.serves("S-279", "S-285")]
PHONE_END = "8000"


@pytest.fixture
def town() -> Town:
    tries.forget()
    return make_town()


@pytest.fixture
def app(town: Town) -> Program:
    """A city's app with the token of the service station."""
    who = make_colleague("app", town.units["station"], "case_intake", "clerk")
    return Program(who, tuple(who.actor().powers))


def test_the_catalogue_says_all_that_a_client_needs(app: Program) -> None:
    keys = {row["key"] for row in app("get", "/cases/catalogue").json()}
    assert {"report_part", "residence_permit"} <= keys
    found = app("get", f"/cases/catalogue/residence_permit?area={COMMUNITY}").json()
    assert found["form"]["$schema"].endswith("2020-12/schema")
    jsonschema_rs.meta.validate(found["form"])
    assert (
        found["basis"]
        and found["materials"]
        and found["flow"]["initial"] in {s["key"] for s in found["flow"]["states"]}
    )
    assert any(clock["main"] and clock["legal"] for clock in found["clocks"]) and found["duties"]
    part = app("get", "/cases/catalogue/report_part").json()
    assert "street_lamp" in {sort["key"] for sort in part["sorts"]}
    assert app("get", "/cases/catalogue/nothing").status_code == 404
    assert app("get", "/cases/catalogue/residence_permit?area=x").status_code == 422


def test_a_form_of_the_catalogue_takes_a_case_in(app: Program) -> None:
    schema = app("get", "/cases/catalogue/residence_permit").json()["form"]
    assert jsonschema_rs.Draft202012Validator(schema).is_valid(dict(PERMIT))
    body: dict[str, Any] = {
        "type": "residence_permit", "area": COMMUNITY, "values": dict(PERMIT),
        "parties": [{"role": "applicant", "name": "王小明", "phone": "13800138000"}],
    }  # fmt: skip
    made = app("post", "/cases", body)
    assert made.status_code == 201, made.content.decode()
    refused = app("post", "/cases", {**body, "values": {}})
    assert refused.status_code == 422 and paths(refused)


def test_guides_and_duty_lists(app: Program) -> None:
    assert "residence_permit" in {row["key"] for row in app("get", "/cases/guides").json()}
    guide = app("get", f"/cases/guides/residence_permit?area={COMMUNITY}").json()
    assert guide["limits"][0]["basis"] and guide["materials"]
    assert app("get", "/cases/guides/duty").status_code == 404
    lists = app("get", f"/cases/duty-lists?area={COMMUNITY}").json()
    assert lists["lines"] and {item["nature"] for item in lists["committees"][0]["lists"]} == {"own", "assist"}


def test_public_reports_and_me_too(town: Town, app: Program) -> None:
    case = public_lamp(town)
    assert [row["number"] for row in every_row(app, f"/cases/public?area={TOWN}&life=open")] == [case.number]
    read = app("get", f"/cases/public/{case.number}").json()
    assert read["supporters"] == 0 and "王小明" not in str(read) and "13800138000" not in str(read)
    joined = app("post", f"/cases/public/{case.number}/support", {"phone": "13900139000"}, **{"Idempotency-Key": "j"})
    again = app("post", f"/cases/public/{case.number}/support", {"phone": "13900139000"}, **{"Idempotency-Key": "j"})
    assert len(joined.json()["keys"][0]) == 8 and again.json()["repeated"] and again.json()["keys"] == []
    assert app("get", f"/cases/public/{case.number}").json()["supporters"] == 1
    twice = app("post", f"/cases/public/{case.number}/support", {"phone": "13900139000"})
    assert twice.status_code == 409
    own = {"number": case.number, "key": joined.json()["keys"][0]}
    seen = app("post", "/cases/own/look", own).json()
    assert not seen["own"] and seen["offers"] == [] and all(act["words"] is None for act in seen["history"])
    assert app("get", "/cases/public/32992120261120000019").status_code == 404
    assert journalled(str(case.id))[-1] == "cases.support_case"


def test_ones_own_case(town: Town, app: Program) -> None:
    case = lamp(town.who("station", "case_intake", at=now()))
    row = Case.objects.get(pk=case)
    own = {"number": row.number, "key": PHONE_END}
    ask_party(town.who("station", "case_intake", at=now()), case=case, text="哪一盏？", expected_version=version(case))
    seen = app("post", "/cases/own/look", own).json()
    assert seen["own"] and seen["questions"][0]["text"] == "哪一盏？" and seen["clocks"]
    answer = {**own, "question": seen["questions"][0]["id"], "text": "第二盏"}
    assert app("post", "/cases/own/answer", answer).status_code == 200
    assert app("post", "/cases/own/answer", answer).status_code == 409
    assert app("post", "/cases/own/note", {**own, "text": "晚上看得清"}).status_code == 200
    ready_to_rate(town, case, now())
    closed = app("post", "/cases/own/look", own).json()
    rating = {**own, "stars": 5, "reasons": ["quick"], "expected_version": closed["version"]}
    rated = app("post", "/cases/own/rate", rating, **{"Idempotency-Key": "s"})
    assert rated.status_code == 200, rated.content.decode()
    assert app("post", "/cases/own/rate", rating, **{"Idempotency-Key": "s"}).json()["repeated"]
    assert app("post", "/cases/own/look", own).json()["rating"] == 5
    reopened = {**own, "action": "reopen", "note": "又不亮了", "expected_version": version(case)}
    assert app("post", "/cases/own/step", reopened).status_code == 200


def test_a_wrong_key_and_five_tries(town: Town, app: Program) -> None:
    number = Case.objects.get(pk=lamp(town.who("station", "case_intake", at=now()))).number
    answers = [app("post", "/cases/own/look", {"number": number, "key": "0000"}) for _ in range(5)]
    assert {answer.status_code for answer in answers} == {404}
    shut = app("post", "/cases/own/look", {"number": number, "key": PHONE_END})
    assert shut.status_code == 429 and int(shut.headers["Retry-After"]) > 60
    unknown = app("post", "/cases/own/look", {"number": "32992120261120000019", "key": PHONE_END})
    assert unknown.status_code == 404 and unknown.json()["code"] == answers[0].json()["code"]


def test_a_token_that_takes_nothing_in_does_nothing_for_residents(town: Town, app: Program) -> None:
    case = public_lamp(town)
    narrow = Program(app.who, ("cases.see_own_cases",))
    own = {"number": case.number, "key": PHONE_END}
    asked: dict[str, dict[str, Any]] = {
        "look": {}, "note": {"text": "x"}, "answer": {"question": GONE, "text": "x"},
        "rate": {"stars": 1, "expected_version": 1}, "step": {"action": "withdraw", "expected_version": 1},
    }  # fmt: skip
    for path, more in asked.items():
        answer = narrow("post", f"/cases/own/{path}", {**own, **more})
        assert answer.status_code == 403 and answer.json()["data"]["command"] == "cases.open_case"
    assert narrow("post", f"/cases/public/{case.number}/support", {}).status_code == 403
    stars = app("post", "/cases/own/rate", {**own, "stars": 6, "expected_version": 1})
    assert stars.status_code == 422 and paths(stars) == {"stars"}
