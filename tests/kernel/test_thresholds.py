"""Threshold words: R0.1."""

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from linli.kernel.errors import Invalid
from linli.kernel.thresholds import BoundWord, Threshold, ThresholdCode, ThresholdWord, parse_threshold

pytestmark = pytest.mark.pure
THRESHOLDS = st.builds(
    lambda pair, strict: Threshold(min(pair), max(pair), strict),
    st.tuples(st.integers(1, 100), st.integers(1, 100)),
    st.booleans(),
)

TABLE = [
    ("过半数", ">1/2", 31),
    ("半数以上", ">=1/2", 30),
    ("三分之二以上", ">=2/3", 40),
    ("超过三分之二", ">2/3", 41),
    ("四分之三以上", ">=3/4", 45),
    ("三分之一以上", ">=1/3", 20),
    ("不得少于三分之一", ">=1/3", 20),
    ("五分之一以上", ">=1/5", 12),
    ("十分之一以上", ">=1/10", 6),
    ("五分之四以上", ">=4/5", 48),
]


@pytest.mark.parametrize(("phrase", "sign", "of_sixty"), TABLE)
def test_r01_table(phrase: str, sign: str, of_sixty: int) -> None:
    threshold = parse_threshold(phrase)
    assert threshold == parse_threshold(sign) and str(threshold) == sign
    assert threshold.needed(60) == of_sixty
    assert threshold.met(of_sixty, 60) is True and threshold.met(of_sixty - 1, 60) is False


def test_twenty_per_cent_is_a_fifth() -> None:
    threshold = parse_threshold("百分之二十以上")
    assert [threshold.needed(n) for n in (60, 61, 5)] == [12, 13, 1]


def test_every_word_is_its_own_phrase() -> None:
    for word in ThresholdWord:
        parsed = parse_threshold(word.phrase)
        assert [parsed.needed(n) for n in range(1, 200)] == [word.threshold.needed(n) for n in range(1, 200)]


@pytest.mark.parametrize(
    ("text", "sign"),
    [
        (" > 1/2 ", ">1/2"),
        ("≥2/3", ">=2/3"),
        ("超过半数", ">1/2"),
        ("超过百分之五十", ">50/100"),
        ("不低于十分之三", ">=3/10"),
        ("十二分之十一以上", ">=11/12"),
        ("百分之五以上", ">=5/100"),
    ],
)
def test_other_ways_to_write_it(text: str, sign: str) -> None:
    assert str(parse_threshold(text)) == sign


@pytest.mark.parametrize(
    "text",
    ["", "半数", "三分之二", "1/2", ">0/2", ">3/2", ">=1/0", "=1/2", "<1/2", ">0.5", "零分之一以上", "二分之三以上",
     "一一分之一以上", "十十分之一以上", "三分之二以下", ">½", ">１/２"],
)  # fmt: skip
def test_what_is_no_threshold_is_refused(text: str) -> None:
    with pytest.raises(Invalid) as caught:
        parse_threshold(text)
    assert caught.value.code is ThresholdCode.UNREADABLE


VECTORS = [
    ("T067", ">1/2", 501, 500, 1000),
    ("T068", ">1/2", 251, 250, 501),
    ("T070", ">2/3", 41, 40, 60),
    ("T071", ">1/2", 751, 750, 1501),
    ("T073", ">1/2", 16, 15, 30),
    ("T074 adults", ">1/2", 201, 190, 400),
    ("T074 households", ">=2/3", 100, 99, 150),
    ("T076", ">=1/10", 300, 299, 3000),
    ("T095", ">=4/5", 30, 28, 36),
    ("T098", ">=2/3", 200, 199, 300),
    ("T101 owners", ">=3/4", 63, 62, 84),
    ("T101 area", ">=3/4", 525_000, 524_999, 700_000),
    ("R5.1 ordinary", ">1/2", 43, 42, 84),
    ("R5.1 area", ">=2/3", 666_667, 666_666, 1_000_000),
    ("R4.4 second round", ">=1/3", 167, 166, 501),
]


@pytest.mark.parametrize(("vector", "sign", "enough", "short", "of"), VECTORS, ids=[row[0] for row in VECTORS])
def test_vectors(vector: str, sign: str, enough: int, short: int, of: int) -> None:
    threshold = parse_threshold(sign)
    assert (threshold.met(enough, of), threshold.met(short, of)) == (True, False)


@pytest.mark.parametrize("word", list(ThresholdWord))
def test_of_nothing_nothing_is_passed(word: ThresholdWord) -> None:
    assert word.threshold.met(0, 0) is None
    assert word.threshold.met(5, 0) is None
    assert word.threshold.needed(0) is None


def test_negative_counts_are_a_bug() -> None:
    for x, n in ((-1, 5), (1, -5)):
        with pytest.raises(ValueError, match="negative"):
            Threshold(1, 2).met(x, n)


@settings(max_examples=200, deadline=None)
@given(THRESHOLDS, st.integers(1, 10**15), st.integers(0, 10**15))
def test_it_is_exact_where_floats_are_not(threshold: Threshold, n: int, x: int) -> None:
    share = Fraction(x, n)
    wanted = Fraction(threshold.numerator, threshold.denominator)
    assert threshold.met(x, n) is (share > wanted if threshold.strict else share >= wanted)


@settings(max_examples=200, deadline=None)
@given(THRESHOLDS, st.integers(1, 10**12))
def test_needed_is_the_smallest_that_is_enough(threshold: Threshold, n: int) -> None:
    needed = threshold.needed(n)
    assert needed is not None and needed >= 1
    assert threshold.met(needed, n) is True and threshold.met(needed - 1, n) is False


@pytest.mark.parametrize(
    ("word", "below", "at", "above"),
    [
        (BoundWord.UNDER, True, False, False),
        (BoundWord.OVER, False, False, True),
        (BoundWord.BEYOND, False, False, True),
        (BoundWord.AT_LEAST, False, True, True),
        (BoundWord.AT_MOST, True, True, False),
        (BoundWord.WITHIN, True, True, False),
        (BoundWord.COMPLETED, False, True, True),
    ],
)
def test_bound_words(word: BoundWord, below: bool, at: bool, above: bool) -> None:
    assert [word.holds(x, 18) for x in (17, 18, 19)] == [below, at, above]
    assert word.inclusive is at
