"""Dead letters: seen in the list, tried again by a command that is journalled."""

from collections.abc import Callable
from datetime import timedelta
from uuid import UUID

import pytest

from linli.kernel.actor import Actor
from linli.kernel.db.listing import Asked, fetch
from linli.kernel.errors import NotAllowed, NotFound
from linli.kernel.jobs import queue, worker
from linli.kernel.jobs.listing import JOBS
from linli.kernel.jobs.reviving import revive_job
from linli.kernel.journal.models import JournalEntry
from tests.actors import actor_with
from tests.jobs.conftest import Advance
from tests.jobs.queueing import fail, finish, put, stored, taken
from tests.jobs.tasks import COUNTY

pytestmark = pytest.mark.django_db
Make = Callable[..., Actor]
POWER = "kernel.revive_job"


@pytest.fixture
def dead(advance: Advance) -> UUID:
    """A job that failed eight times."""
    job = put()
    for _ in range(queue.MAX_ATTEMPTS):
        fail(taken())
        advance(queue.LONGEST_WAIT)
    return job


def test_reviving_is_journalled_and_the_job_runs(dead: UUID, system: Make) -> None:
    receipt = revive_job(system(POWER), job=dead)
    assert (receipt.id, receipt.status, stored(dead).state, stored(dead).attempts) == (dead, "ready", "ready", 0)
    entry = JournalEntry.objects.get(object_id=dead)
    assert (entry.command, entry.object_type, entry.changed) == (POWER, "kernel.job", ["state"])
    worker.work_until_idle(COUNTY)
    assert stored(dead).state == "done"


def test_reviving_twice_under_one_key_has_one_effect(dead: UUID, system: Make) -> None:
    actor = system(POWER).keyed("once")
    assert revive_job(actor, job=dead) == revive_job(actor, job=dead)
    assert JournalEntry.objects.filter(object_id=dead).count() == 1


def test_a_live_job_cannot_be_revived(system: Make) -> None:
    job = put()
    for step in (lambda: None, taken, lambda: finish(stored(job))):
        step()
        with pytest.raises(NotFound):
            revive_job(system(POWER), job=job)
    assert stored(job).state == "done" and not JournalEntry.objects.filter(object_id=job).exists()


def test_a_job_of_another_county_does_not_exist(dead: UUID) -> None:
    with pytest.raises(NotFound):
        revive_job(actor_with(POWER, area="329922"), job=dead)
    with pytest.raises(NotFound):
        revive_job(actor_with(POWER), job=UUID(int=5))
    assert stored(dead).state == "dead"


def test_without_the_power_it_stays_dead(dead: UUID, system: Make) -> None:
    with pytest.raises(NotAllowed):
        revive_job(system("kernel.see_jobs"), job=dead)
    assert stored(dead).state == "dead"


def test_the_list_shows_the_jobs_of_the_county(dead: UUID, advance: Advance) -> None:
    advance(timedelta(seconds=1))
    waiting = put()
    put(county="329922")
    page = fetch(JOBS, actor_with(), Asked())
    assert [(row.id, row.task, row.state) for row in page.rows] == [
        (waiting, "note_down", "ready"),
        (dead, "note_down", "dead"),
    ]
    only = fetch(JOBS, actor_with(), Asked(filters={"state": "dead"}))
    assert [(row.id, row.attempts, row.last_error) for row in only.rows] == [(dead, 8, "broken")]
