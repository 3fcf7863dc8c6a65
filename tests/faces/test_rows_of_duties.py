"""Duty lists of station and committee, hazards, services on every level: seen from outside (S-034, S-134, S-082)."""

from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from linli.cases.models import Case, CaseClock, RefusedAsking
from linli.kernel.db.guard import writing
from tests.cases.town import COMMUNITY, COUNTY, TOWN, VILLAGE, Town, make_town, version
from tests.cases.walking import sweep
from tests.faces.test_api_case_records import program
from tests.faces.test_api_cases import lamp
from tests.faces.test_api_notes import Program
from tests.kernel.files.made import picture
from tests.packs.folders import publish_rows

pytestmark = pytest.mark.django_db
HAZARD: dict[str, Any] = {"type": "hazard", "sort": "wiring", "values": {"grade": "major"}}
PERMIT = {"home": "own", "ground": "work", "by_agent": False, "since": "2025-01-01"}
# What this county has entrusted to its stations.
ENTRUSTED = {
    "key": "complaints.handle.station", "label": {"zh-Hans": "受托答复", "en": "Answer for others"},
    "matter": "complaints", "step": "handle", "level": "community", "unit_kinds": ["service_station"],
    "nature": "entrusted", "basis": {"source": "县民政局委托书", "confidence": "D"},
}  # fmt: skip


@pytest.fixture
def town() -> Town:
    return make_town()


def seen(case: str) -> dict[str, int]:
    return {"expected_version": version(UUID(case))}


def share(boss: Program, town: Town, case: str, unit: str) -> Any:
    return boss("post", f"/cases/{case}/shares", {"unit": str(town.units[unit]), **seen(case)})


@pytest.mark.serves("S-034", boundary="its own duty for the station, an entrusted duty for the committee")
def test_station_and_committee_are_given_only_what_is_theirs(town: Town) -> None:
    with writing("test"):
        publish_rows(COUNTY, ENTRUSTED, section="duties", pack="station")
    desk, boss = program(town, "station", "case_intake"), program(town, "street", "dispatcher", "confidential_worker")
    lists = desk("get", f"/cases/duty-lists?area={COMMUNITY}").content.decode()
    assert "complaints.handle.station" in lists and "help.handle.community" in lists
    own = {"type": "help", "sort": "meals"}
    entrusted = {"type": "complaint", "sort": "service"}
    for kind, wrong, right, entry in (
        (own, "station", "committee", "help.handle.community"),
        (entrusted, "committee", "station", "complaints.handle.station"),
    ):
        case = str(boss("post", "/cases", lamp(**kind)).json()["id"])
        assert boss("post", f"/cases/{case}/steps", {"action": "accept", **seen(case)}).status_code == 200
        refused = share(boss, town, case, wrong)
        assert (refused.status_code, refused.json()["code"]) == (409, "case_not_theirs")
        assert refused.json()["data"]["entry"] == entry
        assert RefusedAsking.objects.filter(unit=town.units[wrong], why="not_theirs", duty=entry).count() == 1
        assert share(boss, town, case, right).status_code == 200


def photo(who: Program) -> str:
    file = SimpleUploadedFile("a.jpg", picture(), content_type="image/jpeg")
    answer = who.client.post("/api/v1/files", {"file": file}, headers=who.headers)
    return str(answer.json()["sha256"])


@pytest.mark.serves("S-134", boundary="no photo before, no photo after, the one who put it right re-checks, a day late")
def test_a_hazard_has_grade_owner_day_photos_and_a_second_look(town: Town) -> None:
    desk, boss = program(town, "station", "case_intake"), program(town, "street", "dispatcher", "verifier")
    worker = program(town, "urban", "case_worker", "verifier")
    bare = desk("post", "/cases", lamp(**HAZARD))
    assert (bare.status_code, bare.json()["problems"][0]["code"]) == (422, "case_photo_needed")
    before = [{"sha256": photo(desk), "kind": "before"}]
    no_grade = desk("post", "/cases", lamp(**{**HAZARD, "values": {}}, files=before))
    assert no_grade.status_code == 422 and no_grade.json()["problems"][0]["path"] == "values.grade"
    case = str(desk("post", "/cases", lamp(**HAZARD, files=before)).json()["id"])
    boss("post", f"/cases/{case}/steps", {"action": "accept", **seen(case)})
    assert share(boss, town, case, "urban").status_code == 200
    worker("post", f"/cases/{case}/shares/accept", seen(case))
    row = boss("get", f"/cases/{case}").json()["row"]
    assert row["lead_name"] == "清和县城市管理局" and row["due_at"]
    # A day late it climbs the line.
    due = CaseClock.objects.get(case=case, key="handle", stopped_at__isnull=True).due_at
    assert due is not None
    sweep(due + timedelta(days=1), UUID(case))
    assert Case.objects.get(pk=case).alarm >= 2
    finish = {"action": "finish", "note": "已拆除飞线"}
    assert worker("post", f"/cases/{case}/steps", {**finish, **seen(case)}).status_code == 422, "no photo after"
    worker("post", f"/cases/{case}/files", [{"sha256": photo(worker), "kind": "after"}])
    assert worker("post", f"/cases/{case}/steps", {**finish, **seen(case)}).json()["status"] == "done"
    own = worker("post", f"/cases/{case}/steps", {"action": "verify", **seen(case)})
    assert own.status_code == 422 and "flow_second_person" in own.content.decode(), "a second person re-checks"
    assert boss("post", f"/cases/{case}/steps", {"action": "verify", **seen(case)}).json()["status"] == "closed"


def test_a_service_is_inherited_and_made_tighter_on_four_levels(town: Town) -> None:
    """S-082 but for forestry bureaus as a level of their own: a set of areas carries no pack entries."""
    made = {"key": "residence_permit.made", "type": "period", "tighter": "smaller"}
    levels = {"3299": "13d", COUNTY: "11d", TOWN: "9d", VILLAGE: "7d"}
    with writing("test"):
        for area, period in levels.items():
            publish_rows(area, {**made, "value": period}, pack="level")
    desk = program(town, "station", "case_intake")

    def limit(area: str) -> str:
        found = desk("get", f"/cases/guides/residence_permit?area={area}").json()["limits"]
        return str(next(item["legal"] for item in found if item["key"] == "decide"))

    assert [limit(area) for area in (VILLAGE, COMMUNITY, COUNTY, "329922001001")] == ["7d", "9d", "11d", "13d"]
    # Taken in by the station, referred upward to the county, counted on each level.
    boss = program(town, "street", "dispatcher", "case_supervisor")
    case = str(desk("post", "/cases", lamp(type="residence_permit", sort="", values=PERMIT)).json()["id"])
    assert desk("post", f"/cases/{case}/steps", {"action": "accept", **seen(case)}).status_code == 200
    assert share(desk, town, case, "urban").json()["status"] == "dispatched"
    for area in (TOWN, COMMUNITY):
        lines = boss("get", f"/cases/board?area={area}").json()
        assert "residence_permit" in str(lines)
    assert "residence_permit" not in str(boss("get", f"/cases/board?area={VILLAGE}").json())
