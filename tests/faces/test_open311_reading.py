"""GeoReport read by everybody: services, definitions, lists, one request, tokens; nothing that is not public."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.conf import settings

from linli.cases.models import Case, CaseFile
from linli.kernel.clock_port import LOCAL, now
from linli.kernel.db.guard import writing
from tests.cases.town import REPORTER, Town, lamp, make_town
from tests.cases.walking import attach, step
from tests.conftest import NOON
from tests.faces.every_kind import FORM
from tests.faces.open311 import LAMP, Reader, public_at, with_questions
from tests.faces.portal import ready_to_rate
from tests.ledger import budget

pytestmark = pytest.mark.django_db
AROUND = {"start_date": "2026-11-01T00:00:00Z", "end_date": "2026-11-30T00:00:00Z"}


@pytest.fixture
def town() -> Town:
    return make_town()


@pytest.fixture
def reader() -> Reader:
    return Reader()


def ids(tree: list[dict[str, Any]]) -> list[str]:
    return [item["service_request_id"] for item in tree]


def test_discovery(reader: Reader, town: Town) -> None:
    found = reader.both("discovery")
    assert found["contact"] and found["key_service"]
    assert datetime.fromisoformat(found["changeset"]) <= now()
    endpoint = found["endpoints"][0]
    assert endpoint["specification"] == "http://wiki.open311.org/GeoReport_v2"
    assert endpoint["url"] == "http://testserver/open311/v2" and endpoint["type"] == "test"
    assert endpoint["formats"] == ["text/xml", "application/json"]
    assert datetime.fromisoformat(endpoint["changeset"]) <= now()


def test_services_are_the_public_sorts_that_residents_may_report(reader: Reader, town: Town) -> None:
    found = {item["service_code"]: item for item in reader.both("services")}
    assert found[LAMP] == {
        "service_code": LAMP, "service_name": "路灯不亮", "metadata": "false", "type": "realtime",
        "description": "路灯、井盖、路面、垃圾桶、绿化、健身设施坏了，拍一张照片告诉我们。",
        "keywords": "路灯不亮, Street lamp out, 公共设施损坏, Damage to public things", "group": "公共设施损坏",
    }  # fmt: skip
    assert "suggestion" in found, "a public matter without sorts is one service"
    emergencies, hidden = {"report_event:fire", "report_part:gas_leak"}, {"petition", "complaint", "hazard:wiring"}
    assert not (emergencies | hidden) & set(found)
    assert isinstance(reader.get("services.json").json()[0]["metadata"], bool)


def test_a_definition_tells_what_the_form_asks(reader: Reader, town: Town) -> None:
    assert reader.both(f"services/{LAMP}") == {"service_code": LAMP, "attributes": []}
    with_questions()
    assert {item["metadata"] for item in reader.both("services") if item["service_code"] == LAMP} == {"true"}
    told = reader.both(f"services/{LAMP}")
    found = {item["code"]: item for item in told["attributes"]}
    assert {code: item["datatype"] for code, item in found.items()} == {
        "fee": "number", "square_metres": "number", "wants": "multivaluelist", "home": "singlevaluelist",
        "agree": "singlevaluelist", "since": "datetime", "call": "string", "identity": "string", "people": "text",
    }  # fmt: skip
    assert set(found) == set(FORM["properties"])
    assert [item["order"] for item in told["attributes"]] == [str(place) for place in range(1, 10)]
    assert found["fee"]["required"] == "true" and found["home"]["required"] == "false"
    assert found["home"]["values"] == [{"key": "x", "name": "选项x"}, {"key": "y", "name": "选项y"}]
    assert found["agree"]["values"][0] == {"key": "true", "name": "是"}


def test_questions_come_in_the_order_of_the_steps(reader: Reader, town: Town) -> None:
    order = (["since", "fee", "people", "agree"], ["wants", "home", "call", "identity", "square_metres"])
    steps = [{"key": f"s{len(keys)}", "title": {"zh-Hans": "步骤"}, "fields": keys} for keys in order]
    with_questions({**FORM, "steps": steps})
    told = reader.both(f"services/{LAMP}")["attributes"]
    assert [item["code"] for item in told] == [*order[0], *order[1]]


def test_what_no_program_can_send_whole_is_not_offered(reader: Reader, town: Town) -> None:
    with_questions(photo="needed")
    assert LAMP not in {item["service_code"] for item in reader.both("services")}
    assert "attribute" not in str(reader.both(f"services/{LAMP}", 404))


def test_one_request(reader: Reader, town: Town) -> None:
    case = public_at(town, place_name="三号桥")
    told = reader.both(f"requests/{case.number}")[0]
    assert told == reader.both("requests", **AROUND)[0]
    assert told == {
        "service_request_id": case.number, "status": "open", "status_notes": "待派单", "service_name": "路灯不亮",
        "service_code": LAMP, "description": "路灯不亮 · 三号桥", "agency_responsible": None, "service_notice": None,
        "requested_datetime": "2026-11-20T12:00:00+08:00", "updated_datetime": "2026-11-20T12:00:00+08:00",
        "expected_datetime": case.due_at.astimezone(LOCAL).isoformat(timespec="seconds"),
        "address": "三号桥, 柳岸社区居民委员会", "address_id": "329921001001", "zipcode": None, "lat": "33.41",
        "long": "119.81", "media_url": None,
    }  # fmt: skip
    assert isinstance(reader.get(f"requests/{case.number}.json").json()[0]["service_request_id"], str)
    assert "三号桥边的路灯" not in str(told) and "王小明" not in str(told), "nobody's own words or name"
    blanks = reader.both("requests", service_request_id=f"{case.number[:6]} {case.number[6:]}")
    assert ids(blanks) == [case.number]


def test_closed_is_dated_by_its_closing(reader: Reader, town: Town) -> None:
    case = public_at(town)
    ready_to_rate(town, case.pk, NOON + timedelta(hours=3))
    row = Case.objects.get(pk=case.pk)
    told = reader.both(f"requests/{case.number}")[0]
    assert told["status"] == "closed" and told["status_notes"] == "已办结"
    assert row.closed_at is not None
    assert datetime.fromisoformat(told["updated_datetime"]) == row.closed_at.replace(microsecond=0)
    assert told["agency_responsible"] == "清和县城市管理局"


def test_a_photo_is_told_only_when_the_staff_have_shown_it(reader: Reader, town: Town) -> None:
    case = public_at(town)
    attach(case.pk, "before")
    assert reader.both(f"requests/{case.number}")[0]["media_url"] is None
    with writing("test"):
        CaseFile.objects.update(public=True)
    told = reader.both(f"requests/{case.number}")[0]["media_url"]
    assert told == f"http://testserver/reports/{case.number}/photo/{CaseFile.objects.get().pk}/"


@pytest.mark.serves("S-285", boundary="what is not accepted, not public or taken back is 404")
def test_only_what_is_public(reader: Reader, town: Town) -> None:
    seen = public_at(town)
    desk = town.who("station", "case_intake")
    reported = Case.objects.get(pk=lamp(desk))
    complaint = Case.objects.get(pk=lamp(desk, type="complaint", sort="property"))
    merged = public_at(town)
    step(town.who("street", "dispatcher"), reported.pk, "reject", "不属实")
    hidden = [reported.number, complaint.number, merged.number]
    with writing("test"):
        Case.objects.filter(pk=merged.pk).update(public=False)
    for number in (*hidden, "1", "x" * 50, "32992120261120999990", "%00"):
        assert reader.both(f"requests/{number}", 404)[0]["code"] == "404"
        assert reader.both(f"tokens/{number}", 404)[0]["code"] == "404"
    assert ids(reader.both("requests", **AROUND)) == [seen.number]
    assert ids(reader.both("requests", service_request_id=",".join([*hidden, seen.number, "x"]))) == [seen.number]


def test_a_number_is_its_own_token(reader: Reader, town: Town) -> None:
    case = public_at(town)
    assert reader.both(f"tokens/{case.number}") == [{"service_request_id": case.number, "token": case.number}]


def test_filters(reader: Reader, town: Town) -> None:
    one = public_at(town, NOON - timedelta(days=2))
    two = public_at(town, NOON - timedelta(days=1), sort="road")
    three = public_at(town, NOON, type="suggestion", sort="", text="多种树")
    ready_to_rate(town, one.pk)
    read = reader.both
    assert ids(read("requests", **AROUND)) == [three.number, two.number, one.number], "the newest first"
    assert ids(read("requests", **AROUND, service_code=LAMP)) == [one.number]
    both = f" {LAMP} ,report_part:road,,"
    assert ids(read("requests", **AROUND, service_code=both)) == [two.number, one.number]
    assert ids(read("requests", **AROUND, service_code="suggestion")) == [three.number]
    assert ids(read("requests", **AROUND, status="closed")) == [one.number]
    assert ids(read("requests", **AROUND, status="open")) == [three.number, two.number]
    assert len(read("requests", **AROUND, status="open,closed")) == 3
    assert ids(read("requests", **AROUND, status="open", service_code=LAMP)) == []
    overriding = {"status": "closed", "start_date": "1999-01-01T00:00:00Z", "end_date": "nonsense"}
    assert ids(read("requests", service_request_id=three.number, **overriding)) == [three.number]


def test_ranges(reader: Reader, town: Town) -> None:
    old, new = public_at(town, NOON - timedelta(days=40)), public_at(town, NOON)
    at = NOON.isoformat().replace("+00:00", "Z")
    read = reader.both
    assert ids(read("requests", start_date=at, end_date=at)) == [new.number], "both ends belong to it"
    assert ids(read("requests", end_date=at)) == [new.number, old.number]
    assert ids(read("requests", start_date="2026-10-01T00:00:00+08:00")) == [new.number, old.number]
    assert ids(read("requests", start_date="2026-11-20T11:59:59 08:00", end_date=at)) == [new.number], "a bare plus"
    assert ids(read("requests", end_date="2026-11-20T03:59:59Z")) == [old.number]
    assert read("requests", start_date="2026-08-22T04:00:00Z", end_date=at), "ninety days are allowed"


def test_the_default_is_the_last_ninety_days(reader: Reader, town: Town) -> None:
    before, inside = public_at(town, now() - timedelta(days=91)), public_at(town, now() - timedelta(days=89))
    assert ids(reader.both("requests")) == [inside.number]
    assert ids(reader.both("requests", status="", start_date="", service_code="", jurisdiction_id="")) == [
        inside.number
    ]
    assert reader.both(f"requests/{before.number}")


@pytest.mark.parametrize("count", [1, 30])
def test_budgets(reader: Reader, town: Town, count: int) -> None:
    for place in range(count):
        case = public_at(town, parties=({**REPORTER, "phone": f"138001380{place:02}"},))
        attach(case.pk, "before")
    pages = {
        "open311.services": "services.json", "open311.definition": f"services/{LAMP}.json",
        "open311.requests": "requests.json?" + "&".join(f"{name}={value}" for name, value in AROUND.items()),
        "open311.ids": f"requests.json?service_request_id={case.number}",
        "open311.request": f"requests/{case.number}.json", "open311.discovery": "discovery.json",
    }  # fmt: skip
    for path in pages.values():
        reader.get(path)
    for name, path in pages.items():
        with budget(name):
            assert reader.get(path).status_code == 200
    assert len(reader.both("requests", **AROUND)) == count


def test_jurisdiction(reader: Reader, town: Town) -> None:
    assert reader.both("services", jurisdiction_id=settings.LINLI.county)
    assert "110101" in reader.both("services", 404, jurisdiction_id="110101")[0]["description"]
