"""Why Open311 refuses, and the refusals that only this standard knows."""

from linli.kernel.errors import ErrorCode, NotAllowed, n_


class Open311Code(ErrorCode):
    """Reasons of GeoReport v2."""

    NO_KEY = (
        "open311_no_key",
        n_("api_key is missing, or no such key is in force."),
        n_("Ask a unit of the county for a key, and send it as api_key in the form."),
    )
    NO_SCOPE = (
        "open311_no_scope",
        n_("This api_key may not send requests."),
        n_("Ask for one whose scopes name cases.open_case."),
    )
    NO_JURISDICTION = (
        "open311_no_jurisdiction",
        n_("jurisdiction_id {given} is not served here."),
        n_("Leave it away, or send {county}."),
    )
    NO_FORMAT = (
        "open311_no_format",
        n_("There is no format {given}."),
        n_("Let the address end in .xml or .json."),
    )
    NO_SERVICE = (
        "open311_no_service",
        n_("There is no service_code {given}."),
        n_("Take one from the list of services."),
    )
    SERVICE_MISSING = (
        "open311_service_missing",
        n_("service_code is missing."),
        n_("Take one from the list of services."),
    )
    PLACE_MISSING = (
        "open311_place_missing",
        n_("The place is missing."),
        n_("Send lat and long, or address_string, or address_id."),
    )
    OUTSIDE = (
        "open311_outside",
        n_("This place lies outside our county."),
        n_("Send it to the county where it lies."),
    )
    UNKNOWN_ADDRESS = (
        "open311_unknown_address",
        n_("We do not know this address yet."),
        n_("Send lat and long as well, or the code of the community as address_id."),
    )
    UNKNOWN_ATTRIBUTE = (
        "open311_unknown_attribute",
        n_("The service has no such attribute."),
        n_("Look at the definition of the service."),
    )
    BAD_MEDIA = (
        "open311_bad_media",
        n_("This is no address of a picture."),
        n_("Send a media_url that begins with https:// and has at most {limit} characters."),
    )
    BAD_DATE = (
        "open311_bad_date",
        n_("This is no moment with a time zone."),
        n_("Write it like 2026-01-31T08:00:00Z."),
    )
    BAD_RANGE = (
        "open311_bad_range",
        n_("The dates must lie one after the other, at most {limit} days apart."),
        n_("Ask for a shorter time, more than once if need be."),
    )
    BAD_STATUS = (
        "open311_bad_status",
        n_("status is open or closed."),
        n_("Send one of them, both with a comma between, or none."),
    )
    TOO_MANY_IDS = (
        "open311_too_many_ids",
        n_("These are more than {limit} numbers."),
        n_("Ask for fewer at once."),
    )


class BadKey(NotAllowed):
    """No key, one that is not in force, or one without the scope (403)."""
