"""Sending again from the journal: what was missed, what was lost, what was sent; batch by batch, over crashes."""

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import pytest

from linli.kernel.actor import system_actor
from linli.kernel.clock_port import now
from linli.kernel.errors import Invalid
from linli.kernel.hooks import jobs, replaying
from linli.kernel.hooks.commands import disable_hook, replay_hook, resume_hook
from linli.kernel.hooks.models import HookDelivery
from linli.kernel.jobs.models import Job
from linli.kernel.jobs.worker import work_until_idle
from tests.hooks.making import COUNTY, Clock, Made, events, hook_to, keeper, states
from tests.hooks.receivers import Receiver, receiving
from tests.hooks.test_commands import last_replay

pytestmark = pytest.mark.django_db


class Crash(BaseException):
    """The worker is gone."""


@pytest.fixture
def receiver(settings: Any) -> Iterator[Receiver]:
    settings.LINLI = replace(settings.LINLI, hook_seconds=1)
    with receiving() as found:
        yield found


def asked(hook: Made, since: datetime, until: datetime | None = None) -> UUID:
    """The journal entry of a replay."""
    at = now()
    replay_hook(keeper(at=at), hook=hook.id, since=since, until=until or at)
    return last_replay(hook)


def test_what_was_missed_while_it_was_off_comes_by_a_replay(receiver: Receiver) -> None:
    hook, began = hook_to(receiver.address), now()
    disable_hook(system_actor(COUNTY, now(), "kernel.disable_hook"), hook=hook.id, reason="gone")
    missed = events(3, area="329921001")
    other = events(1, event="places.area_split")
    resume_hook(keeper(), hook=hook.id)
    work_until_idle(COUNTY)
    assert receiver.came == [] and HookDelivery.objects.count() == 0
    asked(hook, began)
    work_until_idle(COUNTY)
    assert set(receiver.counted()) == set(map(str, missed)) and str(other[0]) not in receiver.counted()


def test_what_was_sent_comes_again_under_its_old_number(receiver: Receiver) -> None:
    hook, began = hook_to(receiver.address), now()
    made = events(2)
    work_until_idle(COUNTY)
    middle = now()
    late = events(1)
    work_until_idle(COUNTY)
    asked(hook, began, middle)
    work_until_idle(COUNTY)
    assert receiver.counted() == {**dict.fromkeys(map(str, made), 2), str(late[0]): 1}
    assert states(hook) == [("sent", 1)] * 3, "no second row"
    bodies = {got.id: got.body for got in receiver.came}
    assert all(bodies[got.id] == got.body for got in receiver.came)


def test_batch_by_batch_and_a_crash_doubles_nothing(receiver: Receiver, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(replaying, "BATCH", 4)
    hook, began = hook_to(receiver.address), now()
    made = events(10)
    work_until_idle(COUNTY)
    entry = asked(hook, began)
    queue = jobs._queue
    with monkeypatch.context() as patched, suppress(Crash):
        patched.setattr(jobs, "_queue", crash)
        jobs.replay.func(entry=str(entry), job_key="test")
    assert HookDelivery.objects.filter(replay=entry).count() == 4 and jobs._queue is queue
    jobs.send_due.func(job_key="test")
    work_until_idle(COUNTY)
    jobs.replay.func(entry=str(entry), job_key="again")
    work_until_idle(COUNTY)
    assert receiver.counted() == dict.fromkeys(map(str, made), 2)
    assert Job.objects.filter(task=jobs.REPLAY).count() == 3 and not Job.objects.filter(state="ready").exists()


def crash(*args: Any, **kwargs: Any) -> None:
    raise Crash


def test_a_second_replay_sends_once_more(receiver: Receiver, monkeypatch: pytest.MonkeyPatch) -> None:
    clock, hook, began = Clock(monkeypatch), hook_to(receiver.address), now()
    (entry,) = events(1)
    clock.send()
    for count in (2, 3):
        jobs.replay.func(entry=str(asked(hook, began)), job_key=str(count))
        clock.send()
        assert receiver.counted() == {str(entry): count}


def test_a_replay_keeps_to_the_area(receiver: Receiver) -> None:
    hook, began = hook_to(receiver.address, area="329921001"), now()
    (inside,) = events(1, area="329921001002003")
    events(1, area="329921002")
    events(1, area=COUNTY)
    work_until_idle(COUNTY)
    asked(hook, began)
    work_until_idle(COUNTY)
    assert receiver.counted() == {str(inside): 2}


@pytest.mark.parametrize(
    ("since", "until"),
    [(1, 1), (1, 2), (-1, 0), (93, 0), (5, -1)],
)
def test_spans_that_are_none(since: int, until: int) -> None:
    hook, at = hook_to("http://127.0.0.1:9/"), now()
    span = {"since": at - timedelta(days=since), "until": at - timedelta(days=until)}
    with pytest.raises(Invalid) as refused:
        replay_hook(keeper(at=at), hook=hook.id, **span)
    assert refused.value.problems[0].code.code == "hook_span"
    naive = {name: moment.replace(tzinfo=None) for name, moment in span.items()}
    with pytest.raises(Invalid):
        replay_hook(keeper(at=at), hook=hook.id, **naive)
