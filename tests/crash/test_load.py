"""More load than the server can bear: what is not taken must wait, what was acknowledged is there, kills or not."""

import os
import random
import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from uuid import uuid4

import pytest

from tests.crash.installation import Place, wait_for
from tests.crash.test_cases import Resident, check, truth_of

pytestmark = [pytest.mark.crash, pytest.mark.slow]
ASKERS, SECONDS, RECOVERED = 40, 8.0, 10.0
# Twelve in every run of the tests; LINLI_KILLS=50 for the whole proof, about three minutes.
KILLS = int(os.environ.get("LINLI_KILLS", "12"))


@pytest.fixture
def resident(place: Place) -> Resident:
    place.environment |= {"LINLI_THREADS": "4", "LINLI_BACKLOG": "64"}
    place.start_web()
    return Resident(place)


@contextmanager
def crowd(resident: Resident, askers: int) -> Iterator[threading.Event]:
    """Many who report all the time, each under keys of its own, until the event is set."""
    stop = threading.Event()

    def work() -> None:
        while not stop.is_set():
            if resident.report_once(str(uuid4())) != 201:
                time.sleep(0.05)

    threads = [threading.Thread(target=work, daemon=True) for _ in range(askers)]
    for thread in threads:
        thread.start()
    try:
        yield stop
    finally:
        stop.set()
        for thread in threads:
            thread.join(60)


def test_ten_times_the_load_is_told_to_wait_and_passes(place: Place) -> None:
    """One address may send ten a second and sends ten times that; the server works on four at a time, forty ask."""
    place.environment |= {"LINLI_THREADS": "4", "LINLI_BACKLOG": "64", "LINLI_REQUESTS_PER_MINUTE": "600"}
    place.start_web()
    resident = Resident(place)
    with crowd(resident, ASKERS):
        time.sleep(SECONDS)
    seen = Counter(resident.statuses)
    assert set(seen) == {201, 429}, seen
    assert seen[201] > 20 and sum(seen.values()) > 10 * SECONDS * 10
    assert len(place.waits) == seen[429] and all(text.isdigit() and int(text) >= 1 for text in place.waits)
    calm = time.monotonic()
    key = str(uuid4())
    wait_for(lambda: resident.report_once(key) == 201, "work after the storm", RECOVERED)
    assert time.monotonic() - calm < RECOVERED
    check(resident)


def test_kills_under_load_lose_nothing_that_was_acknowledged(resident: Resident) -> None:
    """The web server is killed again and again while eight report; a broken connection is no acknowledgement."""
    place, dice, kills = resident.place, random.Random(7), 0
    with crowd(resident, 8):
        while kills < KILLS:
            time.sleep(dice.uniform(0.05, 0.4))
            place.kill("web")
            kills += 1
            place.start_web()
    assert {status for status in resident.statuses if status >= 500} == set()
    assert len(resident.acknowledged) > KILLS
    truth = check_at_least(resident)
    assert truth >= len(resident.acknowledged)


def check_at_least(resident: Resident) -> int:
    """All that was acknowledged is there and whole; what was cut off may be there too, whole or not at all."""
    truth = truth_of(resident.place)
    assert set(resident.acknowledged.values()) <= set(truth["ids"])
    assert truth["broken"] == [] and truth["untrue"] == []
    return len(truth["ids"])
