"""An administrator draws a grid by mouse and another by keyboard, and is told where they overlap."""

import re
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.browser.walker import Walker

pytestmark = [pytest.mark.browser, pytest.mark.slow]
PLACES = {1280: "329921003001", 390: "329921003002"}


def community(walker: Walker) -> str:
    """Each width has a community of its own, so that what one draws does not stand in the other's way."""
    size = walker.page.viewport_size
    assert size is not None
    return f"/desk/areas/{PLACES[size['width']]}/grids/"


def board(walker: Walker, address: str) -> Any:
    page = walker.open(f"{address}new/")
    found = page.locator("svg.ll-sheet")
    found.scroll_into_view_if_needed()
    return found


def corners(walker: Walker) -> list[str]:
    text: str = walker.page.input_value("#id_corners")
    return [line for line in text.splitlines() if line]


def click(sheet: Any, across: float, down: float) -> None:
    box = sheet.bounding_box()
    sheet.page.mouse.click(box["x"] + box["width"] * across, box["y"] + box["height"] * down)


def drag(sheet: Any, start: tuple[float, float], end: tuple[float, float]) -> None:
    box = sheet.bounding_box()
    mouse = sheet.page.mouse
    mouse.move(box["x"] + box["width"] * start[0], box["y"] + box["height"] * start[1])
    mouse.down()
    mouse.move(box["x"] + box["width"] * end[0], box["y"] + box["height"] * end[1], steps=4)
    mouse.up()


def send(walker: Walker, name: str) -> None:
    walker.page.fill("[name=name]", name)
    walker.page.click("main form button[type=submit]")
    walker.page.wait_for_url(re.compile(r"/grids/$"))


def test_a_grid_by_mouse(walker: Walker) -> None:
    walker.log_in("demo.admin")
    address = community(walker)
    sheet = board(walker, address)
    for spot in ((0.40, 0.40), (0.60, 0.40), (0.60, 0.60), (0.45, 0.65)):
        click(sheet, *spot)
    assert len(corners(walker)) == 4
    before = corners(walker)[3]
    drag(sheet, (0.45, 0.65), (0.40, 0.60))
    assert len(corners(walker)) == 4 and corners(walker)[3] != before, "a corner was moved"
    walker.page.click("[data-board-does=undo]")
    assert corners(walker)[3] == before
    click(sheet, 0.5, 0.4)
    assert len(corners(walker)) == 5, "a click on a line adds a corner in it"
    walker.page.click("[data-board-does=remove]")
    walker.check()
    send(walker, "鼠标画的")
    text = walker.page.content()
    assert "鼠标画的" in text and "重叠" in text and "平方米" in text, "the overlap is named with both grids and m²"
    assert "网格和鼠标画的重叠" in walker.page.locator(".ll-notice").first.inner_text()
    walker.check()


def test_a_grid_by_keyboard(walker: Walker) -> None:
    walker.log_in("demo.admin")
    page, address = walker.page, community(walker)
    sheet = board(walker, address)
    sheet.focus()
    for keys in (("ArrowLeft", 4), ("ArrowUp", 4), ("ArrowRight", 8), ("ArrowDown", 8)):
        for _ in range(keys[1]):
            page.keyboard.press(keys[0])
        page.keyboard.press("Enter")
    assert len(corners(walker)) == 4
    expect(page.locator("#ll-live")).to_contain_text("4")
    page.keyboard.press("Backspace")
    assert len(corners(walker)) == 3
    page.keyboard.press("Control+z")
    assert len(corners(walker)) == 4
    page.keyboard.press("Escape")
    assert page.evaluate("document.activeElement.id") == "id_corners", "Escape leaves the board"
    walker.check()
    send(walker, "键盘画的")
    assert "键盘画的" in page.content()


def test_the_list_and_the_board_stay_in_step(walker: Walker) -> None:
    walker.log_in("demo.admin")
    sheet = board(walker, community(walker))
    walker.page.fill("#id_corners", "119.80,33.40\n119.81,33.40\n119.81,33.41")
    assert sheet.locator(".ll-handle").count() == 3
    walker.page.fill(
        "#id_corners", '{"type":"Polygon","coordinates":[[[119.8,33.4],[119.81,33.4],[119.8,33.41],[119.8,33.4]]]}'
    )
    assert sheet.locator(".ll-handle").count() == 3


def test_a_corner_snaps_to_the_neighbours(walker: Walker) -> None:
    walker.log_in("demo.admin")
    sheet = board(walker, community(walker))
    rings = walker.page.evaluate("JSON.parse(document.querySelector('[data-board]').dataset.rings)")
    west, south = rings[0][0]
    spot = walker.page.evaluate(
        """([lon, lat]) => {
          const data = document.querySelector('[data-board]').dataset, svg = document.querySelector('svg.ll-sheet');
          const x = (lon - data.west) * data.across + Number(data.left);
          const y = (data.north - lat) * data.down + Number(data.top);
          const at = new DOMPoint(x, y).matrixTransform(svg.getScreenCTM());
          return [at.x, at.y];
        }""",
        [west, south],
    )
    walker.page.mouse.click(spot[0] + 5, spot[1] - 4)
    assert corners(walker) == [f"{west}, {south}"], "five pixels beside the corner is the corner"
    assert sheet.locator(".ll-handle").count() == 1


def test_without_javascript_the_list_is_enough(without_script: Walker) -> None:
    walker = without_script
    walker.log_in("demo.admin")
    page = walker.open("/desk/areas/329921003003/grids/new/")
    assert page.locator("[data-board-does]").first.is_hidden()
    page.fill("#id_corners", "119.80,33.40\n119.81,33.41\n119.81,33.40\n119.80,33.41")
    page.click("main form button[type=submit]")
    page.wait_for_load_state("load")
    assert "119.80,33.40" in page.input_value("#id_corners"), "a self-crossing outline is refused and kept"
    page.fill("#id_corners", "119.80,33.40\n119.81,33.40\n119.81,33.41")
    send(walker, "手写的")
    assert "手写的" in page.content()
