"""Places on the map: datums, shapes, GeoJSON and look-ups. WGS84 (CGCS2000) degrees, longitude first."""

from linli.kernel.geo.datums import (
    Datum,
    bd09_to_gcj02,
    convert,
    gcj02_to_bd09,
    gcj02_to_wgs84,
    outside_china,
    wgs84_to_gcj02,
)
from linli.kernel.geo.geojson import (
    MAX_POINTS,
    Feature,
    read_features,
    read_geojson,
    read_polygon,
    to_features,
    to_geojson,
)
from linli.kernel.geo.lookup import contains_point, distance_to, locate, nearest
from linli.kernel.geo.points import Point, check_point, distance, haversine, looks_swapped
from linli.kernel.geo.reasons import GeoCode
from linli.kernel.geo.shapes import (
    Coverage,
    Excess,
    Gap,
    Overlap,
    coverage_of,
    overlaps_of,
    require_valid,
    square_metres,
)

__all__ = [
    "MAX_POINTS",
    "Coverage",
    "Datum",
    "Excess",
    "Feature",
    "Gap",
    "GeoCode",
    "Overlap",
    "Point",
    "bd09_to_gcj02",
    "check_point",
    "contains_point",
    "convert",
    "coverage_of",
    "distance",
    "distance_to",
    "gcj02_to_bd09",
    "gcj02_to_wgs84",
    "haversine",
    "locate",
    "looks_swapped",
    "nearest",
    "outside_china",
    "overlaps_of",
    "read_features",
    "read_geojson",
    "read_polygon",
    "require_valid",
    "square_metres",
    "to_features",
    "to_geojson",
    "wgs84_to_gcj02",
]
