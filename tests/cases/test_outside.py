"""A case in outside hands: only what everybody may know leaves, nothing is lost or doubled, nothing waits silently."""

import random
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from linli.cases import jobs
from linli.cases.commands import (
    note_handover,
    retry_handover,
    withdraw_handover,
)
from linli.cases.models import Case, CaseClock
from linli.cases.queries.handovers import handovers_of
from linli.cases.rules.handovers import MOST_TRIES, WAITS
from linli.kernel.errors import Conflict, Invalid
from linli.kernel.jobs.worker import work_until_idle
from linli.kernel.journal.models import JournalEntry
from linli.people.models import Message
from tests.cases.handing import WORDS, Clock, acts, alarm, boss, hand, row_of, shown, target
from tests.cases.outside import Outside, outside_system
from tests.cases.town import COUNTY, Town, make_town, version

pytestmark = pytest.mark.django_db


@pytest.fixture
def outside(settings: Any) -> Iterator[Outside]:
    settings.LINLI = replace(settings.LINLI, send_seconds=1, handover_keys=("city=s3cret", "other=x"))
    with outside_system() as found:
        yield found


@pytest.fixture
def town() -> Town:
    return make_town()


def test_the_worker_hands_it_over_and_only_what_everybody_may_know(town: Town, outside: Outside) -> None:
    target(outside)
    case = shown(town)
    handover = hand(town, case)
    work_until_idle(COUNTY)
    (got,), row = outside.taken, Case.objects.get(pk=case)
    assert got == {
        "api_key": "s3cret", "jurisdiction_id": "qinghe", "service_code": "L-7", "lat": "33.4100", "long": "119.8100",
        "address_string": "三号桥", "description": f"三号桥路灯不亮\n{WORDS}\n[Linli {row.number}]",
    }  # fmt: skip
    found = row_of(handover)
    assert (found.state, found.outside_id, found.tries) == ("accepted", "SR-1", 0) and found.next_try_at
    assert acts(case) == ["hand_over", "outside_accepted"] and WORDS.encode() not in bytes(found.text)
    told = str(list(JournalEntry.objects.values()))
    assert "s3cret" not in told and WORDS not in told


def test_it_is_followed_ever_more_rarely_until_it_is_closed(
    town: Town, outside: Outside, monkeypatch: pytest.MonkeyPatch
) -> None:
    target(outside)
    clock, case = Clock(monkeypatch), shown(town)
    before = list(CaseClock.objects.filter(case=case).order_by("id").values_list("key", "due_at", "stopped_at"))
    handover = hand(town, case)
    clock.sweep(seconds=1)
    for _ in range(48):
        clock.sweep(minutes=30)
    looked = len(outside.asked)
    assert 8 <= looked <= 25, "it is not asked every minute"
    assert list(CaseClock.objects.filter(case=case).order_by("id").values_list("key", "due_at", "stopped_at")) == before
    outside.status, outside.notes = "in_progress", "已派单"
    clock.sweep(hours=13)
    outside.status, outside.notes = "closed", "灯已换"
    clock.sweep(hours=13)
    found = row_of(handover)
    assert (found.state, found.outside_state, found.next_try_at) == ("closed", "closed", None)
    assert acts(case) == ["hand_over", "outside_accepted", "outside_news", "outside_news", "outside_closed"]
    asked = len(outside.asked)
    clock.sweep(days=9)
    assert len(outside.asked) == asked and not Message.objects.filter(template__startswith="outside").exists()


def test_a_token_first_and_the_number_later(town: Town, outside: Outside, monkeypatch: pytest.MonkeyPatch) -> None:
    target(outside)
    outside.tokens = True
    clock, case = Clock(monkeypatch), shown(town)
    handover = hand(town, case)
    clock.sweep(seconds=1)
    assert (row_of(handover).state, row_of(handover).token) == ("sent", "t-SR-1")
    outside.habits = ["later"]
    clock.sweep(hours=1)
    assert row_of(handover).state == "sent"
    clock.sweep(hours=13)
    assert (row_of(handover).state, row_of(handover).outside_id) == ("accepted", "SR-1")


