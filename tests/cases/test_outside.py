"""A case in outside hands: only what everybody may know leaves, nothing is lost or doubled, nothing waits silently."""

import random
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest

from linli.cases import jobs
from linli.cases.commands import (
    hand_over_case,
    note_handover,
    retitle_case,
    retry_handover,
    withdraw_handover,
)
from linli.cases.models import Case, CaseAct, CaseClock, Handover
from linli.cases.queries.handovers import handovers_of
from linli.cases.rules.handovers import MOST_TRIES, WAITS, names_a_party
from linli.kernel.actor import Actor
from linli.kernel.clock_port import now
from linli.kernel.db.guard import writing
from linli.kernel.errors import Conflict, Invalid, NotAllowed, NotFound
from linli.kernel.jobs import outbox
from linli.kernel.jobs.worker import work_until_idle
from linli.kernel.journal.models import JournalEntry
from linli.people.models import Message
from tests.cases.outside import Outside, outside_system
from tests.cases.town import COUNTY, Town, lamp, make_town, version
from tests.cases.walking import step
from tests.packs.folders import publish_rows

pytestmark = pytest.mark.django_db
WORDS = "三号桥北侧路灯不亮，请检修线路"
MOST = ("dispatcher", "case_worker")


@pytest.fixture
def outside(settings: Any) -> Iterator[Outside]:
    settings.LINLI = replace(settings.LINLI, send_seconds=1, handover_keys=("city=s3cret", "other=x"))
    with outside_system() as found:
        yield found


@pytest.fixture
def town() -> Town:
    return make_town()


def target(outside: Outside | None, kind: str = "open311", **more: Any) -> None:
    """An outside system in the pack of the county."""
    address = f"http://127.0.0.1:{outside.port}" if outside else ""
    services = {"report_part": "parts", "report_part/street_lamp": "L-7" if kind != "linli" else "report_part/lamp"}
    row = {
        "key": "city", "title": {"zh-Hans": "市政平台", "en": "City"}, "kind": kind, "address": address,
        "services": services, "days": 5, "jurisdiction": "qinghe", "area": "329922001001", **more,
    }  # fmt: skip
    with writing("test"):
        publish_rows(COUNTY, row, section="handovers", pack="outside")


def boss(town: Town, at: datetime | None = None) -> Actor:
    return town.who("street", *MOST, at=at or now())


def shown(town: Town) -> UUID:
    """A lamp that everybody may see."""
    case = lamp(town.who("station", "case_intake", at=now()))
    step(boss(town), case, "accept")
    title = {"title": "三号桥路灯不亮", "place_name": "三号桥", "urgent": False}
    retitle_case(boss(town), case=case, expected_version=version(case), **title)
    if not Case.objects.get(pk=case).public:
        with writing("test"):
            Case.objects.filter(pk=case).update(public=True)
    while outbox.hand_on(COUNTY):
        pass
    return case


def hand(town: Town, case: UUID, **changed: Any) -> UUID:
    given = {"target": "city", "text": WORDS, **changed}
    hand_over_case(boss(town), case=case, expected_version=version(case), **given)
    found: UUID = Handover.objects.order_by("-handed_at", "-id").values_list("pk", flat=True)[0]
    return found


def row_of(handover: UUID) -> Handover:
    return Handover.objects.get(pk=handover)


class Clock:
    """The clock of the jobs."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.at = now()
        monkeypatch.setattr(jobs, "now", lambda: self.at)

    def sweep(self, **later: float) -> None:
        self.at += timedelta(**later)
        jobs.sweep_handovers.func(job_key="test")


def acts(case: UUID) -> list[str]:
    rows = CaseAct.objects.filter(case=case).order_by("seq").values_list("action", flat=True)
    return [action for action in rows if "outside" in action or "hand" in action]


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


def alarm(town: Town, case: UUID, template: str) -> None:
    """A notice at the desk of the unit that answers, once."""
    work_until_idle(COUNTY)
    (found,) = Message.objects.filter(template=template)
    row = Case.objects.get(pk=case)
    assert found.channel == "desk" and found.unit == (row.lead_id or row.receiver_id)


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


def test_what_must_not_leave_does_not(town: Town, outside: Outside) -> None:
    target(outside)
    case = shown(town)
    for text in ("找王小明", "电话 138 0013 8000", "13800138000", "身份证110101199003071234", " ", "长" * 1001):
        with pytest.raises(Invalid) as refused:
            hand(town, case, text=text)
        assert refused.value.problems[0].path == "text"
    with pytest.raises(Invalid):
        hand(town, case, target="nobody")
    hidden = lamp(town.who("station", "case_intake", at=now()))
    with pytest.raises(Conflict) as hidden_one:
        hand(town, hidden)
    assert hidden_one.value.code.code == "case_not_outside" and not Handover.objects.exists()


def test_who_may_and_who_may_not(town: Town, outside: Outside) -> None:
    target(outside)
    case = shown(town)
    for actor, refusal in (
        (town.who("street", "case_supervisor", at=now()), NotAllowed),
        (town.who("housing", *MOST, at=now()), NotFound),
        (replace(boss(town), powers={**boss(town).powers, "cases.dispatch": ()}), NotAllowed),
    ):
        if refusal is NotFound:
            actor = replace(actor, powers={**actor.powers, "cases.see_cases": ()})
        with pytest.raises(refusal):
            hand_over_case(actor, case=case, target="city", text=WORDS, expected_version=version(case))
    handover, other = hand(town, case), shown(town)
    for act in (withdraw_handover, retry_handover, note_handover):
        more = {"note": "x"} if act is not retry_handover else {}
        with pytest.raises(NotAllowed):
            act(town.who("street", "case_supervisor"), case=case, handover=handover, expected_version=1, **more)
        for foreign, wrong in ((other, handover), (case, uuid4())):
            with pytest.raises(NotFound):
                act(boss(town), case=foreign, handover=wrong, expected_version=version(foreign), **more)
    stranger = town.who("housing", "case_worker")
    assert handovers_of(stranger, case) == () and len(handovers_of(boss(town), case)) == 1
    with pytest.raises(NotAllowed):
        jobs.try_handover(boss(town), handover=handover)


def test_production_calls_no_private_address(
    town: Town, outside: Outside, monkeypatch: pytest.MonkeyPatch, settings: Any
) -> None:
    target(outside, address=f"https://localhost:{outside.port}")
    clock = Clock(monkeypatch)
    handover = hand(town, shown(town))
    settings.LINLI = replace(settings.LINLI, mode="production")
    clock.sweep(seconds=1)
    assert row_of(handover).last_error == "private_address" and outside.asked == []


@pytest.mark.pure
def test_words_that_name_somebody() -> None:
    assert names_a_party("请找 王 小明", ["王小明"]) and names_a_party("0515-8888 1234", [])
    assert not names_a_party("3号桥第12根灯杆，编号 A-204", ["", "王"])
