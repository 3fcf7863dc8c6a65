"""Cases by API: the same commands, refusals, scopes and places as every other face."""

from typing import Any
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from linli.cases.models import Case, RefusedAsking
from tests.cases.town import COMMUNITY, Town, make_town
from tests.faces.test_api_notes import Program
from tests.kernel.files.made import picture, zipped
from tests.people.people import make_colleague

pytestmark = pytest.mark.django_db
DESK = ("cases.see_own_cases", "cases.open_case", "cases.handle", "cases.note_case", "cases.attach_files")
WORK = ("cases.see_own_cases", "cases.handle", "cases.accept_share", "cases.take_step", "cases.attach_files")
BOSS = (
    "cases.see_own_cases",
    "cases.see_cases",
    "cases.dispatch",
    "cases.assign_case",
    "cases.take_step",
    "cases.handle",
)


@pytest.fixture
def town() -> Town:
    return make_town()


def program(town: Town, unit: str, role: str, scopes: tuple[str, ...], name: str = "") -> Program:
    return Program(make_colleague(name or unit, town.units[unit], role, "clerk"), scopes)


def lamp(**changed: Any) -> dict[str, Any]:
    return {
        "type": "report_part", "sort": "street_lamp", "area": COMMUNITY, "text": "灯不亮",
        "parties": [{"role": "reporter", "phone": "13800138000"}], **changed,
    }  # fmt: skip


@pytest.mark.serves("S-075", "S-113", boundary="another unit's case, a scope that lacks, a stale version")
def test_the_whole_way(town: Town) -> None:
    desk = program(town, "station", "case_intake", DESK)
    boss = program(town, "street", "dispatcher", BOSS)
    worker = program(town, "urban", "case_worker", WORK)
    made = desk("post", "/cases", lamp())
    assert made.status_code == 201 and len(made.json()["number"]) == 20 and len(made.json()["keys"][0]) == 8
    path = f"/cases/{made.json()['id']}"
    assert worker("get", path).status_code == 404
    accepted = boss("post", f"{path}/steps", {"action": "accept", "expected_version": made.json()["version"]})
    assert accepted.json()["status"] == "accepted"
    stale = boss("post", f"{path}/steps", {"action": "accept", "expected_version": 1})
    assert stale.status_code == 409 and stale.json()["code"] == "stale"
    given = boss(
        "post", f"{path}/shares", {"unit": str(town.units["urban"]), "expected_version": accepted.json()["version"]}
    )
    assert given.json()["status"] == "dispatched"
    row = Case.objects.get()
    assert not row.handed_over and row.receiver_id == town.units["station"], "the first receiver answers until then"
    signed = worker("post", f"{path}/shares/accept", {"expected_version": given.json()["version"]})
    assert Case.objects.get().handed_over
    photo = SimpleUploadedFile("a.jpg", picture(positioned=True), content_type="image/jpeg")
    taken = worker.client.post("/api/v1/files", {"file": photo}, headers=worker.headers)
    assert taken.status_code == 201 and taken.json()["type"] == "image/jpeg"
    added = worker("post", f"{path}/files", [{"sha256": taken.json()["sha256"], "kind": "after"}])
    assert signed.status_code == added.status_code == 200
    done = worker(
        "post", f"{path}/steps", {"action": "finish", "note": "换了灯泡", "expected_version": added.json()["version"]}
    )
    assert done.json()["status"] == "done"
    read = boss("get", path)
    assert [act["action"] for act in read.json()["history"]] == [
        "open",
        "accept",
        "dispatch",
        "sign",
        "attach",
        "finish",
    ]
    assert read.headers["ETag"] == f'"{done.json()["version"]}"' and "13800138000" not in read.content.decode()
    assert boss("get", "/cases").json()["count"] == 1


def test_one_key_one_case(town: Town) -> None:
    desk = program(town, "station", "case_intake", DESK)
    first = desk("post", "/cases", lamp(), **{"Idempotency-Key": "a"})
    again = desk("post", "/cases", lamp(), **{"Idempotency-Key": "a"})
    assert first.json()["id"] == again.json()["id"] and again.json()["repeated"] and again.json()["keys"] == []
    assert desk("post", "/cases", lamp(text="别的"), **{"Idempotency-Key": "a"}).status_code == 409


@pytest.mark.parametrize(
    ("changed", "path"),
    [
        ({"type": "nothing"}, "type"),
        ({"sort": "moon"}, "sort"),
        ({"area": "110101001001"}, "area"),
        ({"text": ""}, "text"),
        ({"lon": 119.8}, "point"),
        ({"parties": [{"phone": "12"}]}, "parties[0].phone"),
        ({"files": [{"sha256": "0" * 64}]}, ""),
    ],
)
def test_what_is_wrong_is_named(town: Town, changed: dict[str, Any], path: str) -> None:
    desk = program(town, "station", "case_intake", DESK)
    refused = desk("post", "/cases", lamp(**changed))
    assert refused.status_code == 422
    assert [problem["path"] for problem in refused.json().get("problems", [{"path": ""}])] == [path]


@pytest.mark.serves("S-242", "S-244", "N-010", boundary="a matter on no list, a forbidden category; counted, kept")
@pytest.mark.parametrize(
    ("matter", "code", "category"),
    [
        ({"sort": "road"}, "case_not_listed", ""),
        ({"type": "report_event", "sort": "stall"}, "case_forbidden_category", "city_management"),
    ],
)
def test_a_committee_is_given_nothing_that_no_list_names(
    town: Town, matter: dict[str, Any], code: str, category: str
) -> None:
    desk, boss = program(town, "station", "case_intake", DESK), program(town, "street", "dispatcher", BOSS)
    made = desk("post", "/cases", lamp(**matter)).json()
    accepted = boss("post", f"/cases/{made['id']}/steps", {"action": "accept", "expected_version": made["version"]})
    body = {"unit": str(town.units["committee"]), "expected_version": accepted.json()["version"]}
    refused = boss("post", f"/cases/{made['id']}/shares", body)
    assert refused.status_code == 409 and refused.json()["code"] == code
    kept = RefusedAsking.objects.get()
    assert (kept.asked_by, kept.category) == (town.units["street"], category)


def test_scopes_and_places(town: Town) -> None:
    narrow = program(town, "station", "case_intake", ("cases.see_own_cases",))
    assert narrow("post", "/cases", lamp()).status_code == 403
    assert narrow("get", f"/cases/{uuid4()}").status_code == 404
    bomb = SimpleUploadedFile("a.docx", zipped({"a": b"x"}))
    desk = program(town, "street", "case_intake", DESK)
    refused = desk.client.post("/api/v1/files", {"file": bomb}, headers=desk.headers)
    assert refused.status_code == 422 and refused.json()["code"] == "file_archive"
    assert desk("post", "/cases", {"type": "x" * 70}).status_code == 422
