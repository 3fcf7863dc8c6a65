"""A clerk comes in through the county's own log-in: linked for her, unlinked by herself, then told why not."""

import re

import pytest

from tests.browser.walker import Walker
from tests.people.outside.provider import House

pytestmark = [pytest.mark.browser, pytest.mark.slow]
CLERK = "demo.window"


def link(walker: Walker, subject: str) -> None:
    """As the security administrator, from the list of accounts."""
    walker.log_in("demo.security")
    page = walker.open(f"/desk/accounts/?q={CLERK}")
    page.click("table tbody a")
    page.wait_for_url(re.compile(r"/desk/accounts/[0-9a-f-]{36}/"))
    walker.check()
    page.get_by_role("link", name="关联账号").click()
    page.wait_for_selector("[name=subject]")
    walker.check()
    page.fill("[name=subject]", subject)
    page.click("main form button[type=submit]")
    page.wait_for_url(re.compile(r"/desk/accounts/[0-9a-f-]{36}/$"))
    shown = page.inner_text("main")
    assert "***" in shown and subject not in shown
    walker.check()


def press(walker: Walker, *, check: bool = True) -> None:
    """The button on the log-in page; the provider sends the browser back by itself."""
    walker.context.clear_cookies()
    page = walker.open("/login/?next=/desk/me/log-in/")
    if check:
        walker.check()
    page.get_by_role("button", name="使用县统一认证登录").click()


def test_linked_in_and_out_again(walker: Walker, house: House) -> None:
    house.sub = f"u-{'wide' if walker.page.viewport_size['width'] > 1000 else 'narrow'}-7f3a91"
    link(walker, house.sub)
    press(walker)
    page = walker.page
    page.wait_for_selector("[name=code]")
    walker.check()
    page.fill("[name=code]", walker.code(CLERK))
    page.keyboard.press("Enter")
    page.wait_for_url("**/desk/me/log-in/")
    assert house.issuer in page.inner_text("main") and "我的登录" in page.inner_text("main")
    walker.check()
    page.get_by_role("button", name="解除关联").click()
    page.get_by_role("button", name="关联县统一认证").wait_for()
    assert "尚未关联" in page.inner_text("main")
    walker.open("/desk/me/log-in/").evaluate("document.querySelector('form[action=\"/logout/\"]').submit()")
    page.get_by_role("link", name="在县统一认证退出").wait_for()
    walker.check()
    press(walker)
    page.wait_for_selector("#problem")
    assert "还没有关联本系统的账号" in page.inner_text("main") and house.sub not in page.content()
    walker.check()


def test_the_way_there_without_script(without_script: Walker, house: House) -> None:
    house.sub = "u-nobody-here"
    press(without_script, check=False)
    without_script.page.wait_for_selector("#problem")
    assert "请管理员为您关联" in without_script.page.inner_text("main")
