"""Whoever is a party of a case handles none of it, by any command; who handled it does not verify it (E46)."""

import inspect
from dataclasses import replace
from typing import Any
from uuid import UUID, uuid4

import pytest

from linli.cases.commands import accept_share, note_case, support_case, take_step
from linli.cases.models import Case, CaseAct, CaseParty
from linli.cases.rules.case_reasons import CaseCode
from linli.kernel.actor import Actor
from linli.kernel.command import all_commands
from linli.kernel.errors import Invalid, NotAllowed
from linli.kernel.flow.reasons import FlowCode
from tests.cases.town import COMMUNITY, REPORTER, Town, lamp, make_town, version
from tests.cases.walking import attach, give, step

pytestmark = pytest.mark.django_db
# A party speaks through these; what of it and when is in test_parties.py.
BY_PARTIES = {
    "cases.take_step", "cases.rate_case", "cases.note_case", "cases.attach_files", "cases.answer_question",
    "cases.support_case",
}  # fmt: skip
# Not about one case, or done by the installation alone; a request for data opens its own case, which has no parties.
NO_CASE = {
    "cases.ask_for_data", "cases.decide_data_request", "cases.give_data",
    "cases.answer_note", "cases.close_note", "cases.close_question", "cases.count_promises", "cases.create_obligation",
    "cases.deliver_note", "cases.follow_handover", "cases.try_handover",
    "cases.drop_draft", "cases.drop_old_drafts", "cases.edit_note", "cases.end_obligation", "cases.keep_draft",
    "cases.note_emergency", "cases.note_refused_asking", "cases.open_case", "cases.open_task", "cases.prove_phone",
    "cases.raise_alarm", "cases.recode_case", "cases.recode_obligation",
    "cases.record_fact", "cases.recount_clock", "cases.return_note", "cases.send_code",
    "cases.send_note", "cases.turn_obligation", "cases.warn_note", "cases.withdraw_note",
}  # fmt: skip
COMMANDS = {info.name: info.call for info in all_commands() if info.name.startswith("cases.")}
HANDLING = sorted(COMMANDS.keys() - BY_PARTIES - NO_CASE)
GIVEN: dict[str, Any] = {
    "actor": None, "note": "说明", "reason": "说明", "text": "说明", "role": "helping", "clock": "handle", "by": "1wd",
    "type": "report_part", "sort": "road", "area": COMMUNITY, "materials": ("lease",), "title": "路灯",
    "target": "city", "handover": uuid4(), "place_name": "", "urgent": False, "public": True,
}  # fmt: skip


@pytest.fixture
def town() -> Town:
    return make_town()


def arguments(name: str, case: UUID, unit: UUID) -> dict[str, Any]:
    """Plausible arguments of a command on a case."""
    known = {
        **GIVEN, "case": case, "unit": unit, "into": Case.objects.exclude(pk=case)[0].id, "file": uuid4(),
        "expected_version": version(case),
        "party": dict(REPORTER) if name == "cases.add_party" else CaseParty.objects.filter(case=case)[0].id,
    }  # fmt: skip
    wanted = inspect.signature(COMMANDS[name]).parameters.values()
    return {item.name: known[item.name] for item in wanted if item.default is item.empty and item.name != "actor"}


def everything(town: Town, **who: Any) -> Actor:
    """Somebody of the street with every power over cases."""
    return replace(town.who("street", "dispatcher", **who), powers=dict.fromkeys([*COMMANDS, *SEEING], ("",)))


SEEING = ("cases.see_own_cases", "cases.see_cases", "cases.handle", "cases.dispatch", "cases.verify", "cases.approve")


def shared(town: Town, *parties: Any) -> UUID:
    """A lamp that the street helps with, whose other lamp is like it."""
    clerk = town.who("station", "case_intake")
    case = lamp(clerk, parties=(REPORTER, *parties))
    step(town.who("street", "dispatcher", mark="other"), case, "accept")
    give(town.who("street", "dispatcher", mark="other"), town, case, "street", role="helping")
    lamp(clerk)
    return case


def test_every_command_on_a_case_is_known_here() -> None:
    assert COMMANDS.keys() >= BY_PARTIES | NO_CASE
    for name in HANDLING:
        assert "case" in inspect.signature(COMMANDS[name]).parameters, f"{name}: does it give or take a step of a case?"


