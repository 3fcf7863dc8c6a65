"""Due dates as a calendar: read back by the library's own reader, no title in it, only the unit's own."""

import base64
from datetime import UTC, date, datetime
from uuid import UUID

import icalendar
import pytest

from linli.cases.models import Case
from linli.faces.api.calendars.writing import Due, calendar_of
from tests.cases.town import Town, make_town
from tests.faces.test_api_cases import DESK, WORK, lamp, program

AT = datetime(2026, 11, 26, 8, tzinfo=UTC)


@pytest.fixture
def town(db: None) -> Town:
    return make_town()


@pytest.mark.pure
def test_lines_are_short_in_octets_and_days_are_whole() -> None:
    dues = [
        Due(UUID(int=1), "路灯不亮，请尽快修复" * 8, datetime(2026, 11, 30, 16, tzinfo=UTC), 3, "https://x/1"),
        Due(UUID(int=2), "a;b,c\\d\ne", datetime(2026, 11, 30, 3, 30, tzinfo=UTC), 1, "https://x/2"),
    ]
    text = calendar_of("到期", dues, AT)
    lines = text.split(b"\r\n")
    assert max(map(len, lines)) <= 75 and b"\n" not in b"".join(lines)
    whole, timed = icalendar.Calendar.from_ical(text).walk("VEVENT")
    assert whole["dtstart"].dt == date(2026, 11, 30), "24:00 of the 30th in China"
    assert timed["dtstart"].dt == datetime(2026, 11, 30, 3, 30, tzinfo=UTC)
    assert str(whole["summary"]) == "路灯不亮，请尽快修复" * 8 and str(timed["summary"]) == "a;b,c\\d\ne"
    assert whole["sequence"] == 3 and str(whole["uid"]) == f"{UUID(int=1)}@linli"


@pytest.mark.serves("S-280", boundary="another unit's, a closed one, a scope that lacks, the title")
def test_the_units_own_dates(town: Town) -> None:
    desk = program(town, "station", "case_intake", DESK)
    other = program(town, "urban", "case_worker", WORK)
    number = desk("post", "/cases", lamp(title="王小明家门前的灯")).json()["number"]
    answer = desk("get", "/calendar.ics")
    assert answer.status_code == 200 and answer.headers["Content-Type"] == "text/calendar; charset=utf-8"
    (event,) = icalendar.Calendar.from_ical(answer.content).walk("VEVENT")
    assert number in str(event["summary"]) and "王小明" not in answer.content.decode()
    assert str(event["url"]).endswith(f"/desk/cases/{Case.objects.get().id}/")
    assert icalendar.Calendar.from_ical(other("get", "/calendar.ics").content).walk("VEVENT") == []


def test_a_calendar_program_logs_in_with_the_token_as_password(town: Town) -> None:
    desk = program(town, "station", "case_intake", DESK)
    token = desk.headers["Authorization"].removeprefix("Bearer ")
    known = base64.b64encode(f"x:{token}".encode()).decode()
    asked = desk.client.get("/api/v1/calendar.ics", headers={"Authorization": f"Basic {known}"})
    assert asked.status_code == 200
    wrong = base64.b64encode(b"x:y").decode()
    assert desk.client.get("/api/v1/calendar.ics", headers={"Authorization": f"Basic {wrong}"}).status_code == 401
    nobody = desk.client.get("/api/v1/calendar.ics")
    assert nobody.status_code == 401 and nobody.headers["WWW-Authenticate"].startswith("Basic")
    narrow = program(town, "urban", "case_worker", ("cases.handle",), name="narrow")
    assert narrow("get", "/calendar.ics").status_code == 403
