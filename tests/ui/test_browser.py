"""The gallery in a real browser: axe, keys, focus, sizes, pages without scripts, the content policy."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from tests.ui.browser import Eyes, chromium, gallery_server, violations

pytestmark = pytest.mark.browser

PAGES = ["page=list", "page=object", "page=form", "page=confirm", "page=problem", "page=print", "page=home"]
WHOLE = ["face=desk", "face=portal", "face=portal&elder=1", "face=plain"]
FACED = [f"{page}&face={face}" for page in PAGES for face in ("desk", "portal", "plain")]


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    with gallery_server() as running:
        yield running


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as running:
        yield running


@pytest.fixture
def eyes(browser: Browser, address: str) -> Iterator[Eyes]:
    opened = Eyes(browser, address)
    yield opened
    opened.close()
    assert opened.complaints == []


def focused(page: Page) -> str:
    return str(page.evaluate("document.activeElement.id || document.activeElement.textContent.trim()"))


@pytest.mark.parametrize("width", [1280, 390])
@pytest.mark.parametrize("query", [*WHOLE, *FACED])
def test_axe_finds_nothing(eyes: Eyes, query: str, width: int) -> None:
    assert violations(eyes.open(f"?{query}", width)) == []


def test_axe_finds_nothing_in_an_open_dialog(eyes: Eyes) -> None:
    page = eyes.open("?page=object")
    page.keyboard.press("?")
    assert violations(page) == []


def test_axe_would_find_something(eyes: Eyes) -> None:
    page = eyes.open("?page=confirm")
    page.evaluate("document.querySelector('main').append(document.createElement('img'))")
    assert any(v.startswith("image-alt") for v in violations(page))


@pytest.mark.parametrize(
    ("query", "width"), [*((q, 320) for q in FACED), ("face=portal&elder=1", 390), ("face=desk", 390)]
)
def test_nothing_is_wider_than_the_page(eyes: Eyes, query: str, width: int) -> None:
    page = eyes.open(f"?{query}", width)
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_forty_rows_fit_on_a_screen(eyes: Eyes) -> None:
    page = eyes.open("?page=list", 1920, 1080)
    page.evaluate("document.querySelectorAll('.ll-work > .ll-crumbs, .ll-chips').forEach((e) => e.remove())")
    bottoms = page.evaluate("[...document.querySelectorAll('tbody tr')].map((r) => r.getBoundingClientRect().bottom)")
    assert len(bottoms) == 40 and max(bottoms) <= 1080


SMALL = """(least) => [...document.querySelectorAll('a[href], button, select, summary, input:not([type=hidden])')]
  .filter((e) => e.checkVisibility() && !e.closest('.visually-hidden, .ll-skip, p, small, .ll-prose, dialog'))
  .map((e) => (e.type === 'checkbox' || e.type === 'radio') ? e.closest('.ll-check, label') : e)
  .filter((e) => e.getBoundingClientRect().height < least - 0.5)
  .map((e) => e.outerHTML.slice(0, 120))"""


@pytest.mark.parametrize(("query", "least"), [("face=portal", 44), ("face=portal&elder=1", 60)])
@pytest.mark.parametrize("page_name", ["", "&page=home", "&page=form", "&page=object", "&page=list"])
def test_portal_targets_are_large(eyes: Eyes, query: str, least: int, page_name: str) -> None:
    assert eyes.open(f"?{query}{page_name}", 390).evaluate(SMALL, least) == []


@pytest.mark.parametrize(("query", "pixels"), [("face=portal", "18px"), ("face=portal&elder=1", "24px")])
def test_body_text_has_its_size(eyes: Eyes, query: str, pixels: str) -> None:
    page = eyes.open(f"?{query}&page=home")
    assert abs(float(page.evaluate("parseFloat(getComputedStyle(document.body).fontSize)")) - float(pixels[:-2])) < 0.1


def test_keys_move_through_rows(eyes: Eyes) -> None:
    page = eyes.open("?page=list")
    for key, row in (("j", 1), ("j", 2), ("k", 1), ("k", 1)):
        page.keyboard.press(key)
        assert page.evaluate("document.activeElement.closest('tr').rowIndex") == row
    page.keyboard.press("Enter")
    assert page.url.endswith("#")


def test_keys_search_act_and_help(eyes: Eyes) -> None:
    page = eyes.open("?page=object")
    page.keyboard.press("/")
    assert focused(page) == "top_search"
    page.keyboard.type("ja?")
    assert page.input_value("#top_search") == "ja?"
    page.evaluate("document.activeElement.blur()")
    page.keyboard.press("a")
    assert focused(page) == "办结"
    page.keyboard.press("?")
    assert page.locator("#keys").is_visible()
    page.keyboard.press("Escape")
    assert not page.locator("#keys").is_visible() and focused(page) == "办结"


def test_single_keys_can_be_turned_off(eyes: Eyes) -> None:
    page = eyes.open("?page=list")
    page.keyboard.press("?")
    page.check("#keys_off")
    page.keyboard.press("Escape")
    page.evaluate("document.activeElement.blur()")
    page.keyboard.press("j")
    assert page.evaluate("document.activeElement === document.body")


def test_a_dialog_gives_the_focus_back(eyes: Eyes) -> None:
    page = eyes.open("?page=object")
    page.click("[data-open-dialog=sample-dialog]")
    assert page.locator("#sample-dialog").is_visible()
    page.click("#sample-dialog [data-close-dialog]")
    assert not page.locator("#sample-dialog").is_visible() and focused(page) == "转派"


def test_searching_swaps_rows_keeps_the_focus_and_says_so(eyes: Eyes) -> None:
    page = eyes.open("?page=list")
    page.evaluate("document.querySelector('#rows').dataset.old = '1'")
    page.focus("#filter_search")
    page.keyboard.type("lamp")
    page.wait_for_selector("#rows:not([data-old])")
    page.wait_for_function("document.querySelector('#ll-live').textContent !== ''")
    assert focused(page) == "filter_search" and page.url.endswith("?page=list&q=lamp&kind=lamp")
    assert page.text_content("#ll-live") == page.text_content(".ll-pager p")
    assert page.evaluate("[...Object.keys(localStorage), ...Object.keys(sessionStorage)]") == [
        "htmx-current-path-for-history"
    ], "no page may lie in the browser's store"


def test_paging_moves_the_focus_to_the_new_rows(eyes: Eyes) -> None:
    page = eyes.open("?page=list")
    page.evaluate("document.querySelector('#rows').dataset.old = '1'")
    page.evaluate("document.querySelector('#pager_next').setAttribute('hx-get', '?page=list')")
    page.evaluate("document.querySelector('#pager_next').id = 'gone'")
    page.focus("#gone")
    page.keyboard.press("Enter")
    page.wait_for_selector("#rows:not([data-old])")
    page.wait_for_function("document.activeElement !== document.body")
    assert focused(page) == "rows"


def test_a_lost_connection_is_said(eyes: Eyes) -> None:
    page = eyes.open("?page=list")
    page.route("**/ui/gallery/**", lambda route: route.abort())
    page.focus("#filter_search")
    page.keyboard.type("x")
    page.wait_for_selector("#ll-problem p")
    assert "填的内容还在" in (page.text_content("#ll-problem") or "")
    assert page.input_value("#filter_search") == "x"
    eyes.complaints.clear()  # the browser complains about the request that we broke


def test_a_refused_fragment_shows_its_problem(eyes: Eyes) -> None:
    page = eyes.open("?page=list")
    problem = "<main><section id='problem'><h1>别人刚改过</h1></section></main>"
    page.route("**/ui/gallery/**", lambda route: route.fulfill(status=409, body=problem, content_type="text/html"))
    page.focus("#filter_search")
    page.keyboard.type("x")
    page.wait_for_selector("#ll-problem h1")
    assert page.locator("tbody tr").count() == 40
    eyes.complaints.clear()


def test_marking_rows_counts_them(eyes: Eyes) -> None:
    page = eyes.open("?face=desk")
    page.check("[data-mark-all]")
    assert page.text_content("[data-marked]") == "已选 6 行"


def test_a_file_too_large_is_refused_before_sending(eyes: Eyes) -> None:
    page = eyes.open("?face=portal")
    page.evaluate("document.querySelector('#id_photos').closest('[data-upload]').dataset.maxMb = '0.00001'")
    page.set_input_files("#id_photos", {"name": "a.jpg", "mimeType": "image/jpeg", "buffer": b"x" * 100})
    assert page.locator("#id_photos_error").is_visible()
    assert page.evaluate("document.querySelector('#id_photos').files.length") == 0


def test_errors_take_the_focus(eyes: Eyes) -> None:
    page = eyes.open("?page=form&face=portal")
    assert focused(page) == "errors"
    page.click("#errors a")
    assert focused(page) == "id_mobile"


@pytest.mark.parametrize("query", FACED)
def test_pages_work_without_scripts(eyes: Eyes, query: str) -> None:
    page = eyes.open(f"?{query}", java_script_enabled=False)
    assert page.locator("main h1").count() == 1
    dead = page.locator("[data-close-dialog]:visible, [data-needs-script]:visible, [data-print]:visible")
    assert dead.count() == 0


def test_without_scripts_dialogs_are_sections_and_the_menu_opens(eyes: Eyes) -> None:
    page = eyes.open("?page=object", 390, java_script_enabled=False)
    assert page.locator("#sample-dialog").is_visible() and not page.locator("#keys").is_visible()
    page.click("[data-nav-open]")
    assert page.locator("#nav").is_visible()


def test_the_menu_on_a_telephone(eyes: Eyes) -> None:
    page = eyes.open("?page=object", 390)
    page.click("[data-nav-open]")
    assert page.locator("#nav").is_visible()
    page.keyboard.press("Escape")
    assert not page.locator("#nav").is_visible() and focused(page) == "菜单"


def test_paper_is_black_and_white_and_without_bars(eyes: Eyes) -> None:
    page = eyes.open("?page=object")
    page.emulate_media(media="print")
    assert not page.locator(".ll-top").is_visible() and not page.locator(".ll-nav").is_visible()
    colours = page.evaluate(
        "[...new Set([...document.querySelectorAll('main *')].map((e) => getComputedStyle(e).color))]"
    )
    assert set(colours) <= {"rgb(0, 0, 0)", "rgb(255, 255, 255)"}


def test_icons_are_drawn(eyes: Eyes) -> None:
    page = eyes.open("?page=list")
    drawn = page.evaluate("performance.getEntriesByType('resource').map((e) => e.name)")
    assert any("/icons-" in name for name in drawn)
    href = page.get_attribute(".ll-nav svg use", "href") or ""
    assert page.request.get(page.url.split("/ui/")[0] + href.split("#")[0]).headers["content-type"] == "image/svg+xml"
