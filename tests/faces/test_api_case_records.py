"""Beside the flow by API: parties, files, titles, shares, recurring duties, counts; who may and who may not."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from linli.cases.models import Case
from linli.people.models import Look
from tests.cases.town import COMMUNITY, TOWN, Town, make_town, version
from tests.faces.api_desk import GONE, every_row, journalled, paths
from tests.faces.test_api_cases import lamp
from tests.faces.test_api_notes import Program
from tests.kernel.files.made import picture
from tests.ledger import budget
from tests.people.people import make_colleague

pytestmark = [pytest.mark.django_db, pytest.mark.serves("S-279")]


@pytest.fixture
def town() -> Town:
    return make_town()


def program(town: Town, unit: str, *roles: str, name: str = "") -> Program:
    who = make_colleague(name or unit, town.units[unit], *roles, "clerk")
    return Program(who, tuple(who.actor().powers))


@pytest.fixture
def desk(town: Town) -> Program:
    return program(town, "station", "case_intake")


@pytest.fixture
def boss(town: Town) -> Program:
    return program(town, "street", "dispatcher")


def taken(desk: Program, **changed: Any) -> str:
    made = desk("post", "/cases", lamp(**changed))
    assert made.status_code == 201, made.content.decode()
    return str(made.json()["id"])


def seen(case: str) -> dict[str, int]:
    return {"expected_version": version(case)}  # type: ignore[arg-type]  # ids are texts here


def test_parties(desk: Program) -> None:
    case = taken(desk)
    path = f"/cases/{case}/parties"
    party = {"role": "supporter", "name": "李明", "phone": "13900139000"}
    added = desk("post", path, {"party": party, **seen(case)})
    assert added.status_code == 200 and len(added.json()["keys"][0]) == 8
    listed = {row["role"]: row for row in desk("get", path).json()}
    assert listed["supporter"]["name"] == "李*" and "13900139000" not in desk("get", path).content.decode()
    joined = listed["supporter"]["id"]
    shown = desk("post", f"{path}/{joined}/reveal", **{"Idempotency-Key": "r"})
    assert shown.json()["name"] == "李明" and shown.json()["phone"].endswith("13900139000")
    again = desk("post", f"{path}/{joined}/reveal", **{"Idempotency-Key": "r"}).json()
    assert again["repeated"] and again["name"] == "" and Look.objects.count() == 1
    assert desk("post", f"{path}/{joined}/end", seen(case)).status_code == 200
    assert desk("post", f"{path}/{joined}/end", seen(case)).status_code == 404
    bad = desk("post", path, {"party": {**party, "phone": "12"}, **seen(case)})
    assert bad.status_code == 422 and any("phone" in path for path in paths(bad))
    assert journalled(case)[-2:] == ["cases.add_party", "cases.end_party"]


def test_an_agent_gives_the_originals_back(desk: Program) -> None:
    agent = {"role": "agent", "name": "代办", "scope": ["apply"], "until": "2027-01-31", "originals": ["身份证"]}
    case = taken(desk)
    assert desk("post", f"/cases/{case}/parties", {"party": agent, **seen(case)}).status_code == 200
    party = next(row for row in desk("get", f"/cases/{case}/parties").json() if row["role"] == "agent")
    path = f"/cases/{case}/parties/{party['id']}/originals"
    assert desk("post", path, seen(case)).status_code == 200
    assert desk("post", path, seen(case)).status_code == 409


def test_files(desk: Program, boss: Program) -> None:
    case = taken(desk)
    photo = SimpleUploadedFile("a.jpg", picture(positioned=True), content_type="image/jpeg")
    stored = desk.client.post("/api/v1/files", {"file": photo}, headers=desk.headers).json()
    assert desk("post", f"/cases/{case}/files", [{"sha256": stored["sha256"], "kind": "before"}]).status_code == 200
    (file,) = desk("get", f"/cases/{case}/files").json()
    path = f"/cases/{case}/files/{file['id']}"
    read = desk("get", path)
    assert read.headers["Content-Type"] == "image/jpeg" and read.headers["X-Content-Type-Options"] == "nosniff"
    assert len(desk("get", f"{path}?small=true").content) > 100
    assert desk("get", f"/cases/{case}/files/{GONE}").status_code == 404
    assert boss("post", f"{path}/show", {"public": True, **seen(case)}).status_code == 200
    assert desk("get", f"/cases/{case}/files").json()[0]["public"]
    assert desk("post", f"{path}/remove", {"reason": "x", **seen(case)}).status_code == 403
    assert boss("post", f"{path}/remove", {"reason": "拍到了门牌", **seen(case)}).status_code == 200
    assert desk("get", f"/cases/{case}/files").json() == [] and desk("get", path).status_code == 404


def test_a_title_and_a_share_taken_back(town: Town, desk: Program, boss: Program) -> None:
    case = taken(desk)
    title = {"title": "桥边路灯不亮", "place_name": "三号桥", "urgent": True}
    assert boss("post", f"/cases/{case}/title", {**title, **seen(case)}).status_code == 200
    assert boss("get", f"/cases/{case}").json()["row"]["title"] == "桥边路灯不亮"
    boss("post", f"/cases/{case}/steps", {"action": "accept", **seen(case)})
    unit = str(town.units["urban"])
    assert boss("post", f"/cases/{case}/shares", {"unit": unit, **seen(case)}).status_code == 200
    dropped = boss("post", f"/cases/{case}/shares/drop", {"unit": unit, "reason": "派错了", **seen(case)})
    assert dropped.status_code == 200
    stale = boss("post", f"/cases/{case}/title", {**title, "expected_version": 1})
    assert stale.status_code == 409 and stale.json()["code"] == "stale"
    assert Case.objects.get(pk=case).lead is None


def test_a_recurring_duty(town: Town) -> None:
    head = program(town, "street", "case_head", name="head")
    body = {
        "title": "消防检查", "kind": "inspection", "unit": str(town.units["committee"]), "period": "3m",
        "basis": "消防法", "since": "2026-01-01", "grace": "5wd",
    }  # fmt: skip
    made = head("post", "/cases/obligations", body)
    assert made.status_code == 201, made.content.decode()
    path = f"/cases/obligations/{made.json()['id']}"
    read = head("get", path)
    assert read.json()["obligation"]["next_due"] == "2026-04-01" and read.headers["ETag"] == '"1"'
    assert head("post", f"{path}/facts", {"on": "2026-03-20", "expected_version": 1}).json()["status"] == "done"
    assert head("post", f"{path}/facts", {"on": "2026-03-25", "expected_version": 1}).status_code == 409
    assert head("get", path).json()["turns"][1]["fact_on"] == "2026-03-20"
    over = {"on": "2026-10-01", "reason": "改由街道检查", "expected_version": 2}
    assert head("post", f"{path}/end", over).status_code == 200
    assert [row["id"] for row in every_row(head, "/cases/obligations?life=ended")] == [made.json()["id"]]
    assert journalled(made.json()["id"]) == ["cases.create_obligation", "cases.record_fact", "cases.end_obligation"]
    for changed, field in (({"period": "soon"}, "period"), ({"title": " "}, "title"), ({"counts": "x"}, "counts")):
        bad = head("post", "/cases/obligations", {**body, **changed})
        assert bad.status_code == 422 and paths(bad) == {field}
    far = program(town, "mediation", "case_head", name="far")
    assert far("get", f"/cases/obligations/{GONE}").status_code == 404
    assert far("post", "/cases/obligations", {**body, "unit": str(town.units["urban"])}).status_code == 404
    assert program(town, "urban", "case_worker")("post", "/cases/obligations", body).status_code == 403


def test_counts(town: Town, desk: Program, boss: Program) -> None:
    case = taken(desk, sort="road")
    boss("post", f"/cases/{case}/steps", {"action": "accept", **seen(case)})
    asked = {"unit": str(town.units["committee"]), **seen(case)}
    assert boss("post", f"/cases/{case}/shares", asked).status_code == 409
    (line,) = boss("get", f"/cases/asked?area={COMMUNITY}").json()
    assert line["refused"] == 1
    assert [row["why"] for row in every_row(boss, "/cases/refused?why=not_listed")] == ["not_listed"]
    board = boss("get", "/cases/board").json()
    assert board["total"]["open"] == 1 and board["types"][0]["key"] == "report_part"
    kept = {"unit": "", "type": "report_part", "kept": 1, "broken": 0}
    assert boss("get", f"/cases/breaches?area={TOWN}&first=2026-01-01").json() == [kept], "accepted in time"
    assert desk("get", "/cases/promises").json() == []
    for path in ("breaches", "asked", "board"):
        assert boss("get", f"/cases/{path}?area=110101").status_code == 404
        assert desk("get", f"/cases/{path}").status_code == 403
        assert boss("get", f"/cases/{path}?area=x").status_code == 422


def test_a_foreign_case_does_not_exist(town: Town, desk: Program) -> None:
    case = taken(desk)
    assert desk("get", f"/cases/{GONE}/parties").status_code == 404
    worker = program(town, "urban", "case_worker")
    for path in ("parties", "files"):
        assert worker("get", f"/cases/{case}/{path}").status_code == 404
    body = {"party": {"role": "supporter"}, **seen(case)}
    assert worker("post", f"/cases/{case}/parties", body).status_code == 404
    narrow = Program(desk.who, ("cases.see_own_cases",))
    for path, given in (("parties", body), ("title", {"title": "x", **seen(case)})):
        refused = narrow("post", f"/cases/{case}/{path}", given)
        assert refused.status_code == 403 and refused.json()["code"] == "not_allowed"


@pytest.mark.parametrize("count", [1, 8])
def test_statements(town: Town, desk: Program, boss: Program, count: int) -> None:
    for index in range(count):
        case = taken(desk, text=f"灯 {index}")
    head = program(town, "street", "case_head", name="head")
    desk("get", "/cases")
    asked = {
        "api.cases.list": [(desk, ""), (head, "/obligations"), (boss, "/refused"), (desk, "/public")],
        "api.cases.one": [(desk, f"/{case}"), (desk, f"/{case}/parties"), (boss, "/board"), (boss, "/asked")],
        "api.cases.catalogue": [(desk, "/catalogue"), (desk, "/catalogue/report_part"), (desk, "/guides"),
                                (desk, "/duty-lists"), (desk, "/guides/residence_permit")],
    }  # fmt: skip
    for name, pages in asked.items():
        for asker, path in pages:
            asker("get", f"/cases{path}")
            with budget(name):
                assert asker("get", f"/cases{path}").status_code == 200
