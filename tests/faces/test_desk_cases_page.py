"""The page of a case and its acts, without JavaScript."""

import re
from typing import Any

import pytest

from linli.cases.models import Case, CaseFile
from linli.kernel.journal.models import JournalEntry
from linli.people.models import Look
from tests.cases.town import REPORTER, version
from tests.faces.case_desk import Streets, hidden, make_streets, photo, state

pytestmark = pytest.mark.django_db


@pytest.fixture
def streets() -> Streets:
    return make_streets()


def accepted(streets: Streets) -> Any:
    case = streets.lamp()
    assert streets.boss().do(case, "accept").status_code == 302
    return case


def led(streets: Streets) -> Any:
    """Accepted, given to the department, signed for."""
    case = accepted(streets)
    unit = str(streets.town.units["urban"])
    assert streets.boss().do(case, "assign", unit=unit, nature="own").status_code == 302
    assert streets.worker().do(case, "sign").status_code == 302
    return case


def test_the_page_tells_all(streets: Streets) -> None:
    case = streets.lamp()
    text = streets.boss().text(f"/desk/cases/{case}/")
    for words in ("三号桥边的路灯不亮", "路灯不亮", "柳岸社区居民委员会", "待受理", "受理", "为什么是这一天到期"):
        assert words in text, words
    assert "王小明" not in text and "13800138000" not in text, "parties are masked"


def test_what_one_may_not_do_is_greyed_with_the_reason(streets: Streets) -> None:
    case = led(streets)
    text = streets.worker().text(f"/desk/cases/{case}/")
    greyed = re.findall(r"btn-off[^>]*>.*?</button>", text, re.S)
    assert any("收回" in item and "ll-reason" in item for item in greyed), greyed
    assert "办结上报" in text and not any("办结上报" in item for item in greyed)


def test_a_case_walks_from_report_to_closed(streets: Streets) -> None:
    case = led(streets)
    other = str(streets.town.units["housing"])
    assert streets.boss().do(case, "involve", unit=other, nature="own", role="helping").status_code == 302
    helper = streets.seat("helper", "housing", "case_worker")
    assert helper.do(case, "sign").status_code == 302
    early = streets.worker().do(case, "finish", note="换了灯泡", photo_after=photo())
    assert early.status_code == 409 and state(case) == "handling", "the helper is not ready"
    assert helper.do(case, "help_done", note="已协助").status_code == 302
    done = streets.worker().do(case, "finish", note="换了灯泡", photo_after=photo())
    assert done.status_code == 302 and state(case) == "done"
    verifier = streets.seat("ver", "street", "verifier")
    assert verifier.do(case, "verify").status_code == 302 and state(case) == "closed"
    assert "换了灯泡" in streets.boss().text(f"/desk/cases/{case}/")


def test_finishing_without_the_photo_is_refused_and_keeps_the_words(streets: Streets) -> None:
    case = led(streets)
    page = streets.worker().do(case, "finish", note="换了灯泡")
    assert page.status_code == 422 and "换了灯泡" in page.content.decode()
    assert state(case) == "handling" and not CaseFile.objects.exists()


def test_a_file_that_is_none_names_its_field(streets: Streets) -> None:
    from django.core.files.uploadedfile import SimpleUploadedFile

    case = led(streets)
    bad = SimpleUploadedFile("x.jpg", b"MZ\x90\x00" + b"\x00" * 200, "image/jpeg")
    page = streets.worker().do(case, "finish", note="换了灯泡", photo_after=bad)
    assert page.status_code == 422 and 'id="id_photo_after_error"' in page.content.decode()


def test_a_double_click_accepts_once(streets: Streets) -> None:
    case = streets.lamp()
    page = streets.boss().get(f"/desk/cases/{case}/")
    sent = {"key": hidden(page, "key"), "expected_version": hidden(page, "expected_version")}
    where = f"/desk/cases/{case}/do/accept/"
    assert streets.boss().post(where, **sent).status_code == 302
    assert streets.boss().post(where, **sent).status_code == 302
    assert Case.objects.get(pk=case).acts == 2


def test_the_slower_of_two_is_told(streets: Streets) -> None:
    case = streets.lamp()
    before = version(case)
    streets.boss().do(case, "retitle", title="桥边路灯", place_name="三号桥")
    late = streets.boss().do(case, "retitle", title="另一个", place_name="", expected_version=before)
    assert late.status_code == 409 and "另一个" in late.content.decode()
    assert Case.objects.get(pk=case).title == "桥边路灯"


def test_a_party_is_shown_once_for_this_case_and_the_look_is_noted(streets: Streets) -> None:
    case = streets.lamp()
    where = f"/desk/cases/{case}/"
    party = hidden(streets.boss().get(where), "party")
    page = streets.boss().post(f"{where}reveal/", party=party, purpose="case")
    text = page.content.decode()
    assert page.status_code == 200 and REPORTER["name"] in text and "no-store" in page.headers["Cache-Control"]
    look = Look.objects.get()
    assert str(look.subject) == party and look.case == case and look.purpose == "case"
    assert look.fields == ["name", "phone"]
    assert REPORTER["name"] not in streets.boss().text(where)


