"""Many at once against one server: one key has one effect, one of several edits wins, the rest are told."""

import json
from concurrent.futures import ThreadPoolExecutor
from typing import Any
from uuid import uuid4

import pytest

from tests.crash.installation import Place
from tests.crash.test_kill import Sender, truth_of

pytestmark = [pytest.mark.crash, pytest.mark.slow]
CROWD = 12


@pytest.fixture
def sender(place: Place) -> Sender:
    place.start_web()
    return Sender(place)


def _together(act: Any) -> list[Any]:
    with ThreadPoolExecutor(CROWD) as pool:
        return list(pool.map(act, range(CROWD)))


def test_one_key_sent_by_many_at_once_has_one_effect(sender: Sender) -> None:
    key = str(uuid4())
    for _ in range(3):
        _together(lambda _: sender.send_once(key))
    assert len(sender.acknowledged) == 1
    assert truth_of(sender.place)["notes"] == sender.acknowledged


def test_of_many_edits_of_one_version_one_wins(sender: Sender) -> None:
    note = sender.send()

    def edit(number: int) -> tuple[int, Any]:
        body = {"subject": f"crash {number}", "body": "y", "expected_version": 1}
        return sender.place.send("PUT", f"/api/v1/notes/{note}", body, **sender.headers)

    answers = _together(edit)
    statuses = sorted(status for status, _ in answers)
    assert statuses.count(200) == 1 and set(statuses) <= {200, 409, 429}
    lost = [answer for status, answer in answers if status == 409]
    assert lost and all(answer["code"] == "stale" and answer["data"]["changes"] for answer in lost), json.dumps(lost)


def test_many_send_at_once_and_nothing_is_lost(sender: Sender) -> None:
    sender.place.start_worker()
    _together(lambda _: sender.send())
    from tests.crash.test_kill import check

    check(sender.place, sender)
