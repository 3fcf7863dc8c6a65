"""What runs by itself: each slot once, however many schedulers look."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linli.kernel.clock_port import now
from linli.kernel.db.guard import writing
from linli.kernel.jobs.models import Job, Schedule
from linli.kernel.jobs.schedules import Every, _queue_slot, all_schedules, every, queue_due, slot_of
from tests.jobs.conftest import Advance
from tests.jobs.tasks import COUNTY

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


def slots() -> list[str]:
    """The keys of the jobs that were queued."""
    return list(Job.objects.filter(county=COUNTY).order_by("dedupe").values_list("dedupe", flat=True))


def test_a_slot_is_queued_once() -> None:
    every("tests.a", HOUR)
    assert [queue_due(COUNTY) for _ in range(3)] == [1, 0, 0]
    assert slots() == [f"tests.a@{slot_of(now(), HOUR).isoformat()}"]


def test_the_next_slot_comes_with_its_time(advance: Advance) -> None:
    every("tests.a", HOUR)
    every("tests.b", 3 * HOUR)
    queued = []
    for _ in range(6):
        queued.append(queue_due(COUNTY))
        advance(HOUR)
    assert queued[0] == 2 and sum(queued) in (8, 9) and len(slots()) == sum(queued)
    assert Schedule.objects.filter(county=COUNTY).count() == 2


def test_slots_that_were_missed_are_not_made_up(advance: Advance) -> None:
    every("tests.a", HOUR)
    queue_due(COUNTY)
    advance(10 * HOUR)
    assert [queue_due(COUNTY), queue_due(COUNTY)] == [1, 0]


def test_two_schedulers_at_the_same_first_slot() -> None:
    item, slot = Every("tests.a", HOUR), slot_of(now(), HOUR)
    with writing("framework"):
        # Both looked before either wrote.
        assert _queue_slot(COUNTY, item, slot, None) == _queue_slot(COUNTY, item, slot, None) == 1
    assert len(slots()) == 1 and Schedule.objects.filter(county=COUNTY).count() == 1


def test_two_schedulers_at_the_same_later_slot(advance: Advance) -> None:
    every("tests.a", HOUR)
    queue_due(COUNTY)
    stale = Schedule.objects.get(county=COUNTY)
    advance(HOUR)
    slot = slot_of(now(), HOUR)
    with writing("framework"):
        for _ in range(2):
            _queue_slot(COUNTY, all_schedules()[0], slot, stale)
    assert len(slots()) == 2 and Schedule.objects.get(county=COUNTY).last_slot == slot


def test_a_clock_that_was_set_back_queues_nothing_twice(advance: Advance) -> None:
    every("tests.a", HOUR)
    advance(5 * HOUR)
    assert queue_due(COUNTY) == 1
    advance(-3 * HOUR)
    assert queue_due(COUNTY) == 0


def test_each_county_has_its_own_slots() -> None:
    every("tests.a", HOUR)
    assert queue_due(COUNTY) == queue_due("329922") == 1


@pytest.mark.pure
def test_schedules_are_listed_by_name_and_the_last_word_holds() -> None:
    every("b", HOUR)
    every("a", HOUR)
    every("b", 2 * HOUR)
    assert all_schedules() == [Every("a", HOUR), Every("b", 2 * HOUR)]


@pytest.mark.pure
@given(
    st.datetimes(datetime(1999, 1, 1), datetime(2100, 1, 1), timezones=st.just(UTC)),
    st.integers(1, 7 * 24 * 3600).map(lambda seconds: timedelta(seconds=seconds)),
    st.floats(0, 0.999),
)
def test_a_moment_lies_in_one_slot(moment: datetime, interval: timedelta, share: float) -> None:
    slot = slot_of(moment, interval)
    assert slot <= moment < slot + interval
    assert slot_of(slot, interval) == slot_of(slot + interval * share, interval) == slot
    assert slot_of(slot + interval, interval) == slot + interval
