"""Inbox, saved views, intake, boards, catalogue, recurring duties on the desk."""

from datetime import timedelta
from typing import Any

import pytest

from linli.cases.commands import open_case
from linli.cases.models import Case, CaseParty, Obligation, RefusedAsking
from linli.kernel.clock_port import now
from linli.people.models import SavedView
from tests.cases.town import COMMUNITY, COUNTY, REPORTER, version
from tests.faces.case_desk import Seat, Streets, hidden, make_streets, photo, state

pytestmark = pytest.mark.django_db
KEEP_IT = "请保密"


@pytest.fixture
def streets() -> Streets:
    return make_streets()


def rows(text: str) -> str:
    return text.partition('id="rows"')[2]


def test_the_list_filters_and_searches(streets: Streets) -> None:
    case = streets.lamp()
    boss, number = streets.boss(), Case.objects.get(pk=case).number
    for query in ("", "?life=open", f"?q={number}", "?lead=none", "?group=report", "?mine=unit"):
        assert number in rows(boss.text(f"/desk/cases/{query}")), query
    for query in ("?life=closed", "?clock=overdue", "?group=petition", "?mine=led", "?q=没有的"):
        assert number not in rows(boss.text(f"/desk/cases/{query}")), query
    assert boss.get("/desk/cases/?life=nonsense").status_code == 422


def test_a_view_is_kept_under_a_name_and_forgotten(streets: Streets) -> None:
    boss = streets.boss()
    assert boss.post("/desk/cases/views/new/?life=open&group=report", title="报修").status_code == 302
    text = boss.text("/desk/cases/?life=open&group=report")
    assert "★ 报修" in text
    view = SavedView.objects.get()
    assert "报修" not in streets.worker().text("/desk/cases/")
    assert streets.worker().post(f"/desk/cases/views/{view.id}/drop/").status_code == 404
    assert boss.post(f"/desk/cases/views/{view.id}/drop/").status_code == 302 and not SavedView.objects.exists()
    assert boss.post("/desk/cases/views/new/", title=" ").status_code == 422


def test_the_export_is_masked_and_in_words(streets: Streets) -> None:
    streets.lamp()
    page = streets.boss().post("/desk/cases/", export="csv")
    text = b"".join(page.streaming_content).decode()
    assert "待受理" in text and "路灯" in text and "王小明" not in text and "13800138000" not in text


def test_many_are_accepted_at_once_and_each_refusal_is_told(streets: Streets) -> None:
    first, second = streets.lamp(), streets.lamp()
    ids = [f"{case}:{version(case)}" for case in (first, second)]
    assert streets.boss().post("/desk/cases/many/", ids=ids, act="accept", key="k").status_code == 302
    assert state(first) == state(second) == "accepted"
    late = streets.boss().post("/desk/cases/many/", ids=[f"{first}:{version(first)}"], act="confirm")
    assert late.status_code == 409
    assert streets.worker().post("/desk/cases/many/", ids=ids, act="accept").status_code == 403
    assert streets.boss().post("/desk/cases/many/", ids=["x"], act="accept").status_code == 422


def intake(seat: Seat, **changes: Any) -> Any:
    page = seat.get("/desk/intake/")
    data = {"key": hidden(page, "key"), "kind": "路灯不亮", "place": COMMUNITY, "text": "五号楼前的路灯不亮",
            "name": "王小明", "phone": "13800138000", **changes}  # fmt: skip
    return seat.post("/desk/intake/", **data)


def test_the_window_takes_in_and_prints_number_code_and_qr(streets: Streets) -> None:
    page = intake(streets.boss())
    text, case = page.content.decode(), Case.objects.get()
    assert page.status_code == 200 and "data:image/svg+xml" in text and "no-store" in page.headers["Cache-Control"]
    assert case.number in text.replace(" ", "") and KEEP_IT in text
    assert case.channel == "desk" and case.receiver_id == streets.town.units["street"]
    again = streets.boss().text(f"/desk/cases/{case.id}/receipt/")
    assert "data:image/svg+xml" in again and case.number in again.replace(" ", "") and KEEP_IT not in again


def test_the_same_key_takes_in_once(streets: Streets) -> None:
    key = "same-key-of-a-form"
    first, second = intake(streets.boss(), key=key, new="on"), intake(streets.boss(), key=key, new="on")
    assert first.status_code == second.status_code == 200 and Case.objects.count() == 1