@pytest.mark.parametrize("habit", ["drop", "busy", "drop_after", "delay", "lie", "repeat"])
def test_what_may_have_arrived_is_looked_for_before_it_is_sent_again(
    town: Town, outside: Outside, monkeypatch: pytest.MonkeyPatch, habit: str
) -> None:
    target(outside)
    clock = Clock(monkeypatch)
    handover = hand(town, shown(town))
    outside.habits = [habit]
    clock.sweep(seconds=1)
    assert row_of(handover).state == "waiting" and row_of(handover).unsure and row_of(handover).last_error
    for _ in range(4):
        clock.sweep(minutes=2)
    assert (row_of(handover).state, len(outside.taken)) == ("accepted", 1), "nothing lost, nothing doubled"
    assert any("GET /requests.json" in asked for asked in outside.asked)


@pytest.mark.parametrize("seed", range(5))
def test_over_crashes_and_habits_it_arrives_once(
    town: Town, outside: Outside, monkeypatch: pytest.MonkeyPatch, seed: int
) -> None:
    class Crash(BaseException):
        pass

    def crashing(function: Any) -> Any:
        def call(*args: Any, **kwargs: Any) -> Any:
            if dice.random() < 0.2:
                raise Crash
            found = function(*args, **kwargs)
            if dice.random() < 0.2:
                raise Crash
            return found

        return call

    target(outside)
    dice, clock = random.Random(seed), Clock(monkeypatch)
    handover = hand(town, shown(town))
    outside.habits = [dice.choice(["honest", "drop", "drop_after", "busy", "lie", "repeat"]) for _ in range(3)]
    with monkeypatch.context() as patched:
        for name in ("try_handover", "ask_outside", "follow_handover"):
            patched.setattr(jobs, name, crashing(getattr(jobs, name)))
        for _ in range(4):
            with suppress(Crash):
                clock.sweep(minutes=3)
    for _ in range(20):
        clock.sweep(hours=1)
    assert row_of(handover).state == "accepted" and len(outside.taken) == 1


def test_where_nobody_can_look_a_person_must(town: Town, outside: Outside, monkeypatch: pytest.MonkeyPatch) -> None:
    target(outside)
    outside.lists, outside.habits = False, ["drop_after"]
    clock, case = Clock(monkeypatch), shown(town)
    handover = hand(town, case)
    clock.sweep(seconds=1)
    clock.sweep(minutes=2)
    assert (row_of(handover).state, row_of(handover).last_error, len(outside.taken)) == ("failed", "http_404", 1)
    alarm(town, case, "outside_failed")


def test_it_is_tried_with_patience_then_given_up_and_can_be_tried_again(
    town: Town, outside: Outside, monkeypatch: pytest.MonkeyPatch
) -> None:
    target(outside)
    clock, case = Clock(monkeypatch), shown(town)
    handover = hand(town, case)
    outside.habits = ["busy"] * 50
    clock.sweep(seconds=1)
    for minutes in WAITS:
        assert row_of(handover).state == "waiting"
        clock.sweep(minutes=minutes + 0.1)
    assert row_of(handover).state == "failed" and len(outside.asked) == MOST_TRIES and outside.taken == []
    alarm(town, case, "outside_failed")
    outside.habits = []
    retry_handover(boss(town, clock.at), case=case, handover=handover, expected_version=version(case))
    clock.sweep(seconds=1)
    clock.sweep(seconds=1)
    assert row_of(handover).state == "accepted" and len(outside.taken) == 1
    with pytest.raises(Conflict):
        retry_handover(boss(town, clock.at), case=case, handover=handover, expected_version=version(case))


def test_a_clear_no_is_final(town: Town, outside: Outside, monkeypatch: pytest.MonkeyPatch) -> None:
    target(outside)
    clock, case = Clock(monkeypatch), shown(town)
    handover = hand(town, case)
    outside.habits = ["refuse"]
    clock.sweep(seconds=1)
    found = row_of(handover)
    assert (found.state, found.last_error, found.unsure) == ("failed", "http_400", False)
    assert acts(case) == ["hand_over", "outside_failed"]


