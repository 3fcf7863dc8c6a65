"""A flow drawn: states in columns by how far they are from the beginning, actions as numbered arrows and as a table."""

from django.utils.translation import gettext

from linli.faces.desk.cases.looks import mapped
from linli.faces.desk.catalogue.words import MOVES, NEEDS, ROLES
from linli.kernel.flow import Action, Flow
from linli.ui.parts import FlowPicture, FlowState, Table, TableColumn, TableRow, TextCell, arrow_between
from linli.ui.web.wording import said


def _columns(flow: Flow) -> dict[str, int]:
    """How many steps each state is from the beginning."""
    found, waiting = {flow.initial: 0}, [flow.initial]
    while waiting:
        state = waiting.pop(0)
        for action in flow.actions_from(state):
            if action.to not in found:
                found[action.to] = found[state] + 1
                waiting.append(action.to)
    return found


def _states(flow: Flow) -> dict[str, FlowState]:
    """Where each state stands: states that go on before ends, in the order of the table."""
    columns, rows = _columns(flow), dict[int, int]()
    placed = {}
    for key, state in sorted(flow.states.items(), key=lambda item: item[1].end):
        column = columns.get(key, 0)
        row = rows.get(column, 0)
        rows[column] = row + 1
        placed[key] = FlowState(key, said(state.label) or key, column, row, state.end, key == flow.initial)
    return placed


def picture_of(flow: Flow) -> FlowPicture:
    """The picture; the numbers are those of the table."""
    placed = _states(flow)
    arrows, lane = [], 0
    for number, action in enumerate(flow.actions, 1):
        for source in action.sources:
            arrows.append(arrow_between(str(number), placed[source], placed[action.to], lane))
            lane += 1
    title = gettext("How it goes: numbers are the lines of the table")
    return FlowPicture(title, tuple(placed.values()), tuple(arrows), f"flow_{flow.key}")


def table_of(flow: Flow) -> Table:
    """Every action: from where, to where, who, what it needs, what clocks do."""
    columns = (
        TableColumn(gettext("No."), number=True),
        TableColumn(gettext("Step")),
        TableColumn(gettext("From which state")),
        TableColumn(gettext("To which state")),
        TableColumn(gettext("By whom")),
        TableColumn(gettext("Needs")),
        TableColumn(gettext("Clocks"), wide=True),
    )
    rows = tuple(_row(flow, number, action) for number, action in enumerate(flow.actions, 1))
    return Table(gettext("Steps"), columns, rows)


def _row(flow: Flow, number: int, action: Action) -> TableRow:
    names = {key: said(state.label) or key for key, state in flow.states.items()}
    clocks = "、".join(f"{change.clock}: {mapped(MOVES, change.move.value)}" for change in action.clocks)
    return TableRow(
        tuple(
            TextCell(text or "–")
            for text in (
                str(number),
                said(action.label) or action.key,
                "、".join(names[key] for key in action.sources),
                names[action.to],
                "、".join(mapped(ROLES, role) for role in action.by),
                "、".join(mapped(NEEDS, need) for need in action.requires),
                clocks,
            )
        )
    )
