"""Clocks with pauses and extensions: R0.2, R3.1, R10.3."""

from datetime import date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from linli.kernel.clock import (
    Clock,
    ClockCode,
    Period,
    Segment,
    SegmentKind,
    Unit,
    Why,
    clock_due,
    day_start,
    due,
    elapsed,
    explain,
    extend,
    pause,
    resume,
    start_clock,
    stop,
)
from linli.kernel.clock import parse_period as period
from linli.kernel.errors import Conflict, Invalid, TooLate
from tests.kernel.clock.samples import DAILY, DAYS, HOURLY, MONTHLY, NATION, WORKING, day, moment

pytestmark = pytest.mark.pure
tried = settings(max_examples=100, deadline=None)


def due_day(clock: Clock) -> date:
    end = clock_due(clock, NATION)
    assert end is not None
    return end.day


def test_a_clock_without_pause_ends_as_its_period() -> None:
    clock = start_clock(moment("2026-02-13 09:30"), period("20wd"))
    assert clock_due(clock, NATION) == due(day("2026-02-13"), period("20wd"), NATION)
    assert due_day(start_clock(day("2026-02-13"), period("20wd"))) == day("2026-03-19")


def test_a_pause_is_left_out() -> None:
    # R3.1: a hearing from Monday 9 to Thursday 12 March takes three working days out of the twenty.
    clock = start_clock(moment("2026-02-13 09:30"), period("20wd"))
    clock = pause(clock, moment("2026-03-09 10:00"), "hearing")
    assert clock_due(clock, NATION) is None and clock.is_paused
    clock = resume(clock, moment("2026-03-12 16:00"))
    assert due_day(clock) == day("2026-03-24")


def test_a_pause_over_the_holiday_costs_no_working_day() -> None:
    clock = start_clock(moment("2026-02-11 09:00"), period("5wd"))
    clock = resume(pause(clock, moment("2026-02-14 18:00"), "test"), moment("2026-02-24 09:00"))
    assert due_day(clock) == due_day(start_clock(moment("2026-02-11 09:00"), period("5wd"))) + timedelta(days=1)


def test_a_pause_within_one_day_changes_nothing() -> None:
    clock = start_clock(moment("2026-03-02 09:00"), period("5wd"))
    clock = resume(pause(clock, moment("2026-03-04 09:00"), "question"), moment("2026-03-04 17:00"))
    assert due_day(clock) == day("2026-03-09")


def test_a_pause_on_the_last_day_leaves_a_day() -> None:
    clock = start_clock(moment("2026-03-02 09:00"), period("5wd"))
    clock = resume(pause(clock, moment("2026-03-09 15:00"), "question"), moment("2026-03-11 09:00"))
    assert due_day(clock) == day("2026-03-11")


def test_a_pause_after_the_end_changes_nothing() -> None:
    clock = pause(start_clock(moment("2026-03-02 09:00"), period("5wd")), moment("2026-03-10 09:00"), "late")
    assert due_day(clock) == day("2026-03-09")


def test_a_pause_in_the_rest_days_moves_the_rolled_day() -> None:
    # 60 days from 2 March end on 1 May, a holiday; who pauses on 3 May has not let the 6th pass.
    clock = start_clock(moment("2026-03-02 09:00"), period("60d"))
    paused = pause(clock, moment("2026-05-03 09:00"), "hearing")
    assert clock_due(paused, NATION) is None
    assert due_day(resume(paused, moment("2026-05-08 09:00"))) == day("2026-05-08")


def test_hours_stand_still_too() -> None:
    clock = start_clock(moment("2026-02-14 20:00"), period("24h"))
    clock = resume(pause(clock, moment("2026-02-14 22:00"), "asked"), moment("2026-02-15 01:30"))
    end = clock_due(clock, NATION)
    assert end is not None and end.moment == moment("2026-02-15 23:30")
    assert [(line.count, line.why, line.reason) for line in end.lines] == [
        (7_200, Why.RUNNING, ""),
        (0, Why.PAUSED, "asked"),
        (79_200, Why.RUNNING, ""),
    ]


def test_months_with_a_pause_are_counted_in_days() -> None:
    clock = start_clock(moment("2026-01-20 09:00"), period("1m", roll=False))
    clock = resume(pause(clock, moment("2026-02-02 09:00"), "test"), moment("2026-02-05 09:00"))
    assert due_day(clock) == day("2026-02-23")


