"""Layouts that communities use: rolls with sections and sums, wide households, forms, deep heads, drifting sheets."""

import pytest

from linli.people.rules.ledgers.shapes import Destination, NonDataKind
from linli.people.rules.ledgers.taking import take_row
from tests.people.ledgers.reading import NUMBERS, bad_codes, codes, meanings, read_bytes, read_rows, workbook

pytestmark = [pytest.mark.pure, pytest.mark.serves("S-281", boundary="layouts of ledgers")]
N = None
ROLL = [
    ["附件3"],
    ["2025-2026年度冬春生活救助资金发放名册"],
    ["填报单位（盖章）：清河镇", N, N, N, N, N, N, "单位：人、元"],
    [
        "序号",
        "户主姓名",
        "身份证号码",
        "家庭人口（人）",
        "救助项目",
        N,
        N,
        "救助金额（元）",
        "开户银行",
        "银行账号",
        "领取人签字",
    ],
    [N, N, N, N, "口粮", "衣被", "取暖"],
    ["甲", "乙", "丙", 1, 2, 3, 4, 5, "丁", "戊", "己"],
    ["一、清河村"],
    [1, "张  三", NUMBERS[0], 4, 100, 200, 300, 600, "农商行", "6228 4500 1234 5678 901"],
    [2, "李四", NUMBERS[1], "3人", 100, 200, 0, "300元", "农商行", 622845001234567000],
    ["小计", N, N, 7, 200, 400, 300, 900],
    ["二、河东村"],
    [3, "王五", NUMBERS[2], 2, "100", 0, 50, 150.5, "邮储", "622845001234567890"],
    [4, "赵六（已故）", NUMBERS[3], 1, 100, 0, 50, 150, "邮储", "622845001234567891"],
    ["合计", N, N, 10, 400, 400, 400, 1200.5],
    ["单位负责人：张某", N, N, N, "审核人：李某", N, N, "填表人：王某"],
    ["注：1.本表一式三份，县、乡、村各一份。"],
    ["2.领取人须本人签字。"],
]
ROLL_MERGED = [
    "A1:K1",
    "A2:K2",
    *(f"{column}4:{column}5" for column in "ABCDHIJK"),
    "E4:G4",
    "A7:K7",
    "A16:K16",
    "A17:K17",
]


def test_a_roll_of_payments_with_sections_sums_and_notes() -> None:
    sheet, rows = read_rows(ROLL, ROLL_MERGED)
    assert sheet.header_rows == (4, 5) and sheet.facts["填报单位（盖章）"] == "清河镇"
    assert [row.number for row in rows] == [8, 9, 12, 13]
    kinds = {other.number: other.kind for other in sheet.non_data}
    assert kinds[6] is NonDataKind.COLUMN_CODES and kinds[7] is NonDataKind.SECTION
    assert kinds[10] is NonDataKind.SUBTOTAL and kinds[14] is NonDataKind.TOTAL
    assert kinds[15] is NonDataKind.FOOTER and kinds[16] is NonDataKind.NOTE and kinds[17] is NonDataKind.NOTE
    assert [row.values["救助金额（元）"] for row in rows] == [600, 300, rows[2].values["救助金额（元）"], 150]
    assert str(rows[2].values["救助金额（元）"]) == "150.5"
    assert rows[0].values["银行账号"] == "6228450012345678901"
    assert bad_codes(rows[1]) == {"CARD_LOST_DIGITS"} and bad_codes(rows[3]) == {"MOVED_OUT"}
    assert not rows[0].flagged and not rows[2].flagged
    assert {column.key: column.destination for column in sheet.columns}["银行账号"] is Destination.APPLICATION


