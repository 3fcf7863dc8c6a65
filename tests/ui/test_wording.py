"""Dates, spans, counts, money and areas as look.md writes them."""

import re
from datetime import UTC, date, datetime

import pytest
from django.utils import translation
from hypothesis import given, settings
from hypothesis import strategies as st

from linli.ui.parts import DueBadge, Pager, Progress, Span, Step, Stepper, StepState
from linli.ui.wording import area_words, count_words, day_words, grouped, moment_words, money_words, span_words
from tests.ui.drawing import render

MOMENT = datetime(2026, 11, 22, 6, 5, tzinfo=UTC)


@pytest.fixture(autouse=True, params=["zh-hans", "en"])
def language(request: pytest.FixtureRequest) -> object:
    with translation.override(request.param):
        yield request.param


def _either(language: str, chinese: str, english: str) -> str:
    return chinese if language == "zh-hans" else english


def test_moments(language: str) -> None:
    assert moment_words(MOMENT) == _either(language, "11月22日(周日)14:05", "Sun 22 Nov, 14:05")


def test_days_with_their_year(language: str) -> None:
    words = day_words(date(2027, 1, 4), with_year=True)
    assert words == _either(language, "2027年1月4日(周一)", "Mon 4 Jan 2027")


def test_every_month_and_weekday_has_words(language: str) -> None:
    assert len({day_words(date(2026, month, 1)) for month in range(1, 13)}) == 12
    weekdays = {re.sub(r"\d+[月日]?| .*", "", day_words(date(2026, 6, day))) for day in range(1, 8)}
    assert len(weekdays) == 7


@pytest.mark.parametrize(
    ("amount", "span", "chinese", "english"),
    [
        (2, Span.WORKDAYS, "2个工作日", "2 working days"),
        (1, Span.WORKDAYS, "1个工作日", "1 working day"),
        (1, Span.DAYS, "1天", "1 day"),
        (3, Span.HOURS, "3小时", "3 hours"),
        (5, Span.MINUTES, "5分钟", "5 minutes"),
    ],
)
def test_spans(language: str, amount: int, span: Span, chinese: str, english: str) -> None:
    assert span_words(amount, span) == _either(language, chinese, english)


def test_due_badges(language: str) -> None:
    assert DueBadge.left(2, Span.WORKDAYS).text == _either(language, "还剩2个工作日", "2 working days left")
    assert DueBadge.late(3, Span.HOURS).text == _either(language, "已超时3小时", "3 hours overdue")


@pytest.mark.parametrize(
    ("fen", "figure"), [(120000, "1,200.00"), (5, "0.05"), (0, "0.00"), (-150, "-1.50"), (123456789, "1,234,567.89")]
)
def test_money(language: str, fen: int, figure: str) -> None:
    assert money_words(fen) == _either(language, f"{figure}元", f"¥{figure}")


@pytest.mark.parametrize(("hundredths", "figure"), [(48000, "480"), (48050, "480.5"), (5, "0.05"), (-120, "-1.2")])
def test_areas(language: str, hundredths: int, figure: str) -> None:
    assert area_words(hundredths) == _either(language, f"{figure} 平方米", f"{figure} m²")


@pytest.mark.parametrize(
    ("count", "exact", "words"),
    [(7, True, "7"), (1000, True, "1,000"), (1001, True, "1,000+"), (1000, False, "1,000+")],
)
def test_counts(count: int, exact: bool, words: str) -> None:
    assert count_words(count, exact=exact) == words


def test_pagers_count_or_do_not(language: str) -> None:
    many = Pager(shown=40, count=1000, exact=False).words
    assert many == _either(language, "共1,000+条，本页40条", "1,000+ in all, 40 on this page".replace("，", ","))
    assert Pager(shown=40).words == _either(language, "本页40条", "40 on this page")


def test_progress_tells_what_is_left(language: str) -> None:
    assert "4,280" in Progress(done=8200, total=12480).words
    assert Progress(done=3).words == _either(language, "已完成 3", "3 done")


def test_steppers_tell_where_one_is(language: str) -> None:
    steps = (Step("a", StepState.DONE), Step("b", StepState.CURRENT))
    assert "2" in Stepper(steps).words
    assert Stepper((Step("a"),)).words == ""


@settings(max_examples=100, deadline=None)
@given(st.text(alphabet="0123456789", max_size=40))
def test_groups_of_four_keep_every_digit(number: str) -> None:
    assert grouped(number).replace(" ", "") == number
    assert all(len(group) == 4 for group in grouped(number).split()[:-1])


def test_filters(language: str) -> None:
    drawn = render(
        "{{ m|when }}|{{ n|when }}|{{ f|money }}|{{ a|area }}|{{ w|whole }}|{{ g|grouped }}",
        language,
        m=MOMENT,
        n=None,
        f=5,
        a=5,
        w=1200,
        g="12345",
    )
    assert drawn.split("|")[1] == "" and drawn.endswith("|1,200|1234 5")
