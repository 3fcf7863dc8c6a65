"""Why the API itself refuses."""

from linli.kernel.errors import ErrorCode, Refusal, n_


class ApiCode(ErrorCode):
    """Reasons of the REST service."""

    NO_TOKEN = (
        "api_no_token",
        n_("This request carries no token in force."),
        n_("Send 'Authorization: Bearer …' with a token from the desk."),
    )
    FIELD = ("api_field", n_("This cannot be read: {reason}"), n_("See the description of the API."))
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


class WrongMethod(Refusal):
    """An address that is there, asked in a way that it does not take (405); ``data["allow"]`` names the others."""

    status = 405
