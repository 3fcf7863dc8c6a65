"""A ledger in tests: letters, a clock that the jobs read, and crashes between their steps."""

import random
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from itertools import cycle
from typing import Any
from uuid import UUID

from linli.kernel.actor import Actor, system_actor
from linli.kernel.crypto.boxes import seal_box
from linli.kernel.db.guard import writing
from linli.kernel.ids import new
from linli.people import jobs
from linli.people.commands import queue_message
from linli.people.models import ContactPoint, Message
from linli.people.queries.person_search import contact_key
from linli.people.rules.messages import SMS, Letter
from tests.conftest import NOON
from tests.people.persons.records import make_person

COUNTY, AREA, PHONE = "329921", "329921001001", "13800138000"


class Crash(BaseException):
    """The worker is gone."""


# Nobody twice in one test: a number belongs to one person.
_turns = cycle(range(1, 400))


def machine(at: datetime = NOON) -> Actor:
    """The installation itself."""
    return system_actor(
        COUNTY, at, "people.queue_message", "people.try_message", "people.settle_message", "people.retry_message"
    )


def letter(**changed: Any) -> Letter:
    """A letter about some case."""
    params = {"title": "路灯不亮", "number": "32992120261120000018", "link": "http://localhost/track/"}
    about = ("cases.case", UUID(int=1))
    made = Letter(new(COUNTY), new(COUNTY), SMS, "received", params, about, AREA, to=PHONE, unit=UUID(int=5))
    return replace(made, **changed)


def queued(at: datetime = NOON, **changed: Any) -> UUID:
    """A message in the ledger."""
    return queue_message(machine(at), letter=letter(**changed)).id


def contact(kind: str = "phone", value: str = PHONE, **wishes: Any) -> UUID:
    """A registered person's contact point with wishes; the person."""
    person, row = make_person(index=next(_turns)), new(COUNTY)
    box = seal_box(value, table="people_contactpoint", field="box", row=row)
    given = {"channels": ["sms"] if kind == "phone" else ["mail"], **wishes}
    with writing("test"):
        ContactPoint.objects.create(
            id=row, county=COUNTY, area=AREA, person_id=person, kind=kind, box=box, lookup=contact_key(kind, value),
            source="self", since=NOON.date(), **given,
        )  # fmt: skip
    return person


class Clock:
    """The clock of the jobs."""

    def __init__(self, monkeypatch: Any, at: datetime = NOON) -> None:
        self.at = at
        monkeypatch.setattr(jobs, "now", lambda: self.at)

    def sweep(self, **later: float) -> None:
        """Let the minute's job run once, some time later."""
        self.at += timedelta(**later)
        jobs.sweep_messages.func(job_key="test")


def message(row: UUID) -> Message:
    """As stored."""
    return Message.objects.get(pk=row)


def crashing(function: Callable[..., Any], dice: random.Random, chance: float) -> Callable[..., Any]:
    """The same function, before or after which the worker may be lost."""

    def call(*args: Any, **kwargs: Any) -> Any:
        if dice.random() < chance:
            raise Crash
        found = function(*args, **kwargs)
        if dice.random() < chance:
            raise Crash
        return found

    return call
