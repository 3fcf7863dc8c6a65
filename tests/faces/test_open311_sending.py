"""GeoReport sends a request: with a key, once, to the right place, in the reporter's own words."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from linli.cases.models import Case, CaseParty
from linli.cases.queries.case_detail import CaseDetail, case_detail, opened_party
from linli.cases.rules.numbers import read_number
from linli.faces.api.open311 import sending
from linli.faces.api.open311.wire import plain
from linli.kernel.actor import system_actor
from linli.kernel.clock_port import now
from linli.kernel.journal.models import JournalEntry
from linli.people.commands import revoke_token
from linli.places.models import Subdivision
from tests.cases.town import COMMUNITY, COUNTY, VILLAGE, Town, make_town
from tests.cases.walking import step
from tests.faces.open311 import LAMP, Partner, Reader, partner, tree_of, with_questions
from tests.faces.portal import Visitor, fresh_limits
from tests.ledger import budget
from tests.places.places import make_building, make_grid, spot, square

pytestmark = pytest.mark.django_db


@pytest.fixture
def town() -> Town:
    fresh_limits()
    return make_town()


@pytest.fixture
def program(town: Town) -> Partner:
    return partner(town)


def kept(case: Case | None = None) -> CaseDetail:
    """What the installation keeps of the one case."""
    return case_detail(system_actor(COUNTY, now()), (case or Case.objects.get()).pk)


def number_in(answer: Any) -> str:
    assert answer.status_code == 200, answer.content.decode()
    return str(tree_of(answer)[0]["service_request_id"])


def errors_of(answer: Any, status: int) -> list[str]:
    assert answer.status_code == status, answer.content.decode()
    found = tree_of(answer)
    assert found and all(set(item) == {"code", "description"} and item["code"] == str(status) for item in found)
    return [item["description"] for item in found]


@pytest.mark.serves("S-285", "S-280", boundary="before acceptance it is nobody's to see; an unknown key is refused")
@pytest.mark.parametrize("form", ["xml", "json"])
def test_the_whole_way(program: Partner, town: Town, form: str) -> None:
    told = tree_of(program.send(form, first_name="小明", last_name="王", phone="13800138000"))[0]
    case = Case.objects.get()
    assert told["service_request_id"] == case.number == read_number(case.number) and told["account_id"] is None
    assert case.channel == "api" and case.area == COMMUNITY and case.sort == "street_lamp"
    assert kept().text == "三号桥边的灯不亮"
    party = CaseParty.objects.get()
    assert opened_party(party, "name") == "王小明" and opened_party(party, "phone").endswith("13800138000")
    assert errors_of(Reader().get(f"requests/{case.number}.{form}"), 404)
    visitor = Visitor()
    code = next(word for word in told["service_notice"].replace("：", " ").split() if len(word.strip("，。")) == 8)
    assert visitor.enter(case.number, code.strip("，。")).status_code == 302, "the notice lets the reporter follow it"
    step(town.who("street", "dispatcher", at=now()), case.pk, "accept")
    shown = Reader().both(f"requests/{case.number}")[0]
    assert shown["service_code"] == LAMP and "三号桥边的灯" not in str(shown) and "王小明" not in str(shown)
    assert errors_of(program.send(form, api_key="linli_329921_x"), 403)


def test_who_may_send(program: Partner, town: Town) -> None:
    narrow = partner(town, ("cases.see_own_cases",), name="narrow")
    for form in ("xml", "json"):
        assert "api_key" in errors_of(program.send(form, api_key=None), 403)[0]
        assert "api_key" in errors_of(program.send(form, api_key=""), 403)[0]
        assert "cases.open_case" in errors_of(narrow.send(form), 403)[0]
        assert errors_of(Reader().post(form, service_code=LAMP), 403)
        assert errors_of(Reader().post(form, {"Authorization": f"Bearer {program.key}"}, service_code=LAMP), 403)
    assert Case.objects.count() == 0
    assert program.who is not None
    revoke_token(program.who.actor(), token=program.token)
    assert errors_of(program.send(), 403)
    assert Case.objects.count() == 0


def test_without_a_name_it_is_anonymous(program: Partner) -> None:
    program.send(email="a@example.org", account_id="7", device_id="d")
    party = CaseParty.objects.get()
    assert party.anonymous and not opened_party(party, "name") and not opened_party(party, "phone")


def test_a_request_without_words_says_its_service(program: Partner) -> None:
    program.send(description=None)
    assert kept().text == "路灯不亮"


def test_a_picture_is_an_address_that_the_staff_see(program: Partner) -> None:
    program.send(media_url="https://example.org/a.jpg")
    assert kept().text == "三号桥边的灯不亮\nhttps://example.org/a.jpg"
    for wrong in ("javascript:alert(1)", "https://" + "a" * 600):
        assert errors_of(program.send(media_url=wrong, description="别的"), 400)[0].startswith("media_url")


# --- the same twice -----------------------------------------------------------------------------------
def at_clock(monkeypatch: pytest.MonkeyPatch, at: datetime) -> None:
    monkeypatch.setattr(sending, "now", lambda: at)


def test_the_same_within_ten_minutes_is_one_request(program: Partner, monkeypatch: pytest.MonkeyPatch) -> None:
    # A minute before a span of ten minutes ends: repeats cross its border.
    start = datetime.fromtimestamp((now().timestamp() // 600) * 600 - 60, now().tzinfo)
    at_clock(monkeypatch, start)
    first = program.send()
    number = number_in(first)
    for minutes in (0, 2, 9.9):
        at_clock(monkeypatch, start + timedelta(minutes=minutes))
        again = program.send("xml")
        assert number_in(again) == number
        assert tree_of(again) == tree_of(first), "the notice with its code is the same"
    assert Case.objects.count() == 1
    at_clock(monkeypatch, start + timedelta(minutes=10.1))
    assert number_in(program.send()) != number
    assert Case.objects.count() == 2


@pytest.mark.parametrize(
    "changed",
    [
        {"description": "别的灯"},
        {"service_code": "report_part:road"},
        {"address_id": "329921001200"},
        {"device_id": "b"},
    ],
)
def test_another_code_place_text_or_device_is_another_request(program: Partner, changed: dict[str, str]) -> None:
    numbers = {number_in(program.send()), number_in(program.send(**changed))}
    assert len(numbers) == 2


def test_another_key_is_another_request(program: Partner, town: Town) -> None:
    other = partner(town, name="other")
    assert number_in(program.send()) != number_in(other.send())


def test_the_clients_own_key_decides(program: Partner) -> None:
    own = {"Idempotency-Key": "a" * 300}
    first = number_in(program.send(headers=own))
    assert number_in(program.send(headers=own)) == first
    assert number_in(program.send(headers={"Idempotency-Key": "b"})) != first, "another key means another request"
    assert errors_of(program.send(headers=own, description="别的"), 400)
    assert Case.objects.count() == 2


# --- where --------------------------------------------------------------------------------------------
def test_a_point_leads_to_its_grid(program: Partner) -> None:
    code = Subdivision.objects.get(pk=make_grid(square(0, 0, 100)).id).code
    program.send(address_id=None, lat="33.0002", long="120.0002", address_string="桥边")
    case = Case.objects.get()
    assert (case.area, case.lat, case.lon, kept().address) == (code, 33.0002, 120.0002, "桥边")


def test_an_address_of_the_register_leads_to_its_community(program: Partner) -> None:
    make_building(VILLAGE, "石桥村12号", spot(302, 302))
    program.send(address_id=None, address_string="石桥村12号")
    case = Case.objects.get()
    assert case.area == VILLAGE and case.lon is not None and case.lat is not None


@pytest.mark.parametrize(
    ("place", "named"),
    [
        ({}, "lat, long, address_string"),
        ({"lat": "33.4"}, "lat, long"),
        ({"long": "119.8"}, "lat, long"),
        ({"lat": "north", "long": "119.8"}, "lat, long"),
        ({"lat": "nan", "long": "nan"}, "lat, long"),
        ({"lat": "119.8", "long": "33.4"}, "lat, long"),
        ({"lat": "31.2", "long": "121.4"}, "lat, long"),
        ({"address_string": "没有这个地方"}, "address_string"),
        ({"address_id": "110101001001"}, "address_id"),
        ({"address_id": "329921999999"}, "address_id"),
        ({"address_id": "abc"}, "address_id"),
        ({"address_id": "329921001001", "address_string": "长" * 301}, "address_string"),
    ],
)
def test_a_place_that_leads_nowhere_is_named(program: Partner, place: dict[str, str], named: str) -> None:
    for form in ("xml", "json"):
        told = errors_of(program.send(form, **{"address_id": None, **place}), 400)
        assert [text.partition(": ")[0] for text in told] == [named]
    assert Case.objects.count() == 0


# --- what ---------------------------------------------------------------------------------------------
@pytest.mark.parametrize("form", ["xml", "json"])
def test_wrong_requests_are_told_so(program: Partner, form: str) -> None:
    assert "service_code" in errors_of(program.send(form, service_code=None), 400)[0]
    for code in ("nothing", "petition", "report_part", "report_part:moon", "hazard:wiring"):
        assert code in errors_of(program.send(form, service_code=code), 404)[0]
    assert "4001" in errors_of(program.send(form, description="长" * 4_001), 400)[0]
    assert errors_of(program.send(form, phone="12"), 400)[0].startswith("phone: ")
    assert errors_of(program.send(form, first_name="a" * 61), 400)[0].startswith("first_name, last_name: ")
    assert "110101" in errors_of(program.send(form, jurisdiction_id="110101"), 404)[0]
    assert errors_of(program.send(form, **{"attribute[fee]": "1"}), 400)[0].startswith("attribute[fee]: ")
    assert Case.objects.count() == 0
    assert number_in(program.send(form, description="长" * 4_000, jurisdiction_id=COUNTY))


@pytest.mark.parametrize(("code", "phone"), [("report_event:fire", "119"), ("report_event:injured", "120")])
def test_an_emergency_is_refused_with_the_number_to_call(program: Partner, code: str, phone: str) -> None:
    for form in ("xml", "json"):
        assert phone in errors_of(program.send(form, service_code=code, address_id=None), 400)[0]
    assert Case.objects.count() == 0
    assert JournalEntry.objects.filter(command="cases.note_emergency").count() == 2, "that somebody asked is kept"


def test_attributes(program: Partner) -> None:
    with_questions()
    answers = {
        "attribute[fee]": "1,200.05", "attribute[wants][]": ["a", "c"], "attribute[home]": "y",
        "attribute[agree]": "true", "attribute[since]": "2026-11-01T20:00:00Z", "attribute[square_metres]": "",
        "attribute[people]": "30 | 13911112222",
    }  # fmt: skip
    number_in(program.send(**answers))
    assert kept().values == {
        "fee": 120_005, "wants": ["a", "c"], "home": "y", "agree": True, "since": "2026-11-02",
        "people": [{"age": 30, "number": "+8613911112222"}],
    }  # fmt: skip
    wrong = {"attribute[home]": "z", "attribute[nothing]": "1", "attribute[a][b]": "1"}
    assert [text.partition(": ")[0] for text in errors_of(program.send(description="2", **wrong), 400)] == [
        "attribute[attribute[a][b]]", "attribute[nothing]",
    ]  # fmt: skip
    for form in ("xml", "json"):
        told = errors_of(program.send(form, description="3", **{"attribute[home]": "z"}), 400)
        assert sorted(text.partition(": ")[0] for text in told) == ["attribute[fee]", "attribute[home]"]
    assert Case.objects.count() == 1


def test_a_place_may_take_in_less_and_ask_more(program: Partner) -> None:
    with_questions(at=COMMUNITY)
    assert [text.partition(": ")[0] for text in errors_of(program.send(), 400)] == ["attribute[fee]"]
    number_in(program.send(address_id=VILLAGE))
    number_in(program.send(**{"attribute[fee]": "1"}))
    with_questions(at=VILLAGE, by_public=False)
    assert LAMP in errors_of(program.send(address_id=VILLAGE, description="又坏了"), 404)[0]
    assert Case.objects.count() == 2


@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(text=st.text(min_size=1, max_size=60))
def test_any_description_arrives_as_it_was_written(program: Partner, text: str) -> None:
    number = number_in(program.send(description=text))
    case = Case.objects.get(number=number)
    assert kept(case).text == (plain(text).strip() or "路灯不亮")


def test_budget(program: Partner, django_capture_on_commit_callbacks: Any) -> None:
    program.send()
    with django_capture_on_commit_callbacks(execute=True), budget("open311.send"):
        number_in(program.send(description="另一盏"))
    with CaptureQueriesContext(connection) as sent:
        number_in(program.send(description="另一盏"))
    assert not any(query["sql"].startswith("INSERT") for query in sent.captured_queries), "a repeat writes nothing"
