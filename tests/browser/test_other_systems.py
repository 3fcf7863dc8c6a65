"""The outside world in the browser: webhooks, programs, a case in other hands, data between units."""

import re
import time
from datetime import date, timedelta

import pytest

from tests.browser.test_cases import CASE, go, send, step
from tests.browser.walker import Walker

pytestmark = [pytest.mark.browser, pytest.mark.slow]


def submit(walker: Walker) -> None:
    """Check the page of the form, then send it."""
    walker.check()
    walker.page.click("main form.ll-form button[type=submit]")
    walker.page.wait_for_load_state()


def test_a_webhook_is_set_up_tested_and_paused(walker: Walker) -> None:
    name = f"平台{time.time_ns() % 100_000}"
    walker.log_in("demo.admin")
    walker.open("/desk/hooks/")
    walker.check()
    page = walker.open("/desk/hooks/new/")
    page.fill("[name=name]", name)
    page.fill("[name=address]", "http://127.0.0.1:9/in")
    page.locator("[name=events]").first.check()
    submit(walker)
    assert "whsec_" in page.inner_text("main")
    walker.check()
    walker.open("/desk/hooks/")
    page.get_by_role("link", name=name).click()
    assert "whsec_" not in page.inner_text("main")
    page.get_by_role("button", name="测试").first.click()
    page.wait_for_load_state()
    page.get_by_role("button", name="暂停").first.click()
    page.wait_for_load_state()
    assert "暂停" in page.inner_text("main")
    walker.check()
    page.goto(f"{page.url}deliveries/")
    walker.check()


def test_a_program_is_let_in_and_ended(walker: Walker) -> None:
    name = f"热线{time.time_ns() % 100_000}"
    walker.log_in("demo.security")
    page = walker.open("/desk/terms/")
    post = page.locator("main a[href^='/desk/posts/']").first.get_attribute("href")
    walker.open(f"{post}program/")
    page.fill("[name=name]", name)
    page.locator("[name=scopes]").first.check()
    submit(walker)
    assert "/api/v1/oauth/token" in page.inner_text("main")
    walker.check()
    walker.open("/desk/programs/")
    walker.check()
    page.get_by_role("link", name=name).click()
    page.get_by_role("button", name="停用").click()
    page.wait_for_load_state()
    assert "已结束" in page.inner_text("main")
    walker.check()


def test_a_case_is_handed_over_by_letter_and_comes_back(walker: Walker) -> None:
    walker.log_in("demo.dispatcher")
    page = walker.open("/desk/intake/")
    page.fill("[name=kind]", "井盖破损或缺失")
    page.fill("[name=text]", f"{time.time_ns() % 100_000}号井盖碎了")
    page.fill("[name=place]", "329921001001")
    page.click("form#intake button[type=submit]")
    page.wait_for_selector(".ll-sheet, #id_new")
    if page.query_selector("#id_new"):
        page.check("#id_new")
        page.click("form#intake button[type=submit]")
        page.wait_for_selector(".ll-sheet")
    page.get_by_role("link", name="返回事项").click()
    page.wait_for_url(CASE)
    step(walker, "受理")
    page.wait_for_url(CASE)
    page.get_by_role("link", name="交给外部系统").click()
    page.fill("[name=text]", "井盖破损，请更换")
    send(walker)
    assert "外部系统办理中" in page.inner_text("main")
    walker.check()
    page.get_by_role("link", name="登记外部办理情况").click()
    page.fill("[name=outside_id]", "SR-7")
    page.check("[name=closed]")
    page.fill("[name=note]", "已更换")
    send(walker)
    assert "SR-7" in page.inner_text("main")
    walker.check()


def test_data_are_asked_for_answered_and_given(walker: Walker) -> None:
    purpose = f"核对物业用房{time.time_ns() % 100_000}"
    walker.log_in("demo.housing")
    walker.open("/desk/data/")
    walker.check()
    page = walker.open("/desk/data/new/")
    page.select_option("[name=holder]", label="河滨街道办事处")
    page.select_option("[name=area]", "329921001002")
    page.check("[name=fields][value=residence]")
    # Each width asks for another day: what was answered for one is not asked again.
    assert page.viewport_size is not None
    day = (date(2020, 1, 1) + timedelta(days=page.viewport_size["width"])).isoformat()
    page.fill("[name=since]", day)
    page.fill("[name=until]", day)
    page.locator("[name=duty]").select_option(index=1)
    page.fill("[name=purpose]", purpose)
    page.fill("[name=ground]", "《物业管理条例》第三十条")
    submit(walker)
    where = re.sub(r"^https?://[^/]+", "", page.url)
    assert "待答复" in page.inner_text("main")
    walker.check()
    go(walker, "demo.street", where)
    page.get_by_role("link", name="答复", exact=True).click()
    send(walker)
    step(walker, "提供数据")
    page.fill("[name=persons]", "214")
    page.select_option("[name=way]", "file")
    send(walker)
    assert "已提供" in page.inner_text("main")
    walker.check()
    walker.open("/desk/data/log/")
    assert purpose in page.inner_text("main")
    walker.check()
