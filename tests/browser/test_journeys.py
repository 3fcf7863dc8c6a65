"""Journeys through the served demo, at 1280 and 390 px, at 200 %, by keyboard, without JavaScript, with axe."""

import re

import pytest

from tests.browser.walker import Walker

pytestmark = [pytest.mark.browser, pytest.mark.slow]
OPEN_PAGES = [
    "/",
    "/login/",
    "/nothing-here/",
    "/ui/gallery/",
    "/ui/gallery/?face=portal",
    "/ui/gallery/?face=portal&elder=1",
]
DESK_PAGES = ["/desk/", "/desk/notes/", "/desk/notes/new/", "/desk/tokens/"]


@pytest.mark.parametrize("path", OPEN_PAGES)
def test_open_pages_are_clean(walker: Walker, path: str) -> None:
    walker.open(path)
    walker.check()


@pytest.mark.parametrize("path", OPEN_PAGES)
def test_open_pages_are_clean_at_200_percent(enlarged: Walker, path: str) -> None:
    enlarged.open(path)
    enlarged.check()


def test_the_desk_is_clean(walker: Walker) -> None:
    walker.log_in("demo.county")
    for path in DESK_PAGES:
        walker.open(path)
        walker.check()
    walker.open("/desk/notes/")
    walker.page.click("table tbody a")
    walker.page.wait_for_url(re.compile(r"/desk/notes/[0-9a-f-]{36}/"))
    walker.check()


def test_a_note_goes_from_desk_to_desk(walker: Walker) -> None:
    walker.log_in("demo.civil")
    page = walker.open("/desk/notes/new/")
    subject = f"走访安排 {walker.page.viewport_size}"
    page.select_option("[name=receiver]", label="河滨街道办事处")
    page.fill("[name=subject]", subject)
    page.fill("[name=body]", "请报本周走访安排。")
    page.fill("[name=days]", "2")
    page.click("main button[type=submit]")
    page.wait_for_url(re.compile(r"/desk/notes/[0-9a-f-]{36}/"))
    address = re.sub(r"^https?://[^/]+", "", page.url)
    walker.check()
    walker.context.clear_cookies()
    walker.log_in("demo.street")
    page = walker.open(address)
    page.reload()
    page.get_by_role("button", name="答复").or_(page.get_by_role("link", name="答复")).first.click()
    page.fill("#id_answer_text", "周三上午,三号院。")
    walker.check()
    page.locator("#form_answer button[type=submit], form#form_answer button").first.click()
    page.wait_for_load_state("load")
    assert "周三上午,三号院。" in page.content()
    walker.check()


def test_the_same_without_javascript(without_script: Walker) -> None:
    walker = without_script
    walker.log_in("demo.committee")
    page = walker.open("/desk/notes/new/")
    page.select_option("[name=receiver]", label="河滨街道办事处")
    page.fill("[name=subject]", "没有脚本也能用")
    page.fill("[name=body]", "请答。")
    page.click("main button[type=submit]")
    page.wait_for_url(re.compile(r"/desk/notes/[0-9a-f-]{36}/"))
    assert "没有脚本也能用" in page.content()


def test_the_whole_desk_by_keyboard(walker: Walker) -> None:
    walker.log_in("demo.housing")
    page = walker.open("/desk/notes/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.getAttribute('href')") == "#main", "the first stop skips to the text"
    page.keyboard.press("Enter")
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.name") == "q"
    page.keyboard.press("Escape")
    page.evaluate("document.activeElement.blur()")
    page.keyboard.press("j")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"/desk/notes/[0-9a-f-]{36}/"))


def test_languages(walker: Walker) -> None:
    page = walker.open("/")
    assert page.get_attribute("html", "lang") == "zh-hans"
    for code, lang in (("zh-hant", "zh-hant"), ("en", "en")):
        token = page.locator("input[name=csrfmiddlewaretoken]").first.get_attribute("value")
        answer = walker.context.request.post(
            f"http://127.0.0.1:{walker.place.port}/language/",
            form={"language": code, "next": "/", "csrfmiddlewaretoken": token or ""},
            headers={"Referer": f"http://127.0.0.1:{walker.place.port}/"},
        )
        assert answer.ok
        page = walker.open("/")
        assert (page.get_attribute("html", "lang") or "").lower() == lang
        walker.check()


def test_elder_mode_is_larger(walker: Walker) -> None:
    page = walker.open("/")
    before = page.evaluate("parseFloat(getComputedStyle(document.querySelector('main p')).fontSize)")
    page.click("button[name=elder]")
    page.wait_for_load_state("load")
    after = page.evaluate("parseFloat(getComputedStyle(document.querySelector('main p')).fontSize)")
    assert before >= 18 and after >= 24
    small = page.evaluate(
        "[...document.querySelectorAll('main a, main button, header button, header summary')]"
        ".map(e => e.getBoundingClientRect()).filter(r => r.width && (r.height < 59.5)).length"
    )
    assert small == 0, "elder targets are at least 60 px high (R9.11)"
    walker.check()


def test_areas_and_grids_are_clean(walker: Walker) -> None:
    walker.log_in("demo.admin")
    for path in (
        "/desk/areas/",
        "/desk/areas/329921/",
        "/desk/areas/329921001001/",
        "/desk/areas/329921001001/chart/",
        "/desk/areas/329921001001/grids/",
    ):
        walker.open(path)
        walker.check()
    page = walker.open("/desk/areas/329921001001/grids/new/")
    walker.check()
    page.fill("[name=corners]", "119.80,33.40\n119.81,33.41\n119.81,33.40\n119.80,33.41")
    page.click("main form button[type=submit]")
    page.wait_for_load_state("load")
    assert "119.80,33.40" in page.content(), "what was typed is kept"
    walker.check()


def test_jobs_are_clean(walker: Walker) -> None:
    walker.log_in("demo.admin")
    walker.open("/desk/jobs/")
    walker.check()
