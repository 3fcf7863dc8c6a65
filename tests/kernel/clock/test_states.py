"""How clocks stand, and the time that is left: R10.3."""

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from linli.kernel.clock import (
    Clock,
    Counted,
    Period,
    RemainingKind,
    RemainingUnit,
    StateKind,
    clock_due,
    due,
    extend,
    pause,
    remaining,
    remaining_until,
    resume,
    start_clock,
    state_of,
    stop,
    warning_moment,
)
from linli.kernel.clock import parse_period as period
from tests.kernel.clock.samples import DAILY, DAYS, HOURLY, NATION, day, moment

pytestmark = pytest.mark.pure
CLOCK = start_clock(moment("2026-03-02 09:00"), period("5wd"))  # Monday; due on Monday 9 March
HOURS = start_clock(moment("2026-03-02 09:00"), period("2h"))


def kind(clock: Clock, text: str) -> StateKind:
    return state_of(clock, NATION, moment(text)).kind


@pytest.mark.parametrize(
    ("text", "start", "expected"),
    [
        ("5wd", "2026-03-02 09:00", "2026-03-09 00:00"),
        ("3wd", "2026-03-02 09:00", "2026-03-05 00:00"),
        ("1wd", "2026-03-06 16:30", "2026-03-09 00:00"),
        ("20wd", "2026-02-13 09:00", "2026-03-16 00:00"),
        ("60d", "2026-03-02 09:00", "2026-04-20 00:00"),
        ("2h", "2026-03-02 09:00", "2026-03-02 10:36"),
        ("24h", "2026-02-14 20:00", "2026-02-15 15:12"),
    ],
)
def test_warning_at_eighty_per_cent(text: str, start: str, expected: str) -> None:
    assert warning_moment(start_clock(moment(start), period(text)), NATION) == moment(expected)


def test_a_pause_moves_the_warning() -> None:
    clock = pause(HOURS, moment("2026-03-02 10:00"), "asked")
    assert warning_moment(clock, NATION) is None
    assert warning_moment(resume(clock, moment("2026-03-02 12:00")), NATION) == moment("2026-03-02 12:36")
    days = pause(CLOCK, moment("2026-03-03 10:00"), "asked")
    assert warning_moment(days, NATION) is None
    assert warning_moment(resume(days, moment("2026-03-05 10:00")), NATION) == moment("2026-03-11 00:00")


def test_states_in_their_order() -> None:
    assert kind(CLOCK, "2026-03-02 09:00") is StateKind.RUNNING
    assert kind(CLOCK, "2026-03-08 23:59") is StateKind.RUNNING
    assert kind(CLOCK, "2026-03-09 00:00") is StateKind.WARNING
    assert kind(CLOCK, "2026-03-09 23:59") is StateKind.WARNING
    assert kind(CLOCK, "2026-03-10 00:00") is StateKind.OVERDUE
    assert kind(CLOCK, "2026-03-01 09:00") is StateKind.RUNNING


def test_the_state_of_a_day_is_that_of_its_end() -> None:
    found = [state_of(CLOCK, NATION, day(f"2026-03-{number:02}")).kind for number in (6, 9, 10)]
    assert found == [StateKind.RUNNING, StateKind.WARNING, StateKind.OVERDUE]
    assert state_of(HOURS, NATION, day("2026-03-02")).kind is StateKind.OVERDUE


def test_overdue_by() -> None:
    def late(at: str) -> tuple[int, Counted]:
        state = state_of(CLOCK, NATION, moment(at))
        return state.overdue_by, state.unit

    assert late("2026-03-10 09:00") == (1, Counted.WORKING_DAY)
    assert late("2026-03-13 09:00") == (4, Counted.WORKING_DAY)
    assert late("2026-03-15 09:00") == (4, Counted.WORKING_DAY)
    friday = start_clock(moment("2026-03-02 09:00"), period("4wd"))
    assert state_of(friday, NATION, moment("2026-03-07 09:00")).overdue_by == 1  # a Saturday is late already
    days = start_clock(moment("2026-03-02 09:00"), period("5d", roll=False))
    assert state_of(days, NATION, moment("2026-03-15 09:00")).overdue_by == 8


def test_hours_are_in_time_at_the_very_moment() -> None:
    assert kind(HOURS, "2026-03-02 11:00") is StateKind.WARNING
    state = state_of(HOURS, NATION, moment("2026-03-02 11:00") + timedelta(seconds=1))
    assert (state.kind, state.overdue_by, state.unit) == (StateKind.OVERDUE, 1, Counted.SECOND)


def test_paused_stopped_and_late() -> None:
    paused = pause(CLOCK, moment("2026-03-04 10:00"), "hearing")
    state = state_of(paused, NATION, moment("2026-04-30 10:00"))
    assert (state.kind, state.reason) == (StateKind.PAUSED, "hearing")
    assert kind(stop(CLOCK, moment("2026-03-09 23:00")), "2026-04-30 10:00") is StateKind.STOPPED
    assert state_of(stop(CLOCK, moment("2026-03-09 23:00")), NATION, day("2026-04-30")).overdue_by == 0
    assert state_of(stop(CLOCK, moment("2026-03-11 09:00")), NATION, day("2026-04-30")).overdue_by == 2
    # Pausing what is overdue does not make it less so.
    late = pause(CLOCK, moment("2026-03-11 10:00"), "hearing")
    assert kind(late, "2026-03-12 10:00") is StateKind.OVERDUE


