"""GeoJSON in and out (RFC 7946): WGS84, longitude first, closed rings, outer rings counter-clockwise.

Shapes are shapely geometries: ``Polygon``, ``MultiPolygon``, ``LineString`` or ``Point``.
"""

import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

import shapely
from shapely.geometry import LineString, MultiPolygon, Polygon
from shapely.geometry import Point as ShapelyPoint
from shapely.geometry.polygon import orient

from linli.kernel.errors import Invalid
from linli.kernel.geo.points import Point, check_point
from linli.kernel.geo.reasons import GeoCode
from linli.kernel.geo.shapes import require_valid

MAX_POINTS: Final = 100_000
# A centimetre: more digits would only pretend to be exact.
_DECIMALS: Final = 7
_SHAPES: Final = "Point, LineString, Polygon, MultiPolygon"
# Parts, rings, points.
_DEEPEST: Final = 3

Json = Mapping[str, Any]


@dataclass(frozen=True)
class Feature:
    """A shape with what its file says about it."""

    shape: Any
    properties: Mapping[str, Any]


def read_geojson(source: str | Json) -> Any:
    """The one shape of a geometry, a feature or a collection of one feature; ``Invalid`` with the point at fault."""
    document = _document(source)
    if document.get("type") == "FeatureCollection":
        features = _list(document, "features")
        if len(features) != 1:
            raise _bad_type(f"{len(features)} features", "one feature")
        return read_geojson(features[0])
    if document.get("type") == "Feature":
        return _shape(document.get("geometry"))
    return _shape(document)


def read_features(source: str | Json) -> list[Feature]:
    """All features of a collection in order; ``Invalid`` names the first at fault in ``data["feature"]`` (from 0)."""
    document = _document(source)
    if document.get("type") != "FeatureCollection":
        raise _bad_type(str(document.get("type")), "FeatureCollection")
    found = []
    for index, entry in enumerate(_list(document, "features")):
        try:
            found.append(_feature(entry))
        except Invalid as refused:
            raise Invalid(refused.code, {**refused.data, "feature": index}) from refused
    return found


def read_polygon(source: str | Json) -> Any:
    """Like ``read_geojson``, but only a Polygon or MultiPolygon that is a proper area will do."""
    shape = read_geojson(source)
    if shape.geom_type not in ("Polygon", "MultiPolygon"):
        raise _bad_type(shape.geom_type, "Polygon, MultiPolygon")
    require_valid(shape)
    return shape


def to_geojson(shape: Any) -> dict[str, Any]:
    """A geometry object with seven decimals and rings in the order of RFC 7946."""
    if shape.geom_type == "Polygon":
        shape = orient(shape)
    elif shape.geom_type == "MultiPolygon":
        shape = MultiPolygon([orient(part) for part in shape.geoms])
    mapping: dict[str, Any] = shapely.geometry.mapping(shape)
    return {"type": mapping["type"], "coordinates": _rounded(mapping["coordinates"])}


def to_features(features: Sequence[Feature]) -> dict[str, Any]:
    """A feature collection."""
    return {
        "type": "FeatureCollection",
        "features": [
            {"type": "Feature", "geometry": to_geojson(feature.shape), "properties": dict(feature.properties)}
            for feature in features
        ],
    }


def _document(source: str | Json) -> Json:
    if isinstance(source, str):
        try:
            source = json.loads(source)
        except (ValueError, RecursionError):
            raise Invalid(GeoCode.NOT_JSON) from None
    return _mapping(source)


def _feature(entry: object) -> Feature:
    feature = _mapping(entry)
    if feature.get("type") != "Feature":
        raise _bad_type(str(feature.get("type")), "Feature")
    return Feature(_shape(feature.get("geometry")), _mapping(feature.get("properties") or {}))


def _shape(entry: object) -> Any:
    geometry = _mapping(entry)
    kind = geometry.get("type")
    coordinates = _list(geometry, "coordinates")
    if _count(coordinates) > MAX_POINTS:
        raise Invalid(GeoCode.TOO_MANY_POINTS, {"limit": MAX_POINTS})
    if kind == "Point":
        return ShapelyPoint(_position(coordinates, 1))
    if kind == "LineString":
        return LineString(_line(coordinates))
    if kind == "Polygon":
        return _polygon(coordinates)
    if kind == "MultiPolygon":
        return MultiPolygon([_polygon(part) for part in coordinates])
    raise _bad_type(str(kind), _SHAPES)


def _polygon(rings: object) -> Any:
    if not isinstance(rings, list) or not rings:
        raise _bad_type(type(rings).__name__, "a list of rings")
    outer, *holes = [_ring(ring, number) for number, ring in enumerate(rings, 1)]
    return Polygon(outer, holes)


def _ring(entry: object, number: int) -> list[Point]:
    points = _positions(entry)
    different = len(set(points))
    if different < 3:
        raise Invalid(GeoCode.TOO_FEW_POINTS, {"ring": number, "number": number, "count": different})
    if points[0] != points[-1]:
        raise Invalid(GeoCode.RING_OPEN, {"ring": number, "number": number})
    return points


def _line(entry: object) -> list[Point]:
    points = _positions(entry)
    if len(set(points)) < 2:
        raise _bad_type(f"{len(points)} points", "two different points")
    return points


def _positions(entry: object) -> list[Point]:
    if not isinstance(entry, list):
        raise _bad_type(type(entry).__name__, "a list of points")
    return [_position(pair, number) for number, pair in enumerate(entry, 1)]


def _position(entry: object, number: int) -> Point:
    # A third number is a height, which RFC 7946 allows; it is dropped.
    if not isinstance(entry, list) or len(entry) not in (2, 3) or not all(map(_is_number, entry)):
        raise Invalid(GeoCode.BAD_POSITION, {"number": number})
    return check_point(float(entry[0]), float(entry[1]))


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value)


def _count(coordinates: object, depth: int = 0) -> int:
    if depth > _DEEPEST:
        raise _bad_type("a deeper list", "numbers")
    if isinstance(coordinates, list) and any(isinstance(part, list) for part in coordinates):
        return sum(_count(part, depth + 1) for part in coordinates)
    return 1


def _mapping(entry: object) -> Json:
    if not isinstance(entry, Mapping):
        raise _bad_type(type(entry).__name__, "a GeoJSON object")
    return entry


def _list(document: Json, key: str) -> list[Any]:
    entry = document.get(key)
    if not isinstance(entry, list):
        raise _bad_type(type(entry).__name__, key)
    return entry


def _bad_type(found: str, expected: str) -> Invalid:
    return Invalid(GeoCode.BAD_TYPE, {"found": found, "expected": expected})


def _rounded(coordinates: Any) -> Any:
    if isinstance(coordinates, float | int):
        return round(coordinates, _DECIMALS)
    return [_rounded(part) for part in coordinates]
