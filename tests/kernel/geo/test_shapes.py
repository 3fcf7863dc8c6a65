"""Areas, overlaps and gaps."""

import math
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from shapely import affinity
from shapely.geometry import GeometryCollection, MultiPolygon, Polygon, box

from linli.kernel import geo
from linli.kernel.errors import Invalid
from linli.kernel.geo import Gap, GeoCode, Overlap

pytestmark = pytest.mark.pure

# About 950 m by 1,109 m near Wuxi.
WEST, SOUTH = 120.30, 31.60
STEP = 0.01


def cell(column: float, row: float, width: float = 1, height: float = 1) -> Polygon:
    west, south = WEST + column * STEP, SOUTH + row * STEP
    return box(west, south, west + width * STEP, south + height * STEP)


def band_on_the_ellipsoid(south: float, north: float, width: float) -> float:
    """Integrate the ellipsoid's surface between two parallels in small steps."""
    axis, square = 6_378_137.0, 0.00669437999014
    steps = 2000
    total = 0.0
    for step in range(steps):
        latitude = math.radians(south + (north - south) * (step + 0.5) / steps)
        total += math.cos(latitude) / (1 - square * math.sin(latitude) ** 2) ** 2
    return axis**2 * (1 - square) * total * math.radians(north - south) / steps * math.radians(width)


@pytest.mark.parametrize(("south", "north"), [(31.0, 32.0), (0.0, 1.0), (52.0, 53.5), (-34.0, -33.0)])
def test_areas_are_those_of_the_ellipsoid(south: float, north: float) -> None:
    expected = band_on_the_ellipsoid(south, north, 1.0)
    assert geo.square_metres(box(120, south, 121, north)) == pytest.approx(expected, rel=1e-7)


def test_the_whole_earth() -> None:
    assert geo.square_metres(box(-180, -90, 180, 90)) == pytest.approx(510_065_621_724_088, rel=1e-9)


def test_small_areas_and_nothing() -> None:
    metre = Polygon([(120, 31), (120.00001, 31), (120.00001, 31.00001), (120, 31.00001)])
    assert geo.square_metres(metre) == 1
    assert geo.square_metres(Polygon()) == 0
    assert geo.square_metres(GeometryCollection()) == 0


@given(st.floats(0, 360), st.floats(0.1, 50))
def test_area_does_not_depend_on_how_the_shape_is_cut(angle: float, stretch: float) -> None:
    shape = affinity.rotate(affinity.scale(cell(0, 0), stretch, 1), angle)
    west, south, _, north = shape.bounds
    middle = shape.centroid.x
    left = shape.intersection(box(west - 1, south - 1, middle, north + 1))
    right = shape.difference(left)
    whole = geo.square_metres(shape)
    assert abs(geo.square_metres(left) + geo.square_metres(right) - whole) <= 2 + whole * 1e-9


def test_neighbours_that_share_a_border_do_not_overlap() -> None:
    assert geo.overlaps_of([cell(0, 0), cell(1, 0), cell(0, 1)]) == ()
    assert geo.overlaps_of([]) == ()


def test_overlaps_name_both_by_index_with_the_area() -> None:
    parts = [cell(0, 0), cell(5, 5), cell(0.9, 0)]
    shared = geo.square_metres(cell(0.9, 0, 0.1))
    assert geo.overlaps_of(parts) == (Overlap(0, 2, shared),)
    assert 100_000 < shared < 110_000


def test_noise_of_drawing_is_below_the_tolerance() -> None:
    nudged = affinity.translate(cell(1, 0), xoff=-1e-9)
    assert geo.overlaps_of([cell(0, 0), nudged]) == ()
    wide = affinity.translate(cell(1, 0), xoff=-1e-6)
    assert len(geo.overlaps_of([cell(0, 0), wide])) == 1
    assert geo.overlaps_of([cell(0, 0), wide], tolerance=200) == ()


def test_a_complete_division_is_exact() -> None:
    coverage = geo.coverage_of(cell(0, 0, 2, 2), [cell(0, 0), cell(1, 0), cell(0, 1), cell(1, 1)])
    assert coverage.exact


def test_a_gap_names_the_two_parts_that_border_most_on_it() -> None:
    # Two columns with a strip of 0.2 between them; the third part touches the strip only at its narrow end.
    parts = [cell(0, 1, 2, 1), cell(0, 0, 0.9), cell(1.1, 0, 0.9)]
    coverage = geo.coverage_of(cell(0, 0, 2, 2), parts)
    assert coverage.overlaps == ()
    assert coverage.excesses == ()
    (gap,) = coverage.gaps
    assert (gap.first, gap.second) == (1, 2)
    assert gap.square_metres == geo.square_metres(cell(0.9, 0, 0.2))
    assert geo.contains_point(cell(0.9, 0, 0.2), gap.at)


def test_gaps_at_the_edge_have_fewer_neighbours() -> None:
    (gap,) = geo.coverage_of(cell(0, 0, 2), [cell(0, 0)]).gaps
    assert (gap.first, gap.second) == (0, None)
    (whole,) = geo.coverage_of(cell(0, 0), []).gaps
    assert isinstance(whole, Gap)
    assert (whole.first, whole.second, whole.square_metres) == (None, None, geo.square_metres(cell(0, 0)))


def test_corners_are_no_borders() -> None:
    parts = [cell(0, 0), cell(1, 1)]
    gaps = geo.coverage_of(cell(0, 0, 2, 2), parts).gaps
    assert [(gap.first, gap.second) for gap in gaps] == [(0, 1), (0, 1)]
    bent = cell(0, 0, 1, 2).union(cell(1, 1))
    (gap,) = geo.coverage_of(bent, [cell(0, 0), cell(0, 1)]).gaps
    assert (gap.first, gap.second) == (1, None)


def test_what_reaches_beyond_is_named() -> None:
    coverage = geo.coverage_of(cell(0, 0), [cell(0, 0, 1.1)])
    assert coverage.gaps == ()
    (excess,) = coverage.excesses
    assert (excess.index, excess.square_metres) == (0, geo.square_metres(cell(1, 0, 0.1)))


def test_shapes_in_several_pieces() -> None:
    islands = MultiPolygon([cell(0, 0), cell(3, 0)])
    assert geo.coverage_of(islands, [islands]).exact
    assert len(geo.coverage_of(cell(0, 0, 4), [islands]).gaps) == 1


def test_a_shape_that_crosses_itself_is_refused_first() -> None:
    bow = Polygon([(120, 31), (121, 32), (121, 31), (120, 32)])
    with pytest.raises(Invalid) as refused:
        geo.coverage_of(cell(0, 0), [bow])
    assert refused.value.code is GeoCode.SELF_CROSSING
    assert refused.value.data == {"longitude": 120.5, "latitude": 31.5}


cuts = st.lists(st.integers(1, 99), min_size=0, max_size=6, unique=True).map(sorted)


@given(cuts, cuts)
def test_any_grid_of_cuts_divides_exactly_and_leaving_one_out_makes_a_gap(columns: list[int], rows: list[int]) -> None:
    xs, ys = [0, *columns, 100], [0, *rows, 100]
    parts = [
        cell(x / 100, y / 100, (right - x) / 100, (top - y) / 100)
        for x, right in pairwise(xs)
        for y, top in pairwise(ys)
    ]
    assert geo.coverage_of(cell(0, 0), parts).exact
    left_out = geo.coverage_of(cell(0, 0), parts[1:])
    assert sum(gap.square_metres for gap in left_out.gaps) == geo.square_metres(parts[0])
