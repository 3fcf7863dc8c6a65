"""Why something about a webhook is refused."""

from linli.kernel.errors import ErrorCode, n_


class HookCode(ErrorCode):
    """Reasons given by the commands of webhooks."""

    BAD_ADDRESS = (
        "hook_bad_address",
        n_("This is no address that can be called."),
        n_("Write it as https://name/path, without user name and password."),
    )
    NOT_ENCRYPTED = ("hook_not_encrypted", n_("This address is not https."), n_("Use an address with https."))
    PRIVATE_ADDRESS = (
        "hook_private_address",
        n_("This address lies inside the house."),
        n_("Use an address that is reached from the open net."),
    )
    UNKNOWN_EVENT = (
        "hook_unknown_event",
        n_("No outside system is told of {event}."),
        n_("Choose among the events that are offered."),
    )
    NO_EVENT = ("hook_no_event", n_("No event was chosen."), n_("Choose at least one."))
    TOO_MANY = (
        "hook_too_many",
        n_("There are {limit} webhooks already."),
        n_("Use one of those that are paused or switched off for it."),
    )
    STATE = (
        "hook_state",
        n_("This webhook is {state} now."),
        n_("Reload the page and look at what is possible."),
    )
    ROTATING = (
        "hook_rotating",
        n_("The secret was changed a short time ago; the old one still holds."),
        n_("Wait until it has ended, or end it at once."),
    )
    SPAN = (
        "hook_span",
        n_("This span of time cannot be sent again."),
        n_("Begin before it ends, not in the future, over at most {days} days."),
    )
