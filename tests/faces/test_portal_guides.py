"""Guides, and applying step by step from the pack's form."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from linli.cases.models import Case, CaseFile
from linli.cases.queries.case_detail import case_detail
from linli.kernel.actor import system_actor
from linli.kernel.clock_port import now
from linli.people.commands import edit_unit
from tests.cases.town import COMMUNITY, COUNTY, Town, make_town
from tests.cases.walking import step
from tests.faces.portal import PHONE, Visitor, fresh_limits, only_case, public_lamp
from tests.kernel.files.made import picture

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def town(db: None) -> Town:
    fresh_limits()
    return make_town()


@pytest.fixture
def visitor() -> Visitor:
    return Visitor()


def test_the_list_names_what_residents_may_ask_for(visitor: Visitor) -> None:
    page = visitor.text("/guides/")
    assert "居住证申领" in page and "信访" in page and "部门会商" not in page


@pytest.mark.serves(
    "S-080", boundary="only the papers of the told circumstances are asked for; an unknown matter is 404"
)
def test_papers_follow_the_circumstances(visitor: Visitor) -> None:
    assert visitor.get("/guides/nothing/").status_code == 404 and visitor.get("/guides/task/").status_code == 404
    whole = visitor.text("/guides/residence_permit/")
    assert "不动产权证书" in whole and "部分情况需要" in whole and "居住证暂行条例" in whole
    narrow = visitor.text("/guides/residence_permit/?home=rented&ground=work")
    assert "租赁合同" in narrow and "劳动合同" in narrow
    assert "不动产权证书" not in narrow and "学生证" not in narrow
    assert visitor.get("/guides/residence_permit/?home=%00%ff&by_agent=maybe").status_code == 200


def test_applying_step_by_step(visitor: Visitor, town: Town) -> None:
    base = "/apply/residence_permit/"
    assert visitor.post(f"{base}where/", area=COMMUNITY).headers["Location"] == f"{base}form-where/"
    wrong = visitor.post(f"{base}form-where/", since="昨天", home="tent", asked="since,home")
    assert wrong.status_code == 422 and "昨天" in wrong.content.decode()
    assert visitor.post(f"{base}form-where/", since="2026-01-05", home="rented", asked="since,home").status_code == 302
    assert (
        visitor.post(f"{base}form-why/", ground="work", asked="ground,by_agent").headers["Location"] == f"{base}papers/"
    )
    page = visitor.text(f"{base}papers/")
    assert "租赁合同" in page and "不动产权证书" not in page
    lease = SimpleUploadedFile("lease.jpg", picture())
    assert visitor.client.post(f"{base}papers/", {"paper-lease": lease}).headers["Location"] == f"{base}who/"
    assert visitor.post(f"{base}who/", phone=PHONE).status_code == 422, "a name is needed"
    assert visitor.prove(base).headers["Location"] == f"{base}check/"
    check = visitor.text(f"{base}check/")
    assert "居民身份证" in check and "租的" in check, "what is missing is told before sending"
    assert visitor.post(f"{base}check/").headers["Location"] == "/receipt/"
    case = only_case()
    assert (case.type, case.area, CaseFile.objects.get(case=case).material) == ("residence_permit", COMMUNITY, "lease")
    detail = case_detail(town.who("station", "case_intake"), case.id)
    assert detail.values == {"since": "2026-01-05", "home": "rented", "ground": "work"}
    assert PHONE[-4:] == "8000" and Visitor().enter(case.number, "8000").status_code == 302


def test_questions_that_follow_from_an_answer_are_asked_then(visitor: Visitor) -> None:
    base = "/apply/petition/"
    visitor.post(f"{base}where/", area=COMMUNITY)
    assert visitor.post(f"{base}sort/", sort="nothing").status_code == 422
    visitor.post(f"{base}sort/", sort="claim")
    assert "以前的编号" not in visitor.text(f"{base}form-all/")
    assert visitor.post(f"{base}form-all/", earlier="on", asked="earlier,in_court").status_code == 302
    assert "以前的编号" in visitor.text(f"{base}form-all/")


def test_matters_without_a_form_ask_for_words(visitor: Visitor) -> None:
    base = "/apply/suggestion/"
    assert visitor.post(f"{base}where/", area=COMMUNITY).headers["Location"] == f"{base}words/"
    assert visitor.post(f"{base}words/", text=" ").status_code == 422
    assert visitor.post(f"{base}words/", text="多放几把长椅").headers["Location"] == f"{base}who/"
    visitor.post(f"{base}who/", way="alone")
    assert visitor.post(f"{base}check/").status_code == 302
    assert only_case().type == "suggestion"


def test_confidential_matters_are_in_no_public_page(visitor: Visitor, town: Town) -> None:
    base = "/apply/help/"
    visitor.post(f"{base}where/", area=COMMUNITY)
    visitor.post(f"{base}sort/", sort="meals")
    visitor.post(f"{base}words/", text="不方便下楼吃饭")
    assert visitor.prove(base).status_code == 302
    assert visitor.post(f"{base}check/").status_code == 302
    case, looker, ordinary = only_case(), Visitor(), public_lamp(town)
    step(town.who("committee", "case_intake", "confidential_worker", at=now()), case.id, "accept")
    case.refresh_from_db()
    assert (case.visibility, case.state) == ("handlers", "accepted")
    looker.post("/community/", area=COMMUNITY, next="/")
    for path in (f"/reports/{case.number}/", f"/reports/{case.number}/photo/{case.id}/"):
        assert looker.get(path).status_code == 404
    for path in ("/reports/", "/reports/?view=map", "/search/?q=灯", "/"):
        page = looker.text(path)
        assert ordinary.number in page, "an accepted lamp is there"
        assert case.number not in page and "下楼" not in page, path
    for path in ("/search/?q=送餐", "/search/?q=下楼", "/promises/"):
        assert case.number not in looker.text(path)
    assert Visitor().post(f"/reports/{case.number}/join/", key="a" * 32).status_code == 404


def test_unknown_matters_and_steps(visitor: Visitor) -> None:
    assert visitor.get("/apply/nothing/").status_code == 404
    assert visitor.get("/apply/task/").status_code == 404
    assert visitor.get("/apply/petition/check/").status_code == 302
    assert visitor.post("/apply/petition/check/").status_code == 302
    assert not Case.objects.exists()


def test_nothing_is_sent_before_all_is_answered(visitor: Visitor) -> None:
    base = "/apply/residence_permit/"
    visitor.post(f"{base}where/", area=COMMUNITY)
    page = visitor.post(f"{base}check/")
    assert page.status_code == 409 and "住在哪里" in page.content.decode()
    assert re.search(r"已填的内容还在", page.content.decode())


def test_a_guide_tells_when_the_window_is_open(visitor: Visitor, town: Town) -> None:
    visitor.post("/community/", area=COMMUNITY, next="/")
    before = visitor.text("/guides/residence_permit/")
    assert "开放时间" in before and "核实" not in before
    office = system_actor(COUNTY, now(), "people.edit_unit")
    edit_unit(office, unit=town.units["station"], name="柳岸社区服务站", credit_code="", hours="周一至周五 9:00–17:00",
              expected_version=1)  # fmt: skip
    page = visitor.text("/guides/residence_permit/")
    assert "周一至周五 9:00–17:00" in page and "核实" in page
