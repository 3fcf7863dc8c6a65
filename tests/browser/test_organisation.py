"""An administrator sets up a post, another appoints a worker with a stand-in, and both stand in the journal."""

import re
import time

import pytest

from tests.browser.walker import Walker

pytestmark = [pytest.mark.browser, pytest.mark.slow]
COMMITTEE = "柳岸社区居民委员会"


def address(walker: Walker) -> str:
    return re.sub(r"^https?://[^/]+", "", walker.page.url)


def set_up_post(walker: Walker, title: str) -> str:
    """As the system administrator, from the list of units to the new post; its address."""
    walker.log_in("demo.admin")
    page = walker.open(f"/desk/units/?q={COMMITTEE}")
    walker.check()
    page.click("table tbody a")
    page.wait_for_url(re.compile(r"/desk/units/[0-9a-f-]{36}/"))
    walker.check()
    page.get_by_role("link", name="新设岗位").click()
    page.wait_for_selector("[name=title]")
    page.fill("[name=title]", title)
    page.select_option("[name=kind]", "grid_worker")
    page.fill("[name=place]", "329922001001")
    page.fill("[name=duty_phone]", "0517-88886666")
    page.click("main form button[type=submit]")
    page.wait_for_selector("#id_place_error")
    assert page.input_value("[name=title]") == title, "what was typed is kept"
    walker.check()
    page.fill("[name=place]", "329921001001001")
    page.check("input[name=roles][value=clerk]")
    page.click("main form button[type=submit]")
    page.wait_for_url(re.compile(r"/desk/posts/[0-9a-f-]{36}/"))
    walker.check()
    return address(walker)


def fill_post(walker: Walker, where: str, worker: str) -> None:
    """As the security administrator: a new account for the worker, the appointment, and who stands in."""
    page = walker.open("/desk/accounts/new/")
    page.fill("[name=display_name]", "高远")
    page.fill("[name=login_name]", worker)
    page.click("main form button[type=submit]")
    page.wait_for_url(re.compile(r"/desk/accounts/[0-9a-f-]{36}/"))
    page = walker.open(f"{where}appoint/")
    page.fill("[name=account]", worker)
    page.check("input[value=hired]")
    page.fill("[name=proof]", "聘用合同 12 号")
    walker.check()
    page.click("main form button[type=submit]")
    page.wait_for_url(f"**{where}")
    page.get_by_role("link", name="指定代理人").click()
    page.wait_for_selector("[name=reason]")
    page.fill("[name=account]", "demo.street")
    page.fill("[name=reason]", "外出学习")
    walker.check()
    page.click("main form button[type=submit]")
    page.wait_for_url(f"**{where}")
    shown = page.inner_text("main")
    assert "高远" in shown and "周敏" in shown and "外出学习" not in shown
    walker.check()


def test_a_post_a_worker_a_stand_in_and_the_journal(walker: Walker) -> None:
    number = int(time.time() * 1000) % 1_000_000
    title = f"网格员{number}"
    where = set_up_post(walker, title)
    walker.context.clear_cookies()
    walker.log_in("demo.security")
    fill_post(walker, where, f"worker{number}")
    page = walker.open("/desk/journal/")
    newest = page.locator("table tbody tr")
    lines = [newest.nth(number).inner_text() for number in range(6)]
    assert "指定代理人" in lines[0] and "任命" in lines[1] and "郭建平" in lines[0]
    assert any("设立岗位" in line and "沈明" in line for line in lines)
    walker.check()
    page = walker.open("/desk/journal/?command=people.appoint")
    page.click("table tbody a")
    page.wait_for_url(re.compile(r"/desk/journal/people\.tenure/"))
    told = page.inner_text("main")
    assert "高远" in told and "聘用合同 12 号" in told and title in told
    walker.check()


def test_the_pages_of_rights_are_clean(walker: Walker) -> None:
    walker.log_in("demo.security")
    for path in (
        "/desk/units/", "/desk/terms/", "/desk/areas/329921/terms/", "/desk/accounts/", "/desk/accounts/new/",
        "/desk/roles/", "/desk/roles/clerk/", "/desk/roles/sheet/", "/desk/areas/329921001001/chart/",
    ):  # fmt: skip
        walker.open(path)
        walker.check()
    page = walker.open("/desk/accounts/?q=demo.housing")
    page.click("table tbody a")
    page.wait_for_url(re.compile(r"/desk/accounts/[0-9a-f-]{36}/"))
    walker.check()
    page.get_by_role("button", name="发开通链接").click()
    page.wait_for_url("**/link/")
    assert "/enrol/" in page.inner_text("main")
    walker.check()


def test_a_post_is_filled_without_javascript(without_script: Walker) -> None:
    walker = without_script
    walker.log_in("demo.security")
    page = walker.open("/desk/terms/?q=社区工作者")
    page.click("table tbody a")
    page.wait_for_url(re.compile(r"/desk/posts/[0-9a-f-]{36}/"))
    page.get_by_role("link", name="指定代理人").click()
    page.fill("[name=account]", "demo.civil")
    page.fill("[name=reason]", "培训")
    page.click("main form button[type=submit]")
    page.wait_for_url(re.compile(r"/desk/posts/[0-9a-f-]{36}/$"))
    assert "陆文" in page.inner_text("main") and "培训" not in page.inner_text("main")
