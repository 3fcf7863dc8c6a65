"""Why a place on the map is refused."""

from linli.kernel.errors import ErrorCode, n_


class GeoCode(ErrorCode):
    """Reasons for refusing coordinates, shapes and GeoJSON."""

    NOT_JSON = (
        "geo_not_json",
        n_("This is not readable JSON."),
        n_("Paste or upload the GeoJSON unchanged."),
    )
    BAD_TYPE = (
        "geo_bad_type",
        n_("{found} cannot stand here; needed is {expected}."),
        n_("Export the shape again as GeoJSON."),
    )
    BAD_POSITION = (
        "geo_bad_position",
        n_("Point {number} is not a pair of numbers: longitude, then latitude."),
        n_("Correct the point."),
    )
    OUT_OF_RANGE = (
        "geo_out_of_range",
        n_("{longitude}, {latitude} is no place on Earth."),
        n_("Give degrees: longitude from -180 to 180, latitude from -90 to 90."),
    )
    SWAPPED = (
        "geo_swapped",
        n_("{longitude}, {latitude} looks like latitude before longitude."),
        n_("Write the longitude first, as in 120.3, 31.6."),
    )
    RING_OPEN = (
        "geo_ring_open",
        n_("Ring {number} does not end where it begins."),
        n_("Repeat the first point at the end."),
    )
    TOO_FEW_POINTS = (
        "geo_too_few_points",
        n_("Ring {number} has {count} different points; an area needs at least three."),
        n_("Add the missing corners."),
    )
    TOO_MANY_POINTS = (
        "geo_too_many_points",
        n_("The shape has more than {limit} points."),
        n_("Simplify it before uploading."),
    )
    SELF_CROSSING = (
        "geo_self_crossing",
        n_("The boundary crosses itself at {longitude}, {latitude}."),
        n_("Move the corners near that point."),
    )
    NOT_AN_AREA = (
        "geo_not_an_area",
        n_("The shape is not a proper area near {longitude}, {latitude}: {reason}."),
        n_("Draw it again near that point."),
    )
