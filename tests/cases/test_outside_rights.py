"""What must not leave the house with a case that is handed over, and who may hand one over."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any
from uuid import uuid4

import pytest

from linli.cases import jobs
from linli.cases.commands import (
    hand_over_case,
    note_handover,
    retry_handover,
    withdraw_handover,
)
from linli.cases.models import Handover
from linli.cases.queries.handovers import handovers_of
from linli.cases.rules.handovers import names_a_party
from linli.kernel.clock_port import now
from linli.kernel.errors import Conflict, Invalid, NotAllowed, NotFound
from tests.cases.handing import MOST, WORDS, Clock, boss, hand, row_of, shown, target
from tests.cases.outside import Outside, outside_system
from tests.cases.town import Town, lamp, make_town, version

pytestmark = pytest.mark.django_db


@pytest.fixture
def outside(settings: Any) -> Iterator[Outside]:
    settings.LINLI = replace(settings.LINLI, send_seconds=1, handover_keys=("city=s3cret", "other=x"))
    with outside_system() as found:
        yield found


@pytest.fixture
def town() -> Town:
    return make_town()


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
