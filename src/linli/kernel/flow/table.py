"""A flow as a table: states, and actions that lead from one to another."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from linli.kernel.expr import Expression, Label

SECOND_PERSON = "second_person"


class ClockMove(StrEnum):
    """What an action does to a clock."""

    START = "start"
    STOP = "stop"
    PAUSE = "pause"
    RESUME = "resume"


@dataclass(frozen=True)
class ClockChange:
    """A move of one clock; a pause has the key of its ``reason``."""

    clock: str
    move: ClockMove
    reason: str = ""


@dataclass(frozen=True)
class State:
    """A state; nothing leads on from an ``end``."""

    key: str
    end: bool = False
    label: Label | None = None


@dataclass(frozen=True)
class Action:
    """One row: in one of the states ``sources`` those in a role of ``by`` may go to ``to``.

    ``requires`` names what must be given (note, photo, signature …); ``second_person`` means that the actor
    is none of those who acted before or handled it. ``when`` must be true. Then the clocks move and the effects follow.
    """

    key: str
    sources: tuple[str, ...]
    to: str
    by: tuple[str, ...]
    requires: tuple[str, ...] = ()
    when: Expression | None = None
    clocks: tuple[ClockChange, ...] = ()
    effects: tuple[str, ...] = ()
    label: Label | None = None


@dataclass(frozen=True)
class Vocabulary:
    """The names that may be used; None means that this kind of name is not checked."""

    clocks: frozenset[str] | None = None
    effects: frozenset[str] | None = None
    roles: frozenset[str] | None = None
    facts: frozenset[str] | None = None


@dataclass(frozen=True)
class Flow:
    """A flow of one version; ``starts`` are the clocks that begin with it, ``declared`` the names it uses."""

    key: str
    version: int
    initial: str
    states: Mapping[str, State]
    actions: tuple[Action, ...]
    starts: tuple[str, ...] = ()
    declared: Vocabulary = Vocabulary()
    label: Label | None = None

    def actions_from(self, state: str) -> tuple[Action, ...]:
        """The actions of one state, in the order of the table."""
        return tuple(action for action in self.actions if state in action.sources)

    def requirements(self, action: str = "") -> frozenset[str]:
        """All that ``action`` may require in any state; without a name what any action may."""
        wanted = (item.requires for item in self.actions if item.key == action or not action)
        return frozenset(name for requires in wanted for name in requires)


@dataclass(frozen=True)
class Row:
    """One row for documents; an end state has no action."""

    state: str
    action: str
    to: str
    by: tuple[str, ...]
    requires: tuple[str, ...]
    when: str
    clocks: tuple[str, ...]
    effects: tuple[str, ...]


def to_rows(flow: Flow) -> list[Row]:
    """The table of a flow, state by state; a state without actions has one row without action."""
    return [row for state in flow.states for row in _rows_of(flow, state)]


def _rows_of(flow: Flow, state: str) -> list[Row]:
    actions = flow.actions_from(state)
    if not actions:
        return [Row(state, "", "", (), (), "", (), ())]
    return [
        Row(
            state,
            action.key,
            action.to,
            action.by,
            action.requires,
            action.when.text if action.when else "",
            tuple(_described(change) for change in action.clocks),
            action.effects,
        )
        for action in actions
    ]


def _described(change: ClockChange) -> str:
    return f"{change.clock}: {change.move}" + (f" ({change.reason})" if change.reason else "")