def test_whoever_may_not_know_gets_404_everywhere(streets: Streets) -> None:
    case = streets.lamp()
    stranger = streets.seat("other", "housing", "case_worker")
    for more in ("", "plan/", "do/note/", "receipt/"):
        assert stranger.get(f"/desk/cases/{case}/{more}").status_code == 404, more
    party = hidden(streets.boss().get(f"/desk/cases/{case}/"), "party")
    refused = stranger.post(f"/desk/cases/{case}/reveal/", party=party)
    assert refused.status_code == 404 and not Look.objects.exists()
    assert "路灯" not in stranger.text("/desk/cases/").partition('id="rows"')[2]


def test_without_the_power_it_is_403(streets: Streets) -> None:
    case = led(streets)
    assert streets.worker().do(case, "retitle", title="x").status_code == 403
    admin = streets.seat("root", "street", "system_admin")
    assert admin.get(f"/desk/cases/{case}/").status_code == 403


def test_a_community_is_not_given_what_is_on_no_list(streets: Streets) -> None:
    case = accepted(streets)
    page = streets.boss().do(case, "assign", unit=str(streets.town.units["committee"]), nature="own")
    assert page.status_code == 409 and "清单" in page.content.decode()
    assert state(case) == "accepted"
    assert JournalEntry.objects.filter(command="cases.note_refused_asking").exists()


def test_the_duty_list_suggests_the_unit(streets: Streets) -> None:
    text = streets.boss().text(f"/desk/cases/{accepted(streets)}/do/assign/")
    assert "★" in text and "城市管理局" in text


def test_files_are_shown_only_with_the_case_and_public_only_after_a_look(streets: Streets) -> None:
    case = accepted(streets)
    assert streets.boss().do(case, "attach", files=photo(), kind="before").status_code == 302
    file = CaseFile.objects.get()
    where = f"/desk/cases/{case}/files/{file.id}/"
    page = streets.boss().get(where)
    assert page.status_code == 200 and page.headers["Content-Type"] == "image/jpeg"
    assert streets.boss().get(f"{where}?small=1").status_code == 200
    assert streets.seat("other", "housing", "case_worker").get(where).status_code == 404
    assert not file.public
    assert streets.boss().post(f"{where}look/", expected_version=version(case), checked="on").status_code == 302
    assert CaseFile.objects.get().public


def test_clocks_stand_still_run_on_and_get_more_time(streets: Streets) -> None:
    case = accepted(streets)
    boss = streets.boss()
    done = boss.do(case, "pause", clock="handle", reason="weather", note="台风")
    assert done.status_code == 302, done.content.decode()
    assert "台风" in boss.text(f"/desk/cases/{case}/")
    assert boss.do(case, "resume", clock="handle").status_code == 302
    refused = boss.do(case, "pause", clock="handle", reason="holiday", note="x")
    assert refused.status_code == 422 and 'id="id_reason_error"' in refused.content.decode()


def test_notes_visits_questions_and_parts(streets: Streets) -> None:
    case, boss = accepted(streets), streets.boss()
    assert boss.do(case, "note", note="给同事的话", shown="inner").status_code == 302
    assert boss.do(case, "visit", note="来问进度").status_code == 302
    assert boss.do(case, "ask", note="哪一盏灯？").status_code == 302
    part = boss.do(case, "part", way="report_part/road", title="路面", note="挖开的路面")
    assert part.status_code == 302 and part.headers["Location"] != f"/desk/cases/{case}/"
    text = boss.text(f"/desk/cases/{case}/")
    assert "给同事的话" in text and "本案的子事项" in text
    assert Case.objects.get(pk=case).trips == 1


def test_two_reports_of_one_thing_are_merged(streets: Streets) -> None:
    first, second = streets.lamp(), streets.lamp()
    page = streets.boss().text(f"/desk/cases/{second}/do/merge/")
    assert str(first) in page
    assert streets.boss().do(second, "merge", into=str(first)).status_code == 302
    assert state(second) == "merged"


def test_a_lead_sends_back_once_and_the_dispatcher_takes_back(streets: Streets) -> None:
    case = led(streets)
    assert streets.worker().do(case, "return", note="不是我们的灯").status_code == 302
    assert state(case) == "accepted"
    unit = str(streets.town.units["urban"])
    assert streets.boss().do(case, "assign", unit=unit, nature="own").status_code == 302
    assert streets.boss().do(case, "recall", unit=unit, note="派错了").status_code == 302
    assert state(case) == "accepted" and Case.objects.get(pk=case).lead is None
