"""Flows as tables: read, proved, stepped through. Pure; the database, clocks and effects are the caller's."""

from linli.kernel.flow.interpreter import Facts, Offer, Outcome, actions_for, step
from linli.kernel.flow.proofs import Finding, check_flow
from linli.kernel.flow.reading import parse_flow
from linli.kernel.flow.reasons import FlowCode, FlowFault
from linli.kernel.flow.table import (
    SECOND_PERSON,
    Action,
    ClockChange,
    ClockMove,
    Flow,
    Row,
    State,
    Vocabulary,
    to_rows,
)

__all__ = [
    "SECOND_PERSON",
    "Action",
    "ClockChange",
    "ClockMove",
    "Facts",
    "Finding",
    "Flow",
    "FlowCode",
    "FlowFault",
    "Offer",
    "Outcome",
    "Row",
    "State",
    "Vocabulary",
    "actions_for",
    "check_flow",
    "parse_flow",
    "step",
    "to_rows",
]
