"""Proofs about flows: no dead end accepted, none missed."""

from copy import deepcopy
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from linli.kernel.flow import Facts, Flow, FlowFault, Vocabulary, check_flow, parse_flow, step
from tests.kernel.flow.samples import action, any_tables, note, sound_tables, table

pytestmark = pytest.mark.pure
ANYBODY = Facts(roles=frozenset({"anybody"}))
tried = settings(max_examples=200, deadline=None)


def walked(flow: Flow, start: str) -> set[str]:
    """Every state that one really gets into from ``start``, by taking every step there is."""
    seen, waiting = {start}, [start]
    while waiting:
        state = waiting.pop()
        for item in flow.actions_from(state):
            reached = step(flow, state, item.key, ANYBODY).state
            if reached not in seen:
                seen.add(reached)
                waiting.append(reached)
    return seen


def stuck(flow: Flow) -> set[str]:
    """The states from which walking never gets to an end."""
    return {state for state in flow.states if not any(flow.states[end].end for end in walked(flow, state))}


def found(flow: Flow, code: FlowFault) -> set[str]:
    return {finding.data["state"] for finding in check_flow(flow) if finding.code is code}


@tried
@given(any_tables())
def test_no_dead_end_accepted_none_missed(data: dict[str, Any]) -> None:
    flow = parse_flow(data)
    reached = walked(flow, flow.initial)
    assert found(flow, FlowFault.DEAD_END) == stuck(flow)
    assert found(flow, FlowFault.UNREACHABLE) == set(flow.states) - reached
    if not check_flow(flow):
        assert all(any(flow.states[end].end for end in walked(flow, state)) for state in reached)


@tried
@given(sound_tables())
def test_a_sound_flow_is_accepted(data: dict[str, Any]) -> None:
    assert check_flow(parse_flow(data)) == []


def plant_dead_end(data: dict[str, Any], state: str) -> FlowFault:
    data["states"]["trap"] = {}
    data["actions"] += [action("fall", state, "trap"), action("turn", "trap", "trap")]
    return FlowFault.DEAD_END


def plant_unreachable(data: dict[str, Any], state: str) -> FlowFault:
    data["states"]["island"] = {}
    data["actions"].append(action("leave", "island", state))
    return FlowFault.UNREACHABLE


def plant_way_out_of_an_end(data: dict[str, Any], state: str) -> FlowFault:
    data["actions"].append(action("reopen", list(data["states"])[-1], state))
    return FlowFault.LEAVES_END


def plant_unknown_target(data: dict[str, Any], state: str) -> FlowFault:
    data["actions"].append(action("vanish", state, "nowhere"))
    return FlowFault.UNKNOWN_STATE


def plant_unknown_source(data: dict[str, Any], state: str) -> FlowFault:
    data["actions"].append(action("appear", "nowhere", state))
    return FlowFault.UNKNOWN_STATE


def plant_unknown_initial(data: dict[str, Any], state: str) -> FlowFault:
    data["initial"] = "nowhere"
    return FlowFault.UNKNOWN_STATE


def plant_unknown_clock(data: dict[str, Any], state: str) -> FlowFault:
    data["actions"].append(action("tick", state, state, clocks={"sundial": "stop"}))
    return FlowFault.UNKNOWN_CLOCK


def plant_unknown_effect(data: dict[str, Any], state: str) -> FlowFault:
    data["actions"].append(action("bang", state, state, effects=["fireworks"]))
    return FlowFault.UNKNOWN_EFFECT


def plant_unknown_role(data: dict[str, Any], state: str) -> FlowFault:
    data["actions"].append(action("rule", state, state, by=["emperor"]))
    return FlowFault.UNKNOWN_ROLE


def plant_unknown_fact(data: dict[str, Any], state: str) -> FlowFault:
    data["actions"].append(action("guess", state, state, when="weather == 'fine' and amount > 1"))
    return FlowFault.UNKNOWN_FACT


def plant_endless_clock(data: dict[str, Any], state: str) -> FlowFault:
    data["clocks"].append("sundial")
    data["actions"].append(action("wind", state, state, clocks={"sundial": "start"}))
    return FlowFault.CLOCK_NEVER_STOPS


def plant_clock_endless_from_the_start(data: dict[str, Any], state: str) -> FlowFault:
    data["clocks"].append("sundial")
    data["starts"] = ["sundial"]
    return FlowFault.CLOCK_NEVER_STOPS


def plant_action_twice(data: dict[str, Any], state: str) -> FlowFault:
    data["actions"] += [action("same", state, state), action("same", state, list(data["states"])[-1])]
    return FlowFault.TWICE


def plant_condition_never_true(data: dict[str, Any], state: str) -> FlowFault:
    data["actions"].append(action("wish", state, state, when="1 > 2"))
    return FlowFault.NEVER_TRUE


PLANTED = [value for name, value in sorted(globals().items()) if name.startswith("plant_")]


@pytest.mark.parametrize("plant", PLANTED, ids=lambda plant: plant.__name__[6:])
@settings(max_examples=40, deadline=None)
@given(data=sound_tables(), choice=st.integers(0, 5))
def test_a_planted_fault_is_found(plant: Any, data: dict[str, Any], choice: int) -> None:
    spoilt = deepcopy(data)
    states = list(spoilt["states"])[:-1]
    code = plant(spoilt, states[choice % len(states)])
    assert code in {finding.code for finding in check_flow(parse_flow(spoilt))}


def test_the_note_is_sound() -> None:
    assert check_flow(note()) == []


def test_a_way_that_can_never_be_taken_is_none() -> None:
    flow = parse_flow(table(["one", "two"], {"two"}, [action("go", "one", "two", when="not true")]))
    assert found(flow, FlowFault.DEAD_END) == {"one"}


def test_a_clock_stopped_beside_the_way_still_runs_for_ever() -> None:
    actions = [
        action("go", "one", "two", clocks={"watch": "start"}),
        action("on", "two", "three"),
        action("other", "one", "three", clocks={"watch": "stop"}),
    ]
    flow = parse_flow(table(["one", "two", "three"], {"three"}, actions))
    assert [finding.code for finding in check_flow(flow)] == [FlowFault.CLOCK_NEVER_STOPS]


def test_names_are_checked_only_against_what_is_known() -> None:
    loose = parse_flow(table(["one", "two"], {"two"}, [action("go", "one", "two", when="anything", effects=["any.x"])]))
    assert check_flow(loose) == []
    house = Vocabulary(effects=frozenset({"money.award"}), roles=frozenset({"anybody"}))
    assert [finding.code for finding in check_flow(loose, house)] == [FlowFault.UNKNOWN_EFFECT]
    assert [finding.where for finding in check_flow(note(), house)].count("declared") == 4


def test_findings_can_be_read() -> None:
    flow = parse_flow(table(["one", "two"], {"two"}, []))
    texts = [str(finding) for finding in check_flow(flow)]
    assert "states.one: No end can be reached from the state “one”." in texts
