"""Reading flows."""

from typing import Any

import pytest

from linli.kernel.errors import Invalid
from linli.kernel.expr import DeclaredCode, ExprCode
from linli.kernel.flow import ClockChange, ClockMove, FlowFault, parse_flow, to_rows
from tests.kernel.flow.samples import NOTE, action, note, table

pytestmark = pytest.mark.pure


def test_a_flow_is_read_as_it_stands() -> None:
    flow = note()
    assert (flow.key, flow.version, flow.initial, flow.starts) == ("note", 2, "sent", ("answer",))
    assert [state.key for state in flow.states.values() if state.end] == ["closed"]
    assert flow.states["sent"].label is not None and flow.states["sent"].label.en == "Sent"
    answer, ask, *_ = flow.actions
    assert answer.clocks == (ClockChange("answer", ClockMove.STOP),)
    assert ask.clocks == (ClockChange("answer", ClockMove.PAUSE, "asked"),)
    assert flow.declared.facts == frozenset({"amount", "place.area"})
    assert [item.key for item in flow.actions_from("sent")] == ["answer", "ask", "close"]


def test_entry_keys_of_packs_pass() -> None:
    assert note(basis={"confidence": "D"}, **{"from": "2026-01-01", "to": None}).key == "note"


def test_rows_for_documents() -> None:
    rows = to_rows(note())
    assert [(row.state, row.action) for row in rows] == [
        ("sent", "answer"),
        ("sent", "ask"),
        ("sent", "close"),
        ("answered", "close"),
        ("waiting", "go_on"),
        ("closed", ""),
    ]
    assert rows[1].clocks == ("answer: pause (asked)",)
    assert rows[3].when == "amount < 100" and rows[3].requires == ("second_person", "signature")


FAULTY: list[tuple[dict[str, Any], str, Any]] = [
    ({"version": "1"}, "version", DeclaredCode.WRONG_TYPE),
    ({"version": True}, "version", DeclaredCode.WRONG_TYPE),
    ({"version": 0}, "version", DeclaredCode.OUT_OF_RANGE),
    ({"initial": None}, "", DeclaredCode.MISSING_KEY),
    ({"states": []}, "states", DeclaredCode.WRONG_TYPE),
    ({"states": {"Sent": {}}}, "states", DeclaredCode.BAD_NAME),
    ({"states": {"sent": {"colour": "red"}}}, "states.sent", DeclaredCode.UNKNOWN_KEY),
    ({"states": {"sent": {"labels": {"en": "Sent"}}}}, "states.sent.labels", DeclaredCode.MISSING_KEY),
    ({"actions": {}}, "actions", DeclaredCode.WRONG_TYPE),
    ({"actions": ["close"]}, "actions[0]", DeclaredCode.WRONG_TYPE),
    ({"roles": ["sender", "sender"]}, "roles[1]", DeclaredCode.TWICE),
    ({"colour": "red"}, "", DeclaredCode.UNKNOWN_KEY),
]


@pytest.mark.parametrize(("change", "path", "code"), FAULTY)
def test_a_faulty_table_is_refused_with_place_and_reason(change: dict[str, Any], path: str, code: Any) -> None:
    with pytest.raises(Invalid) as caught:
        parse_flow({**NOTE, **change})
    assert (path, code) in {(problem.path, problem.code) for problem in caught.value.problems}


@pytest.mark.parametrize(
    ("change", "path", "code"),
    [
        ({"by": []}, "actions[0].by", DeclaredCode.EMPTY),
        ({"from": "sent"}, "actions[0].from", DeclaredCode.WRONG_TYPE),
        ({"when": "amount <"}, "actions[0].when", ExprCode.INCOMPLETE),
        ({"when": 5}, "actions[0].when", DeclaredCode.WRONG_TYPE),
        ({"clocks": {"answer": "pause"}}, "actions[0].clocks", FlowFault.BAD_MOVE),
        ({"clocks": {"answer": {"pause": " "}}}, "actions[0].clocks", FlowFault.BAD_MOVE),
        ({"clocks": {"answer": "explode"}}, "actions[0].clocks", FlowFault.BAD_MOVE),
        ({"clocks": {"answer": ["stop"]}}, "actions[0].clocks", FlowFault.BAD_MOVE),
        ({"clocks": ["answer"]}, "actions[0].clocks", FlowFault.BAD_MOVE),
        ({"then": "x"}, "actions[0]", DeclaredCode.UNKNOWN_KEY),
    ],
)
def test_a_faulty_action_is_refused_with_place_and_reason(change: dict[str, Any], path: str, code: Any) -> None:
    with pytest.raises(Invalid) as caught:
        parse_flow(table(["one", "two"], {"two"}, [action("go", "one", "two", **change)]))
    assert {(problem.path, problem.code) for problem in caught.value.problems} == {(path, code)}


@pytest.mark.parametrize("data", [None, [], "flow", 5, {}])
def test_nothing_but_a_refusal_comes_of_nonsense(data: Any) -> None:
    with pytest.raises(Invalid):
        parse_flow(data)
