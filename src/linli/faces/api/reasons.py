"""Why the API itself refuses."""

from linli.kernel.errors import ErrorCode, n_


class ApiCode(ErrorCode):
    """Reasons of the REST service."""

    NO_TOKEN = (
        "api_no_token",
        n_("This request carries no token in force."),
        n_("Send 'Authorization: Bearer …' with a token from the desk."),
    )
    FIELD = ("api_field", n_("This cannot be read: {reason}"), n_("See the description of the API."))
    NO_VERSION = (
        "api_no_version",
        n_("This change needs the version that you saw."),
        n_("Send it as expected_version or as If-Match."),
    )
    CHARACTER = (
        "api_character",
        n_("This text holds a character that cannot be kept."),
        n_("Leave out NUL and halves of surrogate pairs."),
    )
    BAD_MATCH = (
        "api_bad_match",
        n_("If-Match holds no version, or another one than expected_version."),
        n_("Send the ETag that you were given, or expected_version alone."),
    )
    METHOD = (
        "api_method",
        n_("This address does not take {method}."),
        n_("It takes what its Allow header names."),
    )
