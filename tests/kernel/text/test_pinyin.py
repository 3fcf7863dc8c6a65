"""Pinyin of texts and of persons' names."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linli.kernel import text

pytestmark = pytest.mark.pure


@pytest.mark.parametrize(
    ("name", "full", "initials"),
    [
        ("张伟", "zhangwei", "zw"),
        ("单雄信", "shanxiongxin", "sxx"),
        ("仇英", "qiuying", "qy"),
        ("曾国藩", "zengguofan", "zgf"),
        ("解缙", "xiejin", "xj"),
        ("翟志刚", "zhaizhigang", "zzg"),
        ("任小霞", "renxiaoxia", "rxx"),
        ("查良镛", "zhaliangyong", "zly"),
        ("欧阳娜娜", "ouyangnana", "oynn"),
        ("尉迟恭", "yuchigong", "ycg"),
        ("单于明", "chanyuming", "cym"),
        ("單于", "shanyu", "sy"),
        ("長孫無忌", "zhangsunwuji", "zswj"),
        ("万俟卨", "moqixie", "mqx"),
        ("吕布", "lvbu", "lb"),
        ("单", "shan", "s"),
        ("张 伟", "zhangwei", "zw"),
        ("阿依古丽·买买提", "ayigulimaimaiti", "ayglmmt"),
        ("John Smith", "johnsmith", "js"),
        ("", "", ""),
    ],
)
def test_names_are_read_in_surname_mode(name: str, full: str, initials: str) -> None:
    read = text.pinyin_of_name(name)
    assert (read.full, read.initials) == (full, initials)


@pytest.mark.parametrize(
    ("written", "full", "initials"),
    [
        ("长沙市单县重庆", "changshashishanxianchongqing", "csssxcq"),
        ("任务", "renwu", "rw"),
        ("郫都区", "piduqu", "pdq"),
        ("第2居民小组", "di2juminxiaozu", "d2jmxz"),
        ("A12座3-402室", "a12zuo3402shi", "a12z3402s"),
        ("，。", "", ""),
    ],
)
def test_other_texts_are_read_by_words(written: str, full: str, initials: str) -> None:
    read = text.pinyin_of(written)
    assert (read.full, read.initials) == (full, initials)


def test_a_character_without_a_reading_stands_for_itself() -> None:
    assert text.pinyin_of("\U0002123d1").syllables == ("\U0002123d", "1")


def test_names_sort_by_letters_then_tone_then_length() -> None:
    names = ["张伟芳", "单雄信", "李一", "张伟", "章伟", "连一", "张维", "阿红"]
    ordered = sorted(names, key=lambda name: text.pinyin_of_name(name).sort_key)
    assert ordered == ["阿红", "李一", "连一", "单雄信", "张维", "张伟", "章伟", "张伟芳"]


def test_numbers_sort_by_size() -> None:
    groups = ["第10组", "第2组", "第1组"]
    assert sorted(groups, key=lambda name: text.pinyin_of(name).sort_key) == ["第1组", "第2组", "第10组"]


@given(st.text(st.characters(min_codepoint=0x4E00, max_codepoint=0x9FA5), min_size=1, max_size=6))
def test_every_character_gives_one_syllable(written: str) -> None:
    folded = text.fold(written)
    for read in (text.pinyin_of(written), text.pinyin_of_name(written)):
        assert len(read.syllables) == len(read.initials) == len(folded)
        assert read.full == "".join(read.syllables)
