"""The reasons that the kernel itself gives."""

from linli.kernel.errors.codes import ErrorCode, n_


class KernelCode(ErrorCode):
    """Reasons given by commands, guards and faces in general; pure modules add their own enums."""

    INVALID = ("invalid", n_("Some entries need another look."), n_("Correct the marked fields and send again."))
    REQUIRED = ("required", n_("This must be filled in."), n_("Fill it in and send again."))
    TOO_LONG = ("too_long", n_("This has {length} characters; {limit} are allowed."), n_("Shorten it."))
    NOT_ALLOWED = (
        "not_allowed",
        n_("Your post may not do this."),
        n_("Choose another post, or ask your administrator for the right."),
    )
    NOT_FOUND = ("not_found", n_("There is no such thing here."), n_("Check the number or the link."))
    STALE = (
        "stale",
        n_("Someone changed this while you were working on it."),
        n_("Look at what changed, then send again. Your text is kept."),
    )
    KEY_REUSED = (
        "key_reused",
        n_("This request key was used before with other content."),
        n_("Use a new key for a new request."),
    )
    BUSY = (
        "busy",
        n_("Much is going on at this moment."),
        n_("Try again in {retry_after} seconds. Nothing was lost."),
    )
    DATABASE_AWAY = (
        "database_away",
        n_("The data store does not answer."),
        n_("Try again in a few minutes. Nothing that was confirmed is lost."),
    )
    TOO_LARGE = ("too_large", n_("This is larger than {limit}."), n_("Send a smaller one."))
    BAD_REQUEST = ("bad_request", n_("This request could not be read."), n_("Reload the page and try again."))
    BAD_CSRF = (
        "bad_csrf",
        n_("The page was open too long, so it was not sent."),
        n_("Go back, reload the page and send again."),
    )
    METHOD = (
        "method_not_allowed",
        n_("This address does not take that kind of request."),
        n_("Use the page's own buttons. A program finds in the Allow header what is taken."),
    )
    NOT_LOGGED_IN = ("not_logged_in", n_("Log in first."), n_("Log in and open the page again."))
    UNKNOWN = (
        "unknown_error",
        n_("Something went wrong on our side."),
        n_("Try again. If it stays, tell us the number {number}."),
    )
