"""What goes out in the layout of a ledger comes in again without changing anything."""

import io
from typing import Any
from uuid import UUID

import openpyxl
import pytest

from linli.kernel.actor import system_actor
from linli.kernel.errors import Invalid
from linli.people.commands import export_persons, forget_ledger
from linli.people.models import Look, Person
from linli.people.queries.ledger_outgoing import layout_for, masked_persons, outgoing_ids, sexes_of
from linli.people.rules.ledgers.outgoing import outgoing_book
from tests.actors import actor_with
from tests.conftest import NOON
from tests.people.ledgers.making import made_sheet
from tests.people.ledgers.reading import read_bytes, workbook
from tests.people.ledgers.runs import COUNTY, as_csv, begun, counts, lines, taken_in
from tests.people.ledgers.writing import as_xlsx
from tests.people.persons.records import CHIEF, THERE, make_person, number, phone

pytestmark = [pytest.mark.django_db, pytest.mark.serves("S-281", boundary="export then import is the identity")]
HEAD = ("姓名", "性别", "出生日期", "身份证号", "联系电话", "民族", "户籍地址")


def chief() -> Any:
    """Who may take values out."""
    return actor_with(*CHIEF, "people.see_ledgers", area=COUNTY)


def exported(run: UUID, *, masked: bool = False) -> bytes:
    """The community's persons in the layout of a run."""
    who = chief()
    layout, ids = layout_for(who, run), outgoing_ids(who, run)
    if masked:
        found = masked_persons(who, ids)
        return outgoing_book(layout, [found[person] for person in ids])
    fields = layout.fields() or ("name",)
    rows = export_persons(who, persons=ids, fields=fields, purpose="correct").values["rows"] if ids else ()
    sexes = sexes_of(who, ids)
    return outgoing_book(layout, [{**row, "sex": sexes[row["id"]]} for row in rows])


def test_everybody_comes_back_the_same_with_and_without_a_number() -> None:
    rows = [
        ("陈国强", "男", "", number(1), f"{phone(1)}、{phone(2)}", "汉族", "柳岸路一号"),
        ("李秀英", "女", "", number(2, male=False), "", "满族", "=柳岸路二号"),
        ("周小燕", "女", "1980-01-01", number(4, male=False), phone(3), "回族", "-1层"),
    ]
    run = taken_in(as_csv((HEAD, *rows)))
    make_person("王芳", 9, identity="", birth="1975", phones=(phone(9),))
    make_person("王芳", 9, identity="", birth="1975")
    data = exported(run)
    [(sheet, found)] = read_bytes(data)
    assert [row.by_field.get("person.name") for row in found] == ["陈国强", "李秀英", "周小燕", "王芳", "王芳"]
    assert [column.key for column in sheet.columns] == [*HEAD, "登记编号"]
    again = begun(data, name="导出.xlsx")
    assert counts(again) == {"same": 5}


def test_the_order_and_the_head_are_those_of_the_file() -> None:
    title = ("柳岸社区名册", "", "")
    run = taken_in(
        workbook(((title, ("序号", "姓名", "电话"), (1, "赵一", phone(1)), (2, "钱二", phone(2))), ("A1:C1",)))
    )
    rows = list(openpyxl.load_workbook(io.BytesIO(exported(run))).worksheets[0].iter_rows(values_only=True))
    assert rows[0] == ("序号", "姓名", "电话", "登记编号")
    assert [row[:3] for row in rows[1:]] == [("1", "赵一", phone(1)), ("2", "钱二", phone(2))]


def test_one_look_a_person_and_none_for_masked_values() -> None:
    run = taken_in(as_csv((HEAD, ("陈国强", "男", "", number(1), phone(1), "汉族", ""))))
    data = exported(run, masked=True)
    [(_, found)] = read_bytes(data)
    assert not Look.objects.exists() and number(1).encode() not in data
    assert found[0].by_field.get("person.record") is None
    assert counts(begun(data, name="遮住.xlsx")) == {"refused": 1}
    exported(run)
    assert list(Look.objects.values_list("purpose", flat=True)) == ["correct"]


def test_a_correction_of_somebody_without_number_is_a_change() -> None:
    known = make_person("王芳", 9, identity="", birth="1975")
    run = taken_in(as_csv((("姓名", "电话"), ("赵一", phone(1)))))
    book = openpyxl.load_workbook(io.BytesIO(exported(run)))
    sheet = book.worksheets[0]
    place = next(row for row in range(2, sheet.max_row + 1) if sheet.cell(row, 1).value == "王芳")
    sheet.cell(place, 1).value, sheet.cell(place, 2).value = "王芬", phone(8)
    out = io.BytesIO()
    book.save(out)
    again = begun(out.getvalue(), name="改.xlsx")
    assert [(line.verdict, line.target, line.changes) for line in lines(again) if line.verdict != "same"] == [
        ("changed", known, ["name", "contact"])
    ]


def test_a_record_of_another_community_cannot_be_named() -> None:
    elsewhere = make_person("孙七", 7, identity="", birth="1975", area=THERE)
    run = begun(as_csv((("姓名", "出生日期", "登记编号"), ("孙七", "1975", str(elsewhere)), ("吴八", "1975", "no id"))))
    assert counts(run) == {"new": 2}


def test_a_file_without_persons_has_no_layout() -> None:
    run = begun(as_csv((("物品", "数量", "单价"), ("桌子", "2", "100"), ("椅子", "4", "50"))))
    with pytest.raises(Invalid):
        layout_for(chief(), run)


def test_without_the_file_the_names_of_the_columns_are_the_head() -> None:
    run = taken_in(as_csv((HEAD, ("陈国强", "男", "", number(1), phone(1), "汉族", ""))))
    forget_ledger(system_actor(COUNTY, NOON, "people.forget_ledger"), run=run)
    assert layout_for(chief(), run).head == ((*HEAD, "登记编号"),)
    assert counts(begun(exported(run), name="导出.xlsx")) == {"same": 1}


@pytest.mark.parametrize("seed", range(0, 300, 25))
def test_whatever_came_in_goes_out_and_comes_in_the_same(seed: int) -> None:
    """Ledgers that the maker makes: everybody who was taken is the same when the export comes back."""
    run = taken_in(as_xlsx(made_sheet(seed)), leave_doubles=True)
    people = Person.objects.count()
    assert people, "a ledger of which nobody is taken proves nothing"
    again = begun(exported(run), name="导出.xlsx")
    assert counts(again) == {"same": people}, [(line.row, line.verdict, line.reason) for line in lines(again)]
