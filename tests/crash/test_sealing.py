"""kill -9 of the worker while it gives places, seals and copies outside: the journal stays true, no seal is lost.

Rounds of one kill each, at a random write or commit of the database or a random step of the copy. A few in every run
of the tests; LINLI_KILLS=100 for the whole proof.
"""

import os
from collections.abc import Iterator
from random import Random
from typing import Any

import pytest

from tests.crash.installation import Place, wait_for
from tests.crash.observer import Observer

pytestmark = [pytest.mark.crash, pytest.mark.slow]
ROUNDS = max(3, int(os.environ.get("LINLI_KILLS", "3")))
MOST_STEPS = 20

TOOLS = """
from django.conf import settings
from django.db import close_old_connections
from linli.kernel.actor import system_actor
from linli.kernel.clock_port import now
from linli.kernel.command import Receipt, command, record
from linli.kernel.db.guard import writing
from linli.kernel.ids import new
from linli.kernel.jobs import queue
from linli.kernel.jobs.models import Job
from linli.kernel.jobs.sealing import SEAL
from linli.kernel.journal.entries import Act, Subject, write_entry
from linli.kernel.journal.heads import head_of
from linli.kernel.journal.models import JournalEntry, Leaf, Pending, Seal
from linli.kernel.journal.outside import copied_heads
from linli.kernel.journal.verifying import verify
COUNTY = settings.LINLI.county

def write(count):
    ids = []
    for number in range(count):
        subject = Subject("test.thing", new(COUNTY), COUNTY, COUNTY, 1)
        with writing("command"):
            ids.append(str(write_entry(system_actor(COUNTY, now()), "test.change", "done", subject, Act())))
    return ids

def ask(round):
    with writing("framework"):
        return str(queue.put(COUNTY, SEAL, {}, dedupe=f"test/{round}"))

def state(job):
    return Job.objects.get(pk=job).state

def untrue():
    return [str(finding) for finding in verify(COUNTY)]

def seals():
    return {row.number: [row.first, row.last, row.digest] for row in Seal.objects.filter(county=COUNTY)}

def copies():
    return {number: [head.first, head.last, head.digest] for number, head in copied_heads(COUNTY)}

def unsealed(ids):
    last = max((row.last for row in Seal.objects.filter(county=COUNTY)), default=0)
    placed = Leaf.objects.filter(county=COUNTY, entry__in=ids, seq__lte=last).count()
    return len(ids) - placed
"""


class Sealing:
    """A worker that is killed, and somebody who looks."""

    def __init__(self, place: Place) -> None:
        self.place, self.observer = place, Observer(place)
        self.observer.ask(TOOLS)
        self.dice = Random(23)
        self.kills = 0

    def ask(self, call: str) -> Any:
        """What a function of the tools returns."""
        return self.observer.ask(f"close_old_connections(); answer = {call}")

    def round(self, number: int) -> None:
        """Some entries, one seal, one kill on the way; every look is true."""
        before = self.ask("seals()")
        ids = self.ask(f"write({self.dice.randint(1, 12)})")
        self.place.crash_at("worker", self.dice.randint(1, MOST_STEPS))
        job = self.ask(f"ask({number})")
        wait_for(lambda: self._is_done(job), f"the seal of round {number}", 120)
        self.kills += not self.place.crash_waits()
        self.place.forget_crash()
        self._settled(before, ids)

    def _is_done(self, job: str) -> bool:
        self.place.keep_worker()
        untrue = self.ask("untrue()")
        assert untrue == [], untrue
        return bool(self.ask(f"state('{job}')") == "done")

    def _settled(self, before: dict[str, Any], ids: list[str]) -> None:
        """What was sealed stays as it was; a seal asked for after the last entry covers all that had places."""
        seals, copies = self.ask("seals()"), self.ask("copies()")
        assert before.items() <= seals.items()
        assert copies == seals, "the copy holds each seal once, as the database does"
        assert set(map(int, seals)) == set(range(1, len(seals) + 1))
        assert self.ask(f"unsealed({ids})") == 0


@pytest.fixture
def sealing(place: Place) -> Iterator[Sealing]:
    place.start_worker()
    made = Sealing(place)
    yield made
    made.observer.end()


def test_kills_while_sealing(sealing: Sealing) -> None:
    for number in range(ROUNDS):
        sealing.round(number)
    assert sealing.kills >= ROUNDS // 2, f"{sealing.kills} kills in {ROUNDS} rounds"
    print(f"{sealing.kills} kills in {ROUNDS} rounds")
