"""Bytes that a program dropped: what follows is put in step again, what cannot be known is marked."""

import pytest

from linli.documents.rules.policies.ledger import edited, untouched
from linli.documents.rules.policies.lost import UNKNOWN, noise, shifted

pytestmark = pytest.mark.pure
WORDS = ("各省", "环保", "机制", "基层", "全县", "街道办")


def one_byte_short(before: str, lost: str, after: str, end: str) -> str:
    """``before`` + ``lost`` + ``after`` in GBK, read as by a program that dropped the first byte of ``lost``."""
    data = (lost + after).encode("gbk")[1:]
    return before + "?" + data.decode("gbk", "replace").replace("\ufffd", "?") + end


def mended(text: str) -> tuple[str, list[tuple[str, float]]]:
    whole = edited(untouched(text), shifted(text, WORDS))
    return whole.text, [(repair.now, repair.sure) for repair in whole.repairs]


def test_a_run_that_lost_one_byte_comes_into_step_again() -> None:
    damaged = one_byte_short("各", "省", "（自治區", "、直轄市")
    assert damaged == "各?。ㄗ灾螀^、直轄市"
    text, repairs = mended(damaged)
    assert text == "各省（自治區、直轄市"
    assert repairs == [("省（自治區", 0.7)]


def test_the_reading_behind_tells_a_character_whose_bracket_went_too() -> None:
    text, _ = mended("参与環?；顒?dòng),环保活動")
    assert text == "参与環保活動,环保活動"


def test_a_character_that_no_word_tells_is_marked() -> None:
    data = ("囗" + "基层政府").encode("gbk")[1:].decode("gbk", "replace").replace("\ufffd", "?")
    _, repairs = mended("ＸＹ?" + data)
    assert all(UNKNOWN in now or sure < 1 for now, sure in repairs)


@pytest.mark.parametrize(
    "text", ["为什么?因为如此。", "是否可行?各单位要研究。", "A?B", "?", "？？？", "第一问?\n第二问?"]
)
def test_a_real_question_stays(text: str) -> None:
    assert mended(text) == (text, [])


def test_noise_is_one_sign_a_run() -> None:
    text = "前\ufffd\ufffd后锟斤拷锟斤拷完\ue000。"
    assert edited(untouched(text), noise(text)).text == f"前{UNKNOWN}后{UNKNOWN}完{UNKNOWN}。"
