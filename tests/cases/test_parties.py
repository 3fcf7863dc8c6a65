"""Who speaks for a case: applicants and reporters, representatives and agents inside their mandate; nobody else."""

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

import pytest

from linli.cases.commands import (
    answer_question,
    ask_party,
    attach_files,
    end_party,
    note_case,
    pause_clock,
    rate_case,
    take_step,
)
from linli.cases.models import Case, CaseParty, CaseQuestion
from linli.cases.queries.case_detail import case_detail
from linli.cases.queries.parties import hearers
from linli.cases.queries.party_access import prove_party, question_behind
from linli.cases.rules.case_reasons import CaseCode
from linli.cases.rules.parties import Part, may_act
from linli.kernel.actor import Actor
from linli.kernel.errors import Conflict, NotAllowed, NotFound
from tests.cases.town import COMMUNITY, COUNTY, REPORTER, Town, lamp, make_town, version
from tests.cases.walking import on, party_of, state, step

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
    with pytest.raises(NotFound):
        step(replace(agent, at=datetime(2026, 11, 20, 18, tzinfo=UTC)), case, "withdraw")
    assert state(case) == "reported", "it is the 21st here, though the 20th in Greenwich"
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


@pytest.mark.parametrize("role", ["other_side", "supporter"])
def test_the_other_side_and_who_joined_speak_for_nobody(town: Town, role: str) -> None:
    case, clerk = with_parties(town, {"role": role, "name": "李四", "phone": "13900139000"})
    somebody = party_of(case, clerk, role)
    refused = NotFound if role == "other_side" else NotAllowed
    given = {"case": case, "expected_version": version(case)}
    for command, words in (
        (take_step, {**given, "action": "withdraw"}),
        (rate_case, {**given, "stars": 1}),
        (note_case, {"case": case, "text": "我说"}),
        (attach_files, {"case": case, "files": [{}]}),
    ):
        with pytest.raises(refused):
            command(somebody, **words)
    assert Case.objects.get(pk=case).acts == 1


def test_the_other_side_has_no_way_in(town: Town) -> None:
    case, clerk = with_parties(town, {"role": "other_side", "name": "李四", "phone": "13900139000"})
    number = Case.objects.get(pk=case).number
    assert prove_party(COUNTY, number, "8000", clerk.at).case == case
    with pytest.raises(NotFound):
        prove_party(COUNTY, number, "9000", clerk.at)


def test_staff_who_are_the_other_side_withdraw_nothing(town: Town) -> None:
    worker = town.who("station", "case_worker", mark="accused")
    case, _ = with_parties(town, {"role": "other_side", "name": "李四", "account": worker.account})
    with pytest.raises(NotAllowed):
        step(worker, case, "withdraw")


def test_after_its_end_an_agent_neither_sees_nor_hears_of_the_case(town: Town) -> None:
    case, clerk = with_parties(town, AGENT)
    agent, number = party_of(case, clerk, "agent"), Case.objects.get(pk=case).number
    assert prove_party(COUNTY, number, "7000", on(2026, 11, 20, 23)).party == agent.party
    note_case(replace(agent, at=on(2026, 11, 20, 23)), case=case, text="补充一句")
    with pytest.raises(NotFound):
        prove_party(COUNTY, number, "7000", on(2026, 11, 21, 1))
    with pytest.raises(NotFound):
        note_case(replace(agent, at=on(2026, 11, 21, 1)), case=case, text="再补充一句")
    heard = hearers(COUNTY, on(2026, 11, 21, 1)).filter(case=case)
    assert [party.role for party in heard] == ["reporter"]


def test_an_agent_ends_with_the_principal_and_never_speaks_for_the_other_side(town: Town) -> None:
    other = {"role": "other_side", "name": "李四"}
    theirs = {**AGENT, "phone": "13900139000", "speaks_for": 1}
    case, clerk = with_parties(town, other, theirs, {**AGENT, "speaks_for": 0})
    of_other, of_reporter = CaseParty.objects.filter(case=case, role="agent").order_by("id")
    assert not hearers(COUNTY, clerk.at).filter(pk=of_other.pk).exists()
    assert hearers(COUNTY, clerk.at).filter(pk=of_reporter.pk).exists()
    end_party(clerk, case=case, party=of_reporter.speaks_for_id, expected_version=version(case))
    assert not hearers(COUNTY, clerk.at).filter(case=case).exists()


