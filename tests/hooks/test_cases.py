"""What an outside system hears of cases: their state, never their words; of confidential ones nothing at all."""

import json
from collections.abc import Iterator
from dataclasses import replace
from typing import Any
from uuid import UUID

import pytest

from linli.cases.commands import note_case, open_case
from linli.cases.models import Case, CaseAct
from linli.kernel.clock_port import now
from linli.kernel.db.guard import writing
from linli.kernel.hooks import jobs, ledger
from linli.kernel.hooks.commands import replay_hook
from linli.kernel.hooks.listing import hook_alarms
from linli.kernel.hooks.models import HookDelivery
from linli.kernel.jobs.worker import work_until_idle
from tests.cases.test_visibility import ALL, SECRET
from tests.cases.town import COMMUNITY, REPORTER, Town, lamp, make_town
from tests.hooks.making import COUNTY, hook_to, keeper
from tests.hooks.receivers import Receiver, receiving

pytestmark = pytest.mark.django_db
ACTED = "cases.case_acted"


@pytest.fixture
def receiver(settings: Any) -> Iterator[Receiver]:
    settings.LINLI = replace(settings.LINLI, hook_seconds=1)
    with receiving() as found:
        yield found


@pytest.fixture
def town() -> Town:
    return make_town()


def secret_case(town: Town, kind: str) -> UUID:
    unit, more = SECRET[kind]
    keeper = town.who(unit, *ALL, "confidential_worker")
    case: UUID = open_case(keeper, type=kind, area=COMMUNITY, text="不能让别人知道", parties=(REPORTER,), **more).id
    return case


def test_of_a_report_the_state_is_told_and_nothing_of_its_words(town: Town, receiver: Receiver) -> None:
    hook_to(receiver.address, ACTED)
    clerk = town.who("committee", *ALL)
    case = lamp(clerk)
    note_case(clerk, case=case, text="他的电话是 13800138000")
    work_until_idle(COUNTY)
    assert len(receiver.came) >= 2
    for got in receiver.came:
        told = json.loads(got.body)
        assert set(told["data"]) == {"type", "id", "county", "area", "version", "state"}
        assert told["data"]["id"] == str(case) and told["data"]["area"] == COMMUNITY
        for word in ("路灯", "王小明", "13800138000", Case.objects.get(pk=case).title):
            assert word not in got.body.decode()


@pytest.mark.parametrize("kind", sorted(SECRET))
def test_of_what_only_its_handlers_may_know_nothing_leaves(town: Town, receiver: Receiver, kind: str) -> None:
    hook, began = hook_to(receiver.address, ACTED), now()
    secret_case(town, kind)
    work_until_idle(COUNTY)
    at = now()
    replay_hook(keeper(at=at), hook=hook.id, since=began, until=at)
    work_until_idle(COUNTY)
    assert receiver.asked == 0 and not HookDelivery.objects.exists()


def test_what_became_confidential_before_it_was_sent_is_withheld(town: Town, receiver: Receiver) -> None:
    hook = hook_to(receiver.address, ACTED)
    case = lamp(town.who("committee", *ALL))
    handed = [ledger.hand_out(entry) for entry in CaseAct.objects.filter(case=case).values_list("entry", flat=True)]
    with writing("test"):
        Case.objects.filter(pk=case).update(visibility="handlers", public=False)
    jobs.send_due.func(job_key="test")
    assert receiver.asked == 0
    rows = HookDelivery.objects.filter(hook=hook.id).values_list("state", "reason")
    assert set(handed) == {1} and set(rows) == {("given_up", "withheld")}
    assert hook_alarms(keeper()) == (), "nobody is alarmed"