def test_the_past_is_seen_as_it_was_known() -> None:
    clock = extend(CLOCK, period("5wd"), moment("2026-03-09 10:00"), "hard", NATION)
    clock = stop(
        resume(pause(clock, moment("2026-03-10 10:00"), "asked"), moment("2026-03-12 10:00")),
        moment("2026-03-13 10:00"),
    )
    assert kind(clock, "2026-03-09 09:59") is StateKind.WARNING
    assert kind(clock, "2026-03-09 10:00") is StateKind.RUNNING
    assert kind(clock, "2026-03-11 10:00") is StateKind.PAUSED
    assert kind(clock, "2026-03-12 10:00") is StateKind.RUNNING
    assert kind(clock, "2026-03-13 10:00") is StateKind.STOPPED


@pytest.mark.parametrize(
    ("at", "expected"),
    [
        ("2026-03-02 09:00", (RemainingKind.LEFT, 5, RemainingUnit.WORKING_DAY)),
        ("2026-03-05 09:00", (RemainingKind.LEFT, 2, RemainingUnit.WORKING_DAY)),
        ("2026-03-07 09:00", (RemainingKind.LEFT, 1, RemainingUnit.WORKING_DAY)),
        ("2026-03-09 09:00", (RemainingKind.TODAY, 0, RemainingUnit.WORKING_DAY)),
        ("2026-03-11 09:00", (RemainingKind.OVERDUE, 2, RemainingUnit.WORKING_DAY)),
    ],
)
def test_days_left(at: str, expected: tuple[object, ...]) -> None:
    found = remaining(CLOCK, NATION, moment(at))
    assert (found.kind, found.amount, found.unit) == expected
    end = clock_due(CLOCK, NATION)
    assert end is not None and remaining_until(end, moment(at), NATION) == found


@pytest.mark.parametrize(
    ("at", "expected"),
    [
        ("2026-03-02 09:00", (RemainingKind.LEFT, 2, RemainingUnit.HOUR)),
        ("2026-03-02 09:01", (RemainingKind.LEFT, 1, RemainingUnit.HOUR)),
        ("2026-03-02 10:15", (RemainingKind.LEFT, 45, RemainingUnit.MINUTE)),
        ("2026-03-02 11:00", (RemainingKind.LEFT, 0, RemainingUnit.MINUTE)),
        ("2026-03-02 11:20", (RemainingKind.OVERDUE, 20, RemainingUnit.MINUTE)),
        ("2026-03-02 13:20", (RemainingKind.OVERDUE, 3, RemainingUnit.HOUR)),
    ],
)
def test_hours_left(at: str, expected: tuple[object, ...]) -> None:
    found = remaining(HOURS, NATION, moment(at))
    assert (found.kind, found.amount, found.unit) == expected


def test_calendar_days_left_count_to_the_legal_day() -> None:
    clock = start_clock(moment("2026-03-02 09:00"), period("60d"))
    found = remaining(clock, NATION, moment("2026-05-01 09:00"))
    assert (found.kind, found.amount, found.unit) == (RemainingKind.LEFT, 5, RemainingUnit.CALENDAR_DAY)


def test_paused_and_stopped_words() -> None:
    paused = remaining(pause(CLOCK, moment("2026-03-04 10:00"), "hearing"), NATION, moment("2026-03-20 10:00"))
    assert (paused.kind, paused.amount, paused.reason) == (RemainingKind.PAUSED, 4, "hearing")
    hours = remaining(pause(HOURS, moment("2026-03-02 10:30"), "asked"), NATION, moment("2026-03-20 10:00"))
    assert (hours.kind, hours.amount, hours.unit) == (RemainingKind.PAUSED, 30, RemainingUnit.MINUTE)
    in_time = remaining(stop(CLOCK, moment("2026-03-04 10:00")), NATION, moment("2026-03-20 10:00"))
    assert (in_time.kind, in_time.amount) == (RemainingKind.STOPPED, 0)
    late = remaining(stop(CLOCK, moment("2026-03-12 10:00")), NATION, moment("2026-03-20 10:00"))
    assert (late.kind, late.amount) == (RemainingKind.STOPPED_LATE, 3)


@settings(max_examples=100, deadline=None)
@given(DAYS, DAILY | HOURLY, st.integers(0, 24 * 120))
def test_state_and_words_agree(start: date, length: Period, after: int) -> None:
    begun = moment(f"{start} 09:00")
    clock, at = start_clock(begun, length), begun + timedelta(hours=after)
    state, words = state_of(clock, NATION, at), remaining(clock, NATION, at)
    end = due(begun, length, NATION)
    assert (state.kind is StateKind.OVERDUE) == (words.kind is RemainingKind.OVERDUE)
    assert (words.kind is RemainingKind.OVERDUE) == is_past(end.moment, at, exact=length.unit.value == "hour")
    assert words.amount >= 0 and state.overdue_by >= 0
    warning = warning_moment(clock, NATION)
    assert warning is not None and warning < end.moment
    assert (state.kind is StateKind.RUNNING) == (at < warning)


def is_past(end: datetime, at: datetime, *, exact: bool) -> bool:
    return at > end if exact else at >= end
