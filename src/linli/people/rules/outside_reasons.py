"""Why a log-in through an outside provider is refused, and why an identity is not linked."""

from linli.kernel.errors import ErrorCode, n_


class OutsideCode(ErrorCode):
    """Reasons of the outside log-in."""

    OFF = ("people_outside_off", n_("No outside log-in is set up here."), n_("Ask whoever runs this installation."))
    AWAY = (
        "people_outside_away",
        n_("{name} does not answer."),
        n_("Try again in a few minutes, or log in with your name and password."),
    )
    DENIED = (
        "people_outside_denied",
        n_("{name} did not let you in."),
        n_("Begin again on the log-in page, or log in with your name and password."),
    )
    STALE = (
        "people_outside_stale",
        n_("This log-in was not begun here, was used already, or took too long."),
        n_("Begin again on the log-in page, in this browser."),
    )
    UNTRUSTED = (
        "people_outside_untrusted",
        n_("The answer of {name} cannot be trusted."),
        n_("Begin again. If it stays so, tell your administrator; “linli doctor” says more."),
    )
    UNLINKED = (
        "people_outside_unlinked",
        n_("Your log-in at {name} is not linked with an account here."),
        n_("Ask your administrator to link it, or log in with your name and password and link it yourself."),
    )
    CLOSED = (
        "people_outside_closed",
        n_("This account may not log in."),
        n_("Ask your administrator."),
    )
    NO_FACTOR = (
        "people_outside_no_factor",
        n_("This account has no second factor yet."),
        n_("Ask your administrator for an enrolment link."),
    )
    OWN_FACTOR = (
        "people_outside_own_factor",
        n_("Only who has just shown the second factor of this account may link it."),
        n_("Log out, log in with password and six digits, then link."),
    )
    TAKEN = (
        "people_outside_taken",
        n_("Another account is linked with this already."),
        n_("Check it, or end that link first."),
    )
    THERE = (
        "people_outside_there",
        n_("This account has a link there already."),
        n_("End that link first."),
    )