def test_what_may_be_known_already_is_asked_before(streets: Streets) -> None:
    assert intake(streets.boss(), new="on").status_code == 200
    number = Case.objects.get().number
    page = intake(streets.boss(), text="三号桥边的路灯不亮", place_name="三号桥")
    assert page.status_code == 409 and Case.objects.count() == 1 and 'id="id_new"' in page.content.decode()
    part = streets.boss().text(f"/desk/intake/similar/?kind=路灯不亮&place={COMMUNITY}&text=三号桥边的路灯不亮")
    assert "<html" not in part and 'id="similar"' in part and number in part.replace(" ", "")
    assert intake(streets.boss(), text="三号桥边的路灯不亮", new="on").status_code == 200


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"kind": "没有这种"}, "kind"),
        ({"place": "火星"}, "place"),
        ({"phone": "12"}, "phone"),
        ({"text": ""}, "text"),
        ({"place": "329922001001"}, "place"),
    ],
)
def test_intake_names_the_field_and_keeps_the_words(streets: Streets, changes: dict[str, str], field: str) -> None:
    page = intake(streets.boss(), **{"name": "留下的名字", **changes})
    text = page.content.decode()
    assert page.status_code == 422 and f'id="id_{field}_error"' in text and "留下的名字" in text
    assert not Case.objects.exists()


def test_an_emergency_is_told_and_not_taken_in(streets: Streets) -> None:
    page = intake(streets.boss(), kind="闻到燃气味")
    assert page.status_code == 409 and "119" in page.content.decode() and not Case.objects.exists()


def test_solved_on_the_spot_is_confirmed_by_a_second_person(streets: Streets) -> None:
    page = intake(streets.boss(), solved="换了灯泡", before=photo(), after=photo("green"))
    case = Case.objects.get()
    assert page.status_code == 200 and case.state == "solved"
    ids = [f"{case.id}:{case.version}"]
    assert streets.boss().post("/desk/cases/many/", ids=ids, act="confirm").status_code == 409
    second = streets.seat("second", "street", "dispatcher")
    assert second.post("/desk/cases/many/", ids=ids, act="confirm").status_code == 302
    assert state(case.id) == "closed"


def test_solved_without_photos_is_refused(streets: Streets) -> None:
    page = intake(streets.boss(), solved="换了灯泡")
    assert page.status_code == 422 and "换了灯泡" in page.content.decode() and not Case.objects.exists()


def test_without_a_name_it_is_anonymous(streets: Streets) -> None:
    assert intake(streets.boss(), name="", phone="").status_code == 200
    assert CaseParty.objects.get().anonymous


def test_who_comes_again_is_counted(streets: Streets) -> None:
    case = Case.objects.get(pk=streets.lamp())
    assert streets.boss().post("/desk/intake/again/", number=case.number, note="问进度").status_code == 302
    assert Case.objects.get().trips == 1
    assert streets.boss().post("/desk/intake/again/", number="1").status_code == 422


def test_a_matter_with_a_form_asks_its_questions(streets: Streets) -> None:
    part = streets.boss().get("/desk/intake/questions/?kind=信访").content.decode()
    assert 'id="questions"' in part


@pytest.mark.parametrize(
    ("language", "matter"),
    [("zh-hans", "公共设施损坏"), ("zh-hant", "公共設施損壞"), ("en", "Damage to public things")],
)
def test_the_board_names_matters_in_the_language_of_its_reader(streets: Streets, language: str, matter: str) -> None:
    streets.lamp()
    boss = streets.boss()
    boss.client.cookies["linli_language"] = language
    assert matter in boss.text("/desk/board/")


def test_the_board_counts_and_every_number_leads_to_its_list(streets: Streets) -> None:
    case = Case.objects.get(pk=streets.lamp())
    text = streets.boss().text("/desk/board/")
    for where in ("all/all/", "unit/none/", "type/report_part/"):
        found = next(path for path in _links(text) if where in path)
        assert case.number in streets.boss().text(found), where
    # The case is of a fixed day, the desk of today: which age it has changes, that it has one does not.
    ages = {path for path in _links(text) if "/age/" in path}
    assert sum(case.number in streets.boss().text(path) for path in ages) == 1, ages
    assert streets.worker().get("/desk/board/").status_code == 403
    assert streets.boss().get(f"/desk/board/?area={COUNTY}").status_code == 403, "the street oversees the street"


def _links(text: str) -> list[str]:
    import re

    return [path.replace("&amp;", "&") for path in re.findall(r'href="([^"]+)"', text)]


@pytest.mark.serves(
    "S-054", "S-244", "N-010", boundary="a duty on no list, a forbidden category, no power, a day that is none"
)
def test_a_refused_attempt_is_counted_and_shown(streets: Streets) -> None:
    for case in (streets.lamp(), streets.lamp(type="report_event", sort="stall", text="占道经营")):
        streets.boss().do(case, "accept")
        given = streets.boss().do(case, "assign", unit=str(streets.town.units["committee"]), nature="own")
        assert given.status_code == 409 and state(case) == "accepted"
    kept = sorted(RefusedAsking.objects.values_list("matter", "why", "category"))
    assert kept == [("street_lamps", "not_listed", ""), ("street_order", "forbidden", "city_management")]
    refused = rows(streets.boss().text("/desk/refused/"))
    assert "street_lamps" in refused and "street_order" in refused and "城市管理" in refused
    asked = streets.boss().text("/desk/asked/")
    assert 'href="/desk/refused/"' in asked
    assert streets.boss().get("/desk/breaches/").status_code == 200
    assert streets.worker().get("/desk/refused/").status_code == 403
    assert streets.boss().get("/desk/asked/?first=x").status_code == 422


