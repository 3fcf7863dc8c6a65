"""Ledgers at the desk: sent, looked at, decided, confirmed, corrected, undone; without JavaScript."""

import io
import re
import zipfile
from uuid import UUID

import openpyxl
import pytest

from linli.kernel.jobs.worker import work_until_idle
from linli.people.commands import correct_person
from linli.people.models import LedgerLine, LedgerRun, Look, Person
from tests.faces.ledger_desk import COUNTY, LIST, places, press, read, registrar, sent, words, written
from tests.faces.test_desk_notes import hidden
from tests.faces.test_desk_persons import Window
from tests.ledger import budget
from tests.people.ledgers.reading import read_bytes, workbook
from tests.people.ledgers.runs import as_csv
from tests.people.persons.records import HERE, THERE, make_person, number, phone
from tests.people.persons.records import registrar as registrar_actor

pytestmark = [pytest.mark.django_db, pytest.mark.serves("S-281", boundary="ledgers at the desk")]
HEAD = ("姓名", "性别", "身份证号", "联系电话", "民族", "与户主关系", "户编号")
CHEN = ("陈国强", "男", number(1), phone(1), "汉族", "户主", "1")
LI = ("李秀英", "女", number(2, male=False), phone(2), "满族", "配偶", "1")
WRONG = ("赵一鸣", "男", number(5)[:-1] + ("1" if number(5)[-1] != "1" else "2"), phone(5), "汉族", "户主", "2")
TITLE = ("柳岸社区居民台账", "", "", "", "", "", "")


@pytest.fixture(autouse=True)
def _places(db: None) -> None:
    places()


@pytest.fixture
def qian() -> Window:
    return registrar()


def test_a_file_goes_from_the_desk_into_the_register(qian: Window) -> None:
    run = read(qian, as_csv((HEAD, CHEN, LI)))
    page = words(qian.get(f"{LIST}{run}/"))
    assert "2 行数据" in page and "导入 2 人" in page
    assert not Person.everything.exists()
    assert written(qian, run).status_code == 302
    assert Person.objects.count() == 2
    assert "文件的每一行都已进入登记库" in words(qian.get(f"{LIST}{run}/"))
    assert "居民台账.csv" in words(qian.get(LIST))


def test_several_files_become_several_runs_and_a_double_click_sends_once(qian: Window) -> None:
    files = (("一.csv", as_csv((HEAD, CHEN))), ("二.csv", as_csv((HEAD, LI))))
    assert sent(qian, *files, key="k1").headers["Location"] == LIST
    assert sent(qian, *files, key="k1").headers["Location"] == LIST
    assert LedgerRun.objects.count() == 2


@pytest.mark.parametrize(
    ("name", "data", "told"),
    [
        ("空.csv", b"", "空的"),
        ("报告.pdf", b"%PDF-1.7 x", "不是表格"),
        ("坏.xlsx", b"PK\x03\x04broken", "损坏"),
    ],
)
def test_what_is_no_table_is_refused_at_once_with_its_name(qian: Window, name: str, data: bytes, told: str) -> None:
    page = sent(qian, ("好.csv", as_csv((HEAD, CHEN))), (name, data))
    assert page.status_code == 422
    assert name in words(page) and told in words(page)
    assert not LedgerRun.objects.exists()


def test_macros_and_binary_books_are_named(qian: Window) -> None:
    for member, told in (("xl/vbaProject.bin", "宏"), ("xl/workbook.bin", "xlsb")):
        out = io.BytesIO(workbook(((HEAD, CHEN), ())))
        with zipfile.ZipFile(out, "a") as box:
            box.writestr(member, b"x")
        page = sent(qian, ("台账.xlsm", out.getvalue()))
        assert page.status_code == 422 and told in words(page)


def test_no_file_at_all(qian: Window) -> None:
    assert sent(qian).status_code == 422


