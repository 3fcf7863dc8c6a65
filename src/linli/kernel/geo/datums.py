"""Datums of Chinese maps: WGS84 and CGCS2000 inside, GCJ-02 and BD-09 converted at the edge.

CGCS2000 and WGS84 differ by centimetres and count as one. GCJ-02 shifts points inside a rectangle around
China by a published series of sines; BD-09 twists GCJ-02 further. Outside the rectangle nothing is
shifted. The inverse of each is found by iteration; near the edge of the rectangle, far from any town of
China, it may not exist.
"""

import math
from collections.abc import Callable
from enum import StrEnum
from typing import Final

from linli.kernel.geo.points import Point

# Krasovsky 1940 ellipsoid, on which the shift is computed: semi-major axis in metres, squared eccentricity.
_AXIS: Final = 6_378_245.0
_ECCENTRICITY: Final = 0.00669342162296594323
_BAIDU_SHIFT: Final = Point(0.0065, 0.006)
_BAIDU_WAVE: Final = math.pi * 3000.0 / 180.0
_WEST, _EAST, _SOUTH, _NORTH = 72.004, 137.8347, 0.8293, 55.8271
_STEPS: Final = 30
_ACCURACY: Final = 1e-10


class Datum(StrEnum):
    """The system that a pair of coordinates is given in."""

    WGS84 = "wgs84"
    CGCS2000 = "cgcs2000"
    GCJ02 = "gcj02"
    BD09 = "bd09"


def convert(point: Point, source: Datum, target: Datum) -> Point:
    """``point`` from one datum to another; the inverse ways are exact to far below 1e-7 degrees (1 cm)."""
    if source is target or {source, target} == {Datum.WGS84, Datum.CGCS2000}:
        return point
    inside = _TO_INSIDE[source](point)
    return _FROM_INSIDE[target](inside)


def outside_china(point: Point) -> bool:
    """Whether ``point`` lies outside the rectangle in which Chinese maps are shifted."""
    return not (_WEST <= point.longitude <= _EAST and _SOUTH <= point.latitude <= _NORTH)


def wgs84_to_gcj02(point: Point) -> Point:
    """Shift into GCJ-02, as maps of Chinese providers show it."""
    if outside_china(point):
        return point
    east, north = _offsets(point.longitude - 105.0, point.latitude - 35.0)
    latitude = math.radians(point.latitude)
    flattening = 1 - _ECCENTRICITY * math.sin(latitude) ** 2
    root = math.sqrt(flattening)
    meridian = _AXIS * (1 - _ECCENTRICITY) / (flattening * root)
    parallel = _AXIS / root * math.cos(latitude)
    return Point(point.longitude + math.degrees(east / parallel), point.latitude + math.degrees(north / meridian))


def gcj02_to_wgs84(point: Point) -> Point:
    """Undo ``wgs84_to_gcj02``."""
    return _inverse(wgs84_to_gcj02, point)


def gcj02_to_bd09(point: Point) -> Point:
    """Twist GCJ-02 into BD-09."""
    if outside_china(point):
        return point
    radius = math.hypot(*point) + 0.00002 * math.sin(point.latitude * _BAIDU_WAVE)
    angle = math.atan2(point.latitude, point.longitude) + 0.000003 * math.cos(point.longitude * _BAIDU_WAVE)
    return Point(radius * math.cos(angle) + _BAIDU_SHIFT.longitude, radius * math.sin(angle) + _BAIDU_SHIFT.latitude)


def bd09_to_gcj02(point: Point) -> Point:
    """Undo ``gcj02_to_bd09``."""
    return _inverse(gcj02_to_bd09, point)


def _wave(value: float, *periods: tuple[float, float]) -> float:
    """The sum of sines, each an amplitude and its number of half turns per degree, times 2/3."""
    return sum(amplitude * math.sin(value * turns * math.pi) for amplitude, turns in periods) * 2 / 3


def _offsets(x: float, y: float) -> tuple[float, float]:
    """Metres east and north by which a point (relative to 105 E, 35 N) is shifted."""
    ripple = _wave(x, (20.0, 6.0), (20.0, 2.0))
    root = math.sqrt(abs(x))
    east = 300.0 + x + 2.0 * y + 0.1 * x * x + 0.1 * x * y + 0.1 * root + ripple
    north = -100.0 + 2.0 * x + 3.0 * y + 0.2 * y * y + 0.1 * x * y + 0.2 * root + ripple
    east += _wave(x, (20.0, 1.0), (40.0, 1 / 3)) + _wave(x, (150.0, 1 / 12), (300.0, 1 / 30))
    north += _wave(y, (20.0, 1.0), (40.0, 1 / 3)) + _wave(y, (160.0, 1 / 12), (320.0, 1 / 30))
    return east, north


def _inverse(forward: Callable[[Point], Point], target: Point) -> Point:
    """The point that ``forward`` sends to ``target``: the shift is small and changes slowly, so a few steps do."""
    guess = target
    for _ in range(_STEPS):
        there = forward(guess)
        error = Point(there.longitude - target.longitude, there.latitude - target.latitude)
        if max(abs(error.longitude), abs(error.latitude)) < _ACCURACY:
            break
        guess = Point(guess.longitude - error.longitude, guess.latitude - error.latitude)
    return guess


def _same(point: Point) -> Point:
    return point


_TO_INSIDE: Final[dict[Datum, Callable[[Point], Point]]] = {
    Datum.WGS84: _same,
    Datum.CGCS2000: _same,
    Datum.GCJ02: gcj02_to_wgs84,
    Datum.BD09: lambda point: gcj02_to_wgs84(bd09_to_gcj02(point)),
}
_FROM_INSIDE: Final[dict[Datum, Callable[[Point], Point]]] = {
    Datum.WGS84: _same,
    Datum.CGCS2000: _same,
    Datum.GCJ02: wgs84_to_gcj02,
    Datum.BD09: lambda point: gcj02_to_bd09(wgs84_to_gcj02(point)),
}
