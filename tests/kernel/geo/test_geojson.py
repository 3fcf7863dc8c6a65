"""GeoJSON in and out."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from shapely.geometry import MultiPolygon, Polygon, box

from linli.kernel import geo
from linli.kernel.errors import Invalid
from linli.kernel.geo import Feature, GeoCode

pytestmark = pytest.mark.pure

SQUARE = [[120.0, 31.0], [120.1, 31.0], [120.1, 31.1], [120.0, 31.1], [120.0, 31.0]]
HOLE = [[120.02, 31.02], [120.02, 31.04], [120.04, 31.04], [120.02, 31.02]]


def polygon(*rings: list[list[float]]) -> dict[str, Any]:
    return {"type": "Polygon", "coordinates": list(rings)}


def feature(geometry: dict[str, Any]) -> dict[str, Any]:
    return {"type": "Feature", "geometry": geometry, "properties": {"name": "第一网格"}}


def collection(*features: dict[str, Any]) -> dict[str, Any]:
    return {"type": "FeatureCollection", "features": list(features)}


@pytest.mark.parametrize(
    "document",
    [
        polygon(SQUARE),
        feature(polygon(SQUARE)),
        collection(feature(polygon(SQUARE))),
        {"type": "MultiPolygon", "coordinates": [[SQUARE]]},
        polygon([[*pair, 12.5] for pair in SQUARE]),
    ],
)
def test_a_square_in_any_wrapping(document: dict[str, Any]) -> None:
    for source in (document, json.dumps(document)):
        assert geo.read_polygon(source).equals(Polygon(SQUARE))


def test_holes_and_lines_and_points() -> None:
    holed = geo.read_polygon(polygon(SQUARE, HOLE))
    assert geo.square_metres(holed) < geo.square_metres(Polygon(SQUARE))
    assert geo.read_geojson({"type": "Point", "coordinates": [120.0, 31.0]}).coords[0] == (120.0, 31.0)
    assert len(geo.read_geojson({"type": "LineString", "coordinates": SQUARE[:3]}).coords) == 3


BAD_SHAPES: list[tuple[object, GeoCode, dict[str, object]]] = [
    (polygon(SQUARE[:4]), GeoCode.RING_OPEN, {"number": 1}),
    (polygon(SQUARE, HOLE[:3]), GeoCode.RING_OPEN, {"number": 2}),
    (polygon([SQUARE[0], SQUARE[1], SQUARE[0]]), GeoCode.TOO_FEW_POINTS, {"number": 1, "count": 2}),
    (polygon([]), GeoCode.TOO_FEW_POINTS, {"count": 0}),
    (polygon(), GeoCode.BAD_TYPE, {}),
    (polygon([pair[::-1] for pair in SQUARE]), GeoCode.SWAPPED, {"longitude": 31.0, "latitude": 120.0}),
    (polygon([*SQUARE[:2], [200.0, 31.0], SQUARE[0]]), GeoCode.OUT_OF_RANGE, {"longitude": 200.0}),
    (polygon([*SQUARE[:2], ["120.1", "31.1"], SQUARE[0]]), GeoCode.BAD_POSITION, {"number": 3}),  # type: ignore[list-item]  # text for a number is what is tried
    (polygon([*SQUARE[:2], [120.1], SQUARE[0]]), GeoCode.BAD_POSITION, {"number": 3}),
    (polygon([*SQUARE[:2], [True, False], SQUARE[0]]), GeoCode.BAD_POSITION, {"number": 3}),
    (polygon([*SQUARE[:2], [float("nan"), 31.0], SQUARE[0]]), GeoCode.BAD_POSITION, {"number": 3}),
    ({"type": "Polygon", "coordinates": "x"}, GeoCode.BAD_TYPE, {}),
    ({"type": "Polygon", "coordinates": SQUARE}, GeoCode.BAD_POSITION, {"number": 1}),
    ({"type": "Circle", "coordinates": []}, GeoCode.BAD_TYPE, {"found": "Circle"}),
    ({"type": "LineString", "coordinates": [SQUARE[0], SQUARE[0]]}, GeoCode.BAD_TYPE, {}),
    ({"type": "Polygon", "coordinates": [[[[[[1]]]]]]}, GeoCode.BAD_TYPE, {}),
    (collection(), GeoCode.BAD_TYPE, {"found": "0 features"}),
    (feature({"type": "Polygon"}), GeoCode.BAD_TYPE, {}),
    ({"type": "Feature", "geometry": None}, GeoCode.BAD_TYPE, {}),
    (
        {"type": "Polygon", "coordinates": [[[120.0, 31.0]] * (geo.MAX_POINTS + 1)]},
        GeoCode.TOO_MANY_POINTS,
        {},
    ),
    ("{", GeoCode.NOT_JSON, {}),
    ("[" * 100_000, GeoCode.NOT_JSON, {}),
    ("[]", GeoCode.BAD_TYPE, {}),
]


@pytest.mark.parametrize(("source", "code", "data"), BAD_SHAPES)
def test_faults_are_named(source: Any, code: GeoCode, data: dict[str, object]) -> None:
    with pytest.raises(Invalid) as refused:
        geo.read_geojson(source)
    assert refused.value.code is code
    assert data.items() <= refused.value.data.items()


def test_a_boundary_that_crosses_itself_names_the_crossing() -> None:
    bow = [[120.0, 31.0], [120.2, 31.2], [120.2, 31.0], [120.0, 31.2], [120.0, 31.0]]
    with pytest.raises(Invalid) as refused:
        geo.read_polygon(polygon(bow))
    assert refused.value.code is GeoCode.SELF_CROSSING
    assert refused.value.data == {"longitude": 120.1, "latitude": 31.1}


def test_other_faults_of_shape_name_reason_and_place() -> None:
    away = [[121.0, 32.0], [121.0, 32.1], [121.1, 32.1], [121.0, 32.0]]
    with pytest.raises(Invalid) as refused:
        geo.read_polygon(polygon(SQUARE, away))
    assert refused.value.code is GeoCode.NOT_AN_AREA
    assert refused.value.data["reason"] == "Hole lies outside shell"


def test_a_point_is_no_polygon() -> None:
    with pytest.raises(Invalid) as refused:
        geo.read_polygon({"type": "Point", "coordinates": [120.0, 31.0]})
    assert refused.value.data["found"] == "Point"


def test_features_keep_their_order_and_properties() -> None:
    found = geo.read_features(collection(feature(polygon(SQUARE)), feature(polygon(SQUARE, HOLE))))
    assert [entry.properties["name"] for entry in found] == ["第一网格"] * 2
    assert [len(entry.shape.interiors) for entry in found] == [0, 1]
    assert geo.read_features(geo.to_features(found)) == found


def test_the_feature_at_fault_is_named() -> None:
    with pytest.raises(Invalid) as refused:
        geo.read_features(collection(feature(polygon(SQUARE)), feature(polygon(SQUARE[:4]))))
    assert refused.value.code is GeoCode.RING_OPEN
    assert refused.value.data["feature"] == 1
    for document in (collection({"type": "Polygon"}), feature(polygon(SQUARE))):
        with pytest.raises(Invalid):
            geo.read_features(document)


def test_output_is_turned_closed_and_rounded() -> None:
    clockwise = Polygon([(0, 0), (0, 1), (1, 1.123456789)])
    out = geo.to_geojson(clockwise)
    ring = out["coordinates"][0]
    assert ring[0] == ring[-1]
    assert [1, 1.1234568] in ring
    assert Polygon(ring).exterior.is_ccw
    assert json.loads(json.dumps(out)) == out
    many = geo.to_geojson(MultiPolygon([box(0, 0, 1, 1), box(2, 2, 3, 3)]))
    assert many["type"] == "MultiPolygon"
    assert geo.to_features([Feature(box(0, 0, 1, 1), {"a": 1})])["features"][0]["properties"] == {"a": 1}


# Seven decimals, as coordinates are written.
degrees = st.integers(-800_000_000, 800_000_000).map(lambda number: number / 10_000_000)


@given(degrees.map(lambda x: x / 2 - 100), degrees.map(lambda y: y / 2), st.integers(1, 100), st.integers(1, 100))
def test_what_is_written_is_read_back(west: float, south: float, width: int, height: int) -> None:
    shape = box(round(west, 7), round(south, 7), round(west + width / 10, 7), round(south + height / 10, 7))
    assert geo.read_polygon(geo.to_geojson(shape)).equals_exact(shape.normalize().reverse(), 1e-7) or (
        geo.read_polygon(geo.to_geojson(shape)).symmetric_difference(shape).area < 1e-5
    )
