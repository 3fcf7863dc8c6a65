"""Reading a flow from a pack's mapping."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, Final

from linli.kernel.expr import ENTRY_KEYS, Declared, Faults
from linli.kernel.flow.reasons import FlowFault
from linli.kernel.flow.table import Action, ClockChange, ClockMove, Flow, State, Vocabulary

_MOST_VERSIONS: Final = 1_000_000
_VOCABULARY: Final = ("clocks", "effects", "roles", "facts")


def parse_flow(data: Mapping[str, Any]) -> Flow:
    """Read a flow; raises ``Invalid`` with every fault of its shape. What it means is for ``check_flow``."""
    faults = Faults()
    top = Declared(data, faults)
    flow = Flow(
        key=top.name("key"),
        version=top.whole("version", 1, _MOST_VERSIONS),
        initial=top.name("initial"),
        states=MappingProxyType(_states(top)),
        actions=tuple(_action(item) for item in top.children("actions", required=False)),
        starts=top.names("starts"),
        declared=Vocabulary(*(_declared(top, kind) for kind in _VOCABULARY)),
        label=top.label("labels", required=False),
    )
    top.ignore(*ENTRY_KEYS)
    top.done()
    faults.raise_if_any()
    return flow


def _states(top: Declared) -> dict[str, State]:
    found: dict[str, State] = {}
    for key, item in top.members("states").items():
        found[key] = State(key, item.flag("end"), item.label("labels", required=False))
        item.done()
    return found


def _declared(top: Declared, kind: str) -> frozenset[str] | None:
    return frozenset(top.names(kind, dotted=True)) if top.has(kind) else None


def _action(item: Declared) -> Action:
    action = Action(
        key=item.name("key"),
        sources=item.names("from", required=True),
        to=item.name("to"),
        by=item.names("by", required=True),
        requires=item.names("requires"),
        when=item.expression("when"),
        clocks=_changes(item),
        effects=item.names("effects", dotted=True),
        label=item.label("labels", required=False),
    )
    item.done()
    return action


def _changes(item: Declared) -> tuple[ClockChange, ...]:
    if not item.has("clocks"):
        return ()
    given = item.raw("clocks")
    if not isinstance(given, Mapping):
        item.fault(FlowFault.BAD_MOVE, "clocks")
        return ()
    found = [_change(str(clock), move) for clock, move in given.items()]
    if None in found:
        item.fault(FlowFault.BAD_MOVE, "clocks")
    return tuple(change for change in found if change is not None)


def _change(clock: str, move: Any) -> ClockChange | None:
    if isinstance(move, Mapping):
        reason = move.get("pause")
        told = isinstance(reason, str) and reason.strip() and len(move) == 1
        return ClockChange(clock, ClockMove.PAUSE, str(reason)) if told else None
    # A pause without its reason could not be explained to anybody later.
    if move == ClockMove.PAUSE or move not in list(ClockMove):
        return None
    return ClockChange(clock, ClockMove(move))
