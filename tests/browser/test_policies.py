"""A clerk turns a city's guideline into running tasks: sent, three corrected by hand, confirmed, carried out, shown."""

import re
from pathlib import Path

import pytest

from tests.browser.walker import Walker

FOLDER = Path(__file__).resolve().parents[3] / "shared" / "data" / "policies"
P2 = FOLDER / "P2_city_guideline_with_annex.txt"
MADE = "\n".join(
    ("清和县社区服务工作安排", "一、主要任务", *(
        f"({word})做好第{number}件事。（牵头单位：县民政局；配合单位：县财政局；完成时限：2030年{number}月底）"
        for number, word in enumerate("一二三四五六七八", 1)
    ))
)  # fmt: skip

pytestmark = [
    pytest.mark.browser,
    pytest.mark.slow,
    pytest.mark.serves("S-255", "N-060", boundary="policies at the desk"),
]


def paper_of(width: int) -> tuple[dict[str, object], int]:
    """The public paper on a wide screen where it lies beside us, a made one of eight tasks elsewhere; its tasks."""
    if width > 400 and P2.exists():
        return {"name": P2.name, "mimeType": "text/plain", "buffer": P2.read_bytes()}, 53
    return {"name": f"安排{width}.txt", "mimeType": "text/plain", "buffer": f"{MADE}\n{width}\n".encode()}, 8


def test_a_clerk_turns_a_paper_into_running_tasks(walker: Walker) -> None:
    walker.log_in("demo.policy")
    page = walker.open("/desk/policies/new/")
    walker.check()
    width = page.viewport_size["width"] if page.viewport_size else 1280
    file, count = paper_of(width)
    page.set_input_files("[name=file]", file)  # type: ignore[arg-type]  # a file made here
    page.get_by_role("button", name="读取").click()
    page.wait_for_url(re.compile(r"/desk/policies/[0-9a-f-]{36}/$"))
    walker.check()
    assert page.locator("main tbody tr").count() == count
    paper = page.url
    # Three by hand, by keyboard: each saved form leads to the next that waits.
    page.get_by_role("link", name="逐条确认").click()
    for title in ("改写的第一项", "改写的第二项", "改写的第三项"):
        page.wait_for_selector("#id_lead")
        walker.check()
        before = page.url
        page.fill("[name=title]", title)
        page.fill("#id_lead", "县民政局、县司法局")
        page.keyboard.press("Enter")
        page.wait_for_url(lambda url, before=before: url != before)
    page.goto(paper)
    assert page.get_by_role("link", name="改写的第二项").count() == 1
    page.locator("[data-mark-all]").check()
    page.get_by_role("button", name="确认", exact=True).click()
    page.wait_for_load_state()
    assert page.locator("main tbody tr", has_text="已确认").count() == count
    page.get_by_role("link", name="落实这份文件").click()
    page.get_by_role("button", name="开始").click()
    page.wait_for_url(re.compile(r"/desk/programmes/[0-9a-f-]{36}/$"))
    page.get_by_role("button", name=re.compile("下达.*已确认任务")).click()
    page.wait_for_load_state()
    page.get_by_text(re.compile(f"共{count}条")).first.wait_for()
    assert page.locator("main", has_text="清和县民政局").count() == 1
    walker.check()
    programme = page.url
    page.get_by_role("button", name="向居民公开").click()
    page.wait_for_load_state()
    page.goto(programme.replace("/desk", ""))
    assert "改写的第一项" in page.inner_text("main")
    walker.check()


def test_the_pages_around_a_paper_are_clean(walker: Walker) -> None:
    walker.log_in("demo.policy")
    page = walker.open("/desk/policies/")
    walker.check()
    page.get_by_role("link", name=re.compile("清和县人民政府办公室")).first.click()
    for tab in ("指标", "条款与覆盖", "谁以它为依据"):
        page.get_by_role("link", name=tab).first.click()
        page.wait_for_load_state()
        walker.check()
    for path in ("/desk/policies/alarms/", "/desk/programmes/", "/programmes/"):
        walker.open(path)
        walker.check()
