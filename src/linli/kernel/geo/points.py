"""Points on the map and distances between them."""

import math
from typing import Final, NamedTuple

from linli.kernel.errors import Invalid
from linli.kernel.geo.reasons import GeoCode

# Mean radius of the WGS84 ellipsoid in metres.
_EARTH_RADIUS: Final = 6_371_008.8
_CHINA_LATITUDES: Final = (3.0, 54.0)
_CHINA_LONGITUDES: Final = (73.0, 136.0)


class Point(NamedTuple):
    """Degrees, longitude first as in GeoJSON; WGS84 (CGCS2000) unless a function says otherwise."""

    longitude: float
    latitude: float


def check_point(longitude: float, latitude: float) -> Point:
    """The point, or ``Invalid``: outside the Earth, not finite, or latitude given before longitude."""
    place = {"longitude": longitude, "latitude": latitude}
    if looks_swapped(longitude, latitude):
        raise Invalid(GeoCode.SWAPPED, place)
    if not (-180 <= longitude <= 180 and -90 <= latitude <= 90):
        raise Invalid(GeoCode.OUT_OF_RANGE, place)
    return Point(longitude, latitude)


def looks_swapped(longitude: float, latitude: float) -> bool:
    """Whether the pair would lie in China the other way round but does not as given."""
    return _in_china(latitude, longitude) and not _in_china(longitude, latitude)


def distance(one: Point, other: Point) -> int:
    """Metres between two points along the surface of a sphere (haversine), rounded; at most 0.6 % off."""
    half_up = haversine(one, other) + 0.5
    return math.floor(half_up)


def haversine(one: Point, other: Point) -> float:
    """Like ``distance``, unrounded, for comparing."""
    first, second = math.radians(one.latitude), math.radians(other.latitude)
    across = math.sin(math.radians(other.longitude - one.longitude) / 2) ** 2
    along = math.sin((second - first) / 2) ** 2
    share = along + math.cos(first) * math.cos(second) * across
    return 2 * _EARTH_RADIUS * math.asin(min(1.0, math.sqrt(share)))


def _in_china(longitude: float, latitude: float) -> bool:
    west, east = _CHINA_LONGITUDES
    south, north = _CHINA_LATITUDES
    return west <= longitude <= east and south <= latitude <= north