def test_a_head_of_five_rows_with_units_and_codes() -> None:
    rows = [
        ["附表1"],
        ["困难群众救助情况统计表"],
        ["填表单位：清河镇", N, N, N, N, "2026年1月"],
        ["序号", "基本信息", N, N, N, "救助情况"],
        [N, "户主姓名", "身份证号", "家庭成员情况", N, "生活救助", N, N, "其他"],
        [N, N, N, "人口", "劳动力", "低保金", N, "物价补贴", "临时救助", "备注"],
        [N, N, N, N, N, "类别", "金额（元）"],
        [N, N, N, N, N, "（城市/农村）", "月"],
        ["甲", "乙", "丙", 1, 2, 3, 4, 5, 6, 7],
        [1, "涂红霞", NUMBERS[0], 4, 2, "城市", 500, 20, 0],
        [2, "关佳", NUMBERS[1], "3人", "1", "农村", "300元", "10", 100, "已迁出"],
        ["合计", N, N, 7, 3, N, 800, 30, 100],
    ]
    merged = [
        "A2:J2",
        "A4:A8",
        "B4:E4",
        "F4:J4",
        "B5:B8",
        "C5:C8",
        "D5:E5",
        "D6:D8",
        "E6:E8",
        "F5:H5",
        "I5:J5",
        "F6:G6",
        "H6:H8",
        "I6:I8",
        "J6:J8",
    ]
    sheet, found = read_rows(rows, merged)
    assert sheet.header_rows == (4, 8)
    assert sheet.columns[3].path == ("基本信息", "家庭成员情况", "人口")
    assert [row.number for row in found] == [10, 11]
    assert found[1].values[sheet.columns[6].key] == 300 and bad_codes(found[1]) == {"MOVED_OUT"}


@pytest.mark.parametrize("is_grouped", [True, False])
def test_wide_households_become_persons(is_grouped: bool) -> None:
    data = [
        [1, "涂红霞", NUMBERS[0], "13900001111", "关佳", "夫", NUMBERS[1], "孙雪", "长子", NUMBERS[2], "1幢"],
        [2, "朱建华", NUMBERS[3], N, N, N, N, N, N, N, "2幢"],
        [3, "谢杰", NUMBERS[4], N, "刘宁", "夫", NUMBERS[5][:-1] + "3", N, N, N, "3幢"],
    ]
    if is_grouped:
        head = [
            ["序号", "户主", N, N, "家庭成员1", N, N, "家庭成员2", N, N, "家庭住址"],
            [N, "姓名", "身份证号", "电话", "姓名", "关系", "身份证号", "姓名", "关系", "身份证号"],
        ]
        merged = ["A1:A2", "B1:D1", "E1:G1", "H1:J1", "K1:K2"]
    else:
        head = [
            [
                "序号",
                "户主姓名",
                "户主身份证号",
                "户主电话",
                "成员1姓名",
                "成员1关系",
                "成员1身份证号",
                "成员2姓名",
                "成员2关系",
                "成员2身份证号",
                "家庭住址",
            ]
        ]
        merged = []
    _, rows = read_rows([*head, *data], merged)
    assert [len(row.persons) for row in rows] == [3, 1, 2]
    assert [person["person.relation"] for person in rows[0].persons] == ["户主", "配偶", "子"]
    assert rows[0].persons[2]["person.identity"] == NUMBERS[2]
    assert rows[0].by_field["person.address"] == "1幢"
    assert not rows[1].flagged and bad_codes(rows[2]) == {"ID_CHECK"}


FORM = [
    ["居民家庭信息登记表"],
    ["户主姓名", "涂红霞", "性别", "女", "民族", "汉"],
    ["身份证号", NUMBERS[0], N, "联系电话", "139-0000-1111"],
    ["家庭住址", "1幢101", N, "房屋性质", "☑自有 □租赁"],
    ["家庭成员"],
    ["姓名", "与户主关系", "身份证号", "联系电话", "备注"],
    ["关佳", "夫", NUMBERS[1], 13900001112],
    ["孙雪", "长子", NUMBERS[2][:-1] + "1"],
]
SECOND = [
    ["居民家庭信息登记表"],
    ["户主姓名", "朱建华", "性别", "女", "民族", "汉族"],
    ["身份证号", NUMBERS[3]],
    ["家庭住址", "2幢"],
]


def test_forms_one_under_another_become_rows() -> None:
    sheet, rows = read_rows([*FORM, [], *SECOND])
    assert sheet.is_form and sheet.header_rows is None
    assert [(row.number, row.until) for row in rows] == [(1, 8), (10, 13)]
    first, second = rows
    assert first.by_field["householder.name"] == "涂红霞" and first.by_field["person.phone"] == "13900001111"
    assert first.values["房屋性质"] == "自有" and first.values["民族"] == "汉族"
    assert [person["person.name"] for person in first.persons] == ["关佳", "孙雪"]
    assert bad_codes(first) == {"ID_CHECK"} and not second.flagged


def test_forms_one_a_sheet() -> None:
    found = read_bytes(workbook((FORM[:4], ()), (SECOND, ())))
    assert [row.by_field["householder.name"] for _, rows in found for row in rows] == ["涂红霞", "朱建华"]


