"""Data between units on the desk and by API: asked, decided, given, in the log; others see nothing (S-283)."""

from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest

from linli.cases.models import DataGiving, DataRequest
from tests.cases.data_sharing import ask, case_of, given
from tests.cases.town import COMMUNITY, Town
from tests.faces.api_desk import GONE
from tests.faces.case_desk import Seat, Streets, make_streets
from tests.faces.test_api_case_records import program
from tests.faces.test_api_notes import Program
from tests.ledger import budget

pytestmark = [pytest.mark.django_db, pytest.mark.serves("S-283")]
FORM: dict[str, Any] = {
    "fields": ["residence", "household"], "area": COMMUNITY, "since": "2026-01-01", "until": "2026-06-30",
    "duty": "property_service.handle.county", "purpose": "核对物业服务用房配建", "ground": "《物业管理条例》第三十条",
    "keep_until": "2027-12-31",
}  # fmt: skip


@pytest.fixture
def streets() -> Streets:
    return make_streets()


@pytest.fixture
def asker(streets: Streets) -> Seat:
    return streets.seat("asker", "housing", "data_officer", "clerk")


@pytest.fixture
def holder(streets: Streets) -> Seat:
    return streets.seat("holder", "street", "data_officer", "clerk")


def last() -> UUID:
    return DataRequest.objects.latest("asked_at").id


def test_the_whole_way_on_the_desk(streets: Streets, asker: Seat, holder: Seat) -> None:
    form = {**FORM, "holder": str(streets.town.units["street"])}
    text = asker.text("/desk/data/new/")
    assert "同意记录" in text and "disabled" in text, "what is not shared cannot be ticked"
    wrong = asker.post("/desk/data/new/", **{**form, "ground": ""})
    assert wrong.status_code == 422 and "核对物业服务用房配建" in wrong.content.decode()
    assert asker.post("/desk/data/new/", **form).status_code == 302
    request = last()
    case, where = case_of(request), f"/desk/data/{request}/"
    text = holder.text(where)
    assert "居住登记" in text and f"/desk/cases/{case}/do/data_answer/" in text
    assert f"/desk/cases/{case}/do/data_refuse/" in holder.text(f"/desk/cases/{case}/")
    assert "data_answer" not in asker.text(where), "the asker does not decide"
    answered = {"granted": ["residence"], "refusal": "户主关系与用途无关"}
    assert holder.do(case, "data_answer", **answered).status_code == 302
    assert holder.do(case, "data_give", fields=["residence"], persons="x", way="file").status_code == 422
    assert holder.do(case, "data_give", fields=["residence"], persons="214", way="file").status_code == 302
    for seat in (asker, holder):
        text = seat.text(where)
        assert "214" in text and "已提供" in text and "不予共享" in text
    log = asker.text("/desk/data/log/")
    assert "河滨街道办事处" in log and "214" in log and "居住登记" in log
    # Asked once more, nobody is asked: the page points to the answer.
    assert asker.post("/desk/data/new/", **{**form, "fields": ["residence"]}).status_code == 302
    text = asker.text(f"/desk/data/{last()}/")
    assert "已有答复" in text and where in text


def test_a_refusal_on_the_desk(streets: Streets, holder: Seat) -> None:
    case = case_of(ask(streets.town, fields=["phone"]).id)
    assert holder.do(case, "data_refuse", refusal=" ").status_code == 422
    assert holder.do(case, "data_refuse", refusal="《个人信息保护法》第六条").status_code == 302
    assert "不予共享" in holder.text(f"/desk/cases/{case}/")


def test_the_log_can_be_taken_out_and_names_no_value(streets: Streets, asker: Seat, holder: Seat) -> None:
    given(streets.town)
    for seat in (asker, holder):
        file = b"".join(seat.post("/desk/data/log/", export="csv").streaming_content).decode("utf-8-sig")
        assert "户与户主关系、居住登记" in file and "以文件" in file and ",214," in file
    listed = b"".join(asker.post("/desk/data/", export="csv").streaming_content).decode("utf-8-sig")
    assert "已提供" in listed


def test_others_see_nothing(streets: Streets) -> None:
    request = given(streets.town)
    stranger = streets.seat("stranger", "urban", "data_officer", "clerk")
    assert "核对物业" not in stranger.text("/desk/data/") + stranger.text("/desk/data/log/")
    assert stranger.get(f"/desk/data/{request}/").status_code == 404
    worker = streets.worker()
    assert worker.get("/desk/data/").status_code == 403 and worker.get("/desk/data/new/").status_code == 403
    overseer = streets.seat("overseer", "petitions", "case_supervisor", "clerk")
    assert "核对物业" in overseer.text("/desk/data/log/")
    assert overseer.get("/desk/data/new/").status_code == 403


