"""Cases on the desk in the browser: intake by keyboard, accepted, shared, finished with a photo, verified, closed."""

import re
import time
from pathlib import Path

import pytest
from PIL import Image

from tests.browser.walker import Walker

pytestmark = [pytest.mark.browser, pytest.mark.slow]
CASE = re.compile(r"/desk/cases/[0-9a-f-]{36}/$")


def picture(folder: Path) -> Path:
    """A photo on the worker's computer."""
    path = folder / "after.jpg"
    Image.new("RGB", (640, 480), "green").save(path)
    return path


def go(walker: Walker, name: str, where: str) -> None:
    """Another person opens the case."""
    walker.context.clear_cookies()
    walker.log_in(name)
    walker.open(where)


def take_in(walker: Walker, words: str) -> str:
    """By keyboard only; the address of the case and the seconds it took."""
    page = walker.open("/desk/intake/")
    begun = time.monotonic()
    keys = page.keyboard
    keys.type("路灯不亮")
    keys.press("Tab")
    keys.type(words)
    for text in ("", words[:6], "", "王小明", "13800138000"):
        keys.press("Tab")
        keys.type(text)
    keys.press("Enter")
    page.wait_for_selector(".ll-sheet, #id_new")
    if page.query_selector("#id_new"):
        page.check("#id_new")
        page.keyboard.press("Enter")
        page.wait_for_selector(".ll-sheet")
    assert time.monotonic() - begun <= 60
    shown = page.inner_text(".ll-sheet")
    assert "查询码" in shown and page.query_selector(".ll-sheet img[src^='data:image/svg']")
    walker.check()
    page.get_by_role("link", name="返回事项").click()
    page.wait_for_url(CASE)
    return re.sub(r"^https?://[^/]+", "", page.url)


def step(walker: Walker, label: str) -> None:
    """Press the action of that name."""
    walker.page.locator("[data-actions]").get_by_text(label, exact=True).first.click()
    walker.page.wait_for_load_state()


def send(walker: Walker) -> None:
    """Send the page's form and come back to the case."""
    walker.check()
    walker.page.click("main form.ll-form button[type=submit]")
    walker.page.wait_for_url(CASE)


def test_a_lamp_from_the_window_to_closed(walker: Walker, tmp_path: Path) -> None:
    words = f"{int(time.time() * 1000) % 100_000}号楼前的路灯不亮"
    walker.log_in("demo.window")
    walker.check()
    where = take_in(walker, words)
    walker.check()
    go(walker, "demo.dispatcher", where)
    page = walker.page
    step(walker, "受理")
    page.wait_for_url(CASE)
    assert "待派单" in page.inner_text("main")
    step(walker, "派单")
    assert "★" in (page.locator("#id_unit option:checked").inner_text())
    send(walker)
    step(walker, "请单位配合")
    page.select_option("#id_unit", label="本单位")
    send(walker)
    go(walker, "demo.urban", where)
    step(walker, "签收")
    page.wait_for_url(CASE)
    go(walker, "demo.works", where)
    step(walker, "签收我方分工")
    page.wait_for_url(CASE)
    step(walker, "我方已办完")
    page.fill("[name=note]", "已在现场围挡")
    send(walker)
    go(walker, "demo.urban", where)
    step(walker, "办结上报")
    page.fill("[name=note]", "换了灯泡，亮了")
    page.set_input_files("[name=photo_after]", str(picture(tmp_path)))
    send(walker)
    assert page.query_selector(".ll-photos img") and "待核查" in page.inner_text("main")
    go(walker, "demo.verifier", where)
    step(walker, "核查通过")
    page.wait_for_url(CASE)
    assert "已办结" in page.inner_text("main") and "换了灯泡" in page.inner_text("main")
    walker.check()


PAGES = (
    *("/desk/", "/desk/cases/", "/desk/intake/", "/desk/board/", "/desk/asked/", "/desk/refused/", "/desk/breaches/"),
    *("/desk/catalogue/", "/desk/catalogue/report_part/", "/desk/catalogue/petition/", "/desk/duty-lists/"),
)


def test_every_page_of_cases_is_clean(walker: Walker) -> None:
    walker.log_in("demo.dispatcher")
    for path in PAGES:
        page = walker.open(path)
        assert page.query_selector("#problem") is None, path
        walker.check()


def test_without_scripts_a_case_is_taken_in_and_accepted(without_script: Walker) -> None:
    walker = without_script
    walker.log_in("demo.dispatcher")
    page = walker.open("/desk/intake/")
    page.fill("[name=kind]", "井盖破损或缺失")
    page.fill("[name=text]", f"{time.time_ns() % 100_000}号井盖碎了")
    page.fill("[name=place]", "329921001001")
    page.click("form#intake button[type=submit]")
    if page.query_selector("#id_new"):
        page.check("#id_new")
        page.click("form#intake button[type=submit]")
    page.wait_for_selector(".ll-sheet")
    page.get_by_role("link", name="返回事项").click()
    step(walker, "受理")
    page.wait_for_url(CASE)
    assert "待派单" in page.inner_text("main")


def test_the_demo_clock_goes_forward(walker: Walker) -> None:
    walker.log_in("demo.dispatcher")
    page = walker.page
    before = page.inner_text("main")
    page.get_by_role("button", name="1小时").click()
    page.wait_for_load_state()
    assert page.query_selector("#problem") is None and page.url.endswith("/desk/")
    assert page.inner_text("main") != before
