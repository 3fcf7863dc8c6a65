"""Single cells: what each spelling stands for."""

from datetime import date
from decimal import Decimal

import pytest

from linli.people.rules.ledgers.values.dates import DateReader
from linli.people.rules.ledgers.values.names import gone, read_name
from linli.people.rules.ledgers.values.numbers import identity_reader, read_account, read_phone
from linli.people.rules.ledgers.values.quantities import QuantityReader
from linli.people.rules.ledgers.values.reads import ticked
from linli.people.rules.ledgers.values.words import FlagReader, read_list, read_nation, read_relation, read_sex
from tests.people.ledgers.reading import NUMBERS

pytestmark = [pytest.mark.pure, pytest.mark.serves("S-281", boundary="spellings of values")]
TODAY = date(2026, 11, 20)
read_date = DateReader(TODAY, latest=date(2027, 12, 31))


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        ("1987-03-05", "1987-03-05"),
        ("1987.3.5", "1987-03-05"),
        ("1987/3/5", "1987-03-05"),
        ("1987年3月5日", "1987-03-05"),
        ("19870305", "1987-03-05"),
        (19870305, "1987-03-05"),
        ("１９８７．３．５", "1987-03-05"),
        ("87.3.5", "1987-03-05"),
        ("01.8.16", "2001-08-16"),
        ("1987.3", "1987-03"),
        (1987.3, "1987-03"),
        (1987.12, "1987-12"),
        ("1987年3月", "1987-03"),
        ("198703", "1987-03"),
        ("1987", "1987"),
        (1987, "1987"),
        ("1987年", "1987"),
        (31841, "1987-03-05"),
        ("1987-03-05 00:00:00", "1987-03-05"),
        ("1987年3月5日出生", "1987-03-05"),
        ("1987.03.05.", "1987-03-05"),
        ("一九八七年三月五日", "1987-03-05"),
        ("一九八七年十二月三十一日", "1987-12-31"),
        ("5-Mar-87", "1987-03-05"),
        ("1987 3 5", "1987-03-05"),
        ("1987、3、5", "1987-03-05"),
        (date(1987, 3, 5), "1987-03-05"),
        ("长期", "长期"),
    ],
)
def test_dates_in_every_spelling(cell: object, value: str) -> None:
    assert read_date(cell)[0] == value  # type: ignore[arg-type]  # cells of every kind


@pytest.mark.parametrize(
    ("cell", "code"),
    [
        ("1987.2.30", "DATE_BAD"),
        ("87年13月", "DATE_BAD"),
        ("去年", "DATE_BAD"),
        (1992.1, "DATE_UNCLEAR"),
        ("2087.3.5", "DATE_FUTURE"),
        ("1687.3.5", "DATE_EARLY"),
    ],
)
def test_dates_that_nobody_can_read(cell: object, code: str) -> None:
    value, found = read_date(cell)  # type: ignore[arg-type]  # cells of every kind
    assert value is None and [item.code.name for item in found] == [code]


def test_serials_count_from_two_beginnings() -> None:
    assert DateReader(TODAY, since_1904=True)(30379)[0] == "1987-03-05"


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        ("1,200", 1200),
        ("1200元", 1200),
        ("1.2万元", 12_000),
        ("¥1,200.50", Decimal("1200.5")),
        ("3元5角", Decimal("3.5")),
        ("１２", 12),
        (12.5, Decimal("12.5")),
        ("500元/月", 500),
        ("三", 3),
        ("十二人", 12),
        ("1e3", 1000),
        ("约300元", 300),
    ],
)
def test_amounts_with_units(cell: object, value: object) -> None:
    assert QuantityReader("元")(cell)[0] == value  # type: ignore[arg-type]  # cells of every kind