def test_a_case_for_handlers_only_is_in_no_list_count_export_or_file(streets: Streets) -> None:
    keeper = streets.seat("keeper", "petitions", "case_worker", "case_intake", "confidential_worker")
    desk = streets.town.who("petitions", "case_intake", "confidential_worker")
    people = ({**REPORTER, "role": "applicant"},)
    open_case(desk, type="petition", sort="claim", area=COMMUNITY, text="要求处理", parties=people)
    case = Case.objects.get()
    assert case.visibility == "handlers"
    assert keeper.get(f"/desk/cases/{case.id}/").status_code == 200
    county = streets.seat("county", "urban", "dispatcher", "case_supervisor")
    plain = streets.seat("plain", "petitions", "case_worker")
    for seat in (streets.boss(), county, plain):
        for more in ("", "plan/", "do/note/", "receipt/"):
            assert seat.get(f"/desk/cases/{case.id}/{more}").status_code == 404
        assert case.number not in rows(seat.text("/desk/cases/"))
        assert case.number not in rows(seat.text(f"/desk/cases/?q={case.number}"))
        assert case.number not in b"".join(seat.post("/desk/cases/", export="csv").streaming_content).decode()
    assert "type/petition" not in county.text("/desk/board/")


@pytest.mark.serves("S-085", "S-242", "N-013", boundary="no such matter, a code that is none")
def test_the_catalogue_draws_every_flow(streets: Streets) -> None:
    boss = streets.boss()
    found = [
        path
        for path in _links(boss.text("/desk/catalogue/"))
        if path.startswith("/desk/catalogue/") and path != "/desk/catalogue/"
    ]
    assert len(found) >= 12
    for path in found:
        assert "<svg viewBox" in boss.text(path)
    assert boss.get("/desk/catalogue/nothing/").status_code == 404
    lists = boss.text(f"/desk/duty-lists/?area={COMMUNITY}")
    given = lists.partition("可承接的清单：居委会")[2].partition("可承接的清单：")[0]
    own, _, assisted = given.partition(">协助政府<")
    assert ">法定职责<" in own and "street_lamps" not in own
    assert "street_lamps.accept.community" in assisted
    assert "street_lamps.handle.county" not in given and "street_lamps" in lists.partition("可承接的清单：")[0]
    assert boss.get("/desk/duty-lists/?area=x").status_code == 200


def test_a_recurring_duty_is_set_up_done_and_ended(streets: Streets) -> None:
    boss, day = streets.boss(), (now() - timedelta(days=20)).date().isoformat()
    given = {"title": "消防栓检查", "kind": "inspection", "unit": str(streets.town.units["street"]), "period": "30d",
             "grace": "", "counts": "fact", "since": day, "basis": "消防法"}  # fmt: skip
    assert boss.post("/desk/duties/new/", **{**given, "period": "bad"}).status_code == 422
    made = boss.post("/desk/duties/new/", **given)
    assert made.status_code == 302, made.content.decode()
    where = made.headers["Location"]
    assert "消防栓检查" in boss.text(where) and "消防栓检查" in boss.text("/desk/duties/")
    today = now().date().isoformat()
    assert boss.post(f"{where}done/", on="2099-01-01", expected_version=1).status_code == 422
    assert boss.post(f"{where}done/", on=day, expected_version=1).status_code == 302
    row = Obligation.objects.get()
    assert row.last_fact and row.last_fact.isoformat() == day
    assert boss.post(f"{where}done/", on=day, expected_version=row.version).status_code == 422, "told once a day"
    assert boss.post(f"{where}done/", on=today, expected_version=row.version).status_code == 302
    row.refresh_from_db()
    assert boss.post(f"{where}end/", on=today, reason="撤销", expected_version=row.version).status_code == 302
    row.refresh_from_db()
    assert row.last_fact and row.ended_on and {row.last_fact.isoformat(), row.ended_on.isoformat()} == {today}
    assert streets.worker().get("/desk/duties/").status_code == 403


def test_the_clock_goes_forward_in_a_demo_only(streets: Streets) -> None:
    assert streets.boss().post("/desk/clock/", span="1d").status_code == 404


def test_home_counts_lead_to_their_lists(streets: Streets) -> None:
    case = Case.objects.get(pk=streets.lamp())
    text = streets.boss().text("/desk/")
    assert case.title in text
    found = {path for path in _links(text) if path.startswith("/desk/cases/?")}
    assert {"/desk/cases/?mine=unit&life=open", "/desk/cases/?lead=none&life=open"} <= found
    for path in found:
        assert streets.boss().get(path).status_code == 200
    assert case.number in rows(streets.boss().text("/desk/cases/?lead=none&life=open"))
