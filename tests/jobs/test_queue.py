"""The queue: once for a key, under a lease, tried again with patience, given up after eight tries."""

from datetime import timedelta

import pytest
from django.db import transaction
from hypothesis import given
from hypothesis import strategies as st

from linli.kernel.clock_port import now
from linli.kernel.db.guard import WriteOutsideCommand
from linli.kernel.jobs import queue
from linli.kernel.jobs.models import Job
from tests.jobs.conftest import Advance
from tests.jobs.queueing import fail, finish, put, renew, stored, taken
from tests.jobs.tasks import COUNTY

pytestmark = pytest.mark.django_db
SECOND = timedelta(seconds=1)


def test_a_key_makes_one_job() -> None:
    first = put(dedupe="k", text="a")
    assert put(dedupe="k", text="b") == first
    assert [job.arguments for job in Job.objects.filter(county=COUNTY)] == [{"text": "a"}]


def test_a_key_is_of_its_county() -> None:
    assert put(dedupe="k") != put(dedupe="k", county="329922")
    assert Job.objects.filter(dedupe="k").count() == 2


def test_a_key_holds_after_the_job_is_done() -> None:
    first = put(dedupe="k")
    assert finish(taken()) and put(dedupe="k") == first
    assert queue.take(COUNTY, "one") is None


def test_without_a_key_each_is_a_job() -> None:
    assert put() != put()
    assert Job.objects.filter(county=COUNTY).count() == 2


def test_a_job_vanishes_with_the_rollback() -> None:
    with pytest.raises(RuntimeError), transaction.atomic():
        put(dedupe="k")
        raise RuntimeError
    assert not Job.objects.exists()


def test_nobody_else_writes_the_queue() -> None:
    with pytest.raises(WriteOutsideCommand):
        queue.put(COUNTY, "x", {})


def test_jobs_come_in_the_order_of_their_time() -> None:
    late, soon, first = put(wait=-1), put(wait=-2), put(wait=-3)
    assert [taken().pk for _ in range(3)] == [first, soon, late]


def test_a_job_waits_for_its_time(advance: Advance) -> None:
    job = put(wait=100)
    assert queue.take(COUNTY, "one") is None
    advance(101 * SECOND)
    assert taken().pk == job


def test_a_county_takes_its_own() -> None:
    put(county="329922")
    assert queue.take(COUNTY, "one") is None


def test_a_lease_names_the_worker_and_its_end() -> None:
    put()
    before = now()
    job = taken("here/7")
    row = stored(job)
    assert (row.state, row.worker, row.attempts) == ("running", "here/7", 1)
    assert row.lease_until is not None and before + queue.LEASE <= row.lease_until <= now() + queue.LEASE
    assert queue.take(COUNTY, "two") is None


def test_renewing_keeps_the_job(advance: Advance) -> None:
    put()
    job = taken("one")
    for _ in range(5):
        advance(queue.LEASE / 2)
        assert renew(job) and queue.take(COUNTY, "two") is None


def test_an_abandoned_job_is_taken_again_after_the_lease(advance: Advance) -> None:
    put()
    job = taken("one")
    advance(queue.LEASE - SECOND)
    assert queue.take(COUNTY, "two") is None
    advance(2 * SECOND)
    again = taken("two")
    assert (again.pk, again.worker, again.attempts) == (job.pk, "two", 2)


def test_who_lost_the_lease_can_say_nothing_any_more(advance: Advance) -> None:
    put()
    lost = taken("one")
    advance(queue.LEASE + SECOND)
    held = taken("two")
    assert (renew(lost), finish(lost), fail(lost)) == (False, False, "lost")
    row = stored(held)
    assert (row.state, row.worker, row.last_error) == ("running", "two", "")
    assert finish(held) and stored(held).state == "done"


def test_the_same_worker_that_lost_it_and_got_it_again_is_another_try(advance: Advance) -> None:
    put()
    lost = taken("one")
    advance(queue.LEASE + SECOND)
    held = taken("one")
    assert not finish(lost) and finish(held)


def test_done_is_done(advance: Advance) -> None:
    put()
    job = taken()
    assert finish(job) and not finish(job) and not renew(job)
    row = stored(job)
    assert (row.state, row.lease_until, row.last_error) == ("done", None, "") and row.finished_at is not None
    advance(timedelta(days=1))
    assert queue.take(COUNTY, "two") is None


def test_a_failure_waits_before_the_next_try(advance: Advance) -> None:
    put()
    for expected in (2, 4, 8):
        before = now()
        assert fail(taken(), "why") == "ready"
        row = Job.objects.get()
        waits = row.run_after - before
        assert timedelta(seconds=expected) <= waits < timedelta(seconds=expected + 1)
        assert (row.state, row.last_error, row.lease_until, row.finished_at) == ("ready", "why", None, None)
        assert queue.take(COUNTY, "two") is None
        advance(waits)


def test_eight_tries_and_it_is_dead(advance: Advance) -> None:
    put()
    states = []
    for _ in range(queue.MAX_ATTEMPTS):
        states.append(fail(taken()))
        advance(queue.LONGEST_WAIT)
    assert states == ["ready"] * 7 + ["dead"]
    row = Job.objects.get()
    assert (row.state, row.attempts) == ("dead", 8) and row.finished_at is not None
    assert queue.take(COUNTY, "one") is None


def test_a_job_that_kills_its_worker_is_given_up_too(advance: Advance) -> None:
    deadly, other = put(wait=-1), put()
    for _ in range(queue.MAX_ATTEMPTS):
        assert taken().pk == deadly
        advance(queue.LEASE + SECOND)
    assert taken().pk == other, "the next job is not held up"
    row = stored(deadly)
    assert (row.state, row.attempts, row.last_error) == ("dead", 8, queue.WORKER_LOST)
    assert row.finished_at is not None and row.lease_until is None


def test_a_long_error_is_cut() -> None:
    put()
    fail(taken(), "x" * 9000)
    assert len(Job.objects.get().last_error) == 4000


@pytest.mark.pure
@given(st.integers(2, 200))
def test_waiting_grows_up_to_an_hour(attempt: int) -> None:
    wait, longer = queue.wait_before(attempt), queue.wait_before(attempt + 1)
    assert timedelta(seconds=2) <= wait <= longer <= timedelta(hours=1)
    assert longer == min(2 * wait, timedelta(hours=1))


def test_revive_gives_eight_new_tries(advance: Advance) -> None:
    job = put()
    for _ in range(queue.MAX_ATTEMPTS):
        fail(taken())
        advance(queue.LONGEST_WAIT)
    assert put(dedupe=str(job)) == job
    from linli.kernel.db.guard import writing

    with writing("framework"):
        assert not queue.revive("329922", job)
        assert queue.revive(COUNTY, job) and not queue.revive(COUNTY, job)
    again = taken()
    assert (again.pk, again.attempts, again.finished_at) == (job, 1, None)


def test_counting_and_the_longest_wait(advance: Advance) -> None:
    assert queue.counts(COUNTY) == {"waiting": 0, "late": 0, "dead": 0, "left": 0} and queue.oldest_wait(COUNTY) is None
    put(wait=-120)
    put(wait=-30)
    put(wait=500)
    put(county="329922")
    assert queue.counts(COUNTY) == {"waiting": 3, "late": 1, "dead": 0, "left": 0}
    oldest = queue.oldest_wait(COUNTY)
    assert oldest is not None and timedelta(seconds=119) < now() - oldest < timedelta(seconds=125)
    taken()
    advance(timedelta(minutes=1))
    assert queue.counts(COUNTY) == {"waiting": 2, "late": 1, "dead": 0, "left": 0}
