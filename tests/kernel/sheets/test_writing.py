"""Workbooks that we write: other programs read them, nothing in them is a formula, odd texts and names do no harm."""

import io

import openpyxl
import pytest
import python_calamine
from hypothesis import given
from hypothesis import strategies as st

from linli.kernel.sheets import Area, read_book
from linli.kernel.sheets.writing import HEAD, MARK, SheetOut, harmless_text, plain_text, write_book

pytestmark = [pytest.mark.pure, pytest.mark.serves("S-281", boundary="spreadsheets go out harmless")]
ROWS = [["名册", "", ""], ["姓名", "身份证号", "备注"], ["李\n明", "110105198001010012", '=HYPERLINK("http://x")']]


def book(*names: str) -> bytes:
    """A workbook of sheets with these names."""
    looks = {(1, 0): HEAD, (2, 1): MARK}
    return write_book([SheetOut(name, ROWS, looks, (Area(1, 0, 1, 2),), (12, 20), 2) for name in names])


def test_three_readers_see_the_same() -> None:
    data = book("表一")
    sheet = openpyxl.load_workbook(io.BytesIO(data)).worksheets[0]
    cells = [[cell.value or "" for cell in row] for row in sheet.iter_rows()]
    assert cells[:2] == ROWS[:2] and cells[2] == [*ROWS[2][:2], "'" + ROWS[2][2]]
    assert {cell.data_type for row in sheet.iter_rows() for cell in row if cell.value} == {"s"}
    assert {cell.number_format for cell in sheet[3]} == {"@"} and sheet.freeze_panes == "A3"
    assert [str(area) for area in sheet.merged_cells.ranges] == ["A1:C1"]
    other = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(data)).get_sheet_by_name("表一").to_python()
    assert [[str(cell) for cell in row] for row in other] == cells
    (grid,) = read_book(io.BytesIO(data)).sheets
    assert [[cell or "" for cell in row.cells] for row in grid.rows][1:] == cells[1:]
    assert grid.merged == (Area(1, 0, 1, 2),)


def test_the_same_sheets_give_the_same_bytes() -> None:
    assert book("表一") == book("表一")


def test_names_are_made_fit_and_each_comes_once() -> None:
    wanted = ("a/b:c*?[x]", "", "  '表' ", "表", "表", "X" * 40, "x" * 40)
    names = openpyxl.load_workbook(io.BytesIO(book(*wanted))).sheetnames
    assert len({name.lower() for name in names}) == len(wanted)
    assert all(0 < len(name) <= 31 and not set(name) & set("[]:*?/\\'") for name in names)


@given(st.text(max_size=30))
def test_any_text_comes_back_without_what_no_file_can_hold(text: str) -> None:
    data = write_book([SheetOut("a", [[text, "x"]], {})])
    shown = openpyxl.load_workbook(io.BytesIO(data)).worksheets[0]["A1"]
    assert shown.data_type in ("s", "n") and not str(shown.value or "").startswith(("=", "@"))


@pytest.mark.parametrize("text", ["=1+1", "@SUM(1)", "+cmd|' /C calc'!A0", "-2+3+cmd", "\t=1", "-1层"])
def test_what_looks_like_a_formula_is_a_text_and_comes_back(text: str) -> None:
    assert harmless_text(text) == f"'{text}" and plain_text(f"'{text}") == text


@pytest.mark.parametrize("text", ["+8613900000001", "-12.5", "0571-88888888", "陈", "'", ""])
def test_numbers_and_words_stay_as_they_are(text: str) -> None:
    assert harmless_text(text) == text and plain_text(text) == text
