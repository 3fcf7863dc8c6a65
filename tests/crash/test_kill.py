"""kill -9 of the web worker, the job worker and the database at every step: nothing acknowledged is lost or doubled."""

import json
import os
import signal
import subprocess
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest

from tests.cluster import Cluster
from tests.crash.installation import Place, wait_for

pytestmark = [pytest.mark.crash, pytest.mark.slow]
MOST_STEPS = 40

TOKEN = """
from linli.kernel.clock_port import now
from linli.people.commands import issue_token
from linli.people.queries.actors import acting, held_posts
from linli.people.queries.founding import account_named
from linli.people.queries.units import units_to_write_to
import json
account = account_named("demo.street")
actor = acting(account, held_posts(account, now())[0], now(), "desk")
scopes = tuple(name for name in actor.powers if name.startswith("cases."))
token = issue_token(actor, name="crash", scopes=scopes, days=1).values["token"]
print(json.dumps({"token": token, "receiver": str(units_to_write_to(actor)[0].id)}))
"""

TRUTH = """
import json
from collections import Counter
from linli.cases.models import Note
from linli.kernel.jobs.models import Job
from linli.kernel.journal.models import JournalEntry, Pending
from linli.kernel.journal.verifying import verify
notes = {str(n.id): n.state for n in Note.objects.filter(subject__startswith="crash")}
entries = Counter((e["command"], str(e["object_id"])) for e in JournalEntry.objects.values("command", "object_id"))
print(json.dumps({
    "states": sorted(notes.values()), "notes": sorted(notes),
    "sent": [entries[("cases.send_note", n)] for n in notes],
    "delivered": [entries[("cases.deliver_note", n)] for n in notes],
    "untrue": [f.kind for f in verify("329921")], "pending": Pending.objects.count(),
    "jobs": dict(Counter(Job.objects.values_list("state", flat=True))),
}))
"""


class Sender:
    """A program that sends notes until each is acknowledged, repeating under the same key."""

    def __init__(self, place: Place) -> None:
        given = json.loads(place.script(TOKEN).splitlines()[-1])
        self.place, self.receiver = place, given["receiver"]
        self.headers = {"Authorization": f"Bearer {given['token']}"}
        self.acknowledged: list[str] = []

    def send_once(self, key: str) -> int:
        """One try; an acknowledged note is remembered."""
        body = {"receiver": self.receiver, "subject": f"crash {key}", "body": "x", "days": 3}
        headers = {**self.headers, "Idempotency-Key": key}
        status, answer = self.place.send("POST", "/api/v1/notes", body, **headers)
        if status == 201 and answer["id"] not in self.acknowledged:
            self.acknowledged.append(answer["id"])
        assert status in (0, 201, 429, 503), (status, answer)
        return status

    def send(self) -> str:
        """Send one note until it is acknowledged and return its id."""
        key = str(uuid4())
        wait_for(lambda: self.place.keep_web() or self.send_once(key) == 201, "an acknowledgement")
        return self.acknowledged[-1]

    def is_delivered(self, note: str) -> bool:
        """Whether the receiver has it."""
        status, answer = self.place.send("GET", f"/api/v1/notes/{note}", **self.headers)
        return status == 200 and answer["state"] == "delivered"


def truth_of(place: Place) -> dict[str, Any]:
    """What the database holds in the end."""
    found: dict[str, Any] = json.loads(place.script(TRUTH).splitlines()[-1])
    return found


def check(place: Place, sender: Sender) -> None:
    """Every acknowledged note is there once, delivered once; nothing waits, nothing is untrue."""
    for note in sender.acknowledged:
        wait_for(lambda note=note: sender.is_delivered(note), "delivery")
    wait_for(lambda: truth_of(place)["pending"] == 0, "an empty outbox")
    truth = truth_of(place)
    assert truth["notes"] == sorted(sender.acknowledged)
    assert set(truth["states"]) == {"delivered"}
    assert set(truth["sent"]) == {1} and set(truth["delivered"]) == {1}
    assert truth["untrue"] == [] and "dead" not in truth["jobs"]


@pytest.fixture
def running(place: Place) -> Iterator[Place]:
    """Web server and worker run."""
    place.start_web()
    place.start_worker()
    yield place
    place.end()


def test_the_web_worker_is_killed_at_every_step(running: Place) -> None:
    sender, kills = Sender(running), 0
    for step in range(1, MOST_STEPS):
        running.crash_at("web", step)
        sender.send()
        if running.crash_waits():
            break
        kills += 1
    running.forget_crash()
    assert kills >= 6, "a sending has at least six steps"
    check(running, sender)


def test_the_job_worker_is_killed_at_every_step(running: Place) -> None:
    sender, kills = Sender(running), 0
    for step in range(1, MOST_STEPS):
        running.crash_at("worker", step)
        note = sender.send()
        wait_for(lambda note=note: running.keep_worker() or sender.is_delivered(note), "delivery")
        if running.crash_waits():
            break
        kills += 1
    running.forget_crash()
    assert kills >= 8, "handing on and delivering have at least eight steps"
    running.keep_worker()
    check(running, sender)


def _kill_and_start(cluster: Cluster) -> None:
    cluster.kill()
    cluster.start()


@pytest.mark.skipif(not os.environ.get("LINLI_DATABASE_URL"), reason="SQLite has no server to kill")
@pytest.mark.parametrize("kind", ["web", "worker"])
def test_the_database_is_killed_at_every_step(running: Place, kind: str) -> None:
    cluster = Cluster.running_at(os.environ["LINLI_DATABASE_URL"])
    sender, kills = Sender(running), 0
    held = running.data / "held"
    for step in range(1, MOST_STEPS):
        running.crash_at(f"pause-{kind}", step)
        done = _send_watched(held, cluster, sender)
        note = sender.acknowledged[-1]
        wait_for(lambda note=note: _look(held, cluster) or sender.is_delivered(note), "delivery")
        if running.crash_waits():
            break
        kills += done
    running.forget_crash()
    assert kills >= 6, "each of the steps of the other two tests"
    check(running, sender)


def _look(held: Path, cluster: Cluster) -> bool:
    if held.exists():
        _kill_and_start(cluster)
        held.unlink()
    return False


def _send_watched(held: Path, cluster: Cluster, sender: Sender) -> int:
    """Send one note while the database is killed as soon as a process is held; 1 when it was acknowledged."""
    stop = threading.Event()

    def watch() -> None:
        while not stop.wait(0.02):
            _look(held, cluster)

    watcher = threading.Thread(target=watch)
    watcher.start()
    try:
        sender.send()
    finally:
        stop.set()
        watcher.join()
    return 1


def test_a_dead_child_of_run_is_started_again(place: Place) -> None:
    place.start("run", "-m", "linli", "run")
    place.wait_until_ready()
    for word in ("linli work", "linli schedule", "granian"):
        (pid,) = _children(place, word)[:1]
        os.kill(pid, signal.SIGKILL)
        wait_for(lambda word=word, pid=pid: [p for p in _children(place, word) if p != pid], f"{word} again")
    place.wait_until_ready()
    place.processes["run"].send_signal(signal.SIGINT)
    assert place.processes["run"].wait(30) == 0
    assert not _children(place, "granian") and not _children(place, "linli work")


def _children(place: Place, word: str) -> list[int]:
    parent = str(place.processes["run"].pid)
    found = subprocess.run(["pgrep", "-P", parent, "-f", word], capture_output=True, text=True, check=False)
    return [int(line) for line in found.stdout.split()]
