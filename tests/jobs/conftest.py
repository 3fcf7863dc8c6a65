"""The worker may run the tasks of this package; the clock can be moved; nothing is registered for good."""

from collections.abc import Callable, Iterator
from datetime import timedelta

import pytest

from linli.kernel import clock_port
from linli.kernel.jobs import schedules, worker
from linli.kernel.journal import events
from tests.jobs import tasks

Advance = Callable[[timedelta], None]


@pytest.fixture(autouse=True)
def _our_tasks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(worker, "OURS", "tests.")
    monkeypatch.setattr(events, "_subscribers", {})
    monkeypatch.setattr(schedules, "_registered", {})
    tasks.calls.clear()


@pytest.fixture
def advance() -> Iterator[Advance]:
    """Move the clock of this process forward."""
    gone = timedelta(0)

    def move(step: timedelta) -> None:
        nonlocal gone
        gone += step
        clock_port.set_offset(gone)

    yield move
    clock_port.set_offset(timedelta(0))