def test_captions_and_values_that_share_cells() -> None:
    rows = [
        ["低保申请表"],
        ["申请人姓名：涂红霞", N, "性别：女"],
        [f"身份证号：{NUMBERS[0]}"],
        ["家庭人口：4人", N, "联系电话：无"],
        ["致贫原因：因病、因残"],
    ]
    _, [row] = read_rows(rows)
    assert row.values["致贫原因"] == ["因病", "因残"] and row.by_field["household.people"] == 4
    assert row.by_field["person.phone"] is None and not row.flagged


def test_sheets_whose_columns_drift() -> None:
    one = [["姓名", "身份证号", "金额"], ["涂红霞", NUMBERS[0], 100], ["关佳", NUMBERS[1], 200]]
    two = [["二月"], ["序号", "身份证号码", "姓名", "发放金额（元）"], [1, NUMBERS[2], "孙雪", "300元"]]
    found = read_bytes(workbook((one, ()), (two, ())))
    assert [row.by_field["aid.amount"] for _, rows in found for row in rows] == [100, 200, 300]
    assert [row.by_field["person.name"] for _, rows in found for row in rows] == ["涂红霞", "关佳", "孙雪"]


def test_another_head_further_down_begins_another_table() -> None:
    rows = [
        ["一组名单"],
        ["姓名", "身份证号", "金额"],
        ["涂红霞", NUMBERS[0], 100],
        ["二组名单"],
        ["姓名", "身份证号", "金额"],
        ["孙雪", NUMBERS[2], 300],
        ["三组名单"],
        ["序号", "姓名", "联系电话", "身份证号"],
        [1, "朱建华", "13900001111", NUMBERS[3]],
    ]
    (first, data), (second, more) = read_bytes(workbook((rows, ())))
    assert [row.number for row in data] == [3, 6] and [row.number for row in more] == [9]
    assert second.header_rows == (8, 8) and more[0].by_field["person.phone"] == "13900001111"
    assert [other.number for other in first.non_data] == [1, 4, 5, 7]
    assert first.non_data[2].kind is NonDataKind.REPEATED_HEADER


def test_sections_are_told_from_people_with_nothing_but_a_name() -> None:
    rows = [
        ["姓名", "身份证号", "金额"],
        ["第一组"],
        ["涂红霞", NUMBERS[0], 100],
        ["第二组"],
        ["孙雪", NUMBERS[2], 300],
        ["张三"],
    ]
    sheet, found = read_rows(rows)
    assert [other.number for other in sheet.non_data] == [2, 4]
    assert [row.number for row in found] == [3, 5, 6] and bad_codes(found[2]) == {"ID_MISSING"}


def test_a_list_without_a_head_is_told_by_its_numbers() -> None:
    sheet, rows = read_rows([[1, "涂红霞", NUMBERS[0], "13900001111"], [2, "关佳", NUMBERS[1], "13900001112"]])
    assert sheet.header_rows is None and [row.by_field["person.identity"] for row in rows] == list(NUMBERS[:2])
    assert [item.code.name for item in sheet.unread] == ["NO_HEAD"]
    sheet, rows = read_rows([["甲", "乙"], ["丙", "丁"]])
    assert rows == [] and len(sheet.non_data) == 2


def test_other_peoples_phones_and_numbers_are_not_the_persons() -> None:
    head = [
        "姓名",
        "身份证号",
        "联系电话",
        "监护人",
        "监护人身份证号码",
        "监护人电话",
        "房东联系电话",
        "包保干部手机号",
    ]
    sheet, _ = read_rows([head, ["涂红霞", NUMBERS[0], "13900001111", "关佳", NUMBERS[1], "13900001112", N, N]])
    found = meanings(sheet)
    assert found["联系电话"] == "person.phone" and found["监护人电话"] == "helper.phone"
    assert found["监护人身份证号码"] == "helper.identity" and found["包保干部手机号"] == "helper.phone"


def test_sums_are_learnt_and_checked() -> None:
    def line(number: int, standard: int, people: int, total: int) -> list[object]:
        return [f"人{'一二三四五六七八九十甲乙'[number]}", standard, people, total]

    right = [
        line(number, 100 + 10 * number, number % 4 + 1, (100 + 10 * number) * (number % 4 + 1)) for number in range(11)
    ]
    _, rows = read_rows([["姓名", "保障标准", "保障人数", "发放金额"], *right, line(11, 200, 2, 500)])
    assert [row.number for row in rows if row.flagged] == [13] and bad_codes(rows[-1]) == {"SUM_OFF"}
    assert rows[-1].values["发放金额"] is None


