"""kill -9 of job workers, two alive at once, while they tell outside systems: nothing is lost, nothing is new twice.

The receivers are real and count. What they are told is compared with what the ledger says.
"""

import json
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from random import Random
from typing import Any
from uuid import uuid4

import pytest

from tests.cases.outside import Outside, outside_system
from tests.crash.installation import Place, wait_for
from tests.hooks.receivers import Receiver, receiving

pytestmark = [pytest.mark.crash, pytest.mark.slow]
ROUNDS, WORKERS = 6, ("worker", "second")

HEAD = """
import json
from linli.kernel.clock_port import now
from linli.kernel.db.guard import writing
from linli.kernel.jobs import queue
from django.db import transaction
from uuid import uuid4

def wake(task):
    with writing("framework"), transaction.atomic():
        queue.put("329921", task, {}, dedupe=str(uuid4()))
"""
HOOK = """
from linli.kernel.actor import system_actor
from linli.kernel.hooks.commands import create_hook
actor = system_actor("329921", now(), "kernel.create_hook")
create_hook(actor, name="crash", address="ADDRESS", events=("cases.case_acted",))
"""
HOOK_TRUTH = """
from linli.cases.models import Case
from linli.kernel.hooks.models import HookDelivery
from linli.kernel.journal.models import JournalEntry
wake("linli.kernel.hooks.jobs.send_due")
cases = list(Case.objects.filter(title__startswith="crash").order_by("id").values_list("pk", flat=True))
acted = JournalEntry.objects.filter(object_id__in=cases, event="cases.case_acted")
rows = HookDelivery.objects.order_by("id")
print(json.dumps({
    "events": sorted(map(str, acted.values_list("pk", flat=True))),
    "ledger": {str(r.event): [r.state, r.tries, r.status] for r in rows}, "rows": rows.count(), "cases": len(cases),
}))
"""
HANDOVER = """
from linli.cases.commands import hand_over_case, open_case, retitle_case, take_step
from linli.cases.models import Case
from linli.cases.queries.party_access import visitor_actor
from linli.people.queries.seats import acting_for
from linli.people.queries.units import unit_called
for number in range(MANY):
    party = {"role": "reporter", "name": "王", "phone": "13800138000"}
    visitor = visitor_actor("329921", now())
    made = open_case(visitor, type="report_part", sort="street_lamp", area="329921001001", text="x", parties=(party,))
    case, version = made.id, made.version
    boss = acting_for("329921", unit_called("329921", "329921001", "河滨街道办事处"), "dispatcher", now())
    version = take_step(boss, case=case, action="accept", expected_version=version).version
    told = {"title": "crash", "place_name": "三号桥", "urgent": False}
    version = retitle_case(boss, case=case, expected_version=version, **told).version
    hand_over_case(boss, case=case, target="city", text="路灯不亮，请检修", expected_version=version)
"""
HANDOVER_TRUTH = """
from linli.cases.models import Handover
wake("linli.cases.jobs.sweep_handovers")
print(json.dumps([[r.case.number, r.state, r.outside_id, r.last_error] for r in
                  Handover.objects.filter(target="city").select_related("case").order_by("id")]))
"""


def asked(place: Place, text: str) -> Any:
    """What a script inside the installation printed."""
    return json.loads(place.script(HEAD + text).splitlines()[-1])


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    with receiving("slow_yes") as found:
        yield found


@pytest.fixture
def outside() -> Iterator[Outside]:
    with outside_system() as found:
        yield found


def strike(place: Place, chance: Random) -> None:
    """Kill one of the two workers: at one of its next steps, or at any moment while it works."""
    victim = chance.choice(WORKERS)
    if chance.random() < 0.5:
        place.crash_at("worker", chance.randint(1, 16))
        time.sleep(chance.uniform(0.5, 1.5))
        place.forget_crash()
    else:
        time.sleep(chance.uniform(0.0, 1.0))
        place.kill(victim)
    for name in WORKERS:
        place.keep_worker(name)


def strike_when_taken(place: Place, outside: Outside) -> None:
    """Kill both when the outside system has a case and has not answered: nobody here knows that it arrived."""
    wait_for(lambda: outside.taken, "a case that arrived")
    for name in WORKERS:
        place.kill(name)
    for name in WORKERS:
        place.keep_worker(name)


def work(place: Place) -> None:
    """Two workers at once."""
    for name in WORKERS:
        place.start_worker(name)


