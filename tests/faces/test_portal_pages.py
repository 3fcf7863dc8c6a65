"""Home, search, public reports, people of a place, promises and lists; what all pages have in common."""

import re
from typing import Any

import pytest
from django.test import Client

from linli.cases.commands import show_file
from linli.cases.models import CaseFile, PromiseCount
from linli.kernel.actor import system_actor
from linli.kernel.clock_port import now
from linli.kernel.journal.models import JournalEntry
from linli.people.commands import create_post
from tests.cases.town import COMMUNITY, COUNTY, VILLAGE, Town, make_town, version
from tests.cases.walking import attach
from tests.faces.county_desk import house
from tests.faces.portal import Visitor, fresh_limits, public_lamp
from tests.ledger import budget

pytestmark = pytest.mark.django_db
PAGES = (
    "/", "/search/?q=路灯", "/guides/", "/guides/residence_permit/", "/report/", "/apply/residence_permit/", "/resume/",
    "/track/", "/reports/", "/reports/?view=map", "/area/", "/area/choose/", f"/area/{COMMUNITY}/", "/promises/",
    "/seals/", f"/lists/?area={COMMUNITY}",
)  # fmt: skip


@pytest.fixture(autouse=True)
def town(db: None) -> Town:
    fresh_limits()
    return make_town()


@pytest.fixture
def visitor() -> Visitor:
    return Visitor()


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize("language", ["zh-hans", "zh-hant", "en"])
def test_every_page_in_every_language(path: str, language: str) -> None:
    client = Client()
    client.cookies["linli_language"] = language
    page = client.get(path, follow=True)
    assert page.status_code == 200
    assert b'name="elder"' in page.content, "the switch to large type is on every page (R9.11)"
    assert page.headers["Cache-Control"] == "no-store, private"


def test_home_shows_what_is_new_in_my_community(visitor: Visitor, town: Town) -> None:
    case = public_lamp(town)
    assert case.number not in visitor.text("/")
    visitor.post("/community/", area=COMMUNITY, next="/")
    assert case.number in visitor.text("/")
    visitor.post("/community/", area=VILLAGE, next="/")
    assert case.number not in visitor.text("/")
    visitor.post("/community/", area="110101001001", next="https://example.org/")
    assert "linli_community" not in {name for name, morsel in visitor.client.cookies.items() if morsel.value}


def test_search_finds_guides_reports_areas_and_numbers(visitor: Visitor, town: Town) -> None:
    case = public_lamp(town)
    page = visitor.text("/search/?q=路灯")
    assert case.number in page and "公共设施损坏" in page
    assert f"/area/{COMMUNITY}/" in visitor.text("/search/?q=柳岸")
    assert (
        visitor.get(f"/search/?q={case.number[:8]} {case.number[8:]}").headers["Location"]
        == f"/track/?number={case.number}"
    )
    assert "没有找到" in visitor.text("/search/?q=%00%ff" + "x" * 500)


@pytest.mark.serves(
    "S-143", "S-144", boundary="waste and missed pick-up are reported; what is not accepted is 404 to all"
)
def test_a_report_is_public_when_accepted_and_looked_at(visitor: Visitor, town: Town) -> None:
    visitor.until_who("report_event:missed_pickup")
    visitor.post("/report/who/", way="alone")
    visitor.post("/report/check/")
    from linli.cases.models import Case
    from tests.cases.walking import step

    case = Case.objects.get()
    assert Visitor().get(f"/reports/{case.number}/").status_code == 404
    boss = town.who("street", "dispatcher", at=now())
    step(boss, case.id, "accept")
    page = Visitor().text(f"/reports/{case.number}/")
    assert "垃圾未清运" in page and "三号桥边第二盏" not in page, "free words of the reporter are not public"
    file = CaseFile.objects.get(case=case)
    photo = f"/reports/{case.number}/photo/{file.id}/"
    assert Visitor().get(photo).status_code == 404, "not looked at yet"
    show_file(boss, case=case.id, file=file.id, public=True, expected_version=version(case.id))
    assert Visitor().get(photo).headers["Content-Type"] == "image/jpeg"


def test_filters_of_the_public_list(visitor: Visitor, town: Town) -> None:
    lamp, road = public_lamp(town), public_lamp(town, sort="road", area=VILLAGE)
    assert lamp.number in visitor.text("/reports/") and road.number in visitor.text("/reports/")
    assert road.number not in visitor.text(f"/reports/?area={COMMUNITY}")
    assert lamp.number not in visitor.text("/reports/?sort=report_part.road")
    assert lamp.number not in visitor.text("/reports/?life=closed")
    assert lamp.number in visitor.text("/reports/?view=map&life=open&sort=report_part.street_lamp")
    assert visitor.get("/reports/?sort=nonsense").status_code == 422
    assert visitor.get("/reports/?after=zzz").status_code == 422
    assert visitor.get("/reports/?area=110101&size=x").status_code == 200


def test_the_map_rounds_places(town: Town, visitor: Visitor) -> None:
    case = public_lamp(town, lon=119.8123456, lat=33.4123456)
    public_lamp(town, lon=119.8123144, lat=33.4123144)
    public_lamp(town, lon=119.8133, lat=33.4133)
    plan, own = visitor.text("/reports/?view=map"), visitor.text(f"/reports/{case.number}/")
    assert case.number in visitor.text("/reports/") and case.number in plan
    spots = re.findall(r'cx="(\d+)" cy="(\d+)" r="13"', plan)
    assert len(spots) == 3 and len(set(spots)) == 2, "neighbours within ten metres are drawn at one spot"
    for exact in ("119.81234", "33.41234"):
        assert exact not in plan + own


