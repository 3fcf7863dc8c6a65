"""Points and distances."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linli.kernel import geo
from linli.kernel.errors import Invalid
from linli.kernel.geo import GeoCode, Point

pytestmark = pytest.mark.pure

anywhere = st.builds(Point, st.floats(-180, 180), st.floats(-90, 90))


@pytest.mark.parametrize(
    ("one", "other", "metres"),
    [
        (Point(120, 31), Point(120, 31), 0),
        (Point(0, 0), Point(0, 1), 111_195),
        (Point(120, 60), Point(121, 60), 55_597),
        (Point(0, 0), Point(180, 0), 20_015_114),
        (Point(179.5, 0), Point(-179.5, 0), 111_195),
        (Point(0, 90), Point(77, -90), 20_015_114),
    ],
)
def test_distances(one: Point, other: Point, metres: int) -> None:
    assert geo.distance(one, other) == metres


@given(anywhere, anywhere)
def test_distance_is_the_same_both_ways_and_never_beyond_half_the_earth(one: Point, other: Point) -> None:
    assert geo.distance(one, other) == geo.distance(other, one)
    assert 0 <= geo.haversine(one, other) <= 20_015_115


@pytest.mark.parametrize(
    ("longitude", "latitude", "code"),
    [
        (31.6, 120.3, GeoCode.SWAPPED),
        (45.0, 90.0, GeoCode.SWAPPED),
        (181.0, 0.0, GeoCode.OUT_OF_RANGE),
        (0.0, -90.5, GeoCode.OUT_OF_RANGE),
        (float("nan"), 0.0, GeoCode.OUT_OF_RANGE),
        (float("inf"), 0.0, GeoCode.OUT_OF_RANGE),
    ],
)
def test_points_refused(longitude: float, latitude: float, code: GeoCode) -> None:
    with pytest.raises(Invalid) as refused:
        geo.check_point(longitude, latitude)
    assert refused.value.code is code


def test_points_taken() -> None:
    assert geo.check_point(120.3, 31.6) == Point(120.3, 31.6)
    assert geo.check_point(-0.1, 51.5) == Point(-0.1, 51.5)
    # A square of the map where both orders lie in China is taken as written.
    assert geo.check_point(73.5, 53.5) == Point(73.5, 53.5)
