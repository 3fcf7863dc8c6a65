"""Why a step of a flow is refused, and what is wrong with a flow."""

from linli.kernel.errors import ErrorCode, n_


class FlowCode(ErrorCode):
    """Reasons for refusing a step."""

    UNKNOWN_ACTION = (
        "flow_unknown_action",
        n_("There is no action “{action}” here."),
        n_("Reload the page and choose one of the buttons."),
    )
    WRONG_STATE = (
        "flow_wrong_state",
        n_("“{action}” is not possible in the state “{state}”."),
        n_("Look at the present state; someone may have been faster."),
    )
    WRONG_ROLE = (
        "flow_wrong_role",
        n_("“{action}” belongs to others here."),
        n_("Ask one of those who may do it, or change to the right post."),
    )
    CONDITION = (
        "flow_condition",
        n_("“{action}” is not possible as things stand."),
        n_("Look at what the action asks for."),
    )
    REQUIREMENT = ("flow_requirement", n_("“{requirement}” is missing."), n_("Add it and send again."))
    SECOND_PERSON = (
        "flow_second_person",
        n_("Another person than the one before must do this."),
        n_("Ask a colleague."),
    )
    INCOMPLETE = ("flow_incomplete", n_("Something is missing for “{action}”."), n_("Add what is named below."))


class FlowFault(ErrorCode):
    """What can be wrong with a flow (found before it is published)."""

    UNKNOWN_STATE = (
        "flow_unknown_state",
        n_("There is no state “{state}”."),
        n_("Define it or correct the name."),
    )
    UNKNOWN_CLOCK = (
        "flow_unknown_clock",
        n_("There is no clock “{name}”."),
        n_("Declare it or correct the name."),
    )
    UNKNOWN_EFFECT = (
        "flow_unknown_effect",
        n_("There is no effect “{name}”."),
        n_("Declare it or correct the name."),
    )
    UNKNOWN_ROLE = (
        "flow_unknown_role",
        n_("There is no role “{name}”."),
        n_("Declare it or correct the name."),
    )
    UNKNOWN_FACT = (
        "flow_unknown_fact",
        n_("The condition reads “{name}”, which is not known."),
        n_("Declare it or correct the name."),
    )
    NEVER_TRUE = (
        "flow_never_true",
        n_("The condition of “{action}” is never true."),
        n_("Correct it or remove the action."),
    )
    UNREACHABLE = (
        "flow_unreachable",
        n_("No way leads to the state “{state}”."),
        n_("Add an action that leads there."),
    )
    DEAD_END = (
        "flow_dead_end",
        n_("No end can be reached from the state “{state}”."),
        n_("Add an action that leads on, or make it an end."),
    )
    LEAVES_END = (
        "flow_leaves_end",
        n_("“{action}” leaves the end state “{state}”."),
        n_("Remove the action or the mark of an end."),
    )
    CLOCK_NEVER_STOPS = (
        "flow_clock_never_stops",
        n_("The clock “{clock}” starts, but no way to an end stops it."),
        n_("Stop it in an action on the way."),
    )
    TWICE = (
        "flow_action_twice",
        n_("The state “{state}” has the action “{action}” twice."),
        n_("Give one of them another name."),
    )
    BAD_MOVE = (
        "flow_bad_move",
        n_("A clock can start, stop, resume or pause; a pause names its reason."),
        n_("Write start, stop or resume, or the reason behind “pause:”."),
    )
