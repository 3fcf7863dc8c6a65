"""Taking a step in a flow. Pure: facts come in, the outcome or a refusal goes out."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from linli.kernel.errors import Conflict, ErrorCode, Invalid, NotAllowed, NotFound, Problem
from linli.kernel.expr import Label, holds
from linli.kernel.flow.reasons import FlowCode
from linli.kernel.flow.table import SECOND_PERSON, Action, ClockChange, Flow


@dataclass(frozen=True)
class Facts:
    """Who acts in which roles, what is given with the act, and the values that conditions read.

    ``earlier`` are those whose work a second person looks at: who acted before, who handled it.
    """

    roles: frozenset[str] = frozenset()
    given: frozenset[str] = frozenset()
    values: Mapping[str, Any] = field(default_factory=dict)
    actor: str = ""
    earlier: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Outcome:
    """The new state, the moves of clocks and the effects that follow, in order."""

    state: str
    clocks: tuple[ClockChange, ...]
    effects: tuple[str, ...]


@dataclass(frozen=True)
class Offer:
    """An action of the present state: allowed, or greyed with the ``reason`` and its ``data``.

    ``needs`` is what still has to be given with the act; it does not grey the button.
    """

    action: str
    label: Label | None
    to: str
    allowed: bool
    needs: tuple[str, ...]
    reason: ErrorCode | None = None
    data: Mapping[str, Any] = field(default_factory=dict)


def step(flow: Flow, state: str, action: str, facts: Facts) -> Outcome:
    """Take ``action`` in ``state``.

    Raises NotFound for an action that the flow does not have, Conflict in the wrong state (``data`` names the
    state and the allowed actions) or when the condition is not met, NotAllowed for the wrong role, Invalid
    naming each requirement that is missing.
    """
    found = _find(flow, state, action)
    if not _has_role(found, facts):
        raise NotAllowed(FlowCode.WRONG_ROLE, {"action": action, "by": list(found.by)})
    if not _condition_holds(found, facts):
        raise Conflict(FlowCode.CONDITION, {"action": action, "state": state})
    missing = _missing(found, facts)
    if missing:
        problems = tuple(_problem(requirement) for requirement in missing)
        raise Invalid(FlowCode.INCOMPLETE, {"action": action, "missing": list(missing)}, problems=problems)
    return Outcome(found.to, found.clocks, found.effects)


def actions_for(flow: Flow, state: str, facts: Facts) -> list[Offer]:
    """Every action of ``state``, in the order of the table, allowed or with the reason why not."""
    return [_offer(action, state, facts) for action in flow.actions_from(state)]


def _find(flow: Flow, state: str, key: str) -> Action:
    if all(action.key != key for action in flow.actions):
        raise NotFound(FlowCode.UNKNOWN_ACTION, {"action": key})
    here = flow.actions_from(state)
    found = next((action for action in here if action.key == key), None)
    if found is None:
        allowed = [action.key for action in here]
        raise Conflict(FlowCode.WRONG_STATE, {"action": key, "state": state, "allowed": allowed})
    return found


def _offer(action: Action, state: str, facts: Facts) -> Offer:
    missing = _missing(action, facts)
    needs = tuple(requirement for requirement in missing if requirement != SECOND_PERSON)
    reason, data = _hindrance(action, state, facts, missing)
    return Offer(action.key, action.label, action.to, reason is None, needs, reason, data)


def _hindrance(
    action: Action, state: str, facts: Facts, missing: tuple[str, ...]
) -> tuple[FlowCode | None, dict[str, Any]]:
    if not _has_role(action, facts):
        return FlowCode.WRONG_ROLE, {"action": action.key, "by": list(action.by)}
    if not _condition_holds(action, facts):
        return FlowCode.CONDITION, {"action": action.key, "state": state}
    if SECOND_PERSON in missing:
        return FlowCode.SECOND_PERSON, {"action": action.key}
    return None, {}


def _has_role(action: Action, facts: Facts) -> bool:
    return not facts.roles.isdisjoint(action.by)


def _condition_holds(action: Action, facts: Facts) -> bool:
    return action.when is None or holds(action.when, facts.values)


def _missing(action: Action, facts: Facts) -> tuple[str, ...]:
    return tuple(requirement for requirement in action.requires if not _is_met(requirement, facts))


def _is_met(requirement: str, facts: Facts) -> bool:
    if requirement == SECOND_PERSON:
        # Without a person before there is no second one: four eyes are not there.
        return bool(facts.earlier) and facts.actor not in facts.earlier
    return requirement in facts.given


def _problem(requirement: str) -> Problem:
    code = FlowCode.SECOND_PERSON if requirement == SECOND_PERSON else FlowCode.REQUIREMENT
    return Problem(requirement, code, {"requirement": requirement})
