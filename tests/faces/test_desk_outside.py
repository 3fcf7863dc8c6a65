"""A case in outside hands on the desk: offered only where it may be, its ledger on the page, acts by buttons."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any
from uuid import UUID

import pytest

from linli.cases.models import Case, Handover
from linli.kernel.db.guard import writing
from linli.kernel.jobs.worker import work_until_idle
from tests.cases.handing import WORDS, target
from tests.cases.outside import Outside, outside_system
from tests.cases.town import COUNTY
from tests.faces.case_desk import Streets, make_streets
from tests.faces.test_desk_cases_page import accepted
from tests.ledger import budget

pytestmark = pytest.mark.django_db
OFFER = "交给外部系统"


@pytest.fixture
def streets() -> Streets:
    return make_streets()


@pytest.fixture
def outside(settings: Any) -> Iterator[Outside]:
    settings.LINLI = replace(settings.LINLI, send_seconds=1, handover_keys=("city=s3cret",))
    with outside_system() as found:
        yield found


def public(streets: Streets) -> UUID:
    case: UUID = accepted(streets)
    with writing("test"):
        Case.objects.filter(pk=case).update(public=True, title="三号桥路灯不亮")
    return case


def test_it_is_offered_only_for_a_public_case_with_a_target(streets: Streets, outside: Outside) -> None:
    case = public(streets)
    page = f"/desk/cases/{case}/"
    assert OFFER not in streets.boss().text(page), "no target"
    target(outside)
    assert OFFER in streets.boss().text(page)
    assert '<option value="city" selected>' in streets.boss().text(f"{page}do/hand_over/"), "the only one is chosen"
    with writing("test"):
        Case.objects.filter(pk=case).update(public=False)
    assert OFFER not in streets.boss().text(page)
    refused = streets.boss().do(case, "hand_over", target="city", text=WORDS)
    assert refused.status_code == 409 and WORDS in refused.content.decode()


def test_the_whole_way_on_the_page(streets: Streets, outside: Outside) -> None:
    target(outside)
    case, boss = public(streets), streets.boss()
    page = f"/desk/cases/{case}/"
    wrong = boss.do(case, "hand_over", target="city", text="王小明 13800138000")
    assert wrong.status_code == 422 and "当事人姓名" in wrong.content.decode() and outside.taken == []
    outside.habits = ["refuse"]
    assert boss.do(case, "hand_over", target="city", text=WORDS).status_code == 302
    work_until_idle(COUNTY)
    text = boss.text(page)
    assert "未接收" in text and "外部系统答复 400" in text
    assert "外部系统未接收" in boss.text("/desk/notices/")
    handover = Handover.objects.get()
    assert boss.do(case, "hand_again", handover=str(handover.id)).status_code == 302
    assert boss.do(case, "hand_again", handover=str(handover.id)).status_code == 409
    assert boss.do(case, "hand_back", handover=str(handover.id), note="自己修").status_code == 302
    text = boss.text(page)
    assert "已撤回外部移交" in text and "自己修" in text and Handover.objects.get().state == "withdrawn"


def test_by_hand_on_the_page_and_within_budget(streets: Streets) -> None:
    target(None, "by_hand")
    case, boss = public(streets), streets.boss()
    assert boss.do(case, "hand_over", target="city", text=WORDS).status_code == 302
    handover = str(Handover.objects.get().id)
    assert boss.do(case, "hand_note", handover=handover, outside_id="收文18号", note="下周修").status_code == 302
    text = boss.text(f"/desk/cases/{case}/")
    assert "收文18号" in text and "下周修" in text and "外部系统办理中" in text
    with budget("desk.cases.handed"):
        assert boss.get(f"/desk/cases/{case}/").status_code == 200
    assert boss.do(case, "hand_note", handover=handover, closed="on").status_code == 302
    assert "外部已办结" in boss.text(f"/desk/cases/{case}/")
    for deed in ("hand_over", "hand_back", "hand_again", "hand_note"):
        assert boss.get(f"/desk/cases/{case}/do/{deed}/").status_code == 200


def test_who_may_not(streets: Streets, outside: Outside) -> None:
    target(outside)
    case = public(streets)
    overseer = streets.seat("overseer", "street", "case_supervisor")
    assert OFFER not in overseer.text(f"/desk/cases/{case}/")
    for deed in ("hand_over", "hand_back", "hand_again", "hand_note"):
        assert overseer.get(f"/desk/cases/{case}/do/{deed}/").status_code == 403
        assert streets.seat("far", "housing", "case_worker").get(f"/desk/cases/{case}/do/{deed}/").status_code == 404
