"""A clerk takes a ledger to a clean register: two known persons, refused rows corrected; then all of it is undone."""

import csv
import io
import re
import time
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from playwright.sync_api import Page

from linli.kernel.codes import check_identity, citizen_check
from tests.browser.walker import Walker
from tests.people.ledgers.test_samples import FOLDER

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.serves("S-281", boundary="ledgers at the desk")]
S04 = FOLDER / "S04_特殊困难户统计.xlsx"
NAME, NUMBER, PHONE = "户主姓名", "身份证号码", "联系电话"
PATIENCE = 60
SAME = re.compile("^(是同一个人|与第 1 个)")


def rows_of(path: Path) -> list[dict[str, Any]]:
    """The data rows of the sample, as they stand there."""
    sheet = openpyxl.load_workbook(path).worksheets[0]
    rows = list(sheet.iter_rows(values_only=True))
    head = [str(name) for name in rows[2]]
    found = [dict(zip(head, row, strict=True)) for row in rows[3:]]
    return [row for row in found if is_whole(str(row[NUMBER] or ""), str(row[PHONE] or ""))]


def is_whole(number: str, phone: str) -> bool:
    """Whether number and phone of a row are as they should be."""
    is_number = len(number) == 18 and check_identity(number, date(2026, 11, 26)).error is None
    return is_number and len(phone) == 11 and phone.isascii() and phone.isdigit()


def as_csv(rows: Sequence[Sequence[object]]) -> dict[str, Any]:
    """A small file for the field of files."""
    out = io.StringIO()
    csv.writer(out).writerows(rows)
    return {"name": "电话本.csv", "mimeType": "text/csv", "buffer": out.getvalue().encode("utf-8-sig")}


def send_file(walker: Walker, file: Any) -> None:
    """Choose a file and have it read."""
    page = walker.open("/desk/ledgers/new/")
    walker.check()
    page.set_input_files("[name=files]", file)
    page.get_by_role("button", name="读取").click()
    wait_for(page, "等您确认")


def wait_for(page: Page, words: str) -> None:
    """The page goes on by itself when the worker has come to the end of a step."""
    page.locator("main", has_text=words).wait_for(timeout=PATIENCE * 1000)


def take_in(walker: Walker) -> None:
    """Confirm, and wait until it is written."""
    walker.page.get_by_role("button", name="导入").filter(has_text="人").click()
    wait_for(walker.page, "已入库")
    walker.check()


def follow(walker: Walker, name: str) -> None:
    """Follow a link of the page and look at where it leads."""
    walker.page.get_by_role("link", name=name).first.click()
    walker.page.wait_for_load_state()
    walker.check()


def corrected(data: bytes, note: Callable[[str], None] = lambda _: None) -> bytes:
    """The refused rows as a clerk mends them: numbers and phones from the cards, the struck-out rows left out."""
    book = openpyxl.load_workbook(io.BytesIO(data))
    sheet = book.worksheets[0]
    head = next(row for row in sheet.iter_rows() if any(cell.value == NUMBER for cell in row))
    places = {str(cell.value): cell.column for cell in head if cell.value}
    base = time.time_ns() // 1_000
    for row in reversed(range(head[0].row + 1, sheet.max_row + 1)):
        why = str(sheet.cell(row, places["未导入原因"]).value or "")
        assert why and sheet.cell(row, places["怎么改"]).value
        note(why)
        if "划掉" in why or "删除线" in why:
            sheet.delete_rows(row)
            continue
        body = f"23272219600101{(base + row) % 1000:03}"
        sheet.cell(row, places[NUMBER], body + citizen_check(body))
        sheet.cell(row, places[PHONE], f"139{(base + row) % 100_000_000:08}")
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


@pytest.mark.skipif(not S04.is_file(), reason="the sample ledgers do not lie beside this repository")
def test_a_ledger_becomes_a_clean_register(walker: Walker) -> None:
    page, rows = walker.page, rows_of(S04)
    walker.log_in("demo.registrar")
    known = [(row[NAME], row[PHONE]) for row in rows[-2:]]
    send_file(walker, as_csv([("姓名", "电话"), *known]))
    if page.get_by_role("link", name="是否已登记").count():
        decided(walker)
    take_in(walker)

    send_file(walker, str(S04))
    walker.check()
    assert "90 行数据" in page.inner_text("main")
    follow(walker, "各列和前几行")
    assert "从不保留" in page.inner_text("main")
    page.get_by_role("button", name="对照原文显示").click()
    page.wait_for_load_state()
    assert "原文：" in page.inner_text("main")
    walker.check()
    page.get_by_role("link", name="S04").first.click()
    assert decided(walker) >= 2
    take_in(walker)

    follow(walker, "未导入的行")
    with page.expect_download() as download:
        page.get_by_role("button", name="下载未导入的行").click()
    data = Path(download.value.path()).read_bytes()
    page.get_by_role("link", name="导入改正后的行").click()
    again = {"name": "改正后.xlsx", "mimeType": "application/octet-stream", "buffer": corrected(data)}
    page.set_input_files("[name=files]", again)
    page.get_by_role("button", name="读取").click()
    wait_for(page, "等您确认")
    assert "未导入" not in page.inner_text("main")
    take_in(walker)
    assert "每一行都已进入登记库" in page.inner_text("main")

    undo_all(walker, 3)


def decided(walker: Walker) -> int:
    """Say of each that it is the (first) known person; returns how many were asked about."""
    page, count = walker.page, 0
    follow(walker, "是否已登记")
    while buttons := page.get_by_role("button", name=SAME).all():
        buttons[0].click()
        page.wait_for_load_state()
        count += 1
    assert "都已决定" in page.inner_text("main")
    walker.check()
    page.get_by_role("link", name="继续").click()
    return count


def undo_all(walker: Walker, count: int) -> None:
    """Take the newest runs back, so that the next walk begins with the same register."""
    page = walker.page
    for _ in range(count):
        walker.open("/desk/ledgers/")
        walker.check()
        page.locator("tr", has_text="已入库").locator("a").first.click()
        follow(walker, "撤销导入")
        page.get_by_role("button", name="撤销导入").click()
        page.wait_for_load_state()
    walker.open("/desk/ledgers/")
