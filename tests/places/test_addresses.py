"""Addresses that mean one door have one key."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from linli.places.rules.addresses import address_key, canonical_address, chinese_number

pytestmark = pytest.mark.pure
NAMES = ("江苏省", "无锡市", "锡山区")

SAME = [
    "和平路8号12号楼3单元301室",
    "和平路8号12幢3单元301",
    "和平路8号 12栋 3单元 301室",
    "和平路８号１２＃楼３单元３０１室",
    "和平路8号12-3-301",
    "和平路八号十二号楼三单元三〇一室",
    "江苏省无锡市锡山区和平路8号12号楼3单元301室",
    "无锡市锡山区和平路8号,12号楼3单元301室。",
    "和平路8號12號樓3單元301室",
]


@pytest.mark.parametrize("text", SAME)
def test_one_door(text: str) -> None:
    assert address_key(text, NAMES) == "和平路8号12-3-301"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("和平路8号12-3-301", "和平路8号12-33-01"),
        ("和平路8号", "和平路88号"),
        ("和平路8号1号楼", "和平路8号2号楼"),
        ("和平东路8号", "和平路8号"),
        ("A座301", "B座301"),
    ],
)
def test_two_doors(one: str, other: str) -> None:
    assert address_key(one) != address_key(other)


@pytest.mark.parametrize(
    ("text", "number"),
    [("十", 10), ("十二", 12), ("二十", 20), ("二十三", 23), ("三〇一", 301), ("一百零五", 105), ("一百二十三", 123),
     ("一百", 100), ("九", 9), ("十十", None), ("百百", None), ("二三十", None)],
)  # fmt: skip
def test_chinese_numbers(text: str, number: int | None) -> None:
    assert chinese_number(text) == number


def test_the_canonical_form_is_tidy() -> None:
    assert canonical_address(" 和平路 ８ 号  3号楼 ") == "和平路8号3号楼"
    assert address_key("，。") == "" and address_key("江苏省", NAMES) == ""


@settings(max_examples=200)
@given(st.text(max_size=60))
def test_keys_are_stable(text: str) -> None:
    key = address_key(text)
    assert len(key) <= 200
    assert address_key(canonical_address(text)) == key


@settings(max_examples=200)
@given(st.text(alphabet="零〇一二两三四五六七八九十百", min_size=1, max_size=6))
def test_numerals_never_fail(text: str) -> None:
    number = chinese_number(text)
    assert number is None or number >= 0