def test_it_is_taken_in_at_no_window_and_turned_to_by_nobody(streets: Streets) -> None:
    boss = streets.boss()
    assert "数据共享（" not in boss.text("/desk/intake/")
    assert "数据共享（有条件）" not in boss.text(f"/desk/cases/{streets.lamp()}/do/reroute/")


def on_day(place: int) -> dict[str, Any]:
    day = date(2026, 1, 1) + timedelta(days=place)
    return {"since": day, "until": day}


@pytest.mark.parametrize("count", [1, 12])
def test_budgets(streets: Streets, asker: Seat, count: int) -> None:
    made = [given(streets.town, keep_until=date(2027, 12, 31), **on_day(place)) for place in range(count)]
    asker.get("/desk/")
    pages = {"desk.data.list": "/desk/data/", "desk.data.log": "/desk/data/log/", "desk.data.new": "/desk/data/new/",
             "desk.data.one": f"/desk/data/{made[0]}/"}  # fmt: skip
    for name, path in pages.items():
        with budget(name):
            assert asker.get(path).status_code == 200


@pytest.fixture
def program_of(streets: Streets) -> tuple[Town, Program, Program]:
    town = streets.town
    return town, program(town, "housing", "data_officer"), program(town, "street", "data_officer")


@pytest.mark.serves("S-283", boundary="the last day of an earlier answer, and the day after it")
def test_the_whole_way_by_api(program_of: tuple[Town, Program, Program]) -> None:
    town, asks, holds = program_of
    body = {**FORM, "holder": str(town.units["street"])}
    made = asks("post", "/cases/data/requests", body)
    assert made.status_code == 201 and len(made.json()["numbers"]) == 1
    path = f"/cases/data/requests/{made.json()['id']}"
    row = holds("get", path)
    assert row.json()["request"]["state"] == "deciding" and row.headers["ETag"]
    seen = row.json()["request"]["version"]
    decided = holds("post", f"{path}/decision", {"granted": body["fields"], "expected_version": seen})
    assert (decided.status_code, decided.json()["status"]) == (200, "granted")
    stale = holds("post", f"{path}/givings", {"fields": body["fields"], "persons": 2, "way": "file",
                                              "expected_version": seen})  # fmt: skip
    assert stale.status_code == 409
    gave = {"fields": body["fields"], "persons": 2, "way": "file", "expected_version": decided.json()["version"]}
    assert holds("post", f"{path}/givings", gave).json()["status"] == "given"
    assert [line["persons"] for line in asks("get", "/cases/data/givings").json()["rows"]] == [2]
    assert asks("get", path).json()["given"][0]["fields"] == ["household", "residence"]
    again = asks("post", "/cases/data/requests", body)
    assert again.json()["status"] == "held" and set(again.json()["held"]) == set(body["fields"])
    last_day = asks("post", "/cases/data/requests", {**body, "since": body["until"]})
    assert last_day.json()["status"] == "held"
    day_after = asks("post", "/cases/data/requests", {**body, "since": "2026-07-01", "until": "2026-07-01"})
    assert day_after.json()["status"] == "asked"
    listed = asks("get", "/cases/data/requests?life=held").json()["rows"]
    assert [line["case"] for line in listed] == [None, None]
    refused = asks("post", "/cases/data/requests", {**body, "fields": ["consent"]})
    assert refused.status_code == 422 and refused.json()["problems"][0]["code"] == "case_data_not_shared"
    lines = {line["key"]: line["sharing"] for line in asks("get", "/cases/data/dictionary").json()}
    assert lines["phone"] == "conditional" and lines["consent"] == "none"


def test_programs_of_others(program_of: tuple[Town, Program, Program]) -> None:
    town, _, holds = program_of
    request = given(town)
    stranger = program(town, "urban", "data_officer")
    assert stranger("get", f"/cases/data/requests/{request}").status_code == 404
    assert holds("get", f"/cases/data/requests/{GONE}").status_code == 404
    body = {"granted": [], "refusal": "x", "expected_version": 1}
    assert stranger("post", f"/cases/data/requests/{request}/decision", body).status_code == 404
    assert program(town, "station", "case_intake")("get", "/cases/data/givings").status_code == 403
    assert DataGiving.objects.count() == 1
