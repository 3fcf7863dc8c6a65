"""Periods: R0.2, with the vectors that are dates."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from linli.kernel.clock import (
    ClockCode,
    Counted,
    Due,
    Period,
    Unit,
    Why,
    add_months,
    due,
    is_within,
    local_day,
    parse_calendar,
    parse_period,
)
from linli.kernel.errors import Invalid
from tests.kernel.clock.samples import DAILY, DAYS, HOURLY, MONTHLY, NATION, WORKING, day, moment

pytestmark = pytest.mark.pure
tried = settings(max_examples=120, deadline=None)

VECTORS = [
    ("T032", "2026-02-13", "20wd", "2026-03-19"),
    ("T034", "2026-02-13", "5wd", "2026-02-27"),
    ("T035", "2026-09-24", "5wd", "2026-10-09"),
    ("T037", "2026-04-30", "5wd", "2026-05-11"),
    ("T038", "2026-02-11", "10wd", "2026-03-03"),
    ("T040", "2025-09-30", "20wd", "2025-11-04"),
    ("T041", "2026-02-10", "5wd", "2026-02-24"),
    ("T044", "2026-01-31", "1m", "2026-02-28"),
    ("T046", "2026-03-02", "60d", "2026-05-06"),
    ("T047", "2026-03-02", "90d", "2026-06-01"),
    ("T049", "2026-01-20", "30d", "2026-02-24"),
    ("T050", "2026-09-24", "5wd", "2026-10-09"),
    ("T053 notice", "2026-02-13", "5wd", "2026-02-27"),
    ("T053 decision", "2026-02-13", "20wd", "2026-03-19"),
    ("R3.1 extended", "2026-02-13", "30wd", "2026-04-02"),
    ("T055", "2026-04-30", "10wd", "2026-05-18"),
    ("T061", "2026-04-25", "30d", "2026-05-25"),
    ("T065", "2026-03-02", "20wd", "2026-03-30"),
    ("T065 extended", "2026-03-02", "40wd", "2026-04-28"),
    ("T137", "2026-02-13", "3wd", "2026-02-25"),
    ("R3.4 sign", "2026-09-18", "1wd", "2026-09-20"),
    ("R3.4 consultation", "2026-09-18", "2wd", "2026-09-21"),
    ("R3.4 others", "2026-09-18", "5wd", "2026-09-24"),
]
RAW = {"T046": "2026-05-01", "T047": "2026-05-31", "T049": "2026-02-19", "T061": "2026-05-25"}


@pytest.mark.parametrize(("vector", "start", "text", "expected"), VECTORS, ids=[row[0] for row in VECTORS])
def test_vectors(vector: str, start: str, text: str, expected: str) -> None:
    found = due(day(start), parse_period(text), NATION)
    assert found.day == day(expected)
    assert found.raw == day(RAW.get(vector, expected))
    assert found.moment == moment(f"{expected} 00:00") + timedelta(days=1)
    assert not found.provisional


def test_t043_a_year_without_order_is_provisional() -> None:
    found = due(day("2027-05-10"), parse_period("5wd"), NATION)
    assert (found.day, found.provisional) == (day("2027-05-17"), True)
    across = due(day("2026-12-25"), parse_period("5wd"), NATION)
    assert (across.day, across.provisional) == (day("2027-01-04"), True)
    assert not due(day("2026-12-24"), parse_period("5wd"), NATION).provisional


def test_t043_is_computed_anew_when_the_order_is_loaded() -> None:
    basis = {"source": "made up for this test", "confidence": "D"}
    name = {"zh-Hans": "测试节"}
    row = {"first": "2027-05-11", "last": "2027-05-12", "name": name, "basis": basis}
    year = {"key": "y2027", "year": 2027, "confirmed": True, "holidays": [row], "basis": basis}
    firm = parse_calendar({"calendar_years": [year]})
    before, after = (due(day("2027-05-10"), parse_period("5wd"), calendar) for calendar in (NATION, firm))
    assert (after.day, after.provisional) == (day("2027-05-19"), False)
    assert before.calc_version != after.calc_version


def test_calendar_days_that_do_not_roll_ask_no_calendar() -> None:
    found = due(day("2027-05-10"), parse_period("5d", roll=False), NATION)
    assert (found.day, found.provisional) == (day("2027-05-15"), False)
    assert due(day("2027-05-10"), parse_period("5d"), NATION).provisional


def test_t056_a_promise_longer_than_the_law_is_no_promise() -> None:
    assert not is_within(parse_period("25wd"), parse_period("20wd"))
    assert is_within(parse_period("20wd"), parse_period("20wd"))


def test_t064_endorsement_window_of_a_residence_permit() -> None:
    last = due(day("2025-03-10"), parse_period("1y", roll=False), NATION)
    assert (add_months(last.day, -1), last.day) == (day("2026-02-10"), day("2026-03-10"))
    assert local_day(last.moment) == day("2026-03-11")


def test_t136_hours_run_on_holidays() -> None:
    found = due(moment("2026-02-14 20:00"), parse_period("24h"), NATION)
    assert found.moment == moment("2026-02-15 20:00")
    assert (found.day, found.unit, found.total) == (day("2026-02-15"), Counted.SECOND, 86_400)


def test_r34_dispatch_in_two_hours() -> None:
    assert due(moment("2026-09-18 16:30"), parse_period("2h"), NATION).moment == moment("2026-09-18 18:30")


def test_hours_need_a_moment_and_moments_a_zone() -> None:
    with pytest.raises(Invalid) as caught:
        due(day("2026-02-14"), parse_period("2h"), NATION)
    assert caught.value.code is ClockCode.HOURS_NEED_MOMENT
    naive = datetime(2026, 2, 14, 20)
    for text in ("2h", "2d"):
        with pytest.raises(ValueError, match="time zone"):
            due(naive, parse_period(text), NATION)


def test_the_start_day_is_that_of_shanghai() -> None:
    late = datetime(2026, 2, 12, 17, tzinfo=UTC)  # 01:00 of the 13th in Shanghai
    assert due(late, parse_period("20wd"), NATION).day == day("2026-03-19")


def test_a_worked_example_is_explained_line_by_line() -> None:
    lines = due(day("2026-02-13"), parse_period("5wd"), NATION).lines
    assert [(line.start.day, line.end.day, line.count, line.why) for line in lines] == [
        (13, 13, 0, Why.START_DAY),
        (14, 14, 1, Why.SWAP),
        (15, 23, 0, Why.HOLIDAY),
        (24, 27, 4, Why.WORKING_DAY),
    ]
    assert lines[2].name is not None and lines[2].name.zh == "春节"


def test_rolling_is_explained() -> None:
    lines = due(day("2026-03-02"), parse_period("60d"), NATION).lines
    assert [(line.start, line.end, line.count, line.why) for line in lines] == [
        (day("2026-03-02"), day("2026-03-02"), 0, Why.START_DAY),
        (day("2026-03-03"), day("2026-05-01"), 60, Why.CALENDAR_DAY),
        (day("2026-05-02"), day("2026-05-05"), 0, Why.HOLIDAY),
        (day("2026-05-06"), day("2026-05-06"), 0, Why.MOVED_HERE),
    ]


@pytest.mark.parametrize("text", ["20wd", "60d", "2h", "1m", "1y"])
def test_periods_are_read_and_written(text: str) -> None:
    assert str(parse_period(text)) == text
    assert parse_period(f" {text} ") == parse_period(text)


@pytest.mark.parametrize("text", ["", "0d", "d", "1", "-1d", "1.5d", "1 d", "1w", "１d", "101y", "1000001h", "1dd"])
def test_what_is_no_period_is_refused(text: str) -> None:
    with pytest.raises(Invalid) as caught:
        parse_period(text)
    assert caught.value.code is ClockCode.BAD_PERIOD


@pytest.mark.parametrize(
    ("start", "months", "expected"),
    [
        ("2026-01-31", 1, "2026-02-28"),
        ("2028-01-31", 1, "2028-02-29"),
        ("2026-03-31", -1, "2026-02-28"),
        ("2026-12-15", 1, "2027-01-15"),
        ("2026-01-15", -1, "2025-12-15"),
        ("2024-02-29", 12, "2025-02-28"),
        ("2026-08-31", 18, "2028-02-29"),
    ],
)
def test_months(start: str, months: int, expected: str) -> None:
    assert add_months(day(start), months) == day(expected)


@pytest.mark.parametrize(
    ("promised", "legal", "expected"),
    [
        ("2h", "1wd", True),
        ("25h", "1wd", False),
        ("3d", "3wd", True),
        ("3wd", "5d", False),
        ("12m", "1y", True),
        ("13m", "1y", False),
        ("30d", "1m", False),
        ("28d", "1m", True),
        ("1m", "31d", True),
        ("1m", "30d", False),
        ("1d", "24h", False),
    ],
)
def test_promises_across_units(promised: str, legal: str, expected: bool) -> None:
    assert is_within(parse_period(promised), parse_period(legal)) is expected


def test_a_rolling_promise_may_end_after_a_fixed_day() -> None:
    assert not is_within(Period(15, Unit.CALENDAR_DAY), Period(15, Unit.CALENDAR_DAY, roll=False))
    assert is_within(Period(15, Unit.CALENDAR_DAY, roll=False), Period(15, Unit.CALENDAR_DAY))


def ends(found: Due) -> tuple[date, datetime]:
    return found.day, found.moment


@tried
@given(DAYS, DAILY | MONTHLY)
def test_a_due_day_works_when_it_must(start: date, period: Period) -> None:
    found = due(start, period, NATION)
    assert found.raw <= found.day and start < found.day
    if period.rolls or period.unit is Unit.WORKING_DAY:
        assert NATION.is_working(found.day)
        # and it is the first that works
        assert NATION.working_days(found.raw - timedelta(days=1), found.day) == 1
    else:
        assert found.day == found.raw


@tried
@given(DAYS, DAILY | MONTHLY)
def test_lines_sum_and_leave_no_day_out(start: date, period: Period) -> None:
    found = due(start, period, NATION)
    assert sum(line.count for line in found.lines) == found.total
    assert found.lines[0].start == start and found.lines[-1].end == found.day
    for earlier, later in zip(found.lines, found.lines[1:], strict=False):
        assert later.start == earlier.end + timedelta(days=1)
    if period.unit in (Unit.WORKING_DAY, Unit.CALENDAR_DAY):
        assert found.total == period.amount
    if period.unit is Unit.WORKING_DAY:
        assert NATION.working_days(start, found.day) == period.amount


@tried
@given(DAYS, DAILY | MONTHLY)
def test_adding_is_monotone(start: date, period: Period) -> None:
    longer = Period(period.amount + 1, period.unit, period.roll)
    assert ends(due(start, period, NATION)) <= ends(due(start, longer, NATION))
    later = start + timedelta(days=1)
    assert ends(due(start, period, NATION)) <= ends(due(later, period, NATION))


@tried
@given(DAYS, st.integers(1, 30), st.integers(1, 30))
def test_working_days_add_up(start: date, first: int, second: int) -> None:
    halfway = due(start, Period(first, Unit.WORKING_DAY), NATION).day
    whole = due(start, Period(first + second, Unit.WORKING_DAY), NATION)
    assert due(halfway, Period(second, Unit.WORKING_DAY), NATION).day == whole.day


@tried
@given(st.datetimes(datetime(2025, 1, 1), datetime(2027, 1, 1), timezones=st.just(UTC)), HOURLY)
def test_hours_are_hours(start: datetime, period: Period) -> None:
    found = due(start, period, NATION)
    assert found.moment - start == timedelta(hours=period.amount)
    assert sum(line.count for line in found.lines) == found.total == period.amount * 3600


@tried
@given(DAYS, WORKING | DAILY | MONTHLY | HOURLY, WORKING | DAILY | MONTHLY | HOURLY)
def test_a_promise_within_the_law_never_ends_later(start: date, promised: Period, legal: Period) -> None:
    if is_within(promised, legal):
        begun = moment(f"{start} 16:30")
        assert due(begun, promised, NATION).moment <= due(begun, legal, NATION).moment