def test_why_is_it_due_that_day() -> None:
    clock = start_clock(moment("2026-02-12 09:00"), period("5wd"))
    clock = resume(pause(clock, moment("2026-02-26 09:00"), "hearing"), moment("2026-03-02 09:00"))
    lines = explain(clock, NATION, day("2026-12-31"))
    assert [(line.start, line.end, line.count, line.why, line.reason) for line in lines] == [
        (day("2026-02-12"), day("2026-02-12"), 0, Why.START_DAY, ""),
        (day("2026-02-13"), day("2026-02-13"), 1, Why.WORKING_DAY, ""),
        (day("2026-02-14"), day("2026-02-14"), 1, Why.SWAP, ""),
        (day("2026-02-15"), day("2026-02-23"), 0, Why.HOLIDAY, ""),
        (day("2026-02-24"), day("2026-02-25"), 2, Why.WORKING_DAY, ""),
        (day("2026-02-26"), day("2026-03-01"), 0, Why.PAUSED, "hearing"),
        (day("2026-03-02"), day("2026-03-02"), 1, Why.WORKING_DAY, ""),
    ]


def test_why_can_be_asked_while_paused() -> None:
    clock = start_clock(moment("2026-03-02 09:00"), period("5wd"))
    clock = pause(clock, moment("2026-03-04 09:00"), "hearing")
    lines = explain(clock, NATION, day("2026-03-06"))
    assert [(line.count, line.why) for line in lines] == [(0, Why.START_DAY), (1, Why.WORKING_DAY), (0, Why.PAUSED)]
    assert lines[-1].end == day("2026-03-06")
    hours = pause(start_clock(moment("2026-03-02 09:00"), period("2h")), moment("2026-03-02 10:00"), "asked")
    assert [line.count for line in explain(hours, NATION, day("2026-03-06"))] == [3_600, 0]


def test_r31_extension_before_the_end() -> None:
    clock = start_clock(moment("2026-02-13 09:00"), period("20wd"))
    longer = extend(clock, period("10wd"), moment("2026-03-19 23:00"), "expert needed", NATION)
    assert due_day(longer) == day("2026-04-02")
    with pytest.raises(TooLate) as caught:
        extend(clock, period("10wd"), moment("2026-03-20 00:00"), "expert needed", NATION)
    assert caught.value.code is ClockCode.EXTENSION_TOO_LATE and caught.value.data["due"] == "2026-03-19"
    with pytest.raises(Conflict) as again:
        extend(longer, period("1wd"), moment("2026-03-20 09:00"), "more", NATION)
    assert again.value.code is ClockCode.EXTENDED_ALREADY


def test_t047_a_petition_extended_rolls_anew() -> None:
    clock = start_clock(moment("2026-03-02 09:00"), period("60d"))
    clock = extend(clock, period("30d"), moment("2026-04-20 09:00"), "hard", NATION)
    end = clock_due(clock, NATION)
    assert end is not None and (end.raw, end.day) == (day("2026-05-31"), day("2026-06-01"))


def test_t065_an_information_request_extended() -> None:
    clock = start_clock(moment("2026-03-02 09:00"), period("20wd"))
    clock = extend(clock, period("20wd"), moment("2026-03-30 09:00"), "third party", NATION)
    assert due_day(clock) == day("2026-04-28")


@pytest.mark.parametrize(
    ("by", "reason", "at_most", "code"),
    [
        ("10d", "why", None, ClockCode.EXTENSION_UNIT),
        ("10wd", "  ", None, ClockCode.REASON_NEEDED),
        ("11wd", "why", "10wd", ClockCode.EXTENSION_TOO_LONG),
    ],
)
def test_an_extension_needs_reason_unit_and_measure(by: str, reason: str, at_most: str | None, code: Any) -> None:
    clock = start_clock(moment("2026-02-13 09:00"), period("20wd"))
    limit = period(at_most) if at_most else None
    with pytest.raises(Invalid) as caught:
        extend(clock, period(by), moment("2026-03-02 09:00"), reason, NATION, limit)
    assert caught.value.code is code


RUNNING = start_clock(moment("2026-03-02 09:00"), period("5wd"))
PAUSED = pause(RUNNING, moment("2026-03-03 09:00"), "asked")
STOPPED = stop(RUNNING, moment("2026-03-03 09:00"))
LATER = moment("2026-03-04 09:00")


@pytest.mark.parametrize(
    ("move", "code"),
    [
        (lambda: pause(PAUSED, LATER, "again"), ClockCode.PAUSED),
        (lambda: resume(RUNNING, LATER), ClockCode.NOT_PAUSED),
        (lambda: stop(STOPPED, LATER), ClockCode.STOPPED),
        (lambda: pause(STOPPED, LATER, "why"), ClockCode.STOPPED),
        (lambda: resume(STOPPED, LATER), ClockCode.STOPPED),
        (lambda: extend(STOPPED, period("5wd"), LATER, "why", NATION), ClockCode.STOPPED),
        (lambda: pause(RUNNING, moment("2026-03-02 08:00"), "why"), ClockCode.OUT_OF_ORDER),
        (lambda: resume(PAUSED, moment("2026-03-03 08:59"), ), ClockCode.OUT_OF_ORDER),
        (lambda: stop(PAUSED, moment("2026-03-02 10:00")), ClockCode.OUT_OF_ORDER),
    ],
)  # fmt: skip
def test_moves_that_make_no_sense(move: Any, code: ClockCode) -> None:
    with pytest.raises(Conflict) as caught:
        move()
    assert caught.value.code is code