def broken_second_sheet() -> bytes:
    """A workbook whose second sheet ends in the middle of a cell."""
    whole = io.BytesIO(workbook(((HEAD, CHEN), ()), ((HEAD, LI), ())))
    out = io.BytesIO()
    with zipfile.ZipFile(whole) as source, zipfile.ZipFile(out, "w") as box:
        for name in source.namelist():
            data = source.read(name)
            box.writestr(name, data[: len(data) // 2] if name.endswith("sheet2.xml") else data)
    return out.getvalue()


def test_a_file_that_breaks_while_it_is_read_says_why(qian: Window) -> None:
    run = read(qian, broken_second_sheet(), "台账.xlsx")
    page = words(qian.get(f"{LIST}{run}/"))
    assert "无法读取" in page and "损坏" in page
    assert not Person.everything.exists()


def test_progress_is_shown_and_left_alone(qian: Window) -> None:
    run = UUID(sent(qian, ("台账.csv", as_csv((HEAD, CHEN)))).headers["Location"].split("/")[-2])
    page = qian.get(f"{LIST}{run}/")
    assert "<progress" in page.content.decode() and "可以离开" in words(page)
    bar = qian.get(f"{LIST}{run}/progress/?state=reading")
    assert "HX-Refresh" not in bar.headers and "hx-get" in bar.content.decode()
    work_until_idle(COUNTY)
    assert qian.get(f"{LIST}{run}/progress/?state=reading").headers["HX-Refresh"] == "true"


def test_who_may_be_known_is_decided_once(qian: Window) -> None:
    known = make_person("周小燕", 7, identity="", birth="1980-01-01")
    make_person("吴小军", 8, identity="", birth="1975-05-05")
    file = as_csv((("姓名", "性别", "出生日期"), ("周小燕", "女", "1980-01-01"), ("吴小军", "男", "1975-05-05")))
    run = read(qian, file)
    page = qian.get(f"{LIST}{run}/doubles/")
    assert "姓名相同、出生日期相同" in words(page) and "18.0" in words(page) and "小燕" not in words(page)
    first, second = LedgerLine.objects.order_by("row")
    assert press(qian, run, "confirm/").status_code == 409
    assert press(qian, run, "doubles/", line=first.id, choice="same", person=known).status_code == 302
    assert press(qian, run, "doubles/", line=second.id, choice="new").status_code == 302
    assert "都已决定" in words(qian.get(f"{LIST}{run}/doubles/"))
    written(qian, run)
    assert Person.objects.count() == 3
    again = read(qian, file)
    assert LedgerRun.objects.get(pk=again).counts["double"] == 0


def test_a_choice_that_is_none_is_refused(qian: Window) -> None:
    make_person("周小燕", 7, identity="", birth="1980-01-01")
    run = read(qian, as_csv((("姓名", "出生日期"), ("周小燕", "1980-01-01"))))
    line = LedgerLine.objects.get()
    for given in ({"choice": "same"}, {"choice": "x"}, {"choice": "same", "person": str(run)}):
        assert press(qian, run, "doubles/", line=line.id, **given).status_code == 422
    assert qian.post(f"{LIST}{run}/doubles/", line="x", choice="new").status_code == 422


def test_those_whom_nobody_decided_about_can_be_left_out(qian: Window) -> None:
    make_person("周小燕", 7, identity="", birth="1980-01-01")
    run = read(qian, as_csv((("姓名", "出生日期"), ("周小燕", "1980-01-01"), ("陈国强", "1970-01-01"))))
    box = re.search(r'name="leave_doubles" value="([^"]*)"', qian.get(f"{LIST}{run}/").content.decode())
    assert box is not None
    assert written(qian, run, leave_doubles=box[1]).status_code == 302
    assert LedgerRun.objects.get(pk=run).counts["refused"] == 1 and Person.objects.count() == 2


def test_what_changes_is_shown_masked_before_and_after(qian: Window) -> None:
    make_person("陈国强", 1)
    run = read(qian, as_csv((HEAD, ("陈国庆", "男", number(1), phone(1), "", "", ""))))
    for _ in range(2):
        page = words(qian.get(f"{LIST}{run}/changes/"))
        assert "陈*强" in page and "陈*庆" in page and phone(1) not in page and "国庆" not in page
        written(qian, run)


def test_refused_rows_come_back_in_their_layout_and_go_in_again(qian: Window) -> None:
    run = read(qian, workbook(((TITLE, HEAD, CHEN, WRONG), ("A1:G1",))), "台账.xlsx")
    page = words(qian.get(f"{LIST}{run}/refused/"))
    assert ("身份证号" in page and "校验" in page) or "最后一位" in page
    assert "一鸣" not in page
    written(qian, run)
    answer = qian.post(f"{LIST}{run}/refused/file/")
    assert answer.status_code == 200 and "%E5%8F%B0%E8%B4%A6" in answer.headers["Content-Disposition"]
    book = openpyxl.load_workbook(io.BytesIO(answer.content))
    sheet = book.worksheets[0]
    rows = [[cell.value or "" for cell in row] for row in sheet.iter_rows()]
    assert [row[:7] for row in rows] == [list(TITLE), list(HEAD), list(WRONG)]
    assert rows[1][7:] == ["未导入原因", "怎么改"] and rows[2][7] and rows[2][8]
    assert [str(area) for area in sheet.merged_cells.ranges] == ["A1:G1"]
    sheet["C3"] = number(5)
    out = io.BytesIO()
    book.save(out)
    again = read(qian, out.getvalue(), "台账 未导入的行.xlsx")
    assert LedgerRun.objects.get(pk=again).counts["new"] == 1
    written(qian, again)
    assert Person.objects.count() == 2
    assert "HTTP" not in words(qian.get(f"{LIST}new/?again={run}"))


def test_formulas_go_back_as_harmless_texts(qian: Window) -> None:
    bad = ('=HYPERLINK("http://x","y")', "男", "12345", "+8613900000009", "@SUM(1)", "-1", "1")
    run = read(qian, as_csv((HEAD, CHEN, bad)))
    answer = qian.post(f"{LIST}{run}/refused/file/")
    sheet = openpyxl.load_workbook(io.BytesIO(answer.content)).worksheets[0]
    cells = [cell for row in sheet.iter_rows() for cell in row]
    assert {cell.data_type for cell in cells if cell.value} == {"s"}
    assert not any(str(cell.value).startswith(("=", "@")) for cell in cells)
    [(_, rows)] = read_bytes(answer.content)
    assert [row.values["联系电话"] for row in rows] == ["13900000009"]


def test_only_who_sent_the_file_gets_its_values(qian: Window) -> None:
    run = read(qian, as_csv((HEAD, CHEN, WRONG)))
    colleague = registrar("sun")
    assert colleague.get(f"{LIST}{run}/").status_code == 200
    assert colleague.post(f"{LIST}{run}/refused/file/").status_code == 404
    assert colleague.post(f"{LIST}{run}/columns/", act="show").status_code == 404
    shown = words(qian.post(f"{LIST}{run}/columns/", act="show"))
    masked = words(qian.get(f"{LIST}{run}/columns/"))
    for value in (CHEN[0], CHEN[2], CHEN[3], "汉族"):
        assert value in shown and value not in masked
    assert "不保留" in masked or "从不保留" in masked


def test_undoing_lists_what_somebody_changed_since(qian: Window) -> None:
    run = read(qian, as_csv((HEAD, CHEN, LI)))
    written(qian, run)
    row = Person.objects.get(name="李秀英")
    correct_person(
        registrar_actor(), person=row.id, changes={"name": "李秀瑛"}, source="document", expected_version=row.version
    )
    page = words(qian.get(f"{LIST}{run}/undo/"))
    assert "李*瑛" in page and "陈*强" not in page
    assert press(qian, run, "undo/").status_code == 302
    work_until_idle(COUNTY)
    assert [person.name for person in Person.objects.all()] == ["李秀瑛"]
    assert "李*瑛" in words(qian.get(f"{LIST}{run}/undo/"))
    assert "已撤销" in words(qian.get(f"{LIST}{run}/"))


def test_giving_up_leaves_nothing(qian: Window) -> None:
    run = read(qian, as_csv((HEAD, CHEN)))
    assert press(qian, run, "drop/").status_code == 302
    work_until_idle(COUNTY)
    assert "已放弃" in words(qian.get(f"{LIST}{run}/"))
    assert press(qian, run, "confirm/").status_code == 409


def test_columns_are_given_another_meaning(qian: Window) -> None:
    run = read(qian, as_csv((("甲", *HEAD[1:]), CHEN, LI)))
    page = qian.get(f"{LIST}{run}/columns/").content.decode()
    assert '<optgroup label="登记库">' in page and 'name="column_A"' in page and 'name="column_E"' not in page
    assert press(qian, run, "map/", sheet="0", column_A="x.y").status_code == 422
    assert press(qian, run, "map/", sheet="7", column_A="person.name").status_code == 422
    answer = press(qian, run, "map/", sheet="0", column_A="person.name", column_B="person.sex", remember="on")
    assert answer.status_code == 302
    work_until_idle(COUNTY)
    assert LedgerRun.objects.get(pk=run).counts["new"] == 2
    assert "人工选定" in words(qian.get(f"{LIST}{run}/columns/"))
    later = read(qian, as_csv((("甲", *HEAD[1:]), CHEN)))
    assert LedgerRun.objects.get(pk=later).counts["new"] == 1


def test_the_register_goes_out_in_the_layout_of_a_file(qian: Window) -> None:
    run = read(qian, as_csv((HEAD, CHEN, LI)))
    written(qian, run)
    page = qian.get(f"{LIST}{run}/export/")
    assert "2 人" in words(page) and 'name="purpose"' not in page.content.decode()
    masked = qian.post(f"{LIST}{run}/export/", key=hidden(page, "key"))
    [(_, rows)] = read_bytes(masked.content)
    assert masked.status_code == 200 and number(1).encode() not in masked.content and not Look.objects.exists()
    assert rows[0].by_field.get("person.record") is None
    # Who may not take values out is told so, whatever is sent.
    assert qian.post(f"{LIST}{run}/export/", purpose="correct").status_code == 403
    chief = Window("yin", COUNTY, "chief_registrar")
    page = chief.get(f"{LIST}{run}/export/")
    assert 'value="correct"' in page.content.decode() and 'value="contact"' not in page.content.decode()
    whole = chief.post(f"{LIST}{run}/export/", key=hidden(page, "key"), purpose="correct")
    [(_, rows)] = read_bytes(whole.content)
    assert [row.by_field["person.identity"] for row in rows] == [number(1), number(2, male=False)]
    assert Look.objects.count() == 2
    again = read(qian, whole.content, "导出.xlsx")
    assert LedgerRun.objects.get(pk=again).counts["same"] == 2


def test_another_community_knows_nothing_of_it(qian: Window) -> None:
    run = read(qian, as_csv((HEAD, CHEN)))
    other = registrar("zhao", THERE)
    pages = ("", "export/", "progress/", "columns/", "doubles/", "changes/", "refused/", "undo/")
    assert {other.get(f"{LIST}{run}/{page}").status_code for page in pages} == {404}
    posts = ("confirm/", "drop/", "undo/", "map/", "refused/file/")
    assert {press(other, run, page).status_code for page in posts} == {404}
    assert "居民台账" not in words(other.get(LIST))
    answer = sent(other, ("x.csv", as_csv((HEAD, CHEN))), area=HERE)
    assert answer.status_code in (403, 404) and LedgerRun.objects.count() == 1


@pytest.mark.parametrize("many", [1, 30])
def test_every_page_keeps_its_budget(qian: Window, many: int) -> None:
    for index in range(many):
        make_person(f"孙{chr(0x4E00 + index)}", index, identity="", birth="1980-01-01", phones=(phone(index),))
        make_person(f"吴{chr(0x4E00 + index)}", 200 + index)
    doubles = [(f"孙{chr(0x4E00 + index)}", "", number(400 + index), "", "", "", "") for index in range(many)]
    changed = [(f"郑{chr(0x4E00 + index)}", "", number(200 + index), "", "", "", "") for index in range(many)]
    wrong = [("赵一鸣", "", "12345", "", "", "", "")] * many
    run = read(qian, as_csv((HEAD, *doubles, *changed, *wrong)))
    qian.get(f"{LIST}{run}/")
    names = {"one": "", "columns": "columns/", "doubles": "doubles/", "changes": "changes/", "refused": "refused/"}
    for name, page in names.items():
        with budget(f"desk.ledgers.{name}"):
            assert qian.get(f"{LIST}{run}/{page}").status_code == 200
    with budget("desk.ledgers.new"):
        assert qian.get(f"{LIST}new/").status_code == 200
    written(qian, run, leave_doubles="on")
    with budget("desk.ledgers.undo"):
        assert qian.get(f"{LIST}{run}/undo/").status_code == 200
