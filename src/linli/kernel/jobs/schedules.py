"""What runs by itself: tasks with an interval, each slot queued once however many schedulers run."""

import threading
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import structlog
from django.db import DatabaseError, InterfaceError, close_old_connections, transaction

from linli.kernel.clock_port import now
from linli.kernel.db.guard import writing
from linli.kernel.db.upsert import insert_if_absent
from linli.kernel.ids import new
from linli.kernel.jobs import queue
from linli.kernel.jobs.demo_clock import follow_demo_clock
from linli.kernel.jobs.models import Schedule

log = structlog.get_logger("linli.schedule")
TICK_SECONDS = 5.0


@dataclass(frozen=True)
class Every:
    """A task and how often it runs; slots are counted from the epoch, so all processes agree on them."""

    task: str
    interval: timedelta


_registered: dict[str, Every] = {}


def every(task: str, interval: timedelta) -> None:
    """Have ``task`` run each ``interval`` (called in ``AppConfig.ready()``)."""
    _registered[task] = Every(task, interval)


def all_schedules() -> list[Every]:
    """Every scheduled task, by name."""
    return [_registered[name] for name in sorted(_registered)]


def is_scheduled(task: str) -> bool:
    """Whether a task comes again by itself."""
    return task in _registered


def slot_of(moment: datetime, interval: timedelta) -> datetime:
    """The start of the slot that ``moment`` lies in."""
    epoch = datetime(2000, 1, 1, tzinfo=UTC)
    return moment - ((moment - epoch) % interval)


def queue_due(county: str) -> int:
    """Queue each scheduled task for the present slot, if no one has; returns how many."""
    moment, queued = now(), 0
    with writing("framework"), transaction.atomic():
        last = {row.task: row for row in Schedule.objects.filter(county=county).order_by("task")}
        for item in all_schedules():
            queued += _queue_slot(county, item, slot_of(moment, item.interval), last.get(item.task))
    return queued


def _queue_slot(county: str, item: Every, slot: datetime, row: Schedule | None) -> int:
    if row is not None and row.last_slot >= slot:
        return 0
    queue.put(county, item.task, {}, dedupe=f"{item.task}@{slot.isoformat()}")
    if row is None:
        # Another scheduler may be at the same first slot.
        insert_if_absent(Schedule(id=new(county), county=county, task=item.task, last_slot=slot))
    else:
        Schedule.objects.filter(pk=row.pk, county=county).update(last_slot=slot)
    return 1


def schedule_forever(county: str, stop: threading.Event) -> None:
    """The scheduler's loop."""
    while not stop.is_set():
        try:
            follow_demo_clock()
            queue_due(county)
        except (DatabaseError, InterfaceError) as error:
            log.warning("database_away", reason=type(error).__name__)
            close_old_connections()
        stop.wait(TICK_SECONDS)