def test_a_pause_needs_a_reason_and_hours_a_moment() -> None:
    with pytest.raises(Invalid) as caught:
        pause(RUNNING, LATER, " ")
    assert caught.value.code is ClockCode.REASON_NEEDED
    with pytest.raises(Invalid) as caught:
        start_clock(day("2026-03-02"), period("2h"))
    assert caught.value.code is ClockCode.HOURS_NEED_MOMENT


def test_segments_without_order_are_a_bug() -> None:
    one, two = moment("2026-03-02 09:00"), moment("2026-03-03 09:00")
    running = SegmentKind.RUNNING
    for segments in ((), (Segment(running, two, one),), (Segment(running, one, one), Segment(running, two))):
        with pytest.raises(ValueError, match="segments"):
            Clock(period("5wd"), segments)


GAPS = st.lists(st.integers(0, 60), min_size=1, max_size=6)


def moved(start: date, length: Period, gaps: list[int]) -> tuple[Clock, list[datetime]]:
    """A clock paused and resumed in turn, every so many hours."""
    at = day_start(start) + timedelta(hours=9)
    clock, moments = start_clock(at, length), [at]
    for gap in gaps:
        at += timedelta(hours=gap)
        clock = resume(clock, at) if clock.is_paused else pause(clock, at, "tried")
        moments.append(at)
    return clock, moments


@tried
@given(DAYS, DAILY | MONTHLY | HOURLY, GAPS)
def test_lines_sum_whatever_was_paused(start: date, length: Period, gaps: list[int]) -> None:
    clock, moments = moved(start, length, gaps)
    clock = resume(clock, moments[-1]) if clock.is_paused else clock
    end = clock_due(clock, NATION)
    assert end is not None
    assert sum(line.count for line in end.lines) == end.total
    assert all(line.count >= 0 and line.start <= line.end for line in end.lines)
    steady = clock_due(start_clock(moments[0], length), NATION)
    assert steady is not None and steady.moment <= end.moment


@tried
@given(DAYS, WORKING | DAILY | HOURLY, GAPS)
def test_elapsed_only_grows_and_is_never_negative(start: date, length: Period, gaps: list[int]) -> None:
    clock, moments = moved(start, length, gaps)
    times = [moments[0] - timedelta(days=2), *moments, moments[-1] + timedelta(days=9)]
    counts = [elapsed(clock, NATION, at) for at in times]
    assert counts[0] == 0 and counts == sorted(counts)
    stopped = stop(clock, moments[-1])
    assert elapsed(stopped, NATION, moments[-1] + timedelta(days=9)) == elapsed(clock, NATION, moments[-1])


@tried
@given(DAYS, st.integers(2, 20), st.integers(0, 10), st.integers(1, 15))
def test_pausing_some_working_days_moves_the_due_day_by_as_many(start: date, length: int, run: int, still: int) -> None:
    first = min(run, length - 1)
    begun = day_start(start) + timedelta(hours=9)
    paused_on = start if first == 0 else due(start, Period(first, Unit.WORKING_DAY), NATION).day
    paused_at = day_start(paused_on + timedelta(days=1))
    resumed_on = due(paused_on, Period(still, Unit.WORKING_DAY), NATION).day
    clock = pause(start_clock(begun, Period(length, Unit.WORKING_DAY)), paused_at, "hearing")
    clock = resume(clock, day_start(resumed_on + timedelta(days=1)))
    assert due_day(clock) == due(start, Period(length + still, Unit.WORKING_DAY), NATION).day


@tried
@given(DAYS, st.integers(1, 200), st.integers(0, 100), st.integers(0, 100))
def test_pausing_some_hours_moves_the_moment_by_as_many(start: date, length: int, run: int, still: int) -> None:
    begun = day_start(start)
    paused_at = begun + timedelta(hours=min(run, length - 1))
    clock = resume(
        pause(start_clock(begun, Period(length, Unit.HOUR)), paused_at, "asked"), paused_at + timedelta(hours=still)
    )
    end = clock_due(clock, NATION)
    assert end is not None and end.moment == begun + timedelta(hours=length + still)
