"""Who speaks for a case: applicants and reporters, representatives and agents inside their mandate; nobody else."""

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

import pytest

from linli.cases.commands import pause_clock
from linli.cases.queries.case_detail import case_detail
from linli.cases.rules.case_reasons import CaseCode
from linli.kernel.actor import Actor
from linli.kernel.errors import Conflict
from tests.cases.town import REPORTER, Town, lamp, make_town, version
from tests.cases.walking import on, party_of, step

pytestmark = pytest.mark.django_db
AGENT = {
    "role": "agent", "name": "赵代办", "phone": "13700137000", "speaks_for": 0, "scope": ["withdraw"],
    "until": date(2026, 11, 20),
}  # fmt: skip


@pytest.fixture
def town() -> Town:
    return make_town()


def with_parties(town: Town, *more: Any) -> tuple[UUID, Actor]:
    """A lamp reported for somebody, with more parties; and who took it in."""
    clerk = town.who("station", "case_intake")
    return lamp(clerk, parties=(REPORTER, *more)), clerk


def test_a_mandate_ends_with_the_local_day(town: Town) -> None:
    case, clerk = with_parties(town, AGENT)
    agent = party_of(case, clerk, "agent")
    with pytest.raises(Conflict) as caught:
        step(replace(agent, at=datetime(2026, 11, 20, 18, tzinfo=UTC)), case, "withdraw")
    assert caught.value.code is CaseCode.OUTSIDE_MANDATE, "it is the 21st here, though the 20th in Greenwich"
    assert step(replace(agent, at=on(2026, 11, 20, 23)), case, "withdraw") == "withdrawn"


def test_a_clock_that_stands_still_is_explained_through_the_local_day(town: Town) -> None:
    boss = town.who("street", "dispatcher")
    case, _ = with_parties(town)
    step(boss, case, "accept")
    paused = {"case": case, "clock": "handle", "reason": "weather", "note": "下雨"}
    pause_clock(boss, **paused, expected_version=version(case))
    reader = replace(boss, at=datetime(2026, 11, 23, 18, tzinfo=UTC))
    clock = next(row for row in case_detail(reader, case).clocks if row.main)
    assert clock.lines[-1].end == date(2026, 11, 24)
