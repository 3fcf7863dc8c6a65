"""The names of columns as pack data: every column has a destination, and some may have none but nowhere."""

from copy import deepcopy

import pytest

from linli.kernel.packs.reading import check_pack, read_pack
from linli.kernel.packs.sections import PackText
from linli.people.rules.ledgers.lexicon import NEVER_KEPT, faults_of
from linli.people.rules.ledgers.shapes import Destination
from tests.people.ledgers.reading import NUMBERS, SHIPPED, lexicon, read_rows

pytestmark = [pytest.mark.serves("S-281", boundary="every column has a declared destination")]


@pytest.mark.pure
def test_what_may_never_be_kept_goes_nowhere() -> None:
    found = lexicon().meanings
    assert set(NEVER_KEPT) <= set(found)
    assert {found[code].destination for code in NEVER_KEPT} == {Destination.NOWHERE}
    head = [
        "姓名",
        "民族",
        "政治面貌",
        "宗教信仰",
        "健康状况",
        "致贫原因",
        "残疾类别",
        "重点人员类别",
        "疫苗接种情况",
        "血型",
    ]
    sheet, _ = read_rows([head, ["涂红霞", "汉", "群众", "无", "良好", "因病", "无", "无", "是", "A"]])
    assert [column.key for column in sheet.columns if column.destination is not Destination.NOWHERE] == ["姓名"]


@pytest.mark.pure
def test_an_unknown_column_goes_nowhere() -> None:
    sheet, [row] = read_rows([["姓名", "身份证号", "门前三包"], ["涂红霞", NUMBERS[0], "已签"]])
    assert sheet.columns[2].meaning == "" and sheet.columns[2].destination is Destination.NOWHERE
    assert row.values["门前三包"] == "已签"


@pytest.mark.pure
@pytest.mark.parametrize(
    ("code", "destination", "field", "count"),
    [
        ("person.nation", "register", "name", 1),
        ("person.health", "application", None, 1),
        ("person.name", "register", None, 1),
        ("person.name", "nowhere", "name", 1),
        ("person.name", "register", "name", 0),
        ("place.room", "dwelling", "residence", 0),
    ],
)
def test_destinations_are_checked(code: str, destination: str, field: str | None, count: int) -> None:
    entry = {"destination": destination} | ({"field": field} if field else {})
    assert len(faults_of(code, entry)) == count


@pytest.mark.django_db
def test_the_pack_check_refuses_a_kept_nation_and_an_unknown_field() -> None:
    pack = read_pack(SHIPPED)
    assert check_pack(pack) == []
    entries = {name: tuple(deepcopy(dict(entry)) for entry in items) for name, items in pack.entries.items()}
    for entry in entries["ledger_columns"]:
        if entry["key"] == "person.nation":
            entry.update(destination="register", field="nationality")
    spoilt = PackText(pack.name, pack.version, pack.area, pack.title, entries, pack.digest)
    said = [finding.what for finding in check_pack(spoilt)]
    assert any("kept nowhere" in what for what in said) and any("no field nationality" in what for what in said)


@pytest.mark.pure
@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("姓  名", "person.name"), ("户主\n姓名", "householder.name"), ("*身份证号（18位）", "person.identity"),
        ("联系电话（手机）", "person.phone"), ("家庭现住址", "person.address"), ("残疾人姓名", "person.name"),
        ("学生家长联系电话", "person.phone"), ("村（社区）", "place.community"), ("月救助金额（元）", "aid.amount"),
    ],
)  # fmt: skip
def test_names_are_found_however_they_are_set(name: str, code: str) -> None:
    found = lexicon().match(name)
    assert found is not None and found.meaning.code == code
