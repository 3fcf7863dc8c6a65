"""One's own case: in with number and code, everything a party may do, nothing more."""

import re
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from linli.cases.commands import ask_party, count_promises
from linli.cases.models import Case, CaseAct, CaseFile
from linli.cases.queries.party_access import tries
from linli.kernel.actor import system_actor
from linli.kernel.clock_port import now
from tests.cases.town import COUNTY, REPORTER, Town, lamp, make_town, version
from tests.cases.walking import attach, step
from tests.faces.portal import Visitor, fresh_limits, only_case, public_lamp, ready_to_rate
from tests.kernel.files.made import picture

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def town(db: None) -> Town:
    fresh_limits()
    tries.forget()
    return make_town()


@pytest.fixture
def inside(town: Town) -> Visitor:
    """Somebody at the page of a lamp that was just reported."""
    case = lamp(town.who("station", "case_intake", at=now()))
    visitor = Visitor()
    assert visitor.enter(Case.objects.get(pk=case).number, "8000").status_code == 302
    return visitor


def hidden(page: str, action: str) -> dict[str, str]:
    """The hidden fields of the form that is sent to an address."""
    form = re.search(rf'<form[^>]*action="{action}".*?</form>', page, re.DOTALL)
    assert form, action
    return dict(re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', form[0]))


def test_five_wrong_tries_close_the_door(town: Town) -> None:
    number = Case.objects.get(pk=lamp(town.who("station", "case_intake", at=now()))).number
    visitor = Visitor()
    for _ in range(5):
        page = visitor.enter(number, "0000")
        assert page.status_code == 404 and number in page.content.decode()
    closed = visitor.enter(number, "8000")
    assert closed.status_code == 429 and int(closed.headers["Retry-After"]) > 60
    assert visitor.get("/track/case/").headers["Location"] == "/track/"


def test_a_wrong_number_and_another_countys_get_the_same_answer(town: Town) -> None:
    visitor = Visitor()
    answers = {
        visitor.enter(number, "8000").status_code
        for number in ("", "1", "32992120261120000019", "11010520261120000011")
    }
    assert answers == {404}


def test_forged_cookies_open_nothing(inside: Visitor) -> None:
    case = only_case()
    for value in (f"{case.id}:{case.id}", f"{case.id}:{case.id}:1abc:forged", "", "x" * 3000):
        stranger = Visitor()
        stranger.client.cookies["linli_case"] = value
        assert stranger.get("/track/case/").headers["Location"] == "/track/"
        assert stranger.post("/track/case/note/", text="x").headers["Location"] == "/track/"
        assert stranger.get(f"/track/case/file/{case.id}/").status_code == 404
    assert CaseAct.objects.count() == 1


def test_the_page_tells_how_it_stands_and_is_kept_nowhere(inside: Visitor, town: Town) -> None:
    step(town.who("street", "dispatcher", at=now()), only_case().id, "accept")
    page = inside.get("/track/case/")
    text = page.content.decode()
    assert page.headers["Cache-Control"] == "no-store, private"
    for words in ("路灯不亮", "为什么是这一天", "起算当天", "办理经过", "受理", "三号桥边的路灯不亮"):
        assert words in text
    cookie = inside.client.cookies["linli_case"]
    assert cookie["httponly"] and cookie["samesite"] == "Lax" and int(cookie["max-age"]) == 7200
    assert "8000" not in page.request["PATH_INFO"]


def test_a_note_and_a_photo_are_added_once(inside: Visitor) -> None:
    given = hidden(inside.text("/track/case/"), "/track/case/note/")
    for _ in range(2):
        assert inside.post("/track/case/note/", text="灯杆也歪了", **given).status_code == 302
    assert CaseAct.objects.filter(action="note").count() == 1
    page = inside.post("/track/case/note/", text=" ", **{**given, "key": "0" * 32})
    assert page.status_code == 422
    photo = SimpleUploadedFile("a.jpg", picture())
    assert inside.post("/track/case/photo/", photos=photo, key="1" * 32).status_code == 302
    file = CaseFile.objects.get()
    assert inside.get(f"/track/case/file/{file.id}/").headers["Content-Type"] == "image/jpeg"
    script = SimpleUploadedFile("a.html", b"<html><script>alert(1)</script>")
    refused = inside.post("/track/case/photo/", photos=script)
    assert refused.status_code == 422 and CaseFile.objects.count() == 1
    assert "灯杆也歪了" in inside.text("/track/case/")


def test_too_long_a_note_is_kept_in_the_form(inside: Visitor) -> None:
    long = "长" * 5_001
    page = inside.post("/track/case/note/", text=long, form="note")
    assert page.status_code == 422 and long in page.content.decode()


def test_a_question_is_answered_on_the_page(inside: Visitor, town: Town) -> None:
    case = only_case().id
    ask_party(
        town.who("station", "case_intake", at=now()), case=case, text="桥东还是桥西？", expected_version=version(case)
    )
    page = inside.text("/track/case/")
    assert "桥东还是桥西？" in page
    assert inside.post("/track/case/answer/", text="桥东", **hidden(page, "/track/case/answer/")).status_code == 302
    assert CaseAct.objects.filter(action="answer_question").count() == 1
    assert inside.post("/track/case/answer/", text="x", question="nonsense").status_code == 404


def test_the_link_of_a_question_changes_nothing_when_opened(town: Town) -> None:
    case = lamp(town.who("station", "case_intake", at=now()))
    asked = ask_party(
        town.who("station", "case_intake", at=now()), case=case, text="几号楼？", expected_version=version(case)
    )
    link = f"/q/{asked.values['secret']}/"
    visitor = Visitor()
    acts = CaseAct.objects.count()
    for _ in range(3):
        assert "几号楼？" in visitor.text(link)
    assert CaseAct.objects.count() == acts
    assert visitor.post(link, text="").status_code == 422
    assert visitor.post(link, text="三号楼").status_code == 200
    assert visitor.post(link, text="三号楼").status_code == 200, "sent twice is answered once"
    assert CaseAct.objects.filter(action="answer_question").count() == 1
    assert "已经回答过" in Visitor().text(link)
    assert Visitor().get("/q/wrong/").status_code == 404


@pytest.mark.serves("S-113", boundary="two stars open it again; a second rating is refused")
def test_two_stars_open_it_again(inside: Visitor, town: Town) -> None:
    assert inside.get("/track/case/file/01a215b9-e11e-759b-91c3-009ce2a00000/").status_code == 404
    case = only_case().id
    ready_to_rate(town, case, now())
    page = inside.text("/track/case/")
    given = hidden(page, "/track/case/rate/")
    again = inside.post("/track/case/rate/", **given, reasons=["slow", "not_told"], text="等了很久")
    assert again.status_code == 422 and "等了很久" in again.content.decode()
    for name in ("slow", "not_told"):
        assert re.search(rf'value="{name}" checked', again.content.decode()), name
    assert (
        inside.post("/track/case/rate/", stars="2", reasons=["not_solved", "x"], text="又灭了", **given).status_code
        == 302
    )
    row = only_case()
    assert (row.state, row.rating, row.reopened) == ("handling", 2, 1)
    assert inside.post("/track/case/rate/", stars="5", expected_version=str(row.version)).status_code == 409


@pytest.mark.parametrize(("days", "status", "state"), [(1, 302, "handling"), (20, 409, "closed")])
def test_reopening_has_a_window(town: Town, days: int, status: int, state: str) -> None:
    began = now() - timedelta(days=days)
    case = lamp(town.who("station", "case_intake", at=began))
    ready_to_rate(town, case, began)
    visitor = Visitor()
    visitor.enter(only_case().number, "8000")
    given = {"note": "还是不亮", "expected_version": str(version(case))}
    assert visitor.post("/track/case/step/reopen/", **given).status_code == status
    assert only_case().state == state


def test_withdrawing_needs_the_present_version(inside: Visitor, town: Town) -> None:
    given = hidden(inside.text("/track/case/"), "/track/case/step/withdraw/")
    step(town.who("street", "dispatcher", at=now()), only_case().id, "accept")
    page = inside.post("/track/case/step/withdraw/", note="不用了", **given)
    assert page.status_code == 409 and "不用了" in page.content.decode()
    given = hidden(inside.text("/track/case/"), "/track/case/step/withdraw/")
    assert inside.post("/track/case/step/withdraw/", note="不用了", **given).status_code == 302
    assert only_case().state == "withdrawn"
    assert inside.post("/track/case/step/verify/", **given).status_code in (403, 409)


def test_who_joined_sees_only_what_is_public(town: Town) -> None:
    case = public_lamp(town)
    visitor = Visitor()
    assert visitor.post(f"/reports/{case.number}/join/", key="a" * 32).status_code == 302
    attach(case.id, "before")
    page = visitor.text("/track/case/")
    assert "三号桥边的路灯不亮" not in page and "撤回" not in page
    assert visitor.post("/track/case/note/", text="x").status_code == 404
    assert visitor.post("/track/case/step/withdraw/", expected_version=str(version(case.id))).status_code == 404
    file = CaseFile.objects.get(case=case)
    assert visitor.get(f"/track/case/file/{file.id}/").status_code == 404


def test_review_is_offered_by_the_flow(town: Town) -> None:
    """A petition is answered in writing; its applicant asks for a review (R3.3)."""
    clerk = town.who("petitions", "case_intake", "case_worker", "dispatcher", "confidential_worker", at=now())
    from linli.cases.commands import accept_share, assign_case, open_case

    case = open_case(
        clerk, type="petition", sort="claim", area="329921001001", text="补偿没有到账",
        parties=({**REPORTER, "role": "applicant"},),
    ).id  # fmt: skip
    assign_case(clerk, case=case, unit=town.units["petitions"], expected_version=version(case))
    accept_share(clerk, case=case, expected_version=version(case))
    attach(case, "answer")
    step(clerk, case, "answer", "已书面答复")
    visitor = Visitor()
    visitor.enter(only_case().number, "8000")
    page = visitor.text("/track/case/")
    assert "请求复查" in page
    given = hidden(page, "/track/case/step/ask_review/")
    assert visitor.post("/track/case/step/ask_review/", note=" ", **given).status_code == 422
    assert (
        visitor.post("/track/case/step/ask_review/", note="数额不对", **{**given, "key": "2" * 32}).status_code == 302
    )
    assert only_case().state == "review"


def test_leaving(inside: Visitor) -> None:
    assert inside.post("/track/leave/").status_code == 302
    assert inside.get("/track/case/").headers["Location"] == "/track/"


@pytest.mark.serves("S-059", boundary="a stage that ends after its day is marked late and counted in public")
def test_the_four_stages_of_a_suggestion(town: Town) -> None:
    began = now() - timedelta(days=12)
    suggestion = {"type": "suggestion", "sort": "", "text": "多放几把长椅", "lon": None, "lat": None}
    case = lamp(town.who("station", "case_intake", at=began), **suggestion)
    row = Case.objects.get(pk=case)
    visitor = Visitor()
    assert visitor.get(f"/reports/{row.number}/").status_code == 404, "public only after it was taken up"
    visitor.enter(row.number, "8000")
    steps = stages(visitor.text("/track/case/"))
    assert [words.split()[0] for words in steps] == ["收集", "反映", "解决", "反馈"]
    step(town.who("street", "dispatcher", at=now()), case, "take_up")
    steps = stages(visitor.text("/track/case/"))
    assert "超时" in steps[0] and "前" in steps[1] and "超时" not in steps[1]
    assert visitor.get(f"/reports/{row.number}/").status_code == 200
    count_promises(system_actor(COUNTY, now() + timedelta(days=1), "cases.count_promises"))
    assert "意见建议" in visitor.text("/promises/"), "it is counted the night after"


def stages(page: str) -> list[str]:
    """The stages on a page, as words."""
    found = re.search(r'<nav class="ll-stepper".*?</nav>', page, re.DOTALL)
    assert found
    items = re.findall(r'll-step-label">(.*?)</li>', found[0], re.DOTALL)
    return [" ".join(re.sub(r"<[^>]+>", " ", item).split()) for item in items]