def test_a_mandate_covers_what_it_names(town: Town) -> None:
    case, clerk = with_parties(town, AGENT)
    agent = party_of(case, clerk, "agent")
    with pytest.raises(Conflict) as caught:
        rate_case(agent, case=case, stars=1, expected_version=version(case))
    assert caught.value.code is CaseCode.OUTSIDE_MANDATE


@pytest.mark.parametrize(("scope", "allowed"), [(["withdraw"], True), (["reopen"], False)])
def test_an_agent_is_offered_what_the_mandate_names(town: Town, scope: list[str], allowed: bool) -> None:
    case, clerk = with_parties(town, {**AGENT, "scope": scope})
    offers = {offer.action: offer for offer in case_detail(party_of(case, clerk, "agent"), case).offers}
    assert offers["withdraw"].allowed is allowed
    assert offers["withdraw"].reason is (None if allowed else CaseCode.OUTSIDE_MANDATE)
    whole = {offer.action: offer.allowed for offer in case_detail(party_of(case, clerk, "reporter"), case).offers}
    assert whole["withdraw"], "the principal may, whatever the agent may not"


def test_an_agent_whose_mandate_ended_is_neither_asked_nor_answers(town: Town) -> None:
    boss = town.who("street", "dispatcher")
    clerk = town.who("station", "case_intake")
    case = lamp(clerk, parties=({"role": "reporter", "anonymous": True}, AGENT))
    step(boss, case, "accept")
    question = ask_party(boss, case=case, text="哪一盏?", expected_version=version(case))
    asked = CaseQuestion.objects.get(case=case)
    late = replace(party_of(case, clerk, "agent"), at=on(2026, 11, 21, 1))
    with pytest.raises(Conflict) as caught:
        answer_question(late, question=asked.id, text="桥头那盏")
    assert caught.value.code is CaseCode.OUTSIDE_MANDATE
    behind = question_behind(COUNTY, question.values["secret"], late.at)
    assert behind is not None and not behind.open
    with pytest.raises(Conflict) as nobody:
        ask_party(replace(boss, at=late.at), case=case, text="再问?", expected_version=version(case))
    assert nobody.value.code is CaseCode.NO_PARTY


@pytest.mark.parametrize(
    ("part", "action", "speaks"),
    [
        (Part("applicant"), "withdraw", True),
        (Part("reporter"), "rate", True),
        (Part("representative"), "withdraw", True),
        (Part("representative", scope=frozenset({"ask_review"})), "withdraw", False),
        (Part("representative", until=date(2026, 11, 19)), "withdraw", False),
        (Part("agent", until=date(2026, 11, 20)), "withdraw", False),
        (Part("agent", scope=frozenset({"withdraw"}), until=date(2026, 11, 20)), "withdraw", True),
        (Part("agent", scope=frozenset({"withdraw"}), principal=Part("other_side")), "withdraw", False),
        (Part("agent", scope=frozenset({"withdraw"}), principal=Part("reporter", left=True)), "withdraw", False),
        (Part("reporter", left=True), "withdraw", False),
        (Part("supporter"), "rate", False),
        (Part("other_side"), "rate", False),
    ],
)
def test_who_may_act(part: Part, action: str, speaks: bool) -> None:
    assert may_act(part, action, date(2026, 11, 20)) is speaks


@pytest.mark.django_db
def test_who_is_a_party_of_a_case_stays_when_an_import_is_undone() -> None:
    from linli.people.commands import undo_ledger
    from linli.people.models import LedgerRun, Person
    from tests.people.ledgers.runs import as_csv, clerk, taken_in

    town = make_town()
    run = taken_in(
        as_csv((("姓名", "性别", "联系电话"), ("陈小雨", "女", "13800000011"), ("李大山", "男", "13800000012"))),
        area=COMMUNITY,
    )
    party = Person.objects.get(name="陈小雨")
    lamp(town.who("station", "case_intake"), parties=({"role": "reporter", "person": party.id},))
    undo_ledger(clerk(COMMUNITY), run=run, expected_version=LedgerRun.objects.get(pk=run).version)
    assert list(Person.objects.values_list("name", flat=True).order_by("name")) == ["陈小雨"]