def test_joining_is_counted_once_and_limited(town: Town, visitor: Visitor) -> None:
    from linli.faces.portal.limits import joins

    case = public_lamp(town)
    assert visitor.post(f"/reports/{case.number}/join/", key="short").status_code == 404
    assert visitor.post(f"/reports/{case.number}/join/", key="a" * 32).headers["Location"] == "/receipt/"
    assert visitor.post(f"/reports/{case.number}/join/", key="b" * 32).headers["Location"] == f"/reports/{case.number}/"
    case.refresh_from_db()
    assert case.supporters == 1
    for _ in range(joins.most):
        joins.note("127.0.0.1", now())
    assert Visitor().post(f"/reports/{case.number}/join/", key="c" * 32).status_code == 429


@pytest.mark.serves(
    "S-038", boundary="an address outside the register is refused, not guessed; private numbers never stand here"
)
def test_my_area_by_address_and_by_list(visitor: Visitor, town: Town) -> None:
    assert visitor.get("/area/110101001001/").status_code == 404
    house()
    office = system_actor(COUNTY, now(), "people.create_post")
    create_post(office, unit=town.units["committee"], title="主任", roles=(), duty_phone="0529-84574421")
    page = visitor.post("/area/", address="和平路8号1号楼")
    text = page.content.decode()
    assert page.status_code == 200 and "柳岸社区居民委员会" in text and "0529-84574421" in text
    assert 'href="tel:0529-84574421"' in text
    unknown = visitor.post("/area/", address="没有的路9号")
    assert unknown.status_code == 422 and "没有的路9号" in unknown.content.decode()
    assert visitor.post("/area/", area=COMMUNITY).headers["Location"] == f"/area/{COMMUNITY}/"
    assert visitor.get("/area/").headers["Location"] == f"/area/{COMMUNITY}/", "the choice is remembered"
    assert "0529-84574421" in visitor.text(f"/area/{COMMUNITY}/")


@pytest.mark.serves("S-242", boundary="what is on no list is not on the page; another county's list is not shown")
def test_the_lists_of_a_committee(visitor: Visitor) -> None:
    page = visitor.text(f"/lists/?area={COMMUNITY}")
    assert "自己的职责" in page and "协助政府的事项" in page and "拆迁" not in page
    assert visitor.get("/lists/?area=x").status_code == 200
    assert visitor.get("/area/xyz/").status_code == 404


@pytest.mark.serves(
    "S-078", boundary="a late clock is counted against its unit; petitions are not counted; nothing personal"
)
def test_promises(visitor: Visitor, town: Town) -> None:
    from linli.cases.jobs import count_promises_nightly
    from tests.cases.town import lamp, later
    from tests.cases.walking import step

    assert "还没有到期的承诺" in visitor.text("/promises/")
    assert visitor.get("/reports/1/").status_code == 404
    from datetime import timedelta

    began = now() - timedelta(days=20)
    case = lamp(town.who("station", "case_intake", at=began))
    step(later(town.who("street", "dispatcher", at=began), days=10), case, "accept")
    assert "还没有到期的承诺" in visitor.text("/promises/"), "it is counted at night"
    count_promises_nightly.call(job_key="tonight")
    page = visitor.text("/promises/")
    assert "公共设施损坏" in page and "每晚统计" in page and "王小明" not in page and "13800138000" not in page
    figures = re.findall(r'class="ll-number"[^>]*>\s*(\d+)', page)
    assert figures == ["0", "1"], "none in time, one late"
    entries = JournalEntry.objects.filter(command="cases.count_promises").count()
    count_promises_nightly.call(job_key="again")
    assert (
        PromiseCount.objects.count() == 1
        and JournalEntry.objects.filter(command="cases.count_promises").count() == entries
    )


def test_budgets(visitor: Visitor, town: Town) -> None:
    for place in range(30):
        public_lamp(town, lon=119.81 + place / 10_000, lat=33.41)
    number = public_lamp(town).number
    attach(public_lamp(town).id, "before")
    visitor.post("/community/", area=COMMUNITY, next="/")
    pages = {
        "portal.home": "/", "portal.search": "/search/?q=路灯", "portal.guides": "/guides/",
        "portal.guide": "/guides/residence_permit/", "portal.track": "/track/", "portal.reports": "/reports/",
        "portal.map": f"/reports/?view=map&area={COMMUNITY}", "portal.report": f"/reports/{number}/",
        "portal.area": f"/area/{COMMUNITY}/", "portal.promises": "/promises/",
        "portal.lists": f"/lists/?area={COMMUNITY}",
        "portal.apply": "/apply/residence_permit/where/",
    }  # fmt: skip
    for path in pages.values():
        visitor.get(path)
    for name, path in pages.items():
        with budget(name):
            assert visitor.get(path).status_code == 200


def test_budget_of_a_report(visitor: Visitor, django_capture_on_commit_callbacks: Any) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        visitor.until_who()
        visitor.post("/report/who/", way="alone")
    for name, path in (("portal.report.where", "/report/where/"), ("portal.report.check", "/report/check/")):
        with budget(name):
            assert visitor.get(path).status_code == 200
    with budget("portal.report.send_photo"):
        assert visitor.post("/report/check/").status_code == 302
    with budget("portal.case"):
        assert visitor.get("/track/case/").status_code == 200


def test_budget_of_a_report_without_a_photo(visitor: Visitor, django_capture_on_commit_callbacks: Any) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        visitor.post("/report/photo/")
        visitor.post("/report/what/", what="report_part:road")
        visitor.post("/report/where/", area=COMMUNITY)
        visitor.post("/report/who/", way="alone")
    with budget("portal.report.send"):
        assert visitor.post("/report/check/").status_code == 302