def test_every_event_reaches_the_receiver_under_one_id(place: Place, receiver: Receiver) -> None:
    place.script(HEAD + HOOK.replace("ADDRESS", receiver.address))
    place.start_web()
    work(place)
    chance = Random(20261120)
    for _ in range(ROUNDS):
        for _ in range(3):
            key = str(uuid4())
            body = {"text": f"crash {key}"}
            assert place.send("POST", "/api/v1/crash/intake", body, **{"Idempotency-Key": key})[0] == 201
        strike(place, chance)

    def settled() -> Any:
        found = asked(place, HOOK_TRUTH)
        over = set(found["events"]) <= found["ledger"].keys()
        return found if over and {state for state, _, _ in found["ledger"].values()} == {"sent"} else None

    truth = wait_for(settled, "all deliveries")
    came = receiver.counted()
    assert truth["cases"] == len(truth["events"]) == 3 * ROUNDS
    assert set(truth["events"]) <= came.keys() == truth["ledger"].keys(), "nothing is lost, nothing invented"
    assert truth["rows"] == len(truth["ledger"]), "one line an event, whatever happened in between"
    for event, (_, tries, status) in truth["ledger"].items():
        assert 1 <= came[event] <= tries and status == 200 + 4, (event, came[event], tries, status)
    bodies = {(message.id, message.body) for message in receiver.came}
    assert len(bodies) == len(came), "a repeat says what the first said"


def agree(place: Place, outside: Outside, kind: str) -> None:
    """The county's pack names the outside system."""
    folder = place.data / "agreed"
    folder.mkdir()
    (folder / "pack.yaml").write_text("name: agreed\nversion: 1\narea: '329921'\ntitle: 约定\n", encoding="utf-8")
    row = {
        "key": "city", "title": {"zh-Hans": "市政平台", "en": "City"}, "kind": kind, "area": "329922001001",
        "address": f"http://127.0.0.1:{outside.port}", "days": 5, "basis": {"source": "Linli, test", "confidence": "D"},
        "services": {"report_part/street_lamp": "report_part/lamp" if kind == "linli" else "L-7"},
    }  # fmt: skip
    (folder / "handovers.yaml").write_text(json.dumps({"handovers": [row]}), encoding="utf-8")
    place.linli("pack", "apply", str(folder))


def handed(place: Place, outside: Outside, kind: str) -> list[list[str]]:
    """Cases that were handed over while workers were killed, as the ledger has them in the end."""
    agree(place, outside, kind)
    work(place)
    chance = Random(kind)
    for turn in range(ROUNDS // 2):
        outside.habits += ["delay"] * 2
        with ThreadPoolExecutor(1) as beside:
            clerk = beside.submit(place.script, HEAD + HANDOVER.replace("MANY", "2"))
            if turn == 0:
                strike_when_taken(place, outside)
            clerk.result()
        if turn:
            strike(place, chance)

    def settled() -> Any:
        rows = asked(place, HANDOVER_TRUTH)
        return rows if {state for _, state, _, _ in rows} <= {"accepted", "failed"} else None

    found: list[list[str]] = wait_for(settled, "all handovers")
    assert len(found) == ROUNDS // 2 * 2
    return found


def arrived(outside: Outside) -> Counter[str]:
    """How often each case was taken in as new, by the number in its mark."""
    words = (told.get("description") or told["text"] for told in outside.taken)
    return Counter(text.partition("[Linli ")[2].rstrip("]") for text in words)


@pytest.mark.parametrize("kind", ["open311", "linli"])
def test_a_case_is_taken_in_once_by_a_system_that_knows_it_again(place: Place, outside: Outside, kind: str) -> None:
    """Open311 lets itself be searched for our mark; another Linli knows the key."""
    rows = handed(place, outside, kind)
    assert arrived(outside) == {number: 1 for number, *_ in rows}
    posts, finds = (sum(line.startswith(start) for line in outside.asked) for start in ("POST", "GET /requests.json"))
    assert posts > len(outside.taken) if kind == "linli" else finds > 0, "what may have arrived was asked for again"
    numbers = {f"SR-{at}": text for at, text in enumerate(outside.taken, start=1)}
    for number, state, outside_id, _ in rows:
        told = numbers[outside_id]
        assert state == "accepted" and number in (told.get("description") or told["text"])


def test_a_system_that_knows_nothing_again_is_not_told_twice(place: Place, outside: Outside) -> None:
    """What may have arrived is not sent again: somebody has to look (docs/handover.md)."""
    outside.lists = False
    rows = handed(place, outside, "open311")
    assert {state for _, state, _, _ in rows} >= {"failed"}, "one was killed while it waited for the answer"
    assert set(arrived(outside).values()) <= {1}
    for number, state, outside_id, error in rows:
        assert (state == "accepted" and outside_id and arrived(outside)[number] == 1) or (
            state == "failed" and error and not outside_id
        )
