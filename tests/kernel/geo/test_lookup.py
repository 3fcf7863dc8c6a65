"""Points in areas, and what is nearest."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from shapely.geometry import Polygon, box

from linli.kernel import geo
from linli.kernel.geo import Point

pytestmark = pytest.mark.pure

AREAS = [box(120.0, 31.0, 120.1, 31.1), box(120.1, 31.0, 120.2, 31.1), box(120.05, 31.05, 120.15, 31.2)]


@pytest.mark.parametrize(
    ("point", "home"),
    [
        (Point(120.01, 31.01), 0),
        (Point(120.19, 31.01), 1),
        (Point(120.1, 31.01), 0),  # on the border of both
        (Point(120.07, 31.07), 0),  # in two at once
        (Point(120.12, 31.18), 2),
        (Point(120.0, 31.0), 0),  # on a corner
        (Point(121.0, 31.0), None),
    ],
)
def test_each_point_finds_its_area(point: Point, home: int | None) -> None:
    assert geo.locate([point], AREAS) == [home]


def test_nothing_to_look_for() -> None:
    assert geo.locate([], AREAS) == []
    assert geo.locate([Point(120.0, 31.0)], []) == [None]
    assert geo.nearest([], [Point(120.0, 31.0)]) == []
    assert geo.nearest([Point(120.0, 31.0)], []) == []


points = st.builds(Point, st.floats(119.9, 120.3), st.floats(30.9, 31.3))


@given(st.lists(points, max_size=20))
def test_many_at_once_agree_with_one_by_one(several: list[Point]) -> None:
    one_by_one = [next((i for i, area in enumerate(AREAS) if geo.contains_point(area, p)), None) for p in several]
    assert geo.locate(several, AREAS) == one_by_one


def test_holes_are_outside() -> None:
    ring = Polygon(AREAS[0].exterior, [box(120.04, 31.04, 120.06, 31.06).exterior])
    assert not geo.contains_point(ring, Point(120.05, 31.05))
    assert geo.contains_point(ring, Point(120.04, 31.05))


@given(st.lists(points, min_size=1, max_size=10), st.lists(points, min_size=1, max_size=10))
def test_the_nearest_place_is_the_nearest(several: list[Point], places: list[Point]) -> None:
    for point, (index, metres) in zip(several, geo.nearest(several, places), strict=True):
        assert metres == geo.distance(point, places[index])
        # The flat map errs by less than 1 in 200 within a county.
        assert metres <= min(geo.distance(point, place) for place in places) * 1.005 + 1


def test_longitude_counts_less_than_latitude_in_the_north() -> None:
    here = Point(122.5, 53.0)
    assert geo.nearest([here], [Point(122.5, 53.01), Point(122.514, 53.0)])[0][0] == 1


def test_distance_to_an_area() -> None:
    area = AREAS[0]
    assert geo.distance_to(area, Point(120.05, 31.05)) == 0
    assert geo.distance_to(area, Point(120.05, 31.11)) == geo.distance(Point(120.05, 31.1), Point(120.05, 31.11))
    assert geo.distance_to(area, Point(120.11, 31.05)) == pytest.approx(952, abs=2)
