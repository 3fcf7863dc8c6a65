"""Flows to try things on."""

from typing import Any, Final

from hypothesis import strategies as st

from linli.kernel.flow import Flow, parse_flow

NOTE: Final[dict[str, Any]] = {
    "key": "note",
    "version": 2,
    "initial": "sent",
    "clocks": ["answer"],
    "starts": ["answer"],
    "effects": ["notices.tell", "money.award"],
    "roles": ["receiver", "sender", "checker"],
    "facts": ["amount", "place.area"],
    "states": {
        "sent": {"labels": {"zh-Hans": "已发出", "en": "Sent"}},
        "answered": {},
        "waiting": {},
        "closed": {"end": True},
    },
    "actions": [
        {
            "key": "answer",
            "from": ["sent"],
            "to": "answered",
            "by": ["receiver"],
            "requires": ["note", "photo"],
            "clocks": {"answer": "stop"},
            "effects": ["notices.tell"],
            "labels": {"zh-Hans": "答复"},
        },
        {"key": "ask", "from": ["sent"], "to": "waiting", "by": ["receiver"], "clocks": {"answer": {"pause": "asked"}}},
        {"key": "go_on", "from": ["waiting"], "to": "sent", "by": ["sender"], "clocks": {"answer": "resume"}},
        {
            "key": "close",
            "from": ["answered"],
            "to": "closed",
            "by": ["checker", "sender"],
            "requires": ["second_person", "signature"],
            "when": "amount < 100",
            "effects": ["money.award", "notices.tell"],
        },
        {"key": "close", "from": ["sent"], "to": "closed", "by": ["sender"], "clocks": {"answer": "stop"}},
    ],
}


def note(**change: Any) -> Flow:
    """The note's flow with some keys changed."""
    return parse_flow({**NOTE, **change})


def action(key: str, source: str, target: str, **more: Any) -> dict[str, Any]:
    """An action that anybody may take."""
    return {"key": key, "from": [source], "to": target, "by": ["anybody"], **more}


def table(states: list[str], ends: set[str], actions: list[dict[str, Any]], **more: Any) -> dict[str, Any]:
    """A flow that begins in its first state."""
    named = {state: {"end": state in ends} for state in states}
    return {"key": "tried", "version": 1, "initial": states[0], "states": named, "actions": actions, **more}


@st.composite
def any_tables(draw: st.DrawFn) -> dict[str, Any]:
    """Any graph of up to six states, sound or not; action keys are never given twice."""
    states = [f"s{number}" for number in range(draw(st.integers(1, 6)))]
    ends = draw(st.sets(st.sampled_from(states), max_size=2))
    pairs = draw(st.lists(st.tuples(st.sampled_from(states), st.sampled_from(states)), max_size=9))
    actions = [action(f"a{number}", *pair) for number, pair in enumerate(pairs) if pair[0] not in ends]
    return table(states, ends, actions)


@st.composite
def sound_tables(draw: st.DrawFn) -> dict[str, Any]:
    """A flow without fault: a line of states to an end, with further ways between them and a clock on the way."""
    length = draw(st.integers(2, 6))
    states = [f"s{number}" for number in range(length)]
    actions = [action(f"on{number}", states[number], states[number + 1]) for number in range(length - 1)]
    extra = draw(st.lists(st.tuples(st.integers(0, length - 2), st.integers(0, length - 1)), max_size=5))
    actions += [action(f"x{number}", states[one], states[two]) for number, (one, two) in enumerate(extra)]
    begins = draw(st.integers(0, length - 1))
    if begins < length - 1:
        actions[begins]["clocks"] = {"watch": "start"}
    stops = actions[begins + 1 : length - 1]
    if stops:
        draw(st.sampled_from(stops))["clocks"] = {"watch": "stop"}
    elif begins < length - 1:
        actions[begins]["clocks"] = {}
    vocabulary = {"clocks": ["watch"], "effects": ["tell"], "roles": ["anybody"], "facts": ["amount"]}
    return table(states, {states[-1]}, actions, **vocabulary)