@pytest.mark.parametrize("role", ["applicant", "other_side", "supporter"])
@pytest.mark.parametrize("name", HANDLING)
def test_a_party_handles_nothing(town: Town, name: str, role: str) -> None:
    somebody = everything(town)
    case = shared(town, {"role": role, "name": "李四", "account": somebody.account})
    before = CaseAct.objects.count()
    with pytest.raises(NotAllowed) as caught:
        COMMANDS[name](somebody, **arguments(name, case, town.units["housing"]))
    assert caught.value.code is CaseCode.OWN_CASE and CaseAct.objects.count() == before


def test_a_unit_that_is_a_party_handles_nothing_either(town: Town) -> None:
    case = shared(town, {"role": "other_side", "unit": town.units["housing"]})
    somebody = replace(everything(town), unit=town.units["housing"])
    with pytest.raises(NotAllowed) as caught:
        accept_share(somebody, case=case, expected_version=version(case))
    assert caught.value.code is CaseCode.OWN_CASE


@pytest.mark.parametrize("action", ["dispatch", "reject", "sign", "finish", "verify"])
def test_a_party_takes_no_step_of_those_who_handle(town: Town, action: str) -> None:
    somebody = everything(town)
    case = shared(town, {"role": "applicant", "name": "李四", "account": somebody.account})
    with pytest.raises(Exception) as caught:
        take_step(somebody, case=case, action=action, note="说明", expected_version=version(case))
    assert getattr(caught.value, "code", None) in (CaseCode.OWN_CASE, CaseCode.SPECIAL_STEP)


def test_nobody_puts_a_case_into_their_own(town: Town) -> None:
    somebody = everything(town)
    own, other = (
        shared(town, {"role": "applicant", "account": somebody.account}),
        lamp(town.who("station", "case_intake")),
    )
    with pytest.raises(NotAllowed) as caught:
        COMMANDS["cases.merge_cases"](somebody, case=other, into=own, expected_version=version(other))
    assert caught.value.code is CaseCode.OWN_CASE


def test_nobody_makes_their_own_case_into_parts(town: Town) -> None:
    somebody = everything(town)
    case = shared(town, {"role": "applicant", "account": somebody.account})
    with pytest.raises(NotAllowed) as caught:
        lamp(somebody, parent=case)
    assert caught.value.code is CaseCode.OWN_CASE


def test_what_a_party_of_the_staff_notes_is_theirs_as_a_party(town: Town) -> None:
    somebody = everything(town)
    case = shared(town, {"role": "applicant", "account": somebody.account})
    note_case(somebody, case=case, text="还有一盏也不亮")
    assert CaseAct.objects.filter(case=case).order_by("-seq")[0].shown == "reporter"


def test_who_joins_afterwards_handles_no_more(town: Town) -> None:
    somebody = everything(town)
    case = shared(town)
    support_case(somebody, case=case, party={"account": somebody.account, "phone": "13700137000"})
    with pytest.raises(NotAllowed):
        COMMANDS["cases.accept_share"](somebody, case=case, expected_version=version(case))


def test_who_signed_for_it_does_not_verify_what_a_colleague_finished(town: Town) -> None:
    boss, worker = town.who("street", "dispatcher"), town.who("urban", "case_worker")
    colleague = town.who("urban", "case_worker", mark="colleague")
    case = lamp(town.who("station", "case_intake"))
    step(boss, case, "accept")
    give(boss, town, case, "urban")
    accept_share(worker, case=case, expected_version=version(case))
    attach(case, "after")
    step(colleague, case, "finish", "换了灯泡")
    for handler in (worker, colleague):
        both = replace(town.who("street", "verifier"), account=handler.account)
        with pytest.raises(Invalid) as caught:
            step(both, case, "verify")
        assert [problem.code for problem in caught.value.problems] == [FlowCode.SECOND_PERSON]
    assert step(town.who("street", "verifier", mark="third"), case, "verify") == "closed"
    assert Case.objects.get(pk=case).closed_at is not None


def test_a_helper_does_not_verify(town: Town) -> None:
    boss, worker, helper = (
        town.who("street", "dispatcher"), town.who("urban", "case_worker"), town.who("housing", "case_worker"),
    )  # fmt: skip
    case = lamp(town.who("station", "case_intake"))
    step(boss, case, "accept")
    give(boss, town, case, "urban")
    give(boss, town, case, "housing", role="helping")
    for one in (worker, helper):
        accept_share(one, case=case, expected_version=version(case))
    COMMANDS["cases.finish_share"](helper, case=case, note="断了电", expected_version=version(case))
    attach(case, "after")
    step(worker, case, "finish", "换了灯泡")
    with pytest.raises(Invalid) as caught:
        step(replace(town.who("street", "verifier"), account=helper.account), case, "verify")
    assert [problem.code for problem in caught.value.problems] == [FlowCode.SECOND_PERSON]
