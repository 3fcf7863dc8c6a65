"""Amounts between writing and integers."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linli.kernel import text
from linli.kernel.errors import Invalid
from linli.kernel.text import TextCode

pytestmark = pytest.mark.pure


@pytest.mark.parametrize(
    ("fen", "written"),
    [
        (120000, "1,200.00元"),
        (5, "0.05元"),
        (0, "0.00元"),
        (-120050, "-1,200.50元"),
        (100000000, "1,000,000.00元"),
    ],
)
def test_money_is_written(fen: int, written: str) -> None:
    assert text.format_fen(fen) == written


@pytest.mark.parametrize(
    ("hundredths", "written"),
    [
        (48000, "480 平方米"),
        (48050, "480.5 平方米"),
        (48005, "480.05 平方米"),
        (120000000, "1,200,000 平方米"),
        (-5, "-0.05 平方米"),
    ],
)
def test_areas_are_written(hundredths: int, written: str) -> None:
    assert text.format_square_metres(hundredths) == written


@pytest.mark.parametrize(
    ("written", "fen"),
    [
        ("1200", 120000),
        ("1200.5", 120050),
        ("1,200.50", 120050),
        ("1，200.50元", 120050),
        ("￥１，２００", 120000),
        ("¥-5", -500),
        ("-¥5", -500),
        ("−5元", -500),
        ("人民币1200元整", 120000),
        ("1.2万元", 1200000),
        ("1.2 万", 1200000),
        ("0.12345万元", 123450),
        ("1.23456789万元", None),
        ("1.234567万元", 1234567),
        ("3元5角", 350),
        ("3元5角2分", 352),
        ("5角", 50),
        ("1万2千元", 1200000),
        ("1亿2000万元", 12000000000),
        ("12万3456.78元", 12345678),
        ("1.2000", 120),
        ("0.29元", 29),
        ("0.001元", None),
    ],
)
def test_money_is_read_exactly(written: str, fen: int | None) -> None:
    if fen is None:
        with pytest.raises(Invalid) as refused:
            text.parse_fen(written)
        assert refused.value.code is TextCode.TOO_FINE
    else:
        assert text.parse_fen(written) == fen


@pytest.mark.parametrize(
    "written",
    ["", "元", "一千元", "1,20", "12,34.5", "1.2.3", "3元5", "2千1万元", "5元3元", "1e5", "5²", "½元", "--5", "5元左右",
     "$5",
     "1200 1300", "٣元"],
)  # fmt: skip
def test_what_is_no_amount_is_refused(written: str) -> None:
    with pytest.raises(Invalid) as refused:
        text.parse_fen(written)
    assert refused.value.code is TextCode.BAD_AMOUNT


def test_the_store_has_limits() -> None:
    assert text.parse_fen("92233720368547758.07") == 2**63 - 1
    for written in ("92233720368547758.08", "9" * 5000):
        with pytest.raises(Invalid) as refused:
            text.parse_fen(written)
        assert refused.value.code is TextCode.TOO_MUCH


@pytest.mark.parametrize(
    ("written", "hundredths"),
    [
        ("480", 48000),
        ("480.5平方米", 48050),
        ("480㎡", 48000),
        ("480 m2", 48000),
        ("480M²", 48000),
        ("1.2公顷", 1200000),
        ("3 km²", 300000000),
        ("1,200.05平米", 120005),
    ],
)
def test_areas_are_read_exactly(written: str, hundredths: int) -> None:
    assert text.parse_square_metres(written) == hundredths


@pytest.mark.parametrize("written", ["", "-5", "5亩", "480元", "about 5"])
def test_what_is_no_area_is_refused(written: str) -> None:
    with pytest.raises(Invalid) as refused:
        text.parse_square_metres(written)
    assert refused.value.code is TextCode.BAD_MEASURE


@given(st.integers(-(2**63) + 1, 2**63 - 1))
def test_written_money_is_read_back(fen: int) -> None:
    assert text.parse_fen(text.format_fen(fen)) == fen


@given(st.integers(0, 2**63 - 1))
def test_written_areas_are_read_back(hundredths: int) -> None:
    assert text.parse_square_metres(text.format_square_metres(hundredths)) == hundredths