def test_late_is_told_once_and_followed_all_the_same(
    town: Town, outside: Outside, monkeypatch: pytest.MonkeyPatch
) -> None:
    target(outside)
    clock, case = Clock(monkeypatch), shown(town)
    handover = hand(town, case)
    clock.sweep(seconds=1)
    for _ in range(20):
        clock.sweep(hours=12)
    (row,) = handovers_of(boss(town, clock.at), case)
    assert row.late and row.state == "accepted" and acts(case).count("outside_late") == 1
    late_at = row_of(handover).late_at
    assert late_at and timedelta(0) <= late_at - row_of(handover).due_at <= timedelta(hours=12)
    alarm(town, case, "outside_late")
    outside.status = "closed"
    clock.sweep(hours=12)
    assert row_of(handover).state == "closed" and not handovers_of(boss(town, clock.at), case)[0].late


def test_by_hand_only_the_ledger_is_kept_and_late_is_told(
    town: Town, outside: Outside, monkeypatch: pytest.MonkeyPatch
) -> None:
    target(None, "by_hand")
    clock, case = Clock(monkeypatch), shown(town)
    handover = hand(town, case)
    note_handover(boss(town), case=case, handover=handover, outside_id="收文18号", expected_version=version(case))
    clock.sweep(days=6)
    clock.sweep(days=6)
    assert acts(case) == ["hand_over", "outside_news", "outside_late"] and outside.asked == []
    given = {"case": case, "handover": handover, "closed": True, "note": "已修"}
    note_handover(boss(town, clock.at), expected_version=version(case), **given)
    found = row_of(handover)
    assert (found.state, found.outside_id) == ("closed", "收文18号")
    with pytest.raises(Conflict):
        note_handover(boss(town, clock.at), expected_version=version(case), **given)


@pytest.mark.parametrize("habit", ["honest", "drop_after", "busy", "lie"])
def test_another_linli_opens_one_case_by_our_key(
    town: Town, outside: Outside, monkeypatch: pytest.MonkeyPatch, habit: str
) -> None:
    target(outside, "linli")
    clock, case = Clock(monkeypatch), shown(town)
    handover = hand(town, case)
    outside.habits = [habit]
    clock.sweep(seconds=1)
    clock.sweep(minutes=2)
    (got,) = outside.taken
    assert got["type"] == "report_part" and got["area"] == "329922001001" and WORDS in got["text"]
    assert {head["authorization"] for head in outside.heads} == {"Bearer s3cret"} and "parties" not in got
    assert row_of(handover).outside_id == "SR-1"
    outside.status = "closed"
    clock.sweep(hours=1)
    assert row_of(handover).state == "closed"


def test_what_another_linli_turns_down_is_an_alarm(
    town: Town, outside: Outside, monkeypatch: pytest.MonkeyPatch
) -> None:
    target(outside, "linli")
    clock, case = Clock(monkeypatch), shown(town)
    handover = hand(town, case)
    clock.sweep(seconds=1)
    outside.status = "rejected"
    clock.sweep(hours=1)
    found = row_of(handover)
    assert (found.state, found.last_error, found.outside_state) == ("failed", "turned_down", "rejected")
    alarm(town, case, "outside_failed")
    assert hand(town, case) != handover


def test_withdrawn_it_is_followed_no_longer(town: Town, outside: Outside, monkeypatch: pytest.MonkeyPatch) -> None:
    target(outside)
    clock, case = Clock(monkeypatch), shown(town)
    handover = hand(town, case)
    with pytest.raises(Conflict):
        hand(town, case)
    with pytest.raises(Invalid):
        withdraw_handover(boss(town), case=case, handover=handover, note=" ", expected_version=version(case))
    withdraw_handover(boss(town), case=case, handover=handover, note="自己修", expected_version=version(case))
    clock.sweep(days=1)
    assert outside.asked == [] and row_of(handover).state == "withdrawn" and hand(town, case) != handover