def test_the_same_person_twice_is_flagged_in_the_later_row() -> None:
    rows = [["姓名", "身份证号"], *[[f"某{'一二三四五六七八'[n]}", NUMBERS[n]] for n in range(8)]]
    old = NUMBERS[0][:6] + NUMBERS[0][8:17]
    _, found = read_rows([*rows, ["某一", old]])
    assert [bad_codes(row) for row in found if row.flagged] == [{"ID_TWICE"}]
    # A roll of payments names everybody several times.
    _, found = read_rows([rows[0], *[row for row in rows[1:] for _ in range(3)]])
    assert not any(row.flagged for row in found)


def test_an_area_written_once_stands_for_the_rows_below() -> None:
    rows = [
        ["社区", "网格名称", "姓名", "身份证号"],
        ["清河社区", "第一网格", "甲某", NUMBERS[0]],
        [N, "〃", "乙某", NUMBERS[1]],
        ["河东社区", "第二网格", "丙某", NUMBERS[2]],
        [N, "同上", "丁某", NUMBERS[3]],
    ]
    _, found = read_rows(rows)
    assert [row.by_field["place.community"] for row in found] == ["清河社区"] * 2 + ["河东社区"] * 2
    assert [row.by_field["place.grid"] for row in found] == ["第一网格"] * 2 + ["第二网格"] * 2
    assert "DITTO" in codes(found[1]) and not found[1].flagged


def test_what_stands_over_the_head_holds_for_the_sheet() -> None:
    rows = [
        ["2026年清河村低保名册"],
        ["填报单位：清河镇    填报日期：2026年3月"],
        ["乡镇", "清河镇", "村", "清河村"],
        ["序号", "姓名", "身份证号", "金额", "备注"],
        [1, "涂红霞", NUMBERS[0], 100],
        ["合计", N, "共1户3人", 100],
    ]
    sheet, found = read_rows(rows)
    assert sheet.header_rows == (4, 4) and [row.number for row in found] == [5]
    assert sheet.facts == {"填报单位": "清河镇", "填报日期": "2026年3月", "乡镇": "清河镇", "村": "清河村"}
    assert [other.kind for other in sheet.non_data] == [
        NonDataKind.TITLE,
        NonDataKind.UNIT_LINE,
        NonDataKind.UNIT_LINE,
        NonDataKind.TOTAL,
    ]


def test_a_list_of_one_column_drops_nobody() -> None:
    _, found = read_rows([["低保户名单"], ["姓名"], ["涂红霞"], ["关佳"]])
    assert [row.by_field["person.name"] for row in found] == ["涂红霞", "关佳"]


def test_a_formula_without_its_result_is_flagged() -> None:
    rows = [["姓名", "标准", "金额"], ["涂红霞", 100, "=B2*3"], ["合计", "=SUM(B2:B2)", "=SUM(C2:C2)"]]
    sheet, [row] = read_rows(rows)
    assert bad_codes(row) == {"FORMULA_EMPTY"} and [other.kind for other in sheet.non_data] == [NonDataKind.TOTAL]


def test_the_name_of_a_section_goes_with_its_rows() -> None:
    head = ["姓名", "身份证号", "户编号", "与户主关系"]
    sections = ("一、清河村（2人）：", "二、上游村")
    rows: list[list[object]] = [head]
    for place, section in enumerate(sections):
        rows.append([section])
        rows += [
            [name, NUMBERS[place * 2 + n], "1", role]
            for n, (name, role) in enumerate((("王强", "户主"), ("李芳", "配偶")))
        ]
    sheet, read = read_rows(rows)
    assert [other.kind for other in sheet.non_data] == [NonDataKind.SECTION] * 2
    assert [row.by_field["place.section"] for row in read] == ["清河村", "清河村", "上游村", "上游村"]
    homes = [taken.home for row in read for taken in take_row(row, sheet.columns)]
    assert len(homes) == 4 and homes[0] == homes[1] != homes[2] == homes[3]


def test_rows_above_the_first_section_belong_to_none() -> None:
    _, read = read_rows([["姓名", "身份证号"], ["王强", NUMBERS[0]], ["一、清河村"], ["李芳", NUMBERS[1]]])
    assert [row.by_field.get("place.section") for row in read] == [None, "清河村"]
