"""Masking: R9.10, T119-T122."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linli.kernel import text
from linli.kernel.text import MaskLevel

pytestmark = pytest.mark.pure

L1, L2 = MaskLevel.INTERNAL, MaskLevel.PUBLIC


@pytest.mark.parametrize(
    ("name", "internal", "public"),
    [
        ("张伟", "张*", "张*"),  # T119
        ("李小明", "李*明", "李**"),  # T119
        ("欧阳娜娜", "欧**娜", "欧***"),  # T119
        ("张　伟", "张*", "张*"),
        ("阿依古丽·买买提", "阿***·**提", "阿***·***"),
        ("阿依古丽•买买提", "阿***•**提", "阿***•***"),
        ("张", "*", "*"),
        ("", "", ""),
    ],
)
def test_t119_names(name: str, internal: str, public: str) -> None:
    assert text.mask_name(name, L1) == internal
    assert text.mask_name(name, L2) == public


@pytest.mark.parametrize(
    ("number", "internal"),
    [
        ("11010519491231002X", "110105********002X"),  # T121
        ("110105491231002", "110105******002"),
        ("11010519491231002", "*" * 17),
        ("H12345678", "*" * 9),
    ],
)
def test_t121_identity_numbers(number: str, internal: str) -> None:
    assert text.mask_identity(number, L1) == internal
    assert text.mask_identity(number, L2) == ""


def test_namesakes_are_told_apart_by_four_characters() -> None:
    assert text.mask_identity("11010519491231002X", L2, namesakes=True) == "002X"
    assert text.mask_identity("1234567", L2, namesakes=True) == ""


@pytest.mark.parametrize(
    ("number", "internal"),
    [
        ("13800138000", "138****8000"),  # T122
        ("+8613800138000", "138****8000"),
        ("010-12345678", "010-****5678"),
        ("+865718765432;ext=801", "0571-****5432"),
        ("+852 2345 6789", "+852-****6789"),
        ("87654321", "********"),
    ],
)
def test_t122_phones(number: str, internal: str) -> None:
    assert text.mask_phone(number, L1) == internal
    assert text.mask_phone(number, L2) == ""


def test_numbers_of_services_are_nobodys() -> None:
    assert text.mask_phone("12345", L1) == text.mask_phone("12345", L2) == "12345"


@pytest.mark.parametrize(
    ("address", "shown"),
    [
        ("江苏省无锡市锡山区东亭街道春雷社区12号楼3单元402室", "江苏省无锡市锡山区东亭街道春雷社区"),
        ("锡山区东亭街道东沟村民委员会后面三号", "锡山区东亭街道东沟村民委员会"),
        ("漠河市西林吉镇前进村5组12号", "漠河市西林吉镇前进村"),
        ("某县三家村乡上村12号", "某县三家村乡上村"),
        ("东亭街道人民路社区8栋", "东亭街道人民路社区"),
        # No community is named: what stands before a road or a house only.
        ("北京市海淀区中关村大街1号院3号楼", "北京市海淀区"),
        ("某县某镇新村东路5号", "某县某镇"),
        ("石狮埠街道镇江路5号", "石狮埠街道"),
        ("东亭街道春江小区12号", "东亭街道"),
        ("鼓楼区三号楼北村", "鼓楼区"),
        ("春江花园12号", ""),
        ("王家住处", ""),
    ],
)
def test_addresses_end_at_the_community(address: str, shown: str) -> None:
    assert text.mask_address(address, L1) == shown + "**"
    assert text.mask_address(address, L2) == shown


def test_an_address_without_house_loses_nothing() -> None:
    assert text.mask_address("东亭街道春雷社区", L1) == "东亭街道春雷社区"


def test_bank_cards_and_mail() -> None:
    assert text.mask_bank_card("6222 0202 0001 2345 678", L1) == "5678"
    assert text.mask_bank_card("6222020200012345678", L2) == ""
    assert text.mask_bank_card("1234", L1) == "****"
    assert text.mask_email("wang.wei@example.cn", L1) == "w***@example.cn"
    assert text.mask_email("wang.wei@example.cn", L2) == ""
    assert text.mask_email("wang.wei", L1) == "********"


@pytest.mark.parametrize(
    ("birth", "band"),
    [
        (date(2026, 11, 22), "0-17"),
        (date(2008, 11, 23), "0-17"),
        (date(2008, 11, 22), "18-29"),
        (date(1949, 12, 31), "70-79"),
        (date(1936, 11, 23), "80-89"),
        (date(1936, 11, 22), "90+"),
        (date(2027, 1, 1), "0-17"),
    ],
)
def test_births(birth: date, band: str) -> None:
    assert text.mask_birth(birth, L1, date(2026, 11, 22)) == str(birth.year)
    assert text.mask_birth(birth, L2, date(2026, 11, 22)) == band


def test_born_on_leap_day_the_band_changes_on_the_first_of_march() -> None:
    born = date(2008, 2, 29)
    assert text.mask_birth(born, L2, date(2026, 2, 28)) == "0-17"
    assert text.mask_birth(born, L2, date(2026, 3, 1)) == "18-29"


@given(st.text("0123456789X", min_size=1, max_size=20))
def test_public_notices_never_hold_a_number(number: str) -> None:
    for mask in (text.mask_identity, text.mask_bank_card, text.mask_email):
        assert mask(number, L2) == ""


@given(st.sampled_from(sorted(text.MASKS)), st.text(max_size=30), st.sampled_from(MaskLevel))
def test_masking_never_fails(kind: str, value: str, level: MaskLevel) -> None:
    text.MASKS[kind](value, level)


@given(st.text(st.characters(min_codepoint=0x4E00, max_codepoint=0x9FA5), min_size=2, max_size=8))
def test_no_name_is_shown_whole(name: str) -> None:
    for level in MaskLevel:
        masked = text.mask_name(name, level)
        assert len(masked) == len(name)
        assert masked[0] == name[0]
        assert "*" in masked
