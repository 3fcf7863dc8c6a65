"""Datums: conversions both ways."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linli.kernel import geo
from linli.kernel.geo import Datum, Point

pytestmark = pytest.mark.pure

# Well inside the rectangle of shifted maps, so that no step of the iteration leaves it.
inside = st.builds(Point, st.floats(73.5, 135.0), st.floats(3.0, 53.5))
anywhere = st.builds(Point, st.floats(-180, 180), st.floats(-90, 90))


def near(one: Point, other: Point, degrees: float) -> bool:
    return abs(one.longitude - other.longitude) < degrees and abs(one.latitude - other.latitude) < degrees


@pytest.mark.parametrize(
    ("wgs84", "gcj02"),
    [
        (Point(121.5272106, 31.1774276), Point(121.531541859215, 31.17530398364597)),
        (Point(113.912316, 22.543847), Point(113.9171764808363, 22.540796131694766)),
        (Point(116.377817, 39.911954), Point(116.38404722455657, 39.91334545536069)),
    ],
)
def test_published_samples_of_gcj02(wgs84: Point, gcj02: Point) -> None:
    assert near(geo.wgs84_to_gcj02(wgs84), gcj02, 1e-9)
    assert near(geo.gcj02_to_wgs84(gcj02), wgs84, 1e-9)


def test_published_sample_of_bd09() -> None:
    gcj02, bd09 = Point(116.404, 39.915), Point(116.41036949371029, 39.92133699351021)
    assert near(geo.gcj02_to_bd09(gcj02), bd09, 1e-9)
    assert near(geo.bd09_to_gcj02(bd09), gcj02, 1e-9)


@given(inside, st.sampled_from(Datum), st.sampled_from(Datum))
def test_there_and_back(point: Point, source: Datum, target: Datum) -> None:
    back = geo.convert(geo.convert(point, source, target), target, source)
    assert near(back, point, 1e-7)


@given(inside)
def test_inside_china_the_shift_is_some_hundred_metres(point: Point) -> None:
    assert 1 < geo.distance(point, geo.wgs84_to_gcj02(point)) < 2000


@given(anywhere.filter(geo.outside_china), st.sampled_from(Datum), st.sampled_from(Datum))
def test_outside_china_nothing_moves(point: Point, source: Datum, target: Datum) -> None:
    assert geo.convert(point, source, target) == point


@given(anywhere, st.sampled_from(Datum), st.sampled_from(Datum))
def test_no_place_is_lost(point: Point, source: Datum, target: Datum) -> None:
    converted = geo.convert(point, source, target)
    assert near(converted, point, 0.1)


def test_cgcs2000_is_wgs84() -> None:
    point = Point(120.35, 31.6)
    assert geo.convert(point, Datum.CGCS2000, Datum.WGS84) == point
    assert geo.convert(point, Datum.CGCS2000, Datum.GCJ02) == geo.convert(point, Datum.WGS84, Datum.GCJ02)
