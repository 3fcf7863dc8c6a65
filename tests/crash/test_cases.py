"""Acceptance 5: a killed server in mid-intake, a database that is away for a while, two clerks, a double click."""

import json
import os
import sqlite3
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from typing import Any
from uuid import uuid4

import pytest

from tests.cluster import Cluster
from tests.crash.installation import Place, wait_for

pytestmark = [pytest.mark.crash, pytest.mark.slow]
MOST_STEPS = 60
URL = os.environ.get("LINLI_DATABASE_URL", "")
# PostgreSQL is stopped for a minute; a writer that holds SQLite's only lock for longer than anybody waits.
AWAY = 60 if URL else 14

TRUTH = """
import json
from linli.cases.models import Case, CaseAct, CaseClock, CaseParty
from linli.cases.rules.fold import Deed, fold
from linli.kernel.journal.models import JournalEntry
from linli.kernel.journal.verifying import verify
rows = list(Case.objects.filter(title__startswith="crash").order_by("id"))
def whole(row):
    acts = [Deed(a.seq, a.action, a.state, a.facts) for a in CaseAct.objects.filter(case=row).order_by("seq")]
    folded = fold(acts)
    entries = JournalEntry.objects.filter(object_id=row.id).count()
    parts = (CaseParty.objects.filter(case=row).count(), CaseClock.objects.filter(case=row).count())
    return folded.state == row.state and entries == len(acts) == row.acts and min(parts) > 0
print(json.dumps({
    "ids": [str(r.id) for r in rows], "titles": [r.title for r in rows], "numbers": len({r.number for r in rows}),
    "broken": [str(r.id) for r in rows if not whole(r)], "untrue": [f.kind for f in verify("329921")],
    "versions": {str(r.id): r.version for r in rows},
}))
"""


class Resident:
    """Somebody who reports until it is acknowledged, repeating under the same key."""

    def __init__(self, place: Place) -> None:
        self.place = place
        self.acknowledged: dict[str, str] = {}
        self.statuses: list[int] = []

    def report_once(self, key: str) -> int:
        """One try."""
        body = {"text": f"crash {key}"}
        status, answer = self.place.send("POST", "/api/v1/crash/intake", body, **{"Idempotency-Key": key})
        self.statuses.append(status)
        if status == 201:
            assert self.acknowledged.setdefault(key, answer["id"]) == answer["id"], "one key, one case"
        return status

    def report(self, key: str = "") -> str:
        """Report until it is acknowledged; the case."""
        name = key or str(uuid4())
        wait_for(lambda: self.place.keep_web() or self.report_once(name) == 201, "an acknowledgement", 120)
        return self.acknowledged[name]


def truth_of(place: Place) -> dict[str, Any]:
    """What the database holds in the end."""
    found: dict[str, Any] = json.loads(place.script(TRUTH).splitlines()[-1])
    return found


def check(resident: Resident) -> dict[str, Any]:
    """What was acknowledged is there, once and whole; nothing else is there."""
    truth = truth_of(resident.place)
    assert sorted(truth["ids"]) == sorted(resident.acknowledged.values())
    assert len(set(truth["titles"])) == len(truth["titles"]) == truth["numbers"]
    assert truth["broken"] == [] and truth["untrue"] == []
    return truth


@pytest.fixture
def resident(place: Place) -> Resident:
    place.start_web()
    return Resident(place)


def test_the_web_worker_is_killed_at_every_step_of_an_intake(resident: Resident) -> None:
    place, kills = resident.place, 0
    for step in range(1, MOST_STEPS):
        place.crash_at("web", step)
        resident.report()
        if place.crash_waits():
            break
        kills += 1
    place.forget_crash()
    # PostgreSQL takes a case's rows in one statement, SQLite one table after the other.
    assert kills >= (6 if URL else 8), "number, rows, request and both sides of each commit are steps"
    check(resident)


def test_a_killed_intake_that_nobody_repeats_is_absent_or_whole(resident: Resident) -> None:
    place, kills = resident.place, 0
    for step in range(1, 20, 3):
        place.crash_at("web", step)
        resident.report_once(str(uuid4()))
        kills += not place.crash_waits()
        wait_for(lambda: place.keep_web() or place.status("/health/ready") == 200, "the web server")
    place.forget_crash()
    assert kills >= 3, "most of the steps are reached before the intake is done"
    truth = truth_of(place)
    assert truth["broken"] == [] and truth["untrue"] == []
    assert set(resident.acknowledged.values()) <= set(truth["ids"])


def test_a_double_click_makes_one_case(resident: Resident) -> None:
    with ThreadPoolExecutor(8) as pool:
        for _ in range(3):
            key = str(uuid4())
            statuses = list(pool.map(lambda _, key=key: resident.report_once(key), range(8)))
            assert set(statuses) <= {201, 429} and 201 in statuses
    assert len(check(resident)["ids"]) == 3


def test_of_two_clerks_one_wins_and_the_other_sees_what_changed(resident: Resident) -> None:
    case, place = resident.report(), resident.place
    version = truth_of(place)["versions"][case]

    def accept(_: int) -> tuple[int, Any]:
        body = {"expected_version": version}
        while (answer := place.send("POST", f"/api/v1/crash/accept/{case}", body))[0] == 429:
            time.sleep(0.1)
        return answer

    with ThreadPoolExecutor(2) as pool:
        answers = sorted(pool.map(accept, range(2)), key=lambda answer: answer[0])
    assert [status for status, _ in answers] == [200, 409]
    lost = answers[1][1]
    assert lost["code"] == "stale" and lost["data"]["changes"][0]["command"] == "cases.take_step"
    check(resident)


def _take_away(place: Place) -> None:
    """The database is not to be had for a while."""
    if URL:
        cluster = Cluster.running_at(URL)
        cluster.stop("immediate")
        time.sleep(AWAY)
        cluster.start()
        return
    holder = sqlite3.connect(next(place.data.glob("*.sqlite3")), isolation_level=None)
    holder.execute("BEGIN IMMEDIATE")
    time.sleep(AWAY)
    holder.execute("ROLLBACK")
    holder.close()


def test_while_the_database_is_away_nothing_breaks_and_nothing_is_lost(resident: Resident) -> None:
    resident.report()
    away = threading.Thread(target=_take_away, args=(resident.place,))
    away.start()
    time.sleep(2)
    key, end = str(uuid4()), time.monotonic() + AWAY - 4
    resident.statuses.clear()
    while time.monotonic() < end:
        assert resident.report_once(key) in (429, 503), resident.statuses
        time.sleep(1)
    away.join()
    assert len(resident.statuses) >= 2 and key not in resident.acknowledged
    resident.report(key)
    assert resident.place.status("/health/ready") == 200
    assert len(check(resident)["ids"]) == 2
