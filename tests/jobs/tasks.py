"""Real tasks for the worker to run; what they did is in ``calls``."""

from typing import Any
from uuid import UUID

from django.db import transaction
from django_tasks import task

from linli.kernel.actor import Actor, system_actor
from linli.kernel.command import Receipt, announce, command
from linli.kernel.errors import Invalid, KernelCode
from linli.kernel.ids import new
from linli.kernel.jobs.sweeping import sweeping
from linli.kernel.journal.entries import Subject
from linli.people.commands import create_unit
from linli.people.models import Unit
from tests.conftest import NOON

COUNTY = "329921"
PERSONAL = "110105194912310025"
calls: list[dict[str, Any]] = []


@task()
def note_down(*, job_key: str, **arguments: Any) -> None:
    """Remember that it ran."""
    calls.append({"job_key": job_key, **arguments})


@task()
def always_fails(*, job_key: str) -> None:
    """Never succeeds, and names a person in its message."""
    calls.append({"job_key": job_key})
    raise ValueError(f"cannot handle {PERSONAL}")


@task()
def sweeps_three(*, job_key: str) -> None:
    """Sweeps three things, of which the second is refused."""

    def act(number: int) -> None:
        calls.append({"number": number})
        if number == 2:
            raise Invalid(KernelCode.TOO_LONG, {"value": PERSONAL})

    with sweeping("test.three") as sweep:
        sweep.each((1, 2, 3), act)


@task()
def is_refused(*, job_key: str) -> None:
    """Refused, with a personal value in the data of the refusal."""
    raise Invalid(KernelCode.TOO_LONG, {"length": 18, "limit": 10, "value": PERSONAL})


@task()
def found_unit(*, job_key: str, name: str) -> None:
    """A change through a command, keyed by the job, as every task should make it."""
    actor = system_actor(COUNTY, NOON, "people.create_unit")
    create_unit(actor.keyed(job_key), area=COUNTY, name=name, kind="department")


@task()
def writes_past_commands(*, job_key: str) -> None:
    """Changes a table directly, as no task may."""
    with transaction.atomic():
        Unit.objects.filter(county=COUNTY).update(name=job_key)


def no_task(*, job_key: str) -> None:
    """A plain function."""


@command("test.announce_something")
def announce_something(actor: Actor, *, event: str) -> Receipt:
    """Write an entry with an event."""
    subject = Subject("test.thing", new(actor.county), actor.county, actor.county)
    announce(actor, subject, event)
    return Receipt(subject.type, subject.id, "announced", 1)


def path_of(function: Any) -> str:
    """The name under which a task is queued."""
    return f"{__name__}.{function.func.__name__ if hasattr(function, 'func') else function.__name__}"


def announced(event: str = "test.happened", county: str = COUNTY) -> UUID:
    """Announce ``event`` in ``county``; the id of the thing it is about."""
    return announce_something(system_actor(county, NOON, "test.announce_something"), event=event).id
