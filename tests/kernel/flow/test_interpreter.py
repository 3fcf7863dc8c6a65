"""Steps in a flow."""

from dataclasses import replace

import pytest

from linli.kernel.errors import Conflict, Invalid, NotAllowed, NotFound
from linli.kernel.flow import ClockChange, ClockMove, Facts, FlowCode, actions_for, step
from tests.kernel.flow.samples import note

pytestmark = pytest.mark.pure
FLOW = note()
RECEIVER = Facts(roles=frozenset({"receiver"}), given=frozenset({"note", "photo"}), actor="wang")
CHECKER = Facts(
    roles=frozenset({"checker"}),
    given=frozenset({"signature"}),
    values={"amount": 50},
    actor="li",
    earlier=frozenset({"wang"}),
)


def test_a_step_gives_state_clocks_and_effects() -> None:
    outcome = step(FLOW, "sent", "answer", RECEIVER)
    assert (outcome.state, outcome.effects) == ("answered", ("notices.tell",))
    assert outcome.clocks == (ClockChange("answer", ClockMove.STOP),)
    assert step(FLOW, "answered", "close", CHECKER).effects == ("money.award", "notices.tell")


def test_an_action_nobody_knows() -> None:
    with pytest.raises(NotFound) as caught:
        step(FLOW, "sent", "burn", RECEIVER)
    assert (caught.value.code, caught.value.data["action"]) == (FlowCode.UNKNOWN_ACTION, "burn")


@pytest.mark.parametrize(
    ("state", "allowed"), [("answered", ["close"]), ("closed", []), ("no_such_state", [])], ids=str
)
def test_the_wrong_state_names_itself_and_what_is_possible(state: str, allowed: list[str]) -> None:
    with pytest.raises(Conflict) as caught:
        step(FLOW, state, "answer", RECEIVER)
    assert caught.value.code is FlowCode.WRONG_STATE
    assert (caught.value.data["state"], caught.value.data["allowed"]) == (state, allowed)


def test_the_wrong_role() -> None:
    with pytest.raises(NotAllowed) as caught:
        step(FLOW, "sent", "answer", replace(RECEIVER, roles=frozenset({"sender", "checker"})))
    assert caught.value.code is FlowCode.WRONG_ROLE
    with pytest.raises(NotAllowed):
        step(FLOW, "sent", "answer", Facts())


def test_each_missing_requirement_is_named() -> None:
    with pytest.raises(Invalid) as caught:
        step(FLOW, "sent", "answer", replace(RECEIVER, given=frozenset({"colour"})))
    assert [problem.path for problem in caught.value.problems] == ["note", "photo"]
    with pytest.raises(Invalid) as caught:
        step(FLOW, "answered", "close", replace(CHECKER, given=frozenset(), actor="wang"))
    problems = [(problem.path, problem.code) for problem in caught.value.problems]
    assert problems == [("second_person", FlowCode.SECOND_PERSON), ("signature", FlowCode.REQUIREMENT)]


@pytest.mark.parametrize("earlier", [{"li"}, {"wang", "li"}, set()])
def test_the_second_person_is_none_of_those_before(earlier: set[str]) -> None:
    with pytest.raises(Invalid):
        step(FLOW, "answered", "close", replace(CHECKER, earlier=frozenset(earlier)))
    # Claiming it as something given does not help.
    claimed = replace(CHECKER, earlier=frozenset(earlier), given=frozenset({"signature", "second_person"}))
    with pytest.raises(Invalid):
        step(FLOW, "answered", "close", claimed)


@pytest.mark.parametrize("values", [{"amount": 100}, {}, {"amount": None}, {"amount": "5"}])
def test_a_condition_that_does_not_hold(values: dict[str, object]) -> None:
    with pytest.raises(Conflict) as caught:
        step(FLOW, "answered", "close", replace(CHECKER, values=values))
    assert caught.value.code is FlowCode.CONDITION


def test_the_same_key_leads_elsewhere_from_another_state() -> None:
    sender = replace(CHECKER, roles=frozenset({"sender"}), given=frozenset(), values={})
    assert step(FLOW, "sent", "close", sender).clocks == (ClockChange("answer", ClockMove.STOP),)


def test_offers_show_every_action_with_the_reason_why_not() -> None:
    offers = {offer.action: offer for offer in actions_for(FLOW, "sent", replace(RECEIVER, given=frozenset()))}
    assert list(offers) == ["answer", "ask", "close"]
    assert offers["answer"].allowed and offers["answer"].needs == ("note", "photo")
    assert offers["ask"].allowed and offers["ask"].needs == ()
    assert (offers["close"].allowed, offers["close"].reason) == (False, FlowCode.WRONG_ROLE)
    (close,) = actions_for(FLOW, "answered", replace(CHECKER, actor="wang"))
    assert (close.allowed, close.reason, close.needs) == (False, FlowCode.SECOND_PERSON, ())
    (close,) = actions_for(FLOW, "answered", replace(CHECKER, values={"amount": 500}))
    assert close.reason is FlowCode.CONDITION
    assert actions_for(FLOW, "closed", RECEIVER) == []


def test_what_is_offered_can_be_done() -> None:
    facts = [RECEIVER, CHECKER, Facts(), replace(CHECKER, values={}), replace(RECEIVER, given=frozenset())]
    for one in facts:
        for state in FLOW.states:
            for offer in actions_for(FLOW, state, one):
                supplied = replace(one, given=one.given | set(offer.needs))
                if offer.allowed:
                    assert step(FLOW, state, offer.action, supplied).state == offer.to
                else:
                    with pytest.raises((Conflict, NotAllowed, Invalid)) as caught:
                        step(FLOW, state, offer.action, supplied)
                    assert caught.value.code in (offer.reason, FlowCode.INCOMPLETE)
