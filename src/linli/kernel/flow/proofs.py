"""Proving a flow before it is published: nothing unreachable, no dead end, no clock that runs for ever."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from linli.kernel.expr import holds, names_in
from linli.kernel.flow.reasons import FlowFault
from linli.kernel.flow.table import Action, ClockMove, Flow, Vocabulary


@dataclass(frozen=True)
class Finding:
    """Something wrong with a flow: ``where`` in the table, what, and the names at fault."""

    code: FlowFault
    where: str
    data: Mapping[str, Any] = field(default_factory=dict)

    def __str__(self) -> str:
        return f"{self.where}: {self.code.message.format(**self.data)}"


def check_flow(flow: Flow, known: Vocabulary | None = None) -> list[Finding]:
    """Everything wrong with ``flow``; an empty list is the proof that it can be published.

    Names are checked against what the flow declares and, if given, against the names ``known`` to the house.
    A flow without findings can reach an end from every state that it can get into (conditions may stand in
    the way).
    """
    ways = _Ways(flow)
    found = [
        *_unknown_states(flow),
        *_unknown_names(flow, known or Vocabulary()),
        *_never_true(flow),
        *_ends_and_twice(flow),
        *_astray(flow, ways),
        *_endless_clocks(flow, ways),
    ]
    return list({(finding.code, finding.where, str(finding)): finding for finding in found}.values())


class _Ways:
    """Which states can be reached from which, by actions whose condition can be true."""

    def __init__(self, flow: Flow) -> None:
        self.edges: list[tuple[str, Action]] = [
            (source, action)
            for action in flow.actions
            for source in action.sources
            if source in flow.states and action.to in flow.states and not _is_never_true(action)
        ]
        self._next: dict[str, set[str]] = {state: set() for state in flow.states}
        self._before: dict[str, set[str]] = {state: set() for state in flow.states}
        for source, action in self.edges:
            self._next[source].add(action.to)
            self._before[action.to].add(source)
        self.to_end = _spread((key for key, state in flow.states.items() if state.end), self._before)

    def reach(self, state: str) -> set[str]:
        """The states that can be reached from ``state``, itself included."""
        return _spread([state], self._next) if state in self._next else set()


def _spread(start: Iterable[str], ways: Mapping[str, set[str]]) -> set[str]:
    seen: set[str] = set()
    waiting = list(start)
    while waiting:
        state = waiting.pop()
        if state not in seen:
            seen.add(state)
            waiting.extend(ways[state])
    return seen


def _where(action: Action) -> str:
    return f"actions.{action.key}"


def _unknown_states(flow: Flow) -> Iterator[Finding]:
    if flow.initial not in flow.states:
        yield Finding(FlowFault.UNKNOWN_STATE, "initial", {"state": flow.initial})
    for action in flow.actions:
        for state in (*action.sources, action.to):
            if state not in flow.states:
                yield Finding(FlowFault.UNKNOWN_STATE, _where(action), {"state": state})


def _unknown_names(flow: Flow, known: Vocabulary) -> Iterator[Finding]:
    declared = flow.declared
    kinds = (
        (FlowFault.UNKNOWN_CLOCK, _clocks_used(flow), declared.clocks, known.clocks),
        (FlowFault.UNKNOWN_EFFECT, _used(flow, lambda action: action.effects), declared.effects, known.effects),
        (FlowFault.UNKNOWN_ROLE, _used(flow, lambda action: action.by), declared.roles, known.roles),
        (FlowFault.UNKNOWN_FACT, _used(flow, _facts_read), declared.facts, known.facts),
    )
    for code, used, own, house in kinds:
        every = [*used, *(("declared", name) for name in sorted(own or ()))]
        for where, name in every:
            if any(names is not None and name not in names for names in (own, house)):
                yield Finding(code, where, {"name": name})


def _used(flow: Flow, names: Any) -> list[tuple[str, str]]:
    return [(_where(action), name) for action in flow.actions for name in names(action)]


def _facts_read(action: Action) -> list[str]:
    return sorted(names_in(action.when)) if action.when else []


def _clocks_used(flow: Flow) -> list[tuple[str, str]]:
    changed = _used(flow, lambda action: [change.clock for change in action.clocks])
    return [*(("starts", clock) for clock in flow.starts), *changed]


def _never_true(flow: Flow) -> Iterator[Finding]:
    for action in flow.actions:
        if _is_never_true(action):
            yield Finding(FlowFault.NEVER_TRUE, _where(action), {"action": action.key})


def _is_never_true(action: Action) -> bool:
    return action.when is not None and not names_in(action.when) and not holds(action.when, {})


def _ends_and_twice(flow: Flow) -> Iterator[Finding]:
    for key, state in flow.states.items():
        actions = flow.actions_from(key)
        for name, times in Counter(action.key for action in actions).items():
            if times > 1:
                yield Finding(FlowFault.TWICE, f"states.{key}", {"state": key, "action": name})
        for action in actions if state.end else ():
            yield Finding(FlowFault.LEAVES_END, _where(action), {"state": key, "action": action.key})


def _astray(flow: Flow, ways: _Ways) -> Iterator[Finding]:
    reached = ways.reach(flow.initial)
    for key in flow.states:
        if key not in reached:
            yield Finding(FlowFault.UNREACHABLE, f"states.{key}", {"state": key})
        if key not in ways.to_end:
            yield Finding(FlowFault.DEAD_END, f"states.{key}", {"state": key})


def _endless_clocks(flow: Flow, ways: _Ways) -> Iterator[Finding]:
    begun = [("starts", clock, flow.initial) for clock in flow.starts]
    begun += [
        (_where(action), change.clock, action.to)
        for action in flow.actions
        for change in action.clocks
        if change.move is ClockMove.START
    ]
    for where, clock, state in begun:
        if not _can_stop(clock, ways.reach(state), ways):
            yield Finding(FlowFault.CLOCK_NEVER_STOPS, where, {"clock": clock})


def _can_stop(clock: str, reached: set[str], ways: _Ways) -> bool:
    return any(
        source in reached and action.to in ways.to_end and _stops(action, clock) for source, action in ways.edges
    )


def _stops(action: Action, clock: str) -> bool:
    return any(change.clock == clock and change.move is ClockMove.STOP for change in action.clocks)
