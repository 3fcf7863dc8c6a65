"""A sweep: one thing that fails never stops the others; what failed is logged, counted and tried again."""

from collections.abc import Callable
from datetime import timedelta
from uuid import UUID

import pytest
import structlog
from django.db import OperationalError

from linli.kernel.errors import Conflict, KernelCode, Outage
from linli.kernel.jobs import queue, worker
from linli.kernel.jobs.schedules import every
from linli.kernel.jobs.sweeping import LeftUndone, sweeping
from tests.jobs.queueing import put, stored, taken
from tests.jobs.tasks import COUNTY, PERSONAL, calls, path_of, sweeps_three

WHERE = UUID(int=7)


def failing(*errors: Exception) -> Callable[[int], None]:
    def act(number: int) -> None:
        calls.append({"number": number})
        if number < len(errors):
            raise errors[number]

    return act


@pytest.mark.pure
def test_the_rest_has_its_turn_and_the_failures_are_counted_by_reason() -> None:
    calls.clear()
    refused = Conflict(KernelCode.STALE)
    with structlog.testing.capture_logs() as logs, pytest.raises(LeftUndone) as caught, sweeping("test") as sweep:
        sweep.each(range(4), failing(refused, ValueError(PERSONAL), refused))
        sweep.each(range(4, 6), failing())
    assert [call["number"] for call in calls] == [0, 1, 2, 3, 4, 5]
    assert str(caught.value) == "3 of 6 left undone (Conflict: stale ×2, ValueError ×1)"
    assert [line["event"] for line in logs] == ["sweep_left_one"] * 3 and PERSONAL not in str(logs)


@pytest.mark.pure
def test_a_log_line_names_ids_and_codes_and_nothing_else() -> None:
    things = [("329921", WHERE), {"phone": PERSONAL}]
    with structlog.testing.capture_logs() as logs, pytest.raises(LeftUndone), sweeping("test") as sweep:
        sweep.each(things, lambda thing: failing(ValueError())(0))
    assert [line["thing"] for line in logs] == [f"329921/{WHERE}", "dict"]


@pytest.mark.pure
@pytest.mark.parametrize("away", [OperationalError("gone"), Outage(KernelCode.DATABASE_AWAY)])
def test_without_a_database_the_sweep_ends_at_once(away: Exception) -> None:
    calls.clear()
    with pytest.raises(type(away)), sweeping("test") as sweep:
        sweep.each(range(3), failing(away))
    assert [call["number"] for call in calls] == [0]


@pytest.mark.django_db
def test_a_scheduled_sweep_is_done_with_a_mark_and_counted() -> None:
    every(path_of(sweeps_three), timedelta(minutes=1))
    put(sweeps_three)
    job = taken()
    assert worker.run_job(job) == "done"
    assert stored(job.pk).last_error == "1 of 3 left undone (Invalid: too_long ×1)"
    assert queue.counts(COUNTY)["left"] == 1
    assert len(calls) == 3


@pytest.mark.django_db
def test_any_other_sweep_is_tried_again() -> None:
    put(sweeps_three)
    job = taken()
    assert worker.run_job(job) == "ready"
    assert "1 of 3" in stored(job.pk).last_error and queue.counts(COUNTY)["left"] == 0
