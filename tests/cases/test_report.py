"""A report walks from sighting to rating, is opened again, done again, archived."""

from dataclasses import replace
from datetime import timedelta
from uuid import UUID

import pytest

from linli.cases.commands import (
    accept_share,
    assign_case,
    finish_share,
    rate_case,
    refuse_share,
)
from linli.cases.models import Assignment, Case, CaseClock
from linli.cases.rules.case_reasons import CaseCode
from linli.kernel.errors import Conflict, Invalid, NotAllowed, NotFound
from linli.kernel.flow.reasons import FlowCode
from tests.cases.town import COMMUNITY, Town, lamp, later, make_town, version
from tests.cases.walking import assert_folds, attach, party_of, step, sweep

pytestmark = pytest.mark.django_db


@pytest.fixture
def town() -> Town:
    return make_town()


def dispatched(town: Town) -> UUID:
    desk = town.who("station", "case_intake")
    boss = town.who("street", "dispatcher")
    case = lamp(desk)
    step(boss, case, "accept")
    assign_case(boss, case=case, unit=town.units["urban"], expected_version=version(case))
    return case


def test_the_whole_way(town: Town) -> None:
    case = dispatched(town)
    worker, checker = town.who("urban", "case_worker"), town.who("street", "verifier", mark="other")
    accept_share(worker, case=case, expected_version=version(case))
    attach(case, "after")
    assert step(later(worker, hours=3), case, "finish", "换了灯泡") == "done"
    assert step(later(checker, hours=4), case, "verify") == "closed"
    resident = party_of(case, later(checker, hours=20))
    receipt = rate_case(
        resident, case=case, stars=2, reasons=("not_solved",), text="晚上又灭了", expected_version=version(case)
    )
    assert receipt.status == "handling"  # a bad rating opens it again
    row = Case.objects.get(pk=case)
    assert (row.rating, row.reopened, row.lead_id, row.closed_at) == (2, 1, town.units["urban"], None)
    assert Assignment.objects.get(case=case, role="lead").state == "accepted"
    assert step(later(worker, days=1), case, "finish", "换了线路") == "done"
    assert step(later(checker, days=1, hours=2), case, "verify") == "closed"
    sweep(later(checker, days=30).at, case)
    row.refresh_from_db()
    assert (row.state, row.ended_at is not None, row.due_at.year) == ("archived", True, 2199)
    assert_folds(case)


def test_the_handler_does_not_verify(town: Town) -> None:
    case = dispatched(town)
    worker = town.who("urban", "case_worker")
    accept_share(worker, case=case, expected_version=version(case))
    attach(case, "after")
    step(worker, case, "finish", "好了")
    both = replace(town.who("street", "verifier"), account=worker.account)
    with pytest.raises(Invalid) as caught:
        step(both, case, "verify")
    assert caught.value.code is FlowCode.INCOMPLETE


def test_finishing_needs_a_photo(town: Town) -> None:
    case = dispatched(town)
    worker = town.who("urban", "case_worker")
    accept_share(worker, case=case, expected_version=version(case))
    with pytest.raises(Invalid) as caught:
        step(worker, case, "finish", "好了")
    assert [problem.path for problem in caught.value.problems] == ["photo_after"]


def test_a_unit_sends_it_back_once_with_the_reason(town: Town) -> None:
    case = dispatched(town)
    worker, boss = town.who("urban", "case_worker"), town.who("street", "dispatcher")
    with pytest.raises(Invalid):
        refuse_share(worker, case=case, reason=" ", expected_version=version(case))
    refuse_share(worker, case=case, reason="属于供电公司", expected_version=version(case))
    row = Case.objects.get(pk=case)
    assert (row.state, row.lead_id, row.returned) == ("accepted", None, 1)
    assign_case(boss, case=case, unit=town.units["urban"], expected_version=version(case))
    with pytest.raises(Conflict) as caught:
        refuse_share(worker, case=case, reason="还是不归我们", expected_version=version(case))
    assert caught.value.code is FlowCode.CONDITION
    assert_folds(case)


def test_helpers_must_be_done_before_the_lead(town: Town) -> None:
    case = dispatched(town)
    boss, worker, helper = (
        town.who("street", "dispatcher"), town.who("urban", "case_worker"), town.who("housing", "case_worker"),
    )  # fmt: skip
    accept_share(worker, case=case, expected_version=version(case))
    assign_case(boss, case=case, unit=town.units["housing"], role="helping", expected_version=version(case))
    attach(case, "after")
    with pytest.raises(Conflict):
        step(worker, case, "finish", "好了")
    accept_share(helper, case=case, expected_version=version(case))
    finish_share(helper, case=case, note="断了电", expected_version=version(case))
    assert step(worker, case, "finish", "好了") == "done"
    assert_folds(case)


def test_others_do_not_know_of_it(town: Town) -> None:
    case = dispatched(town)
    stranger = town.who("housing", "case_worker")
    with pytest.raises(NotFound):
        step(stranger, case, "finish", "好了")


def test_who_may_not_dispatch(town: Town) -> None:
    case = lamp(town.who("station", "case_intake"))
    with pytest.raises(NotAllowed):
        step(town.who("street", "verifier"), case, "accept")


def test_the_window_to_open_it_again_is_kept_by_the_server(town: Town) -> None:
    case = dispatched(town)
    worker, checker = town.who("urban", "case_worker"), town.who("street", "verifier", mark="other")
    accept_share(worker, case=case, expected_version=version(case))
    attach(case, "after")
    step(worker, case, "finish", "好了")
    step(checker, case, "verify")
    with pytest.raises(Conflict) as caught:
        step(party_of(case, later(checker, days=16)), case, "reopen", "又坏了")
    assert caught.value.code is CaseCode.REOPEN_OVER
    assert step(party_of(case, later(checker, days=14)), case, "reopen", "又坏了") == "handling"


def test_an_emergency_is_no_order_and_is_kept(town: Town) -> None:
    from linli.kernel.journal.models import JournalEntry

    with pytest.raises(Conflict) as caught:
        lamp(town.who("station", "case_intake"), sort="gas_leak")  # T058
    assert (caught.value.code, caught.value.data["phone"]) == (CaseCode.EMERGENCY, "119")
    assert not Case.objects.exists()
    assert JournalEntry.objects.get(command="cases.note_emergency").facts["phone"] == "119"


def test_due_in_three_working_days(town: Town) -> None:
    case = dispatched(town)  # Friday 2026-11-20, sort with tier T3
    row = Case.objects.get(pk=case)
    assert row.due_at - timedelta(seconds=1) > row.received_at
    clock = CaseClock.objects.get(case=case, key="handle")
    assert (str(clock.due_on), clock.source) == ("2026-11-25", "case.tier.t3")


def test_numbers_are_quoted_not_guessed(town: Town) -> None:
    from linli.cases.rules.numbers import read_number

    case = lamp(town.who("station", "case_intake"))
    number = Case.objects.get(pk=case).number
    assert number.startswith("32992120261120" + "00001") and read_number(f" {number[:8]} {number[8:]}") == number
    wrong = number[:-1] + str((int(number[-1]) + 1) % 10)
    assert read_number(wrong) is None
    assert Case.objects.get(pk=case).area == COMMUNITY
