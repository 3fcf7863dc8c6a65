"""The vectors of the rule book that the national types touch: licensing, petitions, mediation, information, tiers."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest

from linli.cases.commands import extend_clock, open_case, raise_alarm, tell_missing
from linli.cases.models import Case, CaseClock
from linli.cases.rules.case_reasons import CaseCode
from linli.kernel.actor import Actor, system_actor
from linli.kernel.errors import Conflict, Invalid, NotAllowed, TooLate
from linli.kernel.flow.reasons import FlowCode
from tests.cases.town import COMMUNITY, REPORTER, Town, make_town, version
from tests.cases.walking import assert_folds, attach, due, give, on, party_of, sign, state, step, sweep

pytestmark = pytest.mark.django_db


@pytest.fixture
def town() -> Town:
    return make_town()


def at(actor: Actor, moment: datetime) -> Actor:
    return replace(actor, at=moment)


ROAD = {"purpose": "event", "first": "2026-05-01", "last": "2026-05-02", "square_metres": 40}


def apply(town: Town, moment: datetime, type: str = "road_occupation", **more: Any) -> UUID:
    desk = town.who("station", "case_intake", at=moment)
    given: dict[str, Any] = {"type": type, "area": COMMUNITY, "text": "申请", "values": ROAD, **more}
    return open_case(desk, parties=({**REPORTER, "role": "applicant"},), **given).id


# --- R3.1 -------------------------------------------------------------------------------------------
def test_silence_is_acceptance_on_the_day_of_receipt(town: Town) -> None:
    case = apply(town, on(2026, 2, 13))  # T053
    assert due(case, "notice") == "2026-02-27"
    sweep(on(2026, 2, 27, 23), case)
    assert state(case) == "received"
    sweep(on(2026, 2, 28, 1), case)
    row = Case.objects.get(pk=case)
    assert (row.state, row.accepted_at) == ("accepted", on(2026, 2, 13))
    assert due(case, "decide") == "2026-03-19"
    assert_folds(case)


def test_a_step_by_silence_that_the_flow_refuses_does_not_hold_up_the_clock(town: Town) -> None:
    case = apply(town, on(2026, 2, 13))
    moment = on(2026, 2, 28, 1)
    clock = CaseClock.objects.get(case=case, key="notice")
    # Only the job may be silent: for anybody else the flow refuses the step.
    nobody = replace(system_actor("329921", moment, "cases.raise_alarm"), channel="cli")
    raise_alarm(nobody, clock=clock.id)
    after = CaseClock.objects.get(pk=clock.pk)
    assert state(case) == "received" and after.rung > clock.rung
    assert after.next_alarm_at is None or after.next_alarm_at > moment
    assert_folds(case)


def test_the_head_extends_once_before_the_end(town: Town) -> None:
    case = apply(town, on(2026, 2, 13))
    sweep(on(2026, 2, 28, 1), case)
    head, boss = town.who("street", "case_head"), town.who("street", "dispatcher")

    def extend(actor: Actor, moment: datetime, by: str = "10wd", reason: str = "情况复杂") -> str:
        extend_clock(at(actor, moment), case=case, clock="decide", by=by, reason=reason, expected_version=version(case))
        return due(case, "decide")

    with pytest.raises(NotAllowed):
        extend(boss, on(2026, 3, 10))
    with pytest.raises(Invalid):
        extend(head, on(2026, 3, 10), reason=" ")
    with pytest.raises(Invalid):
        extend(head, on(2026, 3, 10), by="11wd")
    with pytest.raises(TooLate):
        extend(head, on(2026, 3, 20))
    assert extend(head, on(2026, 3, 19)) == "2026-04-02"
    with pytest.raises(Conflict):
        extend(head, on(2026, 3, 25))


def test_delivery_within_ten_working_days_of_the_decision(town: Town) -> None:
    case = apply(town, on(2026, 4, 1))
    desk, head = town.who("station", "case_intake"), town.who("street", "case_head")
    step(at(desk, on(2026, 4, 2)), case, "accept")
    give(at(desk, on(2026, 4, 2)), town, case, "urban")
    worker = town.who("urban", "case_worker")
    sign(at(worker, on(2026, 4, 3)), case)
    step(at(worker, on(2026, 4, 10)), case, "review", "符合条件")
    assert step(at(head, on(2026, 4, 30)), case, "approve") == "approved"
    assert due(case, "deliver") == "2026-05-18"  # T055
    assert step(at(desk, on(2026, 5, 6)), case, "deliver") == "delivered"
    assert_folds(case)


def test_everything_missing_is_told_once(town: Town) -> None:
    case = apply(town, on(2026, 4, 1))
    desk = town.who("station", "case_intake", at=on(2026, 4, 1))

    def tell(*materials: str, why: str = "") -> None:
        tell_missing(desk, case=case, materials=materials, why_again=why, expected_version=version(case))

    with pytest.raises(Invalid) as caught:
        tell()
    assert caught.value.problems[0].code is CaseCode.NOTHING_MISSING
    tell("plan", "event", "identity")
    with pytest.raises(Conflict) as again:
        tell("safety")
    assert again.value.code is CaseCode.SECOND_NOTICE
    tell("safety", why="补来的方案才显示要施工")
    row = Case.objects.get(pk=case)
    assert (row.state, row.notices) == ("waiting", 2)
    assert_folds(case)
    assert step(party_of(case, desk, "applicant"), case, "supply") == "received"


# --- R3.3 -------------------------------------------------------------------------------------------
def petition(town: Town, moment: datetime, **values: Any) -> UUID:
    desk = town.who("petitions", "case_intake", "confidential_worker", at=moment)
    return open_case(
        desk, type="petition", sort="claim", area=COMMUNITY, text="要求处理", values=values,
        parties=({**REPORTER, "role": "applicant"},),
    ).id  # fmt: skip


def handled(town: Town, received: datetime, accepted: datetime) -> tuple[UUID, Actor]:
    case = petition(town, received)
    desk = town.who("petitions", "case_intake", "confidential_worker")
    give(at(desk, received), town, case, "housing")
    worker = town.who("housing", "case_worker", "confidential_worker")
    sign(at(worker, accepted), case)
    return case, worker


def test_sixty_days_and_thirty_more(town: Town) -> None:
    case, _ = handled(town, on(2026, 2, 27), on(2026, 3, 2))
    assert due(case, "handle") == "2026-05-06"  # T046: raw 2026-05-01
    head = town.who("housing", "case_head", "confidential_worker", at=on(2026, 4, 28))
    extend_clock(head, case=case, clock="handle", by="30d", reason="需要勘验", expected_version=version(case))
    assert due(case, "handle") == "2026-06-01"  # T047: raw 2026-05-31


@pytest.mark.serves("S-123", boundary="the thirty-first day")
def test_review_is_asked_for_within_thirty_days(town: Town) -> None:
    case, worker = handled(town, on(2026, 1, 5), on(2026, 1, 6))
    attach(case, "answer")
    step(at(worker, on(2026, 1, 20)), case, "answer", "答复意见")
    assert due(case, "review_ask") == "2026-02-24"  # T049: raw 2026-02-19
    late = party_of(case, at(worker, on(2026, 2, 25)), "applicant")
    with pytest.raises(TooLate):
        step(late, case, "ask_review", "不服")
    assert step(replace(late, at=on(2026, 2, 24, 22)), case, "ask_review", "不服") == "review"
    assert due(case, "review") == "2026-03-26"


def test_a_transfer_is_refused_within_five_working_days(town: Town) -> None:
    case = petition(town, on(2026, 9, 24))
    desk = town.who("petitions", "case_intake", "confidential_worker", at=on(2026, 9, 24))
    give(desk, town, case, "housing")
    assert due(case, "refuse") == "2026-10-09"  # T050


def test_after_a_re_review_the_same_facts_are_not_taken_in_again(town: Town) -> None:
    case, worker = handled(town, on(2026, 1, 5), on(2026, 1, 6))
    attach(case, "answer")
    step(at(worker, on(2026, 1, 20)), case, "answer", "答复意见")
    resident = party_of(case, at(worker, on(2026, 1, 25)), "applicant")
    # The petition office may give reviews of matters that it did not handle itself.
    office = town.who("petitions", "case_head", "confidential_worker", "case_intake")
    step(resident, case, "ask_review", "不服")
    step(at(office, on(2026, 2, 10)), case, "give_review", "维持")
    step(replace(resident, at=on(2026, 2, 25)), case, "ask_rereview", "不服")
    assert step(at(office, on(2026, 3, 10)), case, "give_rereview", "维持") == "final"
    assert_folds(case)
    number = Case.objects.get(pk=case).number
    with pytest.raises(Conflict) as caught:
        petition(town, on(2026, 4, 1), earlier=True, earlier_number=number)  # T052
    assert caught.value.code is CaseCode.REPEAT
    assert petition(town, on(2026, 4, 1), earlier=True, earlier_number=number, new_facts=True)


def test_at_most_five_representatives(town: Town) -> None:
    desk = town.who("petitions", "case_intake", "confidential_worker")
    people = [{"role": "representative", "name": f"代表{n}"} for n in range(6)]
    with pytest.raises(Invalid) as caught:
        open_case(desk, type="petition", sort="claim", area=COMMUNITY, text="集体反映", parties=people)
    assert (caught.value.code, caught.value.data) == (CaseCode.TOO_MANY_REPRESENTATIVES, {"limit": 5})
    assert open_case(desk, type="petition", sort="claim", area=COMMUNITY, text="集体反映", parties=people[:5])


# --- R3.6, R3.7 -------------------------------------------------------------------------------------
@pytest.mark.serves("S-120")
def test_an_agreement_is_valid_with_the_seal(town: Town) -> None:
    desk = town.who("mediation", "case_intake", "case_worker", "confidential_worker", at=on(2026, 4, 1))
    parties = (REPORTER, {"role": "other_side", "name": "李四"})
    case = open_case(desk, type="mediation", sort="neighbours", area=COMMUNITY, text="漏水", parties=parties).id
    give(desk, town, case, "mediation")
    sign(desk, case)
    step(desk, case, "begin", "双方同意")
    with pytest.raises(Invalid) as caught:
        step(desk, case, "agree", "已签名")
    assert [problem.path for problem in caught.value.problems] == ["agreement"]
    attach(case, "agreement")
    assert step(at(desk, on(2026, 4, 20)), case, "agree", "已签名") == "agreed"  # T062: not valid yet
    assert step(at(desk, on(2026, 4, 25)), case, "seal", "已盖章") == "valid"
    assert due(case, "confirm") == "2026-05-25"  # T061
    sweep(on(2026, 5, 26, 1), case)
    assert state(case) == "kept"
    assert_folds(case)


@pytest.mark.serves("S-120", boundary="one of the two does not want it")
def test_one_clear_refusal_ends_a_mediation(town: Town) -> None:
    desk = town.who("mediation", "case_intake", "case_worker", "confidential_worker")
    case = open_case(desk, type="mediation", sort="family", area=COMMUNITY, text="争吵", parties=(REPORTER,)).id
    give(desk, town, case, "mediation")
    sign(desk, case)
    assert step(party_of(case, desk), case, "refuse", "我不想调解") == "refused"
    assert_folds(case)


def test_information_within_twenty_working_days(town: Town) -> None:
    desk = town.who("street", "case_intake", "dispatcher", at=on(2026, 3, 2))
    values = {"document": "年度预算", "form": "electronic"}
    case = open_case(
        desk, type="information_request", area=COMMUNITY, text="申请公开", values=values, parties=(REPORTER,)
    ).id
    assert due(case, "answer") == "2026-03-30"  # T065
    head = town.who("street", "case_head", at=on(2026, 3, 27))
    extend_clock(head, case=case, clock="answer", by="20wd", reason="涉及第三方", expected_version=version(case))
    assert due(case, "answer") == "2026-04-28"  # T065


# --- R10.3 ------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("sort", "accepted", "moment"),
    [
        ("bin", on(2026, 2, 14, 20), on(2026, 2, 15, 20)),  # T136: hours run on holidays
        (
            "street_lamp",
            on(2026, 2, 13),
            datetime(2026, 2, 26, tzinfo=on(2026, 2, 1).tzinfo),
        ),  # T137: 2026-02-25, 24:00
    ],
)
def test_tiers(town: Town, sort: str, accepted: datetime, moment: datetime) -> None:
    desk = town.who("station", "case_intake", at=accepted)
    case = open_case(desk, type="report_part", sort=sort, area=COMMUNITY, text="坏了").id
    step(desk, case, "accept")
    assert Case.objects.get(pk=case).due_at == moment


def test_alarms_climb_the_ladder_once_each(town: Town) -> None:
    desk = town.who("station", "case_intake", at=on(2026, 11, 20))
    case = open_case(desk, type="report_part", sort="street_lamp", area=COMMUNITY, text="坏了").id
    step(desk, case, "accept")  # due on Wednesday 2026-11-25
    seen = []
    days = ((11, 24, 10), (11, 25, 1), (11, 25, 23), (11, 26, 1), (11, 27, 1), (11, 28, 1), (12, 1, 1), (12, 30, 1))
    for moment in (on(2026, *day) for day in days):
        sweep(moment, case)
        sweep(moment, case)
        seen.append(Case.objects.get(pk=case).alarm)
    assert seen == [0, 1, 1, 2, 3, 3, 4, 4]
    assert CaseClock.objects.get(case=case, key="handle").next_alarm_at is None


def test_a_clock_that_was_sent_back_to_work_is_explained(town: Town) -> None:
    from linli.cases.queries.case_detail import case_detail

    desk = town.who("station", "case_intake", at=on(2026, 11, 20))
    case = open_case(desk, type="report_part", sort="street_lamp", area=COMMUNITY, text="坏了").id
    step(desk, case, "accept")
    clock = next(row for row in case_detail(desk, case).clocks if row.main)
    assert sum(line.count for line in clock.lines) == 3 and clock.due_on == date(2026, 11, 25)
    assert clock.due_at == on(2026, 11, 26, 0) and clock.due_at - timedelta(seconds=1) > desk.at


def test_a_step_in_the_wrong_state_names_what_is_possible(town: Town) -> None:
    desk = town.who("station", "case_intake")
    case = open_case(desk, type="report_part", sort="road", area=COMMUNITY, text="坏了").id
    with pytest.raises(Conflict) as caught:
        step(desk, case, "sign")
    assert caught.value.code is FlowCode.WRONG_STATE and "accept" in caught.value.data["allowed"]