def test_units_are_converted_to_the_columns() -> None:
    assert QuantityReader("万元")("12000元")[0] == Decimal("1.2")
    assert QuantityReader("亩")("3亩")[0] == 3 and QuantityReader("㎡")("80平方米")[0] == 80
    assert QuantityReader("元")("低保")[0] is None


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        ("13900001111", "13900001111"),
        (13900001111, "13900001111"),
        ("139-0000-1111", "13900001111"),
        ("+86 139 0000 1111", "13900001111"),
        ("0086-13900001111", "13900001111"),
        ("0457-3500487/13900001111", "13900001111"),
        ("13900001111 13900001112", "13900001111"),
        ("张三13900001111", "13900001111"),
        ("0457-3500487", "0457-3500487"),
        ("(0457)3500487", "0457-3500487"),
        ("3500487", "3500487"),
        ("1390000111", None),
        ("139****1111", None),
        ("电话", None),
    ],
)
def test_phones(cell: object, value: str | None) -> None:
    assert read_phone(cell)[0] == value  # type: ignore[arg-type]  # cells of every kind


@pytest.mark.parametrize(
    ("cell", "value", "code"),
    [
        (NUMBERS[7].lower(), NUMBERS[7], "ID_LOWER_X"),
        (f" {NUMBERS[0][:6]} {NUMBERS[0][6:]}", NUMBERS[0], "ID_SPACES"),
        (int(NUMBERS[0]), NUMBERS[0], ""),
        ("232701581117411", "232701195811174111", "ID_FIFTEEN"),
        (232701581117411, "232701195811174111", "ID_FIFTEEN"),
        (float(NUMBERS[0]), None, "ID_LOST_DIGITS"),
        (232701194712272000, None, "ID_LOST_DIGITS"),
        ("2.32701E+17", None, "ID_LOST_DIGITS"),
        ("232701********2221", None, "ID_MASKED"),
        (NUMBERS[0][:-1], None, "ID_LENGTH"),
        (NUMBERS[0][:-1] + "2", None, "ID_CHECK"),
        ("H12345678", "H12345678", ""),
    ],
)
def test_identity_numbers(cell: object, value: str | None, code: str) -> None:
    found, said = identity_reader(TODAY)(cell)  # type: ignore[arg-type]  # cells of every kind
    assert found == value and (code in [item.code.name for item in said] or not code)


def test_account_numbers() -> None:
    assert read_account("6228 4500 1234 5678 901")[0] == "6228450012345678901"
    assert read_account(622845001234567000)[0] is None and read_account(6228450012345678)[0] == "6228450012345678"
    assert read_account("6.22845E+18")[0] is None and read_account("农商行")[0] is None


def test_names() -> None:
    assert read_name("张\u3000三")[0] == "张三" and read_name("李四（户主）")[0] == "李四"
    assert read_name("阿布都·热合曼")[0] == "阿布都·热合曼" and read_name("John Smith")[0] == "John Smith"
    assert read_name("张三、李四")[0] is None and read_name("123")[0] is None
    assert [item.code.name for item in read_name("王五（已故）")[1]] == ["MOVED_OUT", "NAME_NOTE"]
    assert gone("已迁出") and gone("去世") and not gone("子女已迁出")


def test_small_words() -> None:
    assert read_sex("女性")[0] == "女" and read_sex("M")[0] == "男" and read_sex("保密")[0] is None
    assert read_nation("鄂伦春")[0] == "鄂伦春族" and read_nation("穿青人")[0] == "穿青人"
    assert [read_relation(word)[0] for word in ("户主/本人", "之妻", "户主之子", "长女", "外甥")] == [
        "户主",
        "配偶",
        "子",
        "女",
        "外甥",
    ]
    assert read_list("因病、因残；因病")[0] == ["因病", "因残"] and read_list("1.因病 2.因残")[0] == ["因病", "因残"]
    assert [FlagReader()(cell)[0] for cell in ("√", 1, "有", True, "×", "", None, 0)] == ["是"] * 4 + ["否"] * 4
    assert FlagReader()("待定")[0] is None
    assert ticked("☑女 □男") == "女" and ticked("男□ 女√") == "女" and ticked("√") == "√"
